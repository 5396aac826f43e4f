import { describe, expect, it } from 'vitest';
import { surveyAccess } from '../../../../src/core/access/survey';
import { applyEdits } from '../../../../src/core/policy/fixes/fix';
import { lintPolicy } from '../../../../src/core/policy/lint';
import { parsePolicy } from '../../../../src/core/policy/parse';
import { delegation, policyOf, statementWith } from './rules/describeRule';

const keyAccount = '111122223333';
const keyArn = `arn:aws:kms:us-east-1:${keyAccount}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;

/** The answers of the survey as `name action`, in the words of the table. */
function answersIn(policy: string): Map<string, string> {
  const app = { arn: `arn:aws:iam::${keyAccount}:role/App`, policies: [] };
  const rows = surveyAccess({ keyArn, keyAccount, keyPolicy: policy, principals: [app] });
  return new Map(
    rows.flatMap(({ principal, cells }) =>
      Object.entries(cells).flatMap(([capability, { answer, partial }]) => [
        [`${principal.split(':').pop() ?? ''} ${capability}`, partial ? `${answer} (some)` : answer] as const,
      ]),
    ),
  );
}

function changesOf(before: string, after: string): Record<string, string> {
  const had = answersIn(before);
  const changed = [...answersIn(after)].filter(([cell, answer]) => had.get(cell) !== answer);
  return Object.fromEntries(
    changed.map(([cell, answer]) => [cell, `${had.get(cell) ?? 'none'} → ${answer}`]),
  );
}

const tag = '{ "StringEquals": { "aws:PrincipalTag/team": "a*" } }';

/** What each addition changes of the table, and nothing besides. */
const additions: [policy: string, title: string, changes: Record<string, string>][] = [
  [
    policyOf([statementWith({})]),
    'Allow account 111122223333 full access through IAM (kms:*)',
    {
      '111122223333 administer': 'no → iam',
      '111122223333 use': 'no → iam',
      '111122223333 grant': 'no → iam',
      '111122223333 delete': 'no → iam',
    },
  ],
  [
    policyOf([delegation, statementWith({ Action: '"kms:Decript"' })]),
    'Write "kms:Decrypt" (allows role/App kms:Decrypt)',
    { 'role/App use': 'no → yes (some)' },
  ],
  [
    policyOf([delegation, statementWith({ Effect: '"allow"' })]),
    'Write "Allow" (allows role/App kms:Decrypt)',
    { 'role/App use': 'unknown (some) → yes (some)' },
  ],
  [
    policyOf([delegation, statementWith({ Condition: tag })]),
    'Write "StringLike" (allows role/App kms:Decrypt)',
    // Both say "if": the survey does not know the tags of a session.
    {},
  ],
];

describe('an addition', () => {
  it.each(additions)('of %s changes of the table what its title says: %s', (policy, title, changes) => {
    const known = { key: { accountId: keyAccount } };
    const fixes = lintPolicy(parsePolicy(policy), known).flatMap((finding) => finding.fixes());
    const fix = fixes.find((each) => each.title === title);
    expect(fix?.kind).toBe('addition');
    expect(changesOf(policy, applyEdits(policy, fix?.edits ?? []))).toEqual(changes);
  });
});
