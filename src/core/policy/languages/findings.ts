import { wholePolicyCodes } from '../file/wholePolicy';
import type { PolicyDocument } from '../document';
import type { Fix } from '../fixes/fix';
import type { Known } from '../known';
import type { Finding } from '../lint';
import { lintPolicy } from '../lint';
import { analyzerLink } from '../rules/parts/links';
import type { HostedPolicy, Reading } from './language';

/** A finding in a file: its place, and its fixes, are the file's. */
export interface HostedFinding extends Finding {
  /** Absent where no policy could be read. */
  policy?: HostedPolicy;
}

/** All findings of a file, in the order of the text. */
export function findingsIn({ policies, problems }: Reading, known: Known = {}): HostedFinding[] {
  const found = policies.flatMap((policy) =>
    findingsOf(policy.document, known).flatMap((finding) => hosted(policy, finding) ?? []),
  );
  const broken = problems.map(({ message, span }): HostedFinding => ({
    ...{ code: 'JSON_SYNTAX_ERROR', severity: 'error', message, span },
    link: analyzerLink('error', 'JSON_SYNTAX_ERROR'),
    fixes: () => [],
  }));
  const remarks = policies.flatMap((policy) =>
    (policy.remarks ?? []).map(({ fix, ...said }): HostedFinding => ({
      ...said,
      policy,
      fixes: () => (fix ? [fix] : []),
    })),
  );
  return distinct([...found, ...remarks, ...broken]).sort(
    (a, b) => a.span.start - b.span.start || a.span.end - b.span.end,
  );
}

/** A policy that a language keeps is judged once for the same knowledge. */
const judged = new WeakMap<PolicyDocument, readonly Finding[]>();

function findingsOf(document: PolicyDocument, known: Known): readonly Finding[] {
  if (Object.keys(known).length > 0) return lintPolicy(document, known);
  const found = judged.get(document) ?? lintPolicy(document);
  judged.set(document, found);
  return found;
}

/** A part of a policy (a statement that a condition decides about) cannot be blamed for what the whole lacks. */
function hosted(policy: HostedPolicy, finding: Finding): HostedFinding | undefined {
  if (policy.part && wholePolicyCodes.has(finding.code)) return undefined;
  const span = policy.toFile(finding.span);
  if (!span || (policy.span && (span.start < policy.span.start || policy.span.end < span.end)))
    return undefined;
  const message = policy.subject === undefined ? finding.message : `${policy.subject}: ${finding.message}`;
  return { ...finding, message, span, policy, fixes: () => fixesIn(policy, finding) };
}

function fixesIn(policy: HostedPolicy, finding: Finding): Fix[] {
  return finding.fixes().flatMap((fix) => {
    const edits = policy.write(fix.edits);
    return edits ? [{ ...fix, edits: policy.layOut?.(edits) ?? edits }] : [];
  });
}

/** Two branches of a template may say the same of one place. */
function distinct(findings: readonly HostedFinding[]): HostedFinding[] {
  const key = ({ code, span, message }: HostedFinding): string =>
    `${code} ${String(span.start)} ${String(span.end)} ${message}`;
  return [...new Map(findings.map((one) => [key(one), one])).values()];
}
