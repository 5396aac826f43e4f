import type { Span } from '../document';

/** Replaces the text of the span. Edits of one fix never overlap and speak of the text before any of them. */
export interface Edit {
  span: Span;
  newText: string;
}

/** A change of the text that a rule or a refactoring proposes. */
export interface Change {
  /** What it does, as an order: `Write "kms:Decrypt"`. */
  title: string;
  edits: Edit[];
  /** It replaces scalars only, and so fits every language. */
  anywhere?: true;
  /** The title says already what the change allows and to whom. */
  saysWhatItAllows?: true;
  /** Texts in the edits that the person has to replace: nothing but an editor can offer the change. */
  placeholders?: readonly string[];
}

/**
 * `correction`: afterwards nobody may do more than before. `addition`: somebody may, or it cannot be told; the
 * title says who and what. Only corrections are ever applied without a person choosing that very change.
 */
export type FixKind = 'correction' | 'addition';

/** A change that somebody can accept, judged by what it allows. */
export interface Fix extends Change {
  kind: FixKind;
}

/** The fix that is applied without a choice ("Auto Fix", "Fix all"): the likeliest, if it is a correction. */
export function preferredFix(fixes: readonly Fix[]): Fix | undefined {
  const [first] = fixes;
  return first?.kind === 'correction' && !first.placeholders ? first : undefined;
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
 * One correction that makes as many of the given as go together: one that touches what an earlier one changes is
 * left for the next time, and additions are left out. Undefined where there is none.
 */
export function combineFixes(title: string, fixes: readonly Fix[]): Fix | undefined {
  const taken: Edit[] = [];
  for (const { edits, kind } of fixes) {
    if (kind !== 'correction') continue;
    const free = edits.every((edit) => taken.every((other) => !touch(edit.span, other.span)));
    if (free) taken.push(...edits);
  }
  return taken.length > 0 ? { title, kind: 'correction', edits: inOrder(taken) } : undefined;
}

function inOrder(edits: readonly Edit[]): Edit[] {
  return [...edits].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}

function touch(a: Span, b: Span): boolean {
  return a.start === b.start || (a.start < b.end && b.start < a.end);
}
