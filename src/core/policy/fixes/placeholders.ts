/** A text as a snippet of the editor, in which the person writes over the placeholders. */
export function snippetText(text: string, placeholders: readonly string[]): string {
  const escaped = text.replace(/[\\$}]/g, String.raw`\$&`);
  return placeholders.reduce(
    (all, placeholder, index) => all.replaceAll(placeholder, `\${${String(index + 1)}:${placeholder}}`),
    escaped,
  );
}
