import fc from '../../properties';
import { expect, it } from 'vitest';
import { compilePolicy } from '../../../../src/core/access/compilePolicy';
import { evaluate } from '../../../../src/core/access/evaluate';
import type { AccessRequest, Decision, PolicyInput } from '../../../../src/core/access/model';
import { surveyAccess } from '../../../../src/core/access/survey';
import type { SurveyRow } from '../../../../src/core/access/survey';
import type { SurveyInput } from '../../../../src/core/access/surveyInput';
import type { ActionAnswer } from '../../../../src/core/access/surveyAnswer';
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
const resources = pick<unknown>(
  '*',
  '*',
  '*',
  keyArn,
  `arn:aws:kms:*:${account}:key/*`,
  keyArn.replace('1234abcd', '9999abcd'),
);
const statements = (named: boolean): fc.Arbitrary<Record<string, unknown>> =>
  fc
    .record({
      Effect: effect,
      Principal: principals,
      Action: actions,
      Resource: resources,
      Condition: conditions,
      turned: pick<'NotAction' | 'NotPrincipal' | undefined>(
        undefined,
        undefined,
        undefined,
        undefined,
        'NotAction',
        'NotPrincipal',
      ),
    })
    .map(({ Principal, Action, Condition, turned, ...rest }) => ({
      ...rest,
      [turned === 'NotAction' ? 'NotAction' : 'Action']: Action,
      ...(named && { [turned === 'NotPrincipal' ? 'NotPrincipal' : 'Principal']: Principal }),
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

const everything = compilePolicy(policy({ Effect: 'Allow', Action: '*', Resource: '*' }), 'identity');

function without(context: Record<string, string>, key: string): Record<string, string> {
  return Object.fromEntries(Object.entries(context).filter(([name]) => name !== key));
}

/** Somebody whom a row speaks of: itself, or any user of its account whom nothing names. */
function somebodyOf({ kind, principal }: SurveyRow): string {
  if (kind === 'anyone') return user('nobody', '999988887777');
  return kind === 'principal' || kind === 'service' ? principal : user('nobody', principal);
}

/** What the answer of a cell says of every single request. */
function contradicts(
  { answer, conditions: open }: ActionAnswer,
  kind: SurveyRow['kind'],
  withIam: Decision,
  alone: Decision,
): boolean {
  switch (answer) {
    case 'yes':
      // Of strangers it says that nothing on this side stands in their way.
      return (kind === 'anyone' ? withIam : alone) !== 'Allowed';
    case 'denied':
      return alone !== 'ExplicitlyDenied' || withIam !== 'ExplicitlyDenied';
    case 'no':
      return withIam === 'Allowed' || alone === 'Allowed';
    case 'iam':
      return alone === 'Allowed' || (open.length === 0 && withIam !== 'Allowed');
    case 'if':
    case 'unknown':
      return false;
  }
}

/** Changing an alias is asked on the alias as well; what a survey says without IAM policies is of the key alone. */
function decisionOn(asked: AccessRequest, policies: readonly PolicyInput[], withAlias: boolean): Decision {
  const request = { ...asked, identityPolicies: policies };
  const onKey = evaluate(request).decision;
  if (!withAlias || !asked.action.endsWith('Alias')) return onKey;
  const onAlias = evaluate({ ...request, resource: keyArn.replace(/key\/.*/, 'alias/app') }).decision;
  return (
    [onKey, onAlias].find((decision) => decision === 'ExplicitlyDenied') ??
    (onKey === 'Allowed' ? onAlias : onKey)
  );
}

it('a survey says of nobody what a single request contradicts', () => {
  fc.assert(
    fc.property(inputs, fc.array(contexts, { minLength: 1, maxLength: 6 }), (input, all) => {
      const keyPolicy = compilePolicy(input.keyPolicy, 'key');
      for (const row of surveyAccess(input)) {
        const known = input.principals?.find(({ arn }) => arn === row.principal)?.policies;
        for (const answer of Object.values(row.cells).flatMap((cell) => cell.actions))
          for (const context of all) {
            const asked: AccessRequest = {
              principal: somebodyOf(row),
              action: answer.action,
              resource: keyArn,
              keyPolicy,
              grants: input.grants ?? [],
              // A service in its own name is of no organization.
              context: row.kind === 'service' ? without(context, 'aws:PrincipalOrgID') : context,
            };
            const alone = decisionOn(asked, known ?? [], known !== undefined);
            const withIam = known === undefined ? decisionOn(asked, [everything], false) : alone;
            if (contradicts(answer, row.kind, withIam, alone))
              expect.fail(
                `${row.principal} ${answer.action}: ${answer.answer}, but ${alone} and with IAM ${withIam}, ${JSON.stringify(context)}`,
              );
          }
      }
    }),
    { numRuns: 50 },
  );
});
