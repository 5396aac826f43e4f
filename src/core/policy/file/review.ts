import { lockoutCodes, refusedCodes } from './wholePolicy';

/** Warnings while one writes, for what KMS refuses when the policy is put. */
const warnedCodes: ReadonlySet<string> = new Set(['KMS_UNKNOWN_PRINCIPAL']);

/** What is known when a policy is about to be put to its key. */
export interface SaveSituation {
  text: string;
  /** What the key has now. */
  server: string;
  /** What the person set out from; absent where the text comes from elsewhere. */
  base?: string;
  /** What the checks say of the text. */
  findings: readonly { code: string; severity: string; message: string }[];
  /** What differs in meaning, a line for each difference; none where two texts mean the same. */
  differences: (before: string, after: string) => readonly string[];
}

export type SaveReview =
  /** The key has a policy of the same meaning already. */
  | { kind: 'unchanged' }
  /** KMS can only refuse the text. */
  | { kind: 'refused'; problems: readonly string[] }
  /** Somebody else changed the key's policy meanwhile. */
  | { kind: 'conflict'; changesThere: readonly string[]; problems: readonly string[] }
  | { kind: 'ready'; changes: readonly string[]; problems: readonly string[] };

/** Whether the text may be put as it is, and what the person should know before. */
export function reviewSave({ text, server, base, findings, differences }: SaveSituation): SaveReview {
  const changes = differences(server, text);
  if (changes.length === 0) return { kind: 'unchanged' };
  const refused = findings.filter(({ code, severity }) => severity === 'error' && refusedCodes.has(code));
  if (refused.length > 0) return { kind: 'refused', problems: refused.map(({ message }) => message) };
  const problems = findings
    .filter(({ code, severity }) => severity === 'error' || lockoutCodes.has(code) || warnedCodes.has(code))
    .map(({ message }) => message);
  // KMS reorders and rewrites what it is given: only a change of meaning is a conflict.
  const changesThere = base === undefined ? [] : differences(base, server);
  if (changesThere.length > 0) return { kind: 'conflict', changesThere, problems };
  return { kind: 'ready', changes, problems };
}

/** The first lines of many, and how many more there are. */
export function firstLines(
  lines: readonly string[],
  most: number,
  more: (count: number) => string,
): string[] {
  if (lines.length <= most) return [...lines];
  return [...lines.slice(0, most - 1), more(lines.length - most + 1)];
}
