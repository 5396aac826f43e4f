import type { Span } from '../../document';
import { eolOf } from '../../fixes/layout';
import type { Json } from '../../fixes/layout';
import { isMark } from '../../complete/snippetTree';

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
export function entryStart(text: string, { span }: { span: Span }): number {
  const line = text.slice(text.lastIndexOf('\n', span.start - 1) + 1, span.start);
  const before = /- +((?:[!&]\S+ +)+)$/.exec(line)?.[1] ?? '';
  return span.start - before.length;
}

/** The white space before the dashes of a block list, of which this is an entry. */
export function dashIndent(text: string, item: { span: Span }): string {
  const start = text.lastIndexOf('\n', item.span.start - 1) + 1;
  const dash = text.lastIndexOf('-', entryStart(text, item) - 1);
  return ' '.repeat(Math.max(0, dash - start));
}

/** How a text and a line end are written. */
export interface Writing {
  eol: string;
  string: (text: string) => string;
}

/** The line ends of the text. */
export function writingIn(text: string, string: (text: string) => string): Writing {
  return { eol: eolOf(text), string };
}

/** A value in block style as it follows `name:` or a dash; the first line of an object follows a dash at once. */
export function blockText(writing: Writing, json: Json, indent: string, behindDash = false): string {
  if (typeof json === 'string') return writing.string(json);
  if (typeof json !== 'object' || json === null) return String(json);
  const lines = blockLines(writing, json, indent);
  if (lines.length === 0) return Array.isArray(json) ? '[]' : '{}';
  const first = behindDash ? '' : writing.eol + indent;
  return first + lines.join(writing.eol + indent);
}

/** The entries of a collection, each to begin on the column of the indent. */
export function blockLines(writing: Writing, json: Json, indent: string): string[] {
  if (typeof json !== 'object' || json === null) return [];
  return Array.isArray(json)
    ? (json as readonly Json[]).map((item) => `- ${blockText(writing, item, `${indent}  `, true)}`)
    : Object.entries(json).map(([name, item]) => memberText(writing, name, item, indent));
}

/** `name: value` in block style, on the column of the indent. */
export function memberText(writing: Writing, name: string, json: Json, indent: string): string {
  if (isMark(name)) return name;
  const value = blockText(writing, json, `${indent}  `);
  const gap = value === '' || /^[\r\n]/.test(value) ? '' : ' ';
  return `${/^[\w:/.-]+$/.test(name) ? name : scalarText(name)}:${gap}${value}`;
}

/** Plain where YAML takes it for nothing but text, else in single quotes. */
export function scalarText(value: string): string {
  if (isPlain(value)) return value;
  return /[\r\n\t]/.test(value) ? JSON.stringify(value) : `'${value.replaceAll("'", "''")}'`;
}

/** Whether YAML takes it for nothing but text. */
export function isPlain(value: string): boolean {
  return (
    /^[A-Za-z](?:[\w/-]|:(?! )| (?! ))*\w$/.test(value) && !/^(y|yes|no|on|off|true|false|null)$/i.test(value)
  );
}
