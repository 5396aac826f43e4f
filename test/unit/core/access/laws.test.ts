import fc from '../../properties';
import { describe, expect, it } from 'vitest';
import { compilePolicy } from '../../../../src/core/access/compilePolicy';
import { evaluate } from '../../../../src/core/access/evaluate';
import { missing } from '../../../../src/core/access/missing';
import type { AccessRequest } from '../../../../src/core/access/model';
import { grant, keyArn, other, policy, role, root, session, user } from './builders';

type Json = Record<string, unknown>;
const pick = <T>(...values: T[]): fc.Arbitrary<T> => fc.constantFrom(...values);

const condition = pick<Json | undefined>(
  undefined,
  { StringEquals: { 'kms:ViaService': 's3.us-east-1.amazonaws.com' } },
  { StringNotEquals: { 'kms:CallerAccount': other } },
  { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
  { 'ForAnyValue:StringEquals': { 'kms:EncryptionContextKeys': ['app'] } },
  { 'ForAllValues:StringLike': { 'kms:EncryptionContextKeys': ['a*'] } },
);
const actions = pick<string | string[]>('kms:*', 'kms:Decrypt', ['kms:Encrypt', 'kms:D*']);
const who = pick<unknown>(
  '*',
  { AWS: root() },
  { AWS: [user('alice'), role('App')] },
  { Service: 'sns.amazonaws.com' },
  { AWS: root(other) },
);
const effects = pick('Allow', 'Allow', 'Deny');

const keyStatement = fc
  .record({
    Effect: effects,
    Principal: who,
    Action: actions,
    Resource: fc.constant('*'),
    Condition: condition,
  })
  .map(plain);
const iamStatement = fc
  .record({ Effect: effects, Action: actions, Resource: pick('*', keyArn), Condition: condition })
  .map(plain);

function plain(value: Json): Json {
  return JSON.parse(JSON.stringify(value)) as Json;
}

const grants = fc.array(
  fc
    .record({
      grantee: pick(user('alice'), role('App'), 'sns.amazonaws.com', root(other)),
      operations: pick(['Decrypt'], ['Encrypt', 'Decrypt'], ['GenerateDataKey']),
      encryptionContextSubset: pick<Record<string, string> | undefined>(undefined, { app: 'shop' }),
    })
    .map(({ encryptionContextSubset: subset, ...rest }) =>
      grant({ ...rest, ...(subset && { encryptionContextSubset: subset }) }),
    ),
  { maxLength: 3 },
);

const requests: fc.Arbitrary<AccessRequest & { keyPolicy: Json }> = fc.record({
  principal: pick(
    user('alice'),
    session('App'),
    role('App'),
    root(),
    'sns.amazonaws.com',
    user('eve', other),
    root(other),
  ),
  action: pick('kms:Decrypt', 'kms:Encrypt', 'kms:PutKeyPolicy'),
  resource: fc.constant(keyArn),
  keyPolicy: fc.array(keyStatement, { maxLength: 4 }).map((list) => policy(...list)),
  identityPolicies: fc.array(
    fc.array(iamStatement, { maxLength: 3 }).map((list) => policy(...list)),
    { maxLength: 2 },
  ),
  permissionBoundaries: fc.array(
    fc.array(iamStatement, { maxLength: 2 }).map((list) => policy(...list)),
    { maxLength: 1 },
  ),
  grants,
  context: pick(
    {},
    { 'kms:ViaService': 's3.us-east-1.amazonaws.com' },
    { 'kms:EncryptionContext:app': 'shop', 'kms:EncryptionContextKeys': ['app'] },
  ),
});

const statementsOf = (of: Json): Json[] => of.Statement as Json[];

describe('laws that hold for every request', () => {
  const law = (
    name: string,
    holds: (asked: AccessRequest & { keyPolicy: Json }, extra: Json) => void,
  ): void => {
    it(name, () => {
      fc.assert(
        fc.property(requests, keyStatement, (asked, extra) => holds(asked, extra)),
        { numRuns: 1500 },
      );
    });
  };
  const allowed = (asked: AccessRequest): boolean => evaluate(asked).decision === 'Allowed';

  law('one more Deny never widens', (asked, extra) => {
    const more = {
      ...asked,
      keyPolicy: policy(...statementsOf(asked.keyPolicy), { ...extra, Effect: 'Deny' }),
    };
    if (allowed(more)) expect(allowed(asked)).toBe(true);
  });

  law('one more Allow never narrows', (asked, extra) => {
    const more = {
      ...asked,
      keyPolicy: policy(...statementsOf(asked.keyPolicy), { ...extra, Effect: 'Allow' }),
    };
    if (allowed(asked)) expect(allowed(more)).toBe(true);
  });

  law('the order of statements does not matter', (asked) => {
    const turned = { ...asked, keyPolicy: policy(...[...statementsOf(asked.keyPolicy)].reverse()) };
    expect(evaluate(turned).decision).toBe(evaluate(asked).decision);
  });

  law('the order of policies and grants does not matter', (asked) => {
    const turned = {
      ...asked,
      identityPolicies: [...(asked.identityPolicies ?? [])].reverse(),
      grants: [...(asked.grants ?? [])].reverse(),
    };
    expect(evaluate(turned).decision).toBe(evaluate(asked).decision);
  });

  law('a grant never overrides a Deny', (asked) => {
    const everything = grant({ grantee: asked.principal, operations: ['Decrypt', 'Encrypt'] });
    if (evaluate(asked).decision === 'ExplicitlyDenied')
      expect(evaluate({ ...asked, grants: [everything] }).decision).toBe('ExplicitlyDenied');
  });

  law('a boundary never widens', (asked) => {
    const { permissionBoundaries, ...free } = asked;
    if ((permissionBoundaries ?? []).length > 0 && allowed(asked)) expect(allowed(free)).toBe(true);
  });

  law('a compiled policy decides as its text does', (asked) => {
    const compiled = { ...asked, keyPolicy: compilePolicy(JSON.stringify(asked.keyPolicy), 'key') };
    expect(evaluate(compiled)).toEqual(evaluate(asked));
  });

  law('without a statement of the key policy or a grant, nobody gets in', (asked) => {
    expect(allowed({ ...asked, keyPolicy: policy(), grants: [] })).toBe(false);
  });

  law('what is said to be missing does let the request in', (asked) => {
    for (const remedy of missing(asked).remedies) {
      let corrected: AccessRequest = asked;
      for (const change of remedy.changes) {
        const extra = policy({ ...change.statement });
        if (change.layer === 'key-policy')
          corrected = {
            ...corrected,
            keyPolicy: policy(...statementsOf(asked.keyPolicy), { ...change.statement }),
          };
        if (change.layer === 'identity-policy')
          corrected = { ...corrected, identityPolicies: [...(corrected.identityPolicies ?? []), extra] };
        if (change.layer === 'permissions-boundary')
          corrected = {
            ...corrected,
            permissionBoundaries: (corrected.permissionBoundaries ?? []).map((boundary) =>
              policy(...statementsOf(boundary as Json), { ...change.statement }),
            ),
          };
      }
      expect(allowed(corrected)).toBe(true);
    }
  });

  law('each verdict has a reason and a step for every statement', (asked) => {
    const verdict = evaluate(asked);
    expect(verdict.reasons.length).toBeGreaterThan(0);
    const inKeyPolicy = verdict.trace.filter(({ layer }) => layer === 'key-policy');
    expect(inKeyPolicy.map(({ statement }) => statement)).toEqual(
      statementsOf(asked.keyPolicy).map((_, index) => index),
    );
  });
});

it('no pattern makes it hang', () => {
  // Backtracking would outlast the time limit of any test.
  const pattern = `kms:${'*a'.repeat(50)}`;
  const asked = (action: string) =>
    evaluate({
      principal: user('alice'),
      action,
      resource: keyArn,
      keyPolicy: policy({ Effect: 'Allow', Principal: '*', Action: pattern, Resource: '*' }),
    }).decision;
  expect(asked(`kms:${'a'.repeat(2000)}b`)).toBe('ImplicitlyDenied');
  expect(asked(`kms:${'a'.repeat(2000)}`)).toBe('Allowed');
});
