import type { Span } from '../../document';

/** Stands where nothing is typed yet, so that YAML shows what would be there. */
const stand = 'x';

/** Half of a text with a colon in it, such as `kms:`, which YAML takes for the name of a member. */
const endsInPrefix = /(^|[\s[,])(kms|aws|arn)(:\S*)?:$/;

/** A text in which an empty place is filled. */
export interface Filled {
  text: string;
  /** What was put there. */
  standIn: Span;
  /** A place of it as a place of the text before; undefined where it is none that can be written to. */
  toFile: (span: Span) => Span | undefined;
  fromFile: (offset: number) => number;
}

/**
 * In YAML only the indentation tells what an empty place is: a letter is put there before the text is read.
 * The same helps behind a colon that is a part of the text.
 * Undefined where the text can be read as it is.
 */
export function fillEmptyPlace(text: string, offset: number): Filled | undefined {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const lineEnd = text.indexOf('\n', offset);
  const before = text.slice(lineStart, offset);
  const after = text.slice(offset, lineEnd < 0 ? text.length : lineEnd);
  const empty = /^(\s*|.*\s)$/.test(before) && after.trim() === '';
  if (!empty && !(endsInPrefix.test(before) && /^\s*([\],}]|$)/.test(after))) return undefined;
  return filledAt(text, offset);
}

/** In JSON, the place of a property's value where nothing is typed yet. */
export function fillEmptyProperty(text: string, offset: number, property: string): Filled | undefined {
  const [before, after] = [text.slice(Math.max(0, offset - 200), offset), text.slice(offset, offset + 200)];
  const isEmpty = new RegExp(`"${property}"\\s*:\\s*$`).test(before) && /^\s*([,}"]|$)/.test(after);
  return isEmpty ? filledAt(text, offset) : undefined;
}

function filledAt(text: string, offset: number): Filled {
  const shorter = (at: number): number => (at > offset ? at - stand.length : at);
  return {
    text: text.slice(0, offset) + stand + text.slice(offset),
    standIn: { start: offset, end: offset + stand.length },
    toFile(span) {
      const there = { start: shorter(span.start), end: shorter(span.end) };
      return text.slice(there.start, there.end).includes('\n') ? undefined : there;
    },
    fromFile: (at) => at,
  };
}
