/** One word for a POSIX shell, quoted where it needs to be. */
export function shellWord(word: string): string {
  if (/^[a-zA-Z0-9_/:.@%+=,-]+$/.test(word)) return word;
  return `'${word.replaceAll("'", `'\\''`)}'`;
}
