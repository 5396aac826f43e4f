import { describe, expect, it } from 'vitest';
import { readPolicy } from '../../../../src/core/access/readPolicy';
import type { CellAnswer } from '../../../../src/core/access/survey';
import { surveyAccess } from '../../../../src/core/access/survey';
import { applyEdits, combineFixes, preferredFix } from '../../../../src/core/policy/fixes/fix';
import type { Change, Fix } from '../../../../src/core/policy/fixes/fix';
import { lintPolicy } from '../../../../src/core/policy/lint';
import { templatePolicies } from './languages/read';
import { parsePolicy } from '../../../../src/core/policy/parse';
import { corpusPolicies } from './corpus';
import { delegation, policyOf, statementWith } from './rules/describeRule';

const keyAccount = '111122223333';
const keyArn = `arn:aws:kms:us-east-1:${keyAccount}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
const rank: Record<CellAnswer, number> = { unknown: 3, yes: 3, if: 2, iam: 1, denied: 0, no: 0 };

/** Who may do what, as `principal action`; undefined where any of the policy cannot be read. */
function rightsIn(policy: string): Map<string, number> | undefined {
  if (readPolicy(policy, 'key').unread !== undefined) return undefined;
  const rows = surveyAccess({ keyArn, keyAccount, keyPolicy: policy });
  return new Map(
    rows.flatMap(({ principal, cells }) =>
      Object.values(cells).flatMap(({ actions }) =>
        actions.map(({ action, answer }) => [`${principal} ${action}`, rank[answer]] as const),
      ),
    ),
  );
}

/** What somebody may do after a change and not before, or with fewer conditions. */
function gained(before: Map<string, number>, after: Map<string, number>): string[] {
  // Whom the earlier policy does not name has what it leaves to everybody.
  const had = (right: string): number => before.get(right) ?? before.get(right.replace(/^\S+/, '*')) ?? 0;
  return [...after].filter(([right, value]) => value > had(right)).map(([right]) => right);
}

function fixesOf(text: string): Fix[] {
  return lintPolicy(parsePolicy(text)).flatMap(({ fixes }) => fixes());
}

const measured = corpusPolicies().flatMap(({ file, text }) => {
  const before = rightsIn(text);
  return before ? [{ file, text, before }] : [];
});

describe('a correction', () => {
  it.each(measured)('lets nobody do more than before ($file)', ({ text, before }) => {
    for (const { kind, edits, title } of fixesOf(text)) {
      const after = rightsIn(applyEdits(text, edits));
      if (kind === 'correction' && after) expect(gained(before, after), title).toEqual([]);
    }
  });

  it('is found in the corpus often enough for the rule to be held by it', () => {
    const corrections = measured
      .flatMap(({ text }) => fixesOf(text))
      .filter(({ kind }) => kind === 'correction');
    expect(corrections.length).toBeGreaterThan(7);
  });
});

const role = statementWith({});
/** What each addition says that it allows. */
const additions: [what: string, policy: string, title: RegExp][] = [
  [
    'the account, where nobody may change the policy',
    policyOf([role]),
    /^Allow an account full access through IAM \(kms:\*\)…$/,
  ],
  [
    'a misspelt action',
    policyOf([delegation, statementWith({ Action: '"kms:Decript"' })]),
    /^Write "kms:Decrypt" \(allows role\/App kms:Decrypt\)$/,
  ],
  [
    'a misspelt effect',
    policyOf([delegation, statementWith({ Effect: '"allow"' })]),
    /^Write "Allow" \(allows role\/App kms:Decrypt\)$/,
  ],
  [
    'a wildcard that becomes one',
    policyOf([
      delegation,
      statementWith({ Condition: '{ "StringEquals": { "aws:PrincipalTag/team": "a*" } }' }),
    ]),
    /^Write "StringLike" \(allows role\/App kms:Decrypt\)$/,
  ],
  [
    'a Deny that is narrowed to what has the key',
    policyOf([
      delegation,
      statementWith({
        Effect: '"Deny"',
        Condition: '{ "StringNotEquals": { "aws:SourceAcount": "111122223333" } }',
      }),
    ]),
    /^Write "aws:SourceAccount" \(no longer denies role\/App kms:Decrypt\)$/,
  ],
];

describe('a fix in a YAML template', () => {
  const template = (principal: string): string => `Resources:
  Key:
    Type: AWS::KMS::Key
    Properties:
      KeyPolicy:
        Statement:
          - Effect: Allow
            Principal: {AWS: ${principal}}
            Action: 'kms:*'
            Resource: '*'
`;
  const fixesIn = async (text: string): Promise<Fix[]> => {
    const policies = await templatePolicies(text, 'yaml');
    return policies.flatMap(({ document }) => lintPolicy(document).flatMap(({ fixes }) => fixes()));
  };

  it('puts a forgotten !Sub there, which gives the account what the statement allows', async () => {
    const text = template("'arn:aws:iam::${AWS::AccountId}:root'");
    const fix = (await fixesIn(text)).find(({ title }) => title.startsWith('Write !Sub'));
    expect(fix?.kind).toBe('addition');
    expect(applyEdits(text, fix?.edits ?? [])).toBe(template("!Sub 'arn:aws:iam::${AWS::AccountId}:root'"));
  });

  it('adds a line', async () => {
    const text = template("!Sub 'arn:aws:iam::${AWS::AccountId}:root'");
    const fix = (await fixesIn(text)).find(({ title }) => title.includes('Version'));
    expect(fix?.kind).toBe('correction');
    expect(applyEdits(text, fix?.edits ?? [])).toContain(
      "KeyPolicy:\n        Version: '2012-10-17'\n        Statement:\n          - Effect",
    );
  });
});

describe('an addition', () => {
  it.each(additions)('says what it allows and to whom: %s', (_, text, title) => {
    const found = fixesOf(text).filter(({ kind }) => kind === 'addition');
    expect(found.map((fix) => fix.title)).toContainEqual(expect.stringMatching(title));
  });

  it.each(additions)('is never preferred, and never one of all: %s', (_, text) => {
    for (const { fixes } of lintPolicy(parsePolicy(text))) {
      const all = fixes();
      expect(preferredFix(all)?.kind).not.toBe('addition');
      const together = combineFixes('all', all);
      const after = together && rightsIn(applyEdits(text, together.edits));
      const before = rightsIn(text);
      if (before && after) expect(gained(before, after)).toEqual([]);
    }
  });

  it('never takes the account of a statement for that of the key', () => {
    const share = policyOf([
      statementWith({ Principal: '{ "AWS": "arn:aws:iam::444455556666:root" }' }),
      statementWith({ Principal: '{ "Service": "sns.amazonaws.com" }' }),
      statementWith({ Principal: '"*"' }),
    ]);
    const changes: Change[] = fixesOf(share);
    expect(changes.length).toBeGreaterThan(3);
    for (const { edits, title } of changes) {
      expect(title).not.toContain('444455556666');
      expect(edits.map(({ newText }) => newText).join('\n')).not.toContain('444455556666');
    }
  });

  it('names the account where it is known', () => {
    const known = { key: { accountId: '777788889999' } };
    const titles = lintPolicy(parsePolicy(policyOf([role])), known).flatMap(({ fixes }) => fixes());
    expect(titles.map(({ title }) => title)).toContain(
      'Allow account 777788889999 full access through IAM (kms:*)',
    );
  });
});
