/** A JSON value in which `‹name=default›` inside a text is a place to fill in; equal names are one place. */
export type TemplateJson =
  string | number | boolean | readonly TemplateJson[] | { readonly [name: string]: TemplateJson };

/** Text as a snippet says it. */
export function escapeSnippet(text: string): string {
  return text.replace(/[\\$]/g, '\\$&');
}

/** Text inside a placeholder of a snippet. */
export function escapePlaceholder(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}

/** A placeholder with a default, for use in a string of JSON. */
export function placeholder(number: number, text: string): string {
  return `\${${number}:${escapePlaceholder(JSON.stringify(text).slice(1, -1))}}`;
}

/** A placeholder that offers the values; the first is the default. */
export function choice(number: number, values: readonly string[]): string {
  return `\${${number}|${values.map((value) => value.replace(/[\\$},|]/g, '\\$&')).join(',')}|}`;
}

const place = /‹([^=›]+)=([^›]*)›/g;

/** A template as a snippet; lists of one text and short objects stay on one line. */
export function templateSnippet(json: TemplateJson): string {
  const numbers = new Map<string, number>();
  return escapeSnippet(layout(json, '')).replace(place, (_, name: string, text: string) => {
    const number = numbers.get(name) ?? numbers.size + 1;
    numbers.set(name, number);
    return `\${${number}:${text.replace(/}/g, '\\}')}}`;
  });
}

function isList(json: TemplateJson): json is readonly TemplateJson[] {
  return Array.isArray(json);
}

function layout(json: TemplateJson, indent: string): string {
  if (typeof json !== 'object') return JSON.stringify(json);
  const inner = `${indent}\t`;
  const entries = isList(json)
    ? json.map((item) => layout(item, inner))
    : Object.entries(json).map(([name, item]) => `${JSON.stringify(name)}: ${layout(item, inner)}`);
  const [open, close] = isList(json) ? '[]' : '{}';
  if (entries.length === 0) return `${open}${close}`;
  if (isList(json) && entries.length === 1 && typeof json[0] === 'string') return `[${entries.join()}]`;
  return `${open}\n${inner}${entries.join(`,\n${inner}`)}\n${indent}${close}`;
}

/** The text that a snippet is when every placeholder keeps its default. */
export function plainText(snippet: string): string {
  const choices = snippet.replace(
    /\$\{\d+\|((?:\\.|[^\\|])*)\|\}/g,
    (_, values: string) => /^(?:\\.|[^\\,])*/.exec(values)?.[0] ?? '',
  );
  return choices
    .replace(/\$\{\d+:((?:\\.|[^\\}])*)\}/g, '$1')
    .replace(/(^|[^\\])\$\d+/g, '$1')
    .replace(/\\([\\$}|,])/g, '$1');
}
