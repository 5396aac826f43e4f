import type { Span } from '../document';

/** Replaces the text of the span. Edits of one fix never overlap and speak of the text before any of them. */
export interface Edit {
  span: Span;
  newText: string;
}

/** A change of the text that somebody can accept. */
export interface Fix {
  /** What it does, as an order: `Write "kms:Decrypt"`. */
  title: string;
  kind: 'quickfix' | 'refactor';
  edits: Edit[];
  /** It replaces scalars only, and so fits YAML as well as JSON. */
  anywhere?: true;
}

/** The text with the edits made. Of edits that overlap, the first in the text wins. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const { span, newText } of inOrder(edits)) {
    if (span.start < at) continue;
    parts.push(text.slice(at, span.start), newText);
    at = span.end;
  }
  return parts.join('') + text.slice(at);
}

/**
 * One fix that makes as many of the given as go together: a fix that touches what an earlier one changes is left
 * for the next time. Undefined where there is none.
 */
export function combineFixes(title: string, fixes: readonly Fix[]): Fix | undefined {
  const taken: Edit[] = [];
  for (const { edits } of fixes) {
    const free = edits.every((edit) => taken.every((other) => !touch(edit.span, other.span)));
    if (free) taken.push(...edits);
  }
  const kind = fixes[0]?.kind;
  return kind && taken.length > 0 ? { title, kind, edits: inOrder(taken) } : undefined;
}

function inOrder(edits: readonly Edit[]): Edit[] {
  return [...edits].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}

function touch(a: Span, b: Span): boolean {
  return a.start === b.start || (a.start < b.end && b.start < a.end);
}
