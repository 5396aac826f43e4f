import fc from 'fast-check';
import { expect, it } from 'vitest';
import { evaluate } from '../../../../src/core/access/evaluate';
import type { AccessRequest, Decision } from '../../../../src/core/access/model';
import { surveyAccess } from '../../../../src/core/access/survey';
import type { SurveyInput } from '../../../../src/core/access/survey';
import type { ActionAnswer } from '../../../../src/core/access/surveyAction';
import { account, grant, keyArn, other, policy, role, root, session, user } from './builders';

const pick = <T>(...values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);
const effect = pick('Allow', 'Allow', 'Allow', 'Deny');
const actions = pick<unknown>(
  'kms:*',
  '*',
  'kms:Decrypt',
  ['kms:Encrypt', 'kms:GenerateDataKey*'],
  'kms:Put*',
  ['kms:CreateGrant', 'kms:ScheduleKeyDeletion'],
);
const principals = pick<unknown>(
  '*',
  { AWS: '*' },
  { AWS: root() },
  { AWS: [user('alice'), role('App')] },
  { AWS: root(other) },
  { AWS: user('eve', other) },
  { AWS: session('App') },
  { Service: 'sns.amazonaws.com' },
);
const conditions = pick<unknown>(
  undefined,
  undefined,
  undefined,
  { StringEquals: { 'kms:CallerAccount': account } },
  { StringEquals: { 'kms:ViaService': 's3.us-east-1.amazonaws.com' } },
  { StringNotEquals: { 'kms:ViaService': 's3.us-east-1.amazonaws.com' } },
  { ArnLike: { 'aws:PrincipalArn': `arn:aws:iam::${account}:*/A*` } },
  { ArnNotEquals: { 'aws:PrincipalArn': user('alice') } },
  { StringEquals: { 'kms:EncryptionContext:app': 'pay' } },
  { Null: { 'kms:EncryptionContextKeys': 'false' } },
  { Bool: { 'kms:GrantIsForAWSResource': 'true' } },
  { Bool: { 'aws:PrincipalIsAWSService': 'true' } },
  { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } },
  { StringNotEqualsIfExists: { 'aws:PrincipalOrgID': 'o-1' } },
  { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } },
);
const statements = (named: boolean): fc.Arbitrary<Record<string, unknown>> =>
  fc
    .record({ Effect: effect, Principal: principals, Action: actions, Condition: conditions })
    .map(({ Principal, Condition, ...rest }) => ({
      ...rest,
      ...(named && { Principal }),
      Resource: '*',
      ...(Condition !== undefined && { Condition }),
    }));
const policies = (named: boolean): fc.Arbitrary<Record<string, unknown>> =>
  fc.array(statements(named), { minLength: 1, maxLength: 4 }).map((list) => policy(...list));
const keys = fc.array(
  pick(
    grant(),
    grant({
      id: 'g2',
      grantee: role('App'),
      operations: ['Encrypt'],
      encryptionContextSubset: { app: 'pay' },
    }),
    grant({ id: 'g3', grantee: user('eve', other), operations: ['Decrypt', 'CreateGrant'] }),
  ),
  { maxLength: 2 },
);
const contexts = fc.record(
  {
    'kms:ViaService': pick('s3.us-east-1.amazonaws.com', 'ec2.us-east-1.amazonaws.com'),
    'kms:EncryptionContext:app': pick('pay', 'shop'),
    'aws:MultiFactorAuthPresent': pick('true', 'false'),
    'aws:PrincipalOrgID': pick('o-1', 'o-2'),
    'aws:SourceIp': pick('203.0.113.9', '198.51.100.1'),
  },
  { requiredKeys: [] },
);
const inputs: fc.Arbitrary<SurveyInput> = fc
  .record({
    keyPolicy: policies(true),
    grants: keys,
    alice: fc.option(fc.array(policies(false), { maxLength: 2 }), { nil: undefined }),
  })
  .map(({ alice, ...rest }) => ({
    ...rest,
    keyArn,
    keyAccount: account,
    ...(alice !== undefined && { principals: [{ arn: user('alice'), policies: alice }] }),
  }));

const everything = policy({ Effect: 'Allow', Action: '*', Resource: '*' });

function without(context: Record<string, string>, key: string): Record<string, string> {
  return Object.fromEntries(Object.entries(context).filter(([name]) => name !== key));
}

/** What the answer of a cell says of every single request. */
function contradicts({ answer }: ActionAnswer, withIam: Decision, alone: Decision): boolean {
  switch (answer) {
    case 'yes':
      return alone !== 'Allowed';
    case 'denied':
      return alone !== 'ExplicitlyDenied' || withIam !== 'ExplicitlyDenied';
    case 'no':
      return withIam === 'Allowed' || alone === 'Allowed';
    case 'iam':
      return alone === 'Allowed';
    case 'if':
      return false;
  }
}

it('a survey says of nobody what a single request contradicts', () => {
  fc.assert(
    fc.property(inputs, fc.array(contexts, { minLength: 1, maxLength: 6 }), (input, all) => {
      for (const row of surveyAccess(input)) {
        if (row.kind !== 'principal' && row.kind !== 'service') continue;
        const known = input.principals?.find(({ arn }) => arn === row.principal)?.policies;
        for (const answer of Object.values(row.cells).flatMap((cell) => cell.actions))
          for (const context of all) {
            const asked: AccessRequest = {
              principal: row.principal,
              action: answer.action,
              resource: keyArn,
              keyPolicy: input.keyPolicy,
              grants: input.grants ?? [],
              // A service in its own name is of no organization.
              context: row.kind === 'service' ? without(context, 'aws:PrincipalOrgID') : context,
            };
            const alone = evaluate({ ...asked, identityPolicies: known ?? [] }).decision;
            const withIam =
              known === undefined ? evaluate({ ...asked, identityPolicies: [everything] }).decision : alone;
            expect(
              contradicts(answer, withIam, alone),
              `${row.principal} ${answer.action}: ${answer.answer}, but ${alone} and with IAM ${withIam}, ${JSON.stringify(context)}`,
            ).toBe(false);
          }
      }
    }),
    { numRuns: 150 },
  );
});
