import { isMark } from '../../complete/snippetTree';
import { eolOf, lineIndent } from '../../fixes/layout';
import type { Json } from '../../fixes/layout';

/** Longer lines are broken up. */
const lineWidth = 100;

/** How a text, and a line end, are written. */
export interface HclWriting {
  eol: string;
  unit: string;
  string: (text: string) => string;
  /** How a pair of an object begins, up to its value. */
  names?: { write: (name: string) => string; sign: string };
}

/** As the text that is around has it. */
export function hclWriting(text: string, string: (text: string) => string): HclWriting {
  // Terraform's formatter knows one unit only.
  return { eol: eolOf(text), unit: /\n\t/.test(text) ? '\t' : '  ', string };
}

/** A name of an object: in quotes only where it is no identifier. */
export function objectName(name: string): string {
  return /^[\p{ID_Start}_][\p{ID_Continue}-]*$/u.test(name) ? name : JSON.stringify(name);
}

/**
 * A value as an expression, laid out as `terraform fmt` leaves it: one pair on the line, several on lines of their
 * own with their signs below each other.
 */
export function hclText(json: Json, indent: string, writing: HclWriting): string {
  if (typeof json === 'string') return isMark(json) ? json : writing.string(json);
  if (typeof json !== 'object' || json === null) return String(json);
  return isList(json) ? listText(json, indent, writing) : objectText(json, indent, writing);
}

function listText(json: readonly Json[], indent: string, writing: HclWriting): string {
  if (json.length === 0) return '[]';
  const flat = `[${json.map((item) => hclText(item, indent, writing)).join(', ')}]`;
  const simple = json.every((item) => typeof item !== 'object' || item === null);
  if (simple && indent.length + flat.length <= lineWidth) return flat;
  const inner = indent + writing.unit;
  const items = json.map((item) => `${inner}${hclText(item, inner, writing)},`);
  return `[${writing.eol}${items.join(writing.eol)}${writing.eol}${indent}]`;
}

function objectText(json: { readonly [name: string]: Json }, indent: string, writing: HclWriting): string {
  const entries = Object.entries(json);
  if (entries.length === 0) return '{}';
  const inner = indent + writing.unit;
  const [only] = entries;
  if (only && isMark(only[0])) return `{${writing.eol}${inner}${only[0]}${writing.eol}${indent}}`;
  if (only && entries.length === 1) {
    const line = `{ ${nameOf(writing, only[0])}${hclText(only[1], inner, writing)} }`;
    if (!line.includes('\n') && indent.length + line.length <= lineWidth) return line;
  }
  const lines = entries.map(([name, value]) => ({
    name: (writing.names?.write ?? objectName)(name),
    value: hclText(value, inner, writing),
  }));
  // A colon stays with its name.
  if (writing.names && writing.names.sign !== ' = ') {
    const all = lines.map(({ name, value }) => `${inner}${name}${writing.names?.sign ?? ''}${value}`);
    return `{${writing.eol}${all.join(`,${writing.eol}`)}${writing.eol}${indent}}`;
  }
  return `{${writing.eol}${alignedPairs(lines, inner, writing)}${writing.eol}${indent}}`;
}

function nameOf({ names }: HclWriting, name: string): string {
  return (names?.write ?? objectName)(name) + (names?.sign ?? ' = ');
}

/** Pairs on lines of their own. The signs of neighbours stand below each other; a value over lines stands apart. */
export function alignedPairs(
  pairs: readonly { name: string; value: string }[],
  indent: string,
  { eol }: Pick<HclWriting, 'eol'>,
): string {
  return pairs
    .map(({ name, value }, index) => {
      const width = value.includes('\n') ? 0 : widestAround(pairs, index);
      return `${indent}${name.padEnd(width)} = ${value}`;
    })
    .join(eol);
}

function widestAround(pairs: readonly { name: string; value: string }[], index: number): number {
  const isOneLine = (at: number): boolean => pairs[at] !== undefined && !pairs[at].value.includes('\n');
  let first = index;
  let last = index;
  while (isOneLine(first - 1)) first -= 1;
  while (isOneLine(last + 1)) last += 1;
  return Math.max(...pairs.slice(first, last + 1).map(({ name }) => name.length));
}

/** The white space of the line, and the writing of the text. */
export function writingAt(
  text: string,
  offset: number,
  string: (text: string) => string,
): { indent: string; writing: HclWriting } {
  return { indent: lineIndent(text, offset), writing: hclWriting(text, string) };
}

function isList(json: Json): json is readonly Json[] {
  return Array.isArray(json);
}
