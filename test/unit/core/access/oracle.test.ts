import { runSimulation } from '@cloud-copilot/iam-simulate';
import fc from '../../properties';
import { describe, expect, it } from 'vitest';
import { evaluate } from '../../../../src/core/access/evaluate';
import type { AccessRequest, Decision } from '../../../../src/core/access/model';
import {
  account,
  delegation,
  iam,
  keyArn,
  other,
  policy,
  request,
  role,
  root,
  session,
  statement,
  user,
} from './builders';

/**
 * A second opinion. `@cloud-copilot/iam-simulate` knows IAM well; what it does not know of KMS is listed at the
 * end, case by case. It is used here alone and never ships.
 */
async function opinion(asked: AccessRequest): Promise<Decision | 'Error'> {
  const level = (policies: AccessRequest['serviceControlPolicies']) =>
    (policies ?? []).length === 0
      ? []
      : [
          {
            orgIdentifier: 'root',
            policies: (policies ?? []).map((each, index) => ({ name: `p${index}`, policy: each })),
          },
        ];
  const named = (policies: AccessRequest['identityPolicies']) =>
    (policies ?? []).map((each, index) => ({ name: `p${index}`, policy: each }));
  const boundaries = named(asked.permissionBoundaries);
  const [sessionPolicy] = asked.sessionPolicies ?? [];
  const result = await runSimulation(
    {
      request: {
        principal: asked.principal,
        action: asked.action,
        resource: { resource: asked.resource, accountId: account },
        contextVariables: {
          ...context(asked.principal),
          ...(asked.context as Record<string, string | string[]>),
        },
      },
      identityPolicies: named(asked.identityPolicies),
      serviceControlPolicies: level(asked.serviceControlPolicies),
      resourceControlPolicies: level(asked.resourceControlPolicies),
      resourcePolicy: asked.keyPolicy,
      ...(boundaries.length > 0 && { permissionBoundaryPolicies: boundaries }),
      ...(sessionPolicy !== undefined && { sessionPolicy }),
    },
    {},
  );
  if (result.resultType === 'error') throw new Error(JSON.stringify(result.errors));
  return result.overallResult;
}

/** What AWS, and so our evaluator, derives; the oracle wants it given. */
function context(principal: string): Record<string, string> {
  const of = /::(\d{12}):/.exec(principal)?.[1] ?? '';
  const name = /assumed-role\/([^/]+)/.exec(principal)?.[1];
  return {
    'aws:PrincipalArn': name === undefined ? principal : role(name, of),
    'aws:PrincipalAccount': of,
    'kms:CallerAccount': of,
    'aws:SecureTransport': 'true',
  };
}

const callers = [user('alice'), user('bob'), session('App'), role('App'), user('eve', other)];
const actions = ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey', 'kms:DescribeKey', 'kms:CreateGrant'];
const principals = [
  '*',
  { AWS: '*' },
  { AWS: root() },
  { AWS: account },
  { AWS: root(other) },
  { AWS: [user('alice'), role('App')] },
  { AWS: user('bob') },
  { AWS: [session('App'), user('eve', other)] },
  { Service: 'sns.amazonaws.com' },
];
const actionLists = ['kms:*', 'kms:Decrypt', ['kms:Encrypt', 'kms:GenerateDataKey*'], 'kms:D*', '*'];
const conditions = [
  undefined,
  undefined,
  { StringEquals: { 'kms:CallerAccount': account } },
  { StringEquals: { 'kms:ViaService': 's3.us-east-1.amazonaws.com' } },
  { StringLike: { 'kms:ViaService': ['s3.*', 'ec2.*'] } },
  { StringNotEquals: { 'kms:ViaService': 's3.us-east-1.amazonaws.com' } },
  { StringNotLikeIfExists: { 'kms:ViaService': 's3.*' } },
  { ArnLike: { 'aws:PrincipalArn': `arn:aws:iam::${account}:*/A*` } },
  { ArnNotEquals: { 'aws:PrincipalArn': role('App') } },
  { Null: { 'kms:ViaService': 'true' } },
  { IpAddress: { 'aws:SourceIp': ['203.0.113.0/24', '2001:db8::/32'] } },
  { NotIpAddress: { 'aws:SourceIp': '203.0.113.0/24' } },
  { Bool: { 'aws:SecureTransport': 'true' } },
  { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'true' } },
  { DateGreaterThan: { 'aws:CurrentTime': '2026-01-01T00:00:00Z' } },
  { NumericLessThan: { 'aws:MultiFactorAuthAge': '3600' } },
  { StringEquals: { 'aws:PrincipalTag/team': ['red', 'blue'] } },
];
const contexts = {
  'kms:ViaService': ['s3.us-east-1.amazonaws.com', 'rds.eu-west-1.amazonaws.com'],
  'aws:SourceIp': ['203.0.113.9', '198.51.100.1', '2001:db8::7'],
  'aws:SecureTransport': ['true', 'false'],
  'aws:MultiFactorAuthPresent': ['true', 'false'],
  'aws:MultiFactorAuthAge': ['60', '7200'],
  'aws:CurrentTime': ['2025-06-01T00:00:00Z', '2026-11-24T00:00:00Z'],
  'aws:PrincipalTag/team': ['red', 'green'],
};

