import { describe, expect, it } from 'vitest';
import type { Capability } from '../../../../src/core/access/capabilities';
import type { SurveyRow } from '../../../../src/core/access/survey';
import type { SurveyInput } from '../../../../src/core/access/surveyInput';
import { surveyAccess } from '../../../../src/core/access/survey';
import {
  account,
  delegation,
  grant,
  iam,
  keyArn,
  other,
  policy,
  role,
  root,
  session,
  statement,
  user,
} from './builders';

const admin = [
  'kms:Create*',
  'kms:Describe*',
  'kms:Enable*',
  'kms:List*',
  'kms:Put*',
  'kms:Update*',
  'kms:Revoke*',
  'kms:Disable*',
  'kms:Get*',
  'kms:Delete*',
  'kms:TagResource',
  'kms:UntagResource',
  'kms:ScheduleKeyDeletion',
  'kms:CancelKeyDeletion',
  'kms:RotateKeyOnDemand',
];
const use = ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey'];
const forServices = statement({
  Principal: { AWS: role('app') },
  Action: ['kms:CreateGrant', 'kms:ListGrants', 'kms:RevokeGrant'],
  Condition: { Bool: { 'kms:GrantIsForAWSResource': 'true' } },
});
const console = policy(
  delegation,
  statement({ Principal: { AWS: user('alice') }, Action: admin }),
  statement({ Principal: { AWS: role('app') }, Action: use }),
  forServices,
);

type Json = Record<string, unknown>;

function survey(keyPolicy: SurveyInput['keyPolicy'], more: Partial<SurveyInput> = {}): SurveyRow[] {
  return surveyAccess({ keyArn, keyAccount: account, keyPolicy, ...more });
}
function row(rows: SurveyRow[], label: string): SurveyRow {
  const found = rows.find((each) => each.label === label);
  if (found === undefined)
    throw new Error(`no row ${label} among ${rows.map((each) => each.label).join(', ')}`);
  return found;
}
function answers(rows: SurveyRow[], label: string): string {
  const { cells } = row(rows, label);
  return Object.values(cells)
    .map(({ answer, partial }) => answer + (partial ? '~' : ''))
    .join(' ');
}
const cell = (rows: SurveyRow[], label: string, capability: Capability) => row(rows, label).cells[capability];

