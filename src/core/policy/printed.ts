import type { PolicyDocument, Span, StringValue } from './document';
import type { Fix } from './fixes/fix';
import { parsePolicy } from './parse';

/** A policy as `aws kms get-key-policy` prints it: a text within JSON. */
export interface PrintedPolicy {
  document: PolicyDocument;
  /** Where the text stands. */
  span: Span;
  /** A place of the policy as a place of the whole text. */
  back: (span: Span) => Span;
}

/** The policy in what `get-key-policy` answers, or in the bare text of `--query Policy`; undefined for anything else. */
export function printedPolicy({ root, statement }: PolicyDocument, text: string): PrintedPolicy | undefined {
  if (statement || !root) return undefined;
  const value = root.kind === 'object' ? root.members.find(({ key }) => key.value === 'Policy')?.value : root;
  if (value?.kind !== 'string' || value.unclosed || !/^\s*\{/.test(value.value)) return undefined;
  const offsets = offsetsIn(value, text);
  const at = (offset: number): number => offsets[offset] ?? value.span.end - 1;
  return {
    document: parsePolicy(value.value),
    span: value.span,
    back: ({ start, end }) => ({ start: at(start), end: at(end) }),
  };
}

/** The same fix for the text within the quotes. */
export function printedFix(fix: Fix, back: PrintedPolicy['back']): Fix {
  const edits = fix.edits.map(({ span, newText }) => ({
    span: back(span),
    newText: JSON.stringify(newText).slice(1, -1),
  }));
  return { ...fix, edits };
}

/** Where each character of a JSON string begins in the text, escapes included. */
function offsetsIn({ span, value }: StringValue, text: string): number[] {
  const offsets: number[] = [];
  let at = span.start + 1;
  while (offsets.length < value.length) {
    offsets.push(at);
    at += text[at] !== '\\' ? 1 : text[at + 1] === 'u' ? 6 : 2;
  }
  return offsets;
}