const pick = <T>(values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);
const effect = fc.oneof(
  { weight: 4, arbitrary: fc.constant('Allow') },
  { weight: 1, arbitrary: fc.constant('Deny') },
);
const keyStatement = fc
  .record({
    Effect: effect,
    Principal: pick(principals),
    Action: pick(actionLists),
    Condition: pick(conditions),
  })
  .map(({ Condition: condition, ...rest }) => ({
    ...rest,
    Resource: '*',
    ...(condition && { Condition: condition }),
  }));
const iamStatement = fc
  .record({
    Effect: effect,
    Action: pick(actionLists),
    Resource: pick(['*', keyArn, `arn:aws:kms:*:${account}:key/*`, `arn:aws:kms:*:${other}:key/*`]),
    Condition: pick(conditions),
  })
  .map(({ Condition: condition, ...rest }) => ({ ...rest, ...(condition && { Condition: condition }) }));
const few = (statements: fc.Arbitrary<Record<string, unknown>>): fc.Arbitrary<Record<string, unknown>> =>
  fc.array(statements, { minLength: 1, maxLength: 4 }).map((list) => policy(...list));
const sometimes = (of: fc.Arbitrary<Record<string, unknown>>): fc.Arbitrary<Record<string, unknown>[]> =>
  fc.array(of, { maxLength: 1 });
const contextValues = fc.record(
  Object.fromEntries(Object.entries(contexts).map(([key, values]) => [key, pick(values)])),
  { requiredKeys: [] },
) as fc.Arbitrary<Record<string, string>>;

const requests: fc.Arbitrary<AccessRequest> = fc.record({
  principal: pick(callers),
  action: pick(actions),
  resource: fc.constant(keyArn),
  keyPolicy: few(keyStatement),
  identityPolicies: fc.array(few(iamStatement), { maxLength: 2 }),
  serviceControlPolicies: sometimes(few(iamStatement)),
  resourceControlPolicies: sometimes(
    few(keyStatement.map((each) => ({ ...each, Effect: 'Deny', Principal: '*', Action: ['kms:Decrypt'] }))),
  ),
  permissionBoundaries: sometimes(few(iamStatement)),
  context: contextValues,
});

