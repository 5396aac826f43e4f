import { applyEdits } from './fixes/fix';
import { parsePolicy } from './parse';
import { minified } from './refactor/minify';
import { policyLimits } from './vocabulary/limits';

/** A policy as it goes to KMS, which counts every byte of it, white space included. */
export interface SentPolicy {
  text: string;
  /** The text was laid out larger than KMS takes, and goes without its white space. */
  minified: boolean;
}

/** What is sent for a text: the text itself where KMS takes it, else without white space where that is enough. */
export function sentPolicy(text: string): SentPolicy {
  if (!exceedsLimit(text)) return { text, minified: false };
  const change = minified(parsePolicy(text));
  const flat = change ? applyEdits(text, change.edits) : text;
  return exceedsLimit(flat) ? { text, minified: false } : { text: flat, minified: true };
}

/** Bytes of a policy as KMS counts them. */
export function policyBytes(text: string): number {
  return new TextEncoder().encode(text).length;
}

/** Whether KMS would refuse the text for its size. */
export function exceedsLimit(text: string): boolean {
  // No character of UTF-16 has more than three bytes in UTF-8.
  return text.length * 3 > policyLimits.maxBytes && policyBytes(text) > policyLimits.maxBytes;
}
