import type { Span, StringValue } from '../document';

/** A text inside of another: what it says, where each of its characters is, and how new text is written into it. */
export interface ScalarText {
  text: string;
  /** For each character, and for the end, its place in the file. */
  offsets: readonly number[];
  /** Text as it is written there; `at` is its place in the file. */
  write: (text: string, at: number) => string;
  /** Writing takes escapes, which would change the places of a snippet. */
  escapes?: true;
}

/** The text that a string of JSON or YAML is; undefined where it is written in a way that has no exact places. */
export function scalarTextOf(file: string, { span, value }: StringValue): ScalarText | undefined {
  const first = file.charAt(span.start);
  const found =
    first === '"'
      ? doubleQuoted(file, span)
      : first === "'"
        ? singleQuoted(file, span)
        : block(file, span, value);
  // A line end that was read as a blank leaves the blanks beside it, which mean nothing in JSON.
  return found && withoutBlanks(found.text) === withoutBlanks(value) ? found : undefined;
}

function withoutBlanks(text: string): string {
  return text.replace(/\s+/g, '');
}

/** Reads a text character by character. */
class Characters {
  text = '';
  readonly offsets: number[] = [];

  add(text: string, at: number): void {
    this.text += text;
    for (let index = 0; index < text.length; index++) this.offsets.push(at);
  }

  /** A line end within quotes is a blank, several are one less; `after` is where the text goes on. */
  fold(file: string, at: number): number | undefined {
    const run = /[ \t]*(?:\r?\n[ \t]*)+/y;
    run.lastIndex = at;
    const [blanks] = run.exec(file) ?? [];
    if (blanks === undefined) return undefined;
    const lines = blanks.split('\n').length - 1;
    this.add(lines === 1 ? ' ' : '\n'.repeat(lines - 1), at);
    return at + blanks.length;
  }

  scalar(end: number, write: ScalarText['write'], escapes = false): ScalarText {
    return { text: this.text, offsets: [...this.offsets, end], write, ...(escapes && { escapes }) };
  }
}

const escapes = new Map(
  Object.entries({ n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', '0': '\0', a: '\x07', v: '\v', e: '\x1b' }),
);

function doubleQuoted(file: string, { start, end }: Span): ScalarText {
  const found = new Characters();
  const last = end - 1;
  let at = start + 1;
  while (at < last) {
    const sign = file.charAt(at);
    if (sign === '\\') {
      const next = file.charAt(at + 1);
      const joined = /\\\r?\n[ \t]*/y;
      joined.lastIndex = at;
      const digits = next === 'u' ? 4 : next === 'x' ? 2 : next === 'U' ? 8 : 0;
      const line = joined.exec(file)?.[0].length;
      if (line === undefined) {
        const code = Number.parseInt(file.slice(at + 2, at + 2 + digits), 16);
        found.add(
          digits > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : (escapes.get(next) ?? next),
          at,
        );
      }
      at += line ?? 2 + digits;
      continue;
    }
    const after = /[ \t\r\n]/.test(sign) ? found.fold(file, at) : undefined;
    if (after === undefined) found.add(sign, at);
    at = after ?? at + 1;
  }
  return found.scalar(last, (text) => JSON.stringify(text).slice(1, -1), true);
}

function singleQuoted(file: string, { start, end }: Span): ScalarText {
  const found = new Characters();
  const last = end - 1;
  let at = start + 1;
  while (at < last) {
    const sign = file.charAt(at);
    const after = /[ \t\r\n]/.test(sign) ? found.fold(file, at) : undefined;
    if (after === undefined) found.add(sign, at);
    at = after ?? at + (sign === "'" ? 2 : 1);
  }
  const write = (text: string, place: number): string =>
    onLines(file, text.replaceAll("'", "''"), indentOf(file, place));
  return found.scalar(last, write);
}

/** What is no white space is the same in a block and in what it says; the white space between follows from it. */
function block(file: string, { start, end }: Span, value: string): ScalarText | undefined {
  if (!/[|>]/.test(file.charAt(start))) return undefined;
  const header = file.indexOf('\n', start) + 1;
  if (header === 0 || header > end) return undefined;
  const offsets: number[] = [];
  let at = header;
  for (const [run] of value.matchAll(/\s+|\S+/g)) {
    const blanks = /\s*/y;
    blanks.lastIndex = at;
    const width = blanks.exec(file)?.[0].length ?? 0;
    if (/\S/.test(run)) {
      at += width * Number(offsets.length === 0);
      if (file.slice(at, at + run.length) !== run) return undefined;
      for (let index = 0; index < run.length; index++) offsets.push(at + index);
      at += run.length;
    } else {
      // The first blank follows what is before it, the others come before what follows.
      for (let index = 0; index < run.length; index++)
        offsets.push(index === 0 && offsets.length > 0 ? at : Math.max(at, at + width - run.length + index));
      at += width;
    }
  }
  const first = /\S/.exec(file.slice(header, end))?.index ?? 0;
  const indent = indentOf(file, header + first);
  const clipped = [...offsets, end].map((offset) => Math.min(offset, end));
  return { text: value, offsets: clipped, write: (text) => onLines(file, text, indent) };
}

/** The white space with which the line of a place begins. */
function indentOf(file: string, offset: number): string {
  return /^[ \t]*/.exec(file.slice(file.lastIndexOf('\n', offset - 1) + 1, offset))?.[0] ?? '';
}

function onLines(file: string, text: string, indent: string): string {
  return text.replace(/\r?\n/g, `${file.includes('\r\n') ? '\r\n' : '\n'}${indent}`);
}