describe('a second opinion', () => {
  it('agrees on random requests', async () => {
    await fc.assert(
      fc.asyncProperty(requests, async (asked) => {
        expect(evaluate(asked).decision).toBe(await opinion(asked));
      }),
      { numRuns: 400 },
    );
  }, 120_000);

  // Key policies that name the session itself, or everyone, are left out here, see below.
  it('agrees on sessions with session policies', async () => {
    const sessions = fc
      .tuple(requests, few(iamStatement))
      .map(([asked, passed]) => ({ ...asked, principal: session('App'), sessionPolicies: [passed] }))
      .filter(({ keyPolicy }) => !/assumed-role|"\*","Action|"AWS":"\*"/.test(JSON.stringify(keyPolicy)));
    await fc.assert(
      fc.asyncProperty(sessions, async (asked) => {
        expect(evaluate(asked).decision).toBe(await opinion(asked));
      }),
      { numRuns: 150 },
    );
  }, 120_000);
});

describe('where the second opinion is not that of KMS', () => {
  async function both(asked: AccessRequest): Promise<[ours: Decision, theirs: Decision | 'Error']> {
    return [evaluate(asked).decision, await opinion(asked)];
  }

  it('only some operations work on a key of another account (developer guide, key-policy-modifying-external-accounts)', async () => {
    const asked = request({
      principal: user('eve', other),
      action: 'kms:ScheduleKeyDeletion',
      keyPolicy: policy(statement({ Principal: { AWS: root(other) }, Action: 'kms:*' })),
      identityPolicies: [iam({ Action: 'kms:*' })],
    });
    expect(await both(asked)).toEqual(['ImplicitlyDenied', 'Allowed']);
  });

  it('NotPrincipal has to list the account, too (IAM user guide, reference_policies_elements_notprincipal)', async () => {
    const asked = request({
      keyPolicy: policy(statement(), statement({ Effect: 'Deny', NotPrincipal: { AWS: user('alice') } })),
    });
    expect(await both(asked)).toEqual(['ExplicitlyDenied', 'Allowed']);
  });

  it('the root user needs no IAM policy for what the key policy leaves to its account (developer guide, key-policy-default)', async () => {
    const asked = request({ principal: root(), keyPolicy: policy(delegation) });
    expect((await both(asked))[0]).toBe('Allowed');
  });

  it('what a policy gives a session itself is not narrowed by session policies (IAM user guide, access_policies, session policies)', async () => {
    const asked = request({
      principal: session('App'),
      keyPolicy: policy(statement({ Principal: { AWS: session('App') } }), statement({ Principal: '*' })),
      sessionPolicies: [policy({ Effect: 'Allow', Action: 's3:*', Resource: '*' })],
    });
    expect(await both(asked)).toEqual(['Allowed', 'ImplicitlyDenied']);
  });

  it('what everyone may is not narrowed by session policies (IAM user guide, reference_policies_elements_principal, IAM role principals)', async () => {
    const asked = request({
      principal: session('App'),
      keyPolicy: policy(
        statement({ Principal: '*', Condition: { ArnEquals: { 'aws:PrincipalArn': role('App') } } }),
      ),
      sessionPolicies: [policy({ Effect: 'Allow', Action: 's3:*', Resource: '*' })],
    });
    expect(await both(asked)).toEqual(['Allowed', 'ImplicitlyDenied']);
  });

  it('IfExists holds without the key, for sets as well (IAM user guide, reference_policies_elements_condition_operators, IfExists)', async () => {
    const Condition = { 'ForAnyValue:StringLikeIfExists': { 'aws:TagKeys': ['a*'] } };
    const asked = request({ keyPolicy: policy(statement({ Condition })) });
    expect(await both(asked)).toEqual(['Allowed', 'ImplicitlyDenied']);
  });

  it('the names of the encryption context follow from it (developer guide, conditions-kms)', async () => {
    const Condition = { Null: { 'kms:EncryptionContextKeys': 'false' } };
    const asked = request({
      keyPolicy: policy(statement({ Condition })),
      context: { 'kms:EncryptionContext:app': 'pay' },
    });
    expect(await both(asked)).toEqual(['Allowed', 'ImplicitlyDenied']);
  });

  it('a key policy has no say on RetireGrant (developer guide, grant-delete)', async () => {
    const asked = request({ action: 'kms:RetireGrant', keyPolicy: policy(statement({ Action: 'kms:*' })) });
    expect(await both(asked)).toEqual(['ImplicitlyDenied', 'Allowed']);
  });
});
