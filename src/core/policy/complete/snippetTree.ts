import type { Json } from '../fixes/layout';
import { escapeSnippet, plainText } from './snippetText';

/** A snippet of JSON as the value that it writes; places to fill in are marks in its texts. */
export interface SnippetTree {
  json: Json;
  /** What the marks stand for, as a snippet has it. */
  places: readonly string[];
}

/** A place within a text, or one that stands alone. */
const mark = /[\uE000\uE002](\d+)\uE001/g;

/** Stands alone, as the name where a member is to be written or as an entry. */
export const isMark = (text: string): boolean => /^\uE002\d+\uE001$/.test(text);

/** Reads a snippet of JSON, in which a place alone may stand for a member or an entry; undefined for other texts. */
export function snippetTree(snippet: string): SnippetTree | undefined {
  const places: string[] = [];
  const open: string[] = [];
  let inString = false;
  const token = /\\[\\$}]|\$\{\d+(?::(?:\\.|[^\\}])*|\|(?:\\.|[^\\|])*\|)\}|\$\d+|[^]/g;
  let escaped = false;
  const source = snippet.replace(token, (part) => {
    if (/^\$[\d{]/.test(part)) {
      const index = String(places.push(part) - 1);
      if (inString) return `\uE000${index}\uE001`;
      const name = `\uE002${index}\uE001`;
      return open.at(-1) === '{' ? `"${name}":null` : `"${name}"`;
    }
    const sign = part.length > 1 ? part.slice(1) : part;
    if (inString) {
      if (sign === '"' && !escaped) inString = false;
      escaped = sign === '\\' && !escaped;
    } else if (sign === '"') inString = true;
    else if (sign === '{' || sign === '[') open.push(sign);
    else if (sign === '}' || sign === ']') open.pop();
    return sign;
  });
  try {
    return { json: JSON.parse(source) as Json, places };
  } catch {
    // Half of a value, such as a name with a place in it: it is written as it stands.
    return undefined;
  }
}

/** A text of the tree with each place as its default. */
export function defaultText(text: string, { places }: SnippetTree): string {
  return text.replace(mark, (_, index: string) => plainText(places[Number(index)] ?? ''));
}

/** A text of the tree in which a place that names something of the host language is that name. */
export function namedText(text: string, { places }: SnippetTree): string {
  return text.replace(mark, (place, index: string) => {
    const plain = plainText(places[Number(index)] ?? '');
    return plain.includes('${') ? plain : place;
  });
}

/** Text that was written for the tree as a snippet, with its places. */
export function withPlaces(text: string, { places }: SnippetTree): string {
  return escapeSnippet(text).replace(mark, (_, index: string) => places[Number(index)] ?? '');
}

/** The tree as a snippet of JSON, with strings as the language has them. */
export function treeSnippet(tree: SnippetTree, string: (text: string) => string): string {
  return withPlaces(
    layout(tree.json, '', (text) => string(namedText(text, tree))),
    tree,
  );
}

function layout(json: Json, indent: string, string: (text: string) => string): string {
  if (typeof json === 'string') return isMark(json) ? json : string(json);
  if (typeof json !== 'object' || json === null) return JSON.stringify(json);
  const inner = `${indent}\t`;
  const list = Array.isArray(json);
  const entries = list
    ? (json as readonly Json[]).map((item) => layout(item, inner, string))
    : Object.entries(json).map(([name, item]) =>
        isMark(name) ? name : `${JSON.stringify(name)}: ${layout(item, inner, string)}`,
      );
  const [open, close] = list ? '[]' : '{}';
  if (entries.length === 0) return `${open}${close}`;
  return `${open}\n${inner}${entries.join(`,\n${inner}`)}\n${indent}${close}`;
}
