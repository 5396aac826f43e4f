import type { Span } from '../core/policy/document';

/** A place that counts from 1, columns in UTF-16 units; the end is the first place behind. */
export interface Region {
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
}

/** Turns offsets of the text into lines and columns. */
export function regionsIn(text: string): (span: Span) => Region {
  const starts = [0];
  for (const { 0: end, index } of text.matchAll(/\r\n|\n|\r/g)) starts.push(index + end.length);
  const place = (offset: number): { line: number; column: number } => {
    const line = lastAtMost(starts, offset);
    return { line: line + 1, column: offset - (starts[line] ?? 0) + 1 };
  };
  return ({ start, end }) => {
    const { line: endLine, column: endColumn } = place(end);
    return { ...place(start), endLine, endColumn };
  };
}

function lastAtMost(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
