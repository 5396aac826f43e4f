import { parseArn } from '../arn';
import { lockoutCodes } from '../policy/file/wholePolicy';
import { lintPolicy, type Finding } from '../policy/lint';
import { parsePolicy } from '../policy/parse';
import type { Known } from '../policy/known';
import type { DraftPlace, KeyDraft } from './draft';
import type { DraftFacts, Problem } from './problem';

/**
 * The findings of the key policy, as the editor of policy files has them. Suggestions are left out while the policy
 * is made from the choices: they would be about the console's own words.
 */
export function policyProblems(
  policy: string,
  place: DraftPlace,
  draft: KeyDraft,
  facts: DraftFacts,
): Problem[] {
  const findings = lintPolicy(parsePolicy(policy), known(place, draft, facts));
  const shown =
    draft.editedPolicy === undefined ? findings.filter(({ severity }) => severity !== 'info') : findings;
  return shown.map((finding) => ({
    step: 'policy',
    field: 'policy',
    severity: severityOf(finding, draft),
    code: finding.code,
    message: finding.message,
    at: position(policy, finding.span.start),
  }));
}

function known(place: DraftPlace, draft: KeyDraft, facts: DraftFacts): Known {
  const { spec, usage, origin, multiRegion } = draft;
  return {
    key: { accountId: place.accountId, region: place.region, spec, usage, origin, multiRegion },
    ...(parseArn(place.callerArn) && { callerArn: place.callerArn }),
    ...(facts.principals && { principals: new Map([[place.accountId, facts.principals]]) }),
  };
}

function severityOf(finding: Finding, draft: KeyDraft): Problem['severity'] {
  // KMS refuses these unless it is told to bypass its lock-out safety check.
  return lockoutCodes.has(finding.code) && draft.bypassLockoutCheck ? 'warning' : finding.severity;
}

function position(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
