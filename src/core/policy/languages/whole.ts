import type { PolicyDocument } from '../document';
import type { HostedPolicy } from './language';

/** A policy that is the whole of its file. */
export function wholeFile(document: PolicyDocument): HostedPolicy {
  return {
    document,
    toFile: (span) => span,
    fromFile: (offset) => offset,
    write: (edits) => [...edits],
  };
}
