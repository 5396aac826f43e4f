import type { Edit } from '../../fixes/fix';
import { applyEdits } from '../../fixes/fix';

/** A line that sets something, with its value on the same line. */
const pair = /^([ \t]*)([^\s="#/][^\s="]*|"(?:[^"\\]|\\.)*")([ \t]*)=(?![=>])[ \t]*(\S.*?)[ \t]*(\r?)$/;

/**
 * The edits, with the signs of neighbouring lines below each other as `terraform fmt` has them: a name that is written
 * may be longer than those beside it. Source: hclwrite, format.go: a line whose brackets are not balanced stands apart.
 */
export function aligned(text: string, edits: readonly Edit[]): Edit[] {
  const first = Math.min(...edits.map(({ span }) => span.start));
  const last = Math.max(...edits.map(({ span }) => span.end));
  const [start, end] = [chainStart(text, first), chainEnd(text, last)];
  const inside = edits.map(({ span, newText }) => ({
    span: { start: span.start - start, end: span.end - start },
    newText,
  }));
  const before = text.slice(start, end);
  const after = applyEdits(before, inside);
  const better = alignedLines(after);
  if (better === after || alignedLines(before) !== before) return [...edits];
  return [{ span: { start, end }, newText: better }];
}

/** Where the neighbouring lines begin that are all pairs. */
function chainStart(text: string, offset: number): number {
  let start = text.lastIndexOf('\n', offset - 1) + 1;
  while (start > 0) {
    const previous = text.lastIndexOf('\n', start - 2) + 1;
    if (!isPair(text.slice(previous, start - 1))) break;
    start = previous;
  }
  return start;
}

function chainEnd(text: string, offset: number): number {
  const lineEnd = (from: number): number => {
    const end = text.indexOf('\n', from);
    return end < 0 ? text.length : end;
  };
  let end = lineEnd(offset);
  while (end < text.length) {
    const next = lineEnd(end + 1);
    if (!isPair(text.slice(end + 1, next))) break;
    end = next;
  }
  return end;
}

function alignedLines(text: string): string {
  const lines = text.split('\n');
  let chain: number[] = [];
  const close = (): void => {
    const widths = chain.map((index) => parts(lines[index]).lead.length);
    const widest = Math.max(...widths, 0);
    for (const index of chain) {
      const { lead, value } = parts(lines[index]);
      lines[index] = `${lead.padEnd(widest)} = ${value}`;
    }
    chain = [];
  };
  lines.forEach((line, index) => {
    if (isPair(line)) chain.push(index);
    else close();
  });
  close();
  return lines.join('\n');
}

function isPair(line: string): boolean {
  const found = pair.exec(line);
  return found !== null && isBalanced(found[4] ?? '');
}

function parts(line = ''): { lead: string; value: string } {
  const [, indent = '', name = '', , value = '', carriage = ''] = pair.exec(line) ?? [];
  return { lead: indent + name, value: value + carriage };
}

/** Texts and comments count for nothing; a heredoc goes on over lines. */
function isBalanced(value: string): boolean {
  const bare = value.replace(/"(?:[^"\\]|\\.)*"/g, '').replace(/(?:#|\/\/).*$/, '');
  const opening = bare.match(/[[({]/g)?.length ?? 0;
  const closing = bare.match(/[\])}]/g)?.length ?? 0;
  return opening === closing && !bare.includes('<<');
}