describe('the table of who can use a key', () => {
  it('lists the account first, then whom the policy names, then anyone else', () => {
    expect(survey(console).map(({ label }) => label)).toEqual([
      `Account ${account} (IAM)`,
      'role/app',
      'user/alice',
      'Anyone else',
    ]);
  });

  it("reads the console's own policy as the console means it", () => {
    const rows = survey(console, {
      principals: [
        { arn: user('alice'), policies: [] },
        { arn: role('app'), policies: [] },
      ],
    });
    expect(answers(rows, `Account ${account} (IAM)`)).toBe('iam iam iam iam');
    // Key administrators may create grants: kms:Create* says so.
    expect(answers(rows, 'user/alice')).toBe('yes~ no yes yes');
    expect(answers(rows, 'role/app')).toBe('no yes if no');
    expect(answers(rows, 'Anyone else')).toBe('no no no no');
  });

  describe('changing aliases, where an IAM policy has to allow it on the alias', () => {
    const onAlias = `arn:aws:kms:us-east-1:${account}:alias`;
    const everything = statement({ Principal: { AWS: user('alice') }, Action: 'kms:*' });
    const createAlias = (document: Json, ...policies: Json[]) => {
      const rows = survey(document, { principals: [{ arn: user('alice'), policies }] });
      return cell(rows, 'user/alice', 'administer').actions.find(
        ({ action }) => action === 'kms:CreateAlias',
      );
    };

    it('is beyond the key policy alone', () => {
      expect(createAlias(policy(everything))?.answer).toBe('no');
      expect(createAlias(policy(everything), iam({ Action: 'kms:CreateAlias' }))?.answer).toBe('no');
    });

    it('is allowed by the key policy and IAM together', () => {
      const all = iam({ Action: 'kms:CreateAlias', Resource: `${onAlias}/*` });
      expect(createAlias(policy(everything), all)?.answer).toBe('yes');
      // Left to IAM, the key has to be allowed there, too.
      expect(createAlias(policy(delegation), all)?.answer).toBe('no');
      expect(createAlias(policy(delegation), all, iam({ Action: 'kms:CreateAlias' }))?.answer).toBe('yes');
      expect(createAlias(policy(delegation), iam({ Action: 'kms:*', Resource: '*' }))?.answer).toBe('yes');
    });

    it('depends on the alias where only some are named, and is denied where a Deny is about all', () => {
      const some = iam({ Action: 'kms:*Alias', Resource: [`${onAlias}/app`, `${onAlias}/pay*`] });
      expect(createAlias(policy(everything), some)).toMatchObject({
        answer: 'if',
        conditions: ['the alias is alias/app or alias/pay*'],
      });
      const all = iam({ Action: 'kms:*', Resource: '*' });
      const deny = (Resource: string) => iam({ Effect: 'Deny', Action: 'kms:CreateAlias', Resource });
      expect(createAlias(policy(everything), all, deny(`${onAlias}/*`))?.answer).toBe('denied');
      expect(createAlias(policy(everything), all, deny(`${onAlias}/pay`))).toMatchObject({
        answer: 'if',
        conditions: ['the alias is not alias/pay'],
      });
    });
  });

  it.each([
    ['aws:SourceAccount', { StringEquals: { 'aws:SourceAccount': account } }],
    ['aws:SourceOrgID', { StringEquals: { 'aws:SourceOrgID': 'o-a1b2c3d4e5' } }],
    ['aws:PrincipalServiceName', { StringEquals: { 'aws:PrincipalServiceName': 'sns.amazonaws.com' } }],
  ])('gives users and roles nothing by %s, which only calls of services have', (_key, Condition) => {
    const rows = survey(policy(statement({ Principal: '*', Condition })), {
      principals: [{ arn: user('alice') }, { arn: role('app') }],
    });
    for (const label of [`Account ${account} (IAM)`, 'user/alice', 'role/app'])
      expect(answers(rows, label)).toBe('no no no no');
    expect(answers(rows, 'Anyone else')).toBe('no if~ no no');
  });

  it.each([
    [user('alice'), 'AROA*:*', 'no'],
    [user('alice'), 'AIDA*', 'if~'],
    [user('alice'), 'AIDA*:x', 'no'],
    [user('alice'), '*', 'if~'],
    [role('app'), 'AIDA*', 'no'],
    [role('app'), 'AROA*:i-0abc', 'if~'],
    [role('app'), 'AROAEXAMPLEROLE', 'no'],
    [session('app', 'work'), 'AROA*:work', 'if~'],
    [session('app', 'work'), 'AROA*:play', 'no'],
  ])('knows what the unique id of %s can look like: %s', (arn, pattern, use) => {
    const Condition = { StringLike: { 'aws:userid': pattern } };
    const rows = survey(policy(statement({ Principal: { AWS: arn }, Condition })));
    const row = rows.find(({ principal }) => principal === arn);
    expect(answers(rows, row?.label ?? '')).toBe(`no ${use} no no`);
    // A Deny of all others hits whoever cannot be among them.
    const deny = statement({ Effect: 'Deny', Condition: { StringNotLike: { 'aws:userid': pattern } } });
    const denied = survey(policy(statement({ Principal: { AWS: arn } }), { ...deny, Principal: '*' }));
    expect(answers(denied, row?.label ?? '')).toBe(`no ${use === 'no' ? 'denied' : 'if~'} no no`);
  });

  it('names the statement that decides, and the conditions in words', () => {
    const rows = survey(console);
    expect(cell(rows, 'role/app', 'use').deciders).toEqual([
      { layer: 'key-policy', statement: 2, effect: 'allows', condition: '' },
    ]);
    expect(cell(rows, 'role/app', 'grant').conditions).toEqual([
      'an AWS service asks for the grant on behalf of the caller',
    ]);
  });

  it('leaves to IAM what the key policy delegates and nobody could read', () => {
    expect(answers(survey(console), 'user/alice')).toBe('yes iam yes yes');
  });

  it('takes IAM policies into account where they are known', () => {
    const policies = [policy({ Effect: 'Allow', Action: 'kms:Decrypt', Resource: keyArn })];
    const rows = survey(policy(delegation), { principals: [{ arn: user('bob'), policies }] });
    expect(answers(rows, 'user/bob')).toBe('no yes~ no no');
    expect(
      cell(rows, 'user/bob', 'use')
        .actions.filter(({ answer }) => answer === 'yes')
        .map(({ action }) => action),
    ).toEqual(['kms:Decrypt']);
    expect(row(rows, 'user/bob').policiesKnown).toBe(true);
  });

  it('names the statement for the caller rather than a way through IAM', () => {
    const keyPolicy = policy(delegation, statement({ Principal: { AWS: user('bob') }, Action: 'kms:*' }));
    const principals = [{ arn: user('bob'), policies: [iam({ Action: 'kms:*' })] }];
    expect(cell(survey(keyPolicy, { principals }), 'user/bob', 'use').deciders).toMatchObject([
      { statement: 1 },
    ]);
  });

  it('keeps what it does not know of a request as a condition', () => {
    const via = { StringEquals: { 'kms:ViaService': 's3.us-east-1.amazonaws.com' } };
    const rows = survey(
      policy(statement({ Principal: { AWS: role('app') }, Action: 'kms:*', Condition: via })),
    );
    expect(cell(rows, 'role/app', 'use')).toMatchObject({
      answer: 'if',
      conditions: ['the service through which the request comes is s3.us-east-1.amazonaws.com'],
    });
  });

  it('decides what it does know', () => {
    const rows = survey(
      policy(
        statement({
          Principal: '*',
          Action: 'kms:*',
          Condition: { StringEquals: { 'kms:CallerAccount': other } },
        }),
      ),
    );
    expect(answers(rows, `Account ${other}`)).toBe('no iam iam no');
    expect(answers(rows, `Account ${account} (IAM)`)).toBe('no no no no');
    expect(answers(rows, 'Anyone else')).toBe('no no no no');
  });

  it('knows that no user or role calls with the source of a service', () => {
    const source = { StringEquals: { 'aws:SourceAccount': account } };
    const rows = survey(policy(statement({ Principal: '*', Action: 'kms:*', Condition: source })));
    expect(answers(rows, `Account ${account} (IAM)`)).toBe('no no no no');
  });

  it('shows a key that is open to the world', () => {
    const rows = survey(policy(statement({ Principal: '*', Action: 'kms:*' })));
    expect(answers(rows, 'Anyone else')).toBe('no yes yes no');
    expect(answers(rows, `Account ${account} (IAM)`)).toBe('yes yes yes yes');
  });

  it('says to which organization a key is open', () => {
    const rows = survey(
      policy(
        statement({
          Principal: '*',
          Action: 'kms:Decrypt',
          Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } },
        }),
      ),
    );
    expect(cell(rows, 'Anyone else', 'use')).toMatchObject({
      answer: 'if',
      conditions: ["the caller's organization is o-1"],
    });
  });

  it('lets a Deny win, and says what it spares', () => {
    const deny = statement({ Effect: 'Deny', Principal: '*', Action: 'kms:ScheduleKeyDeletion' });
    const unless = { ...deny, Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } } };
    const allow = statement({ Principal: { AWS: user('alice') }, Action: 'kms:*' });
    expect(answers(survey(policy(allow, deny)), 'user/alice')).toBe('yes yes yes denied');
    expect(cell(survey(policy(allow, unless)), 'user/alice', 'delete')).toMatchObject({
      answer: 'if',
      conditions: ['the caller signed in with MFA'],
    });
  });

  it('knows that other accounts only use, and need their own IAM policy for it', () => {
    const rows = survey(
      policy(statement({ Principal: { AWS: [root(other), role('x', other)] }, Action: 'kms:*' })),
    );
    expect(answers(rows, `Account ${other}`)).toBe('no iam iam no');
    expect(answers(rows, `role/x of ${other}`)).toBe('no iam iam no');
  });

  it('knows that services never call on behalf of somebody', () => {
    const service = statement({
      Principal: { Service: 'cloudtrail.amazonaws.com' },
      Action: 'kms:GenerateDataKey*',
      Condition: { StringEquals: { 'aws:SourceAccount': account } },
    });
    const dead = statement({
      Principal: { Service: 'sns.amazonaws.com' },
      Condition: { StringEquals: { 'kms:CallerAccount': account } },
    });
    const rows = survey(policy(service, dead));
    expect(cell(rows, 'cloudtrail.amazonaws.com', 'use')).toMatchObject({ answer: 'if', partial: true });
    expect(answers(rows, 'sns.amazonaws.com')).toBe('no no no no');
  });

  it('knows that an encryption context never comes with administration', () => {
    const rows = survey(
      policy(
        statement({
          Principal: { AWS: user('alice') },
          Action: 'kms:*',
          Condition: { StringEquals: { 'kms:EncryptionContext:app': 'shop' } },
        }),
      ),
    );
    expect(answers(rows, 'user/alice')).toBe('no if if no');
  });

  it('shows grants with their constraints', () => {
    const rows = survey(policy(), {
      grants: [grant({ grantee: role('app'), encryptionContextSubset: { app: 'shop' } })],
    });
    expect(cell(rows, 'role/app', 'use')).toMatchObject({
      answer: 'if',
      conditions: ['the encryption context has app = shop'],
      deciders: [{ layer: 'grant', grantId: 'g1' }],
    });
  });

  it('asks a signing key for signing', () => {
    const rows = survey(policy(statement({ Action: ['kms:Sign', 'kms:Verify'] })), {
      key: { usage: 'SIGN_VERIFY', symmetric: false },
    });
    expect(answers(rows, 'user/alice')).toBe('no yes no no');
  });

  it('uses what is known of the key', () => {
    const keyPolicy = policy(
      statement({ Action: 'kms:*', Condition: { StringEquals: { 'aws:ResourceTag/env': 'prod' } } }),
    );
    expect(answers(survey(keyPolicy, { context: { 'aws:ResourceTag/env': 'prod' } }), 'user/alice')).toBe(
      'yes yes yes yes',
    );
    expect(answers(survey(keyPolicy, { context: { 'aws:ResourceTag/env': 'dev' } }), 'user/alice')).toBe(
      'no no no no',
    );
  });

  it('names principals whose user or role is gone', () => {
    expect(
      survey(policy(statement({ Principal: { AWS: 'AIDAEXAMPLEID12345' } }))).map(({ label }) => label),
    ).toContain('Deleted principal AIDAEXAMPLEID12345');
  });

  it('shows the account denied where a Deny hits all of it', () => {
    const rows = survey(policy(delegation, statement({ Effect: 'Deny', Principal: '*', Action: 'kms:*' })), {
      principals: [{ arn: user('bob'), policies: [iam()] }],
    });
    expect(answers(rows, 'user/bob')).toBe('denied denied denied denied');
  });
});
