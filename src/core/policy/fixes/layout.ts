import type { ArrayValue, ObjectValue } from '../document';

/** A value to write. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/** Longer lines are broken up where the document breaks lines at all. */
const lineWidth = 100;

export function eolOf(text: string): '\r\n' | '\n' {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

/** The white space with which the line of the offset begins. */
export function lineIndent(text: string, offset: number): string {
  const start = Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
  let end = start;
  while (end < offset && (text[end] === ' ' || text[end] === '\t')) end += 1;
  return text.slice(start, end);
}

/** One more level of indentation, as the document has it: the least white space that its lines begin with. */
export function indentUnit(text: string): string {
  return /\n(\t|[ ]{1,8})(?=[^ \t\r\n])/.exec(text)?.[1] ?? '  ';
}

/** Whether the entries of an object or a list stand on lines of their own. */
function isSpread(text: string, container: ObjectValue | ArrayValue): boolean {
  const first = container.kind === 'object' ? container.members[0] : container.items[0];
  if (!first) return false;
  return text.slice(container.span.start, first.span.start).includes('\n');
}

/**
 * A value as text: on one line where the document writes short objects so (or has one line only), else spread.
 * @param indent of the line on which the value begins
 * @param string how a string is written
 */
export function render(text: string, json: Json, indent: string, string = plain): string {
  return write(json, indent, { ...styleOf(text), string });
}

function plain(text: string): string {
  return JSON.stringify(text);
}

/** A member as text, see {@link render}. */
export function renderMember(
  text: string,
  { name, json }: { name: string; json: Json },
  indent: string,
  string = plain,
): string {
  return `${JSON.stringify(name)}:${styleOf(text).space}${render(text, json, indent, string)}`;
}

/** What stands between the comma of an entry and the next entry of the same object or list. */
export function gapIn(text: string, container: ObjectValue | ArrayValue): string {
  const first = container.kind === 'object' ? container.members[0] : container.items[0];
  if (!first || !isSpread(text, container)) return styleOf(text).space;
  return eolOf(text) + lineIndent(text, first.span.start);
}

/** The style of the text that was asked for last: many fixes are made for one text. */
let latest: { text: string; style: Style } | undefined;

function styleOf(text: string): Style {
  if (latest?.text !== text) latest = { text, style: readStyle(text) };
  return latest.style;
}

function readStyle(text: string): Style {
  const oneLine = !text.trim().includes('\n');
  const lines = text.split('\n');
  return {
    eol: eolOf(text),
    unit: indentUnit(text),
    pad: /\{"/.test(text) ? '' : ' ',
    inlineObjects: lines.some((line) => holds(line, /\{[ \t]*"/, '}')),
    inlineLists: lines.some((line) => holds(line, /\[[ \t]*"/, ']')) || !/\[\s*"/.test(text),
    oneLine,
    space: oneLine && /"\s*:/.test(text) && !/":\s/.test(text) ? '' : ' ',
  };
}

/** Whether a line has the opening and, behind it, the closing of something. */
function holds(line: string, opening: RegExp, closing: string): boolean {
  const at = line.search(opening);
  return at >= 0 && line.lastIndexOf(closing) > at;
}

interface Style {
  eol: string;
  unit: string;
  pad: string;
  inlineObjects: boolean;
  inlineLists: boolean;
  oneLine: boolean;
  /** Behind colons and commas: none in a text without white space. */
  space: '' | ' ';
}

function write(json: Json, indent: string, style: Style & { string: (text: string) => string }): string {
  if (typeof json === 'string') return style.string(json);
  if (typeof json !== 'object' || json === null) return JSON.stringify(json);
  const list = isList(json);
  const inner = indent + style.unit;
  const entries = list
    ? json.map((item) => ['', item] as const)
    : Object.entries(json).map(([name, item]) => [`${JSON.stringify(name)}:${style.space}`, item] as const);
  const [open, close] = list ? '[]' : '{}';
  if (entries.length === 0) return `${open}${close}`;
  const pad = list ? '' : style.pad;
  const flat = entries
    .map(([name, item]) => name + write(item, inner, { ...style, oneLine: true }))
    .join(`,${style.space}`);
  const line = `${open}${pad}${flat}${pad}${close}`;
  const inline = (list ? style.inlineLists : style.inlineObjects) && indent.length + line.length <= lineWidth;
  if (style.oneLine || inline) return line;
  const lines = entries.map(([name, item]) => inner + name + write(item, inner, style));
  return `${open}${style.eol}${lines.join(`,${style.eol}`)}${style.eol}${indent}${close}`;
}

function isList(json: Json): json is readonly Json[] {
  return Array.isArray(json);
}
