import type { Value } from '../document';
import { eolOf } from './layout';
import type { Json } from './layout';

/** The end of the line of the offset, before its line break: behind a comment, if there is one. */
export function lineEnd(text: string, offset: number): number {
  const at = text.indexOf('\n', offset);
  if (at < 0) return text.length;
  return text[at - 1] === '\r' && at > offset ? at - 1 : at;
}

/** The white space in front of what begins at the offset, if it were on a line of its own. */
export function columnIndent(text: string, offset: number): string {
  return ' '.repeat(offset - (text.lastIndexOf('\n', offset - 1) + 1));
}

/** Where an entry of a block list begins behind its dash: before its tag or anchor. */
export function entryStart(text: string, { span }: { span: Value['span'] }): number {
  const line = text.slice(text.lastIndexOf('\n', span.start - 1) + 1, span.start);
  const before = /- +((?:[!&]\S+ +)+)$/.exec(line)?.[1] ?? '';
  return span.start - before.length;
}

/** The white space before the dashes of a block list, of which this is an entry. */
export function dashIndent(text: string, item: Value): string {
  const start = text.lastIndexOf('\n', item.span.start - 1) + 1;
  const dash = text.lastIndexOf('-', entryStart(text, item) - 1);
  return ' '.repeat(Math.max(0, dash - start));
}

/** A value in block style as it follows `name:` or a dash; the first line of an object follows a dash at once. */
export function blockText(text: string, json: Json, indent: string, behindDash = false): string {
  if (typeof json !== 'object' || json === null) return scalarText(json);
  const eol = eolOf(text);
  const lines = Array.isArray(json)
    ? (json as readonly Json[]).map((item) => `- ${blockText(text, item, `${indent}  `, true)}`)
    : Object.entries(json).map(([name, item]) => memberText(text, name, item, indent));
  if (lines.length === 0) return Array.isArray(json) ? '[]' : '{}';
  const [head = '', ...rest] = lines;
  return behindDash
    ? [head, ...rest.map((line) => indent + line)].join(eol)
    : lines.map((line) => eol + indent + line).join('');
}

/** `name: value` in block style, on the column of the indent. */
export function memberText(text: string, name: string, json: Json, indent: string): string {
  const value = blockText(text, json, `${indent}  `);
  return `${/^[\w:/.-]+$/.test(name) ? name : scalarText(name)}:${/^[\r\n]/.test(value) ? '' : ' '}${value}`;
}

/** Plain where YAML takes it for nothing but text, else in single quotes. */
function scalarText(value: string | number | boolean | null): string {
  if (typeof value !== 'string') return String(value);
  if (/^[A-Za-z][\w:/-]*\w$/.test(value) && !/^(y|yes|no|on|off|true|false|null)$/i.test(value)) return value;
  return /[\r\n\t]/.test(value) ? JSON.stringify(value) : `'${value.replaceAll("'", "''")}'`;
}
