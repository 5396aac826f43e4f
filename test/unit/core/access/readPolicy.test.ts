import fc from '../../properties';
import { describe, expect, it } from 'vitest';
import { compilePolicy, InvalidPolicyError } from '../../../../src/core/access/compilePolicy';
import type { PolicyKind } from '../../../../src/core/access/compiled';
import { evaluate } from '../../../../src/core/access/evaluate';
import { readPolicy } from '../../../../src/core/access/readPolicy';
import { keyArn, policy, root, user } from './builders';

type Json = Record<string, unknown>;

const inKeyPolicy = {
  Effect: 'Deny',
  Principal: { AWS: user('alice') },
  Action: 'kms:Decrypt',
  Resource: '*',
};
const inIam = { Effect: 'Deny', Action: 'kms:Decrypt', Resource: '*' };

const problemsOf = (document: unknown, kind: PolicyKind = 'key'): string[] =>
  (readPolicy(document as Json, kind).unread ?? [])
    .flatMap(({ problems }) => problems)
    .map(({ at, message }) => `${at}: ${message}`);
const first = (statement: unknown, kind: PolicyKind = 'key'): string =>
  problemsOf({ Version: '2012-10-17', Statement: [statement] }, kind)[0] ?? 'nothing';

describe('reading a policy', () => {
  it.each<[string, unknown, string]>([
    [
      'a misspelt operator',
      { ...inKeyPolicy, Condition: { StringEqual: { 'kms:ViaService': 'x' } } },
      'Statement[0].Condition.StringEqual: There is no condition operator "StringEqual". Did you mean "StringEquals"?',
    ],
    [
      'a misspelt set operator',
      { ...inKeyPolicy, Condition: { 'ForAnyValues:StringEquals': { 'kms:ViaService': 'x' } } },
      'Statement[0].Condition.ForAnyValues:StringEquals: "ForAnyValues:StringEquals" is no condition operator: only ForAnyValue: and ForAllValues: stand before one. Did you mean "ForAnyValue"?',
    ],
    [
      'a condition key without its service',
      { ...inKeyPolicy, Condition: { StringEquals: { ViaService: 'x' } } },
      'Statement[0].Condition.StringEquals.ViaService: "ViaService" is no condition key',
    ],
    [
      'a value that the operator cannot compare',
      { ...inKeyPolicy, Condition: { Bool: { 'aws:SecureTransport': 'flase' } } },
      'Statement[0].Condition.Bool.aws:SecureTransport: "flase" is no value that Bool can compare.',
    ],
    [
      'a block of addresses that is none',
      { ...inKeyPolicy, Condition: { NotIpAddress: { 'aws:SourceIp': '10.0.0.0/33' } } },
      'Statement[0].Condition.NotIpAddress.aws:SourceIp: "10.0.0.0/33" is no value',
    ],
    [
      'an address that may be octal',
      { ...inKeyPolicy, Condition: { IpAddress: { 'aws:SourceIp': '010.0.0.1' } } },
      'Statement[0].Condition.IpAddress.aws:SourceIp: "010.0.0.1" is no value',
    ],
    [
      'a condition without values',
      { ...inKeyPolicy, Condition: { StringEquals: { 'kms:ViaService': [] } } },
      'Statement[0].Condition.StringEquals.kms:ViaService: There are no values',
    ],
    [
      'an object for a value',
      { ...inKeyPolicy, Condition: { StringEquals: { 'a:b': {} } } },
      'Statement[0].Condition.StringEquals.a:b: A text',
    ],
    [
      'a condition that is null',
      { ...inKeyPolicy, Condition: null },
      'Statement[0].Condition: Condition is an object',
    ],
    [
      'a misspelt element',
      { ...inKeyPolicy, Action: undefined, Actions: 'kms:*' },
      'Statement[0].Actions: A statement has no element "Actions". Did you mean "Action"?',
    ],
    [
      'an element in lower case',
      { ...inKeyPolicy, condition: {} },
      'Statement[0].condition: A statement has no element "condition". Did you mean "Condition"?',
    ],
    [
      'a misspelt effect',
      { ...inKeyPolicy, Effect: 'DENY' },
      'Statement[0].Effect: Effect is "Allow" or "Deny".',
    ],
    ['an effect that is no text', { ...inKeyPolicy, Effect: ['Deny'] }, 'Statement[0].Effect: Effect is'],
    ['no Action', { ...inKeyPolicy, Action: undefined }, 'Statement[0]: The statement has no Action'],
    ['no Resource', { ...inKeyPolicy, Resource: undefined }, 'Statement[0]: The statement has no Resource'],
    [
      'no Principal',
      { ...inKeyPolicy, Principal: undefined },
      'Statement[0]: The statement has no Principal',
    ],
    ['no action at all', { ...inKeyPolicy, Action: [] }, 'Statement[0].Action: Action is empty'],
    [
      'an action without its service',
      { ...inKeyPolicy, Action: ['kms:Encrypt', 'Decrypt'] },
      'Statement[0].Action[1]: "Decrypt" is no action',
    ],
    ['an action that is a number', { ...inKeyPolicy, Action: [1] }, 'Statement[0].Action: A text or a list'],
    [
      'Action and NotAction',
      { ...inKeyPolicy, NotAction: 'kms:Encrypt' },
      'Statement[0].NotAction: A statement has Action or NotAction, not both.',
    ],
    [
      'Principal and NotPrincipal',
      { ...inKeyPolicy, NotPrincipal: '*' },
      'Statement[0].NotPrincipal: A statement has Principal',
    ],
    [
      'NotResource in a key policy',
      { ...inKeyPolicy, Resource: undefined, NotResource: 'arn:aws:s3:::b' },
      'Statement[0].NotResource: In a key policy',
    ],
    [
      'a resource that is no ARN',
      { ...inKeyPolicy, Resource: 'key/1234' },
      'Statement[0].Resource: "key/1234" is no resource',
    ],
    [
      'a principal that is nobody',
      { ...inKeyPolicy, Principal: { AWS: 'alice' } },
      'Statement[0].Principal.AWS: "alice" is no principal',
    ],
    [
      'a group',
      { ...inKeyPolicy, Principal: { AWS: [root(), user('x').replace('user', 'group')] } },
      'Statement[0].Principal.AWS[1]: ',
    ],
    [
      'a misspelt kind of principal',
      { ...inKeyPolicy, Principal: { Aws: root() } },
      'Statement[0].Principal.Aws: "Aws" is no kind of principal. Did you mean "AWS"?',
    ],
    [
      'a principal without its kind',
      { ...inKeyPolicy, Principal: root() },
      'Statement[0].Principal: A principal is',
    ],
    ['nobody', { ...inKeyPolicy, Principal: {} }, 'Statement[0].Principal: Nobody is named'],
    ['a Sid that is no text', { ...inKeyPolicy, Sid: 7 }, 'Statement[0].Sid: Sid is a text.'],
    ['a text for a statement', 'Deny', 'Statement[0]: A statement is a JSON object.'],
  ])('tells the place of %s', (_, statement, words) => {
    expect(first(statement).startsWith(words), first(statement)).toBe(true);
  });

  it.each<[string, unknown, string]>([
    ['nothing in it', {}, ': This is no policy: it has no "Statement".'],
    [
      'statements under another name',
      { statement: [inKeyPolicy] },
      'statement: A policy has no element "statement". Did you mean "Statement"?',
    ],
    [
      'a version that there is not',
      { Version: '2012-10-18', Statement: [] },
      'Version: Version is "2012-10-17" or "2008-10-17".',
    ],
    ['a list', [inKeyPolicy], ': A policy is a JSON object.'],
    ['half of a JSON text', '{"Statement": [', ': The policy is not JSON: '],
    [
      'a name that is there twice',
      '{"Statement": [{"Effect": "Deny", "Effect": "Allow", "Principal": "*", "Action": "kms:*", "Resource": "*"}]}',
      'Statement[0].Effect: "Effect" is there twice',
    ],
    [
      'two lists of statements',
      '{"Statement": [], "Statement": []}',
      'Statement: "Statement" is there twice',
    ],
  ])('does not take for a policy what has %s', (_, document, words) => {
    const [problem = 'nothing'] = problemsOf(document);
    expect(problem.startsWith(words), problem).toBe(true);
  });

  it('lets no IAM policy name a principal', () => {
    expect(first({ ...inIam, Principal: '*' }, 'identity')).toMatch(
      /^Statement\[0\]\.Principal: Only key policies/,
    );
    expect(first({ ...inIam, Resource: undefined }, 'identity')).toMatch(/has no Resource/);
  });

  it('knows that an Allow without Resource, for nobody or for what nothing can equal lets nobody in', () => {
    const never = { DateLessThan: { 'aws:CurrentTime': 'tomorrow' } };
    expect(first({ ...inKeyPolicy, Effect: 'Allow', Condition: never })).toBe('nothing');
    expect(first({ ...inKeyPolicy, Effect: 'Allow', Resource: undefined })).toBe('nothing');
    expect(first({ ...inKeyPolicy, Effect: 'Allow', Principal: { AWS: 'alice' } })).toBe('nothing');
  });

  it('keeps what it could read of a statement: whom and what it is about', () => {
    const [part] = readPolicy(policy({ ...inKeyPolicy, Condition: { X: {} } }), 'key').unread ?? [];
    expect(part).toMatchObject({
      statement: 0,
      effect: 'Deny',
      principals: [{ arn: { text: user('alice') } }],
    });
    expect(part?.action?.('kms:decrypt')).toBe(true);
    expect(part?.action?.('kms:encrypt')).toBe(false);
  });

  it('takes what AWS takes', () => {
    const statement = {
      Sid: 'x',
      Effect: 'Deny',
      NotPrincipal: { AWS: ['111122223333', root(), 'AROAEXAMPLEID1234'], Service: 'sns.amazonaws.com' },
      NotAction: ['kms:*', '*'],
      Resource: [keyArn, 'arn:*', '*'],
      Condition: {
        'ForAllValues:stringLikeIfExists': { 'aws:TagKeys': ['a', 'b'] },
        Null: { 'kms:ViaService': true },
        NumericLessThan: { 'kms:RotationPeriodInDays': 90 },
        StringEquals: { 'token.actions.githubusercontent.com:sub': '${aws:username}' },
      },
    };
    expect(problemsOf({ Version: '2012-10-17', Id: '', Statement: statement })).toEqual([]);
  });
});

const word = fc.string({ unit: fc.constantFrom('a', 'S', 'x', '_', ':', 's'), minLength: 1, maxLength: 3 });
/** A name with one letter lost, doubled, added, or in the other case. */
const misspelt = (name: string): fc.Arbitrary<string> =>
  fc
    .record({ at: fc.nat(name.length - 1), how: fc.nat(2), more: word })
    .map(({ at, how, more }) => {
      const letter = name.charAt(at);
      const other = letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase();
      const instead = how === 0 ? '' : how === 1 ? letter + more : other;
      return name.slice(0, at) + instead + name.slice(at + 1);
    })
    .filter((text) => text !== name);
const junk = fc.constantFrom<unknown>(null, 7, true, {}, [], [7], [[]], '', 'x', { x: 'y' });

const elements = ['Effect', 'Principal', 'Action', 'Resource', 'Condition'] as const;
const stops = {
  ...inKeyPolicy,
  Condition: { StringEquals: { 'kms:ViaService': 's3.us-east-1.amazonaws.com' } },
};

/** The Deny, damaged in one place. */
const damaged: fc.Arbitrary<Json> = fc.oneof(
  fc.constantFrom(...elements).chain((element) =>
    misspelt(element).map((name) => {
      const { [element]: value, ...rest } = stops;
      return { ...rest, [name]: value };
    }),
  ),
  fc.tuple(fc.constantFrom(...elements), junk).map(([element, value]) => ({ ...stops, [element]: value })),
  misspelt('Deny').map((effect) => ({ ...stops, Effect: effect })),
  misspelt('AWS').map((kind) => ({ ...stops, Principal: { [kind]: user('alice') } })),
  misspelt('StringEquals').map((operator) => ({
    ...stops,
    Condition: { [operator]: stops.Condition.StringEquals },
  })),
  fc.tuple(fc.constantFrom('ForAnyValue', 'ForAllValues').chain(misspelt)).map(([set]) => ({
    ...stops,
    Condition: { [`${set}:StringEquals`]: stops.Condition.StringEquals },
  })),
);

describe('a Deny that is damaged', () => {
  const asked = {
    principal: user('alice'),
    action: 'kms:Decrypt',
    resource: keyArn,
    context: { 'kms:ViaService': 's3.us-east-1.amazonaws.com' },
  };
  const open = { Effect: 'Allow', Principal: { AWS: user('alice') }, Action: 'kms:*', Resource: '*' };
  const openIam = policy({ Effect: 'Allow', Action: 'kms:*', Resource: '*' });
  const forIam = ({ Principal: _, ...rest }: Json): Json => rest;

  it('never lets the request through without an error, in whichever policy it stands', () => {
    const never = (decide: () => string): void => {
      try {
        expect(decide()).not.toBe('Allowed');
      } catch (error) {
        if (!(error instanceof InvalidPolicyError)) throw error;
      }
    };
    fc.assert(
      fc.property(damaged, (deny) => {
        const keyPolicy = policy(open);
        const iam = policy(forIam(deny));
        never(() => evaluate({ ...asked, keyPolicy: policy(open, deny) }).decision);
        if (!('Principal' in deny) || deny.Principal !== stops.Principal) return;
        const both = [policy({ Effect: 'Allow', Action: '*', Resource: '*' }), iam];
        never(() => evaluate({ ...asked, keyPolicy, identityPolicies: [openIam, iam] }).decision);
        never(() => evaluate({ ...asked, keyPolicy, permissionBoundaries: both }).decision);
        never(() => evaluate({ ...asked, keyPolicy, sessionPolicies: both }).decision);
        never(() => evaluate({ ...asked, keyPolicy, serviceControlPolicies: both }).decision);
        never(() => evaluate({ ...asked, keyPolicy, resourceControlPolicies: [policy(deny)] }).decision);
      }),
      { numRuns: 1000 },
    );
  });

  it('is refused by name', () => {
    const wrong = policy({ ...inIam, Action: 'Decrypt' });
    const request = {
      ...asked,
      keyPolicy: policy(open),
      identityPolicies: [{ name: 'Stop', document: wrong }],
    };
    expect(() => evaluate(request)).toThrow(/^Stop: Statement\[0\]\.Action: "Decrypt" is no action/);
    expect(() => compilePolicy({}, 'key')).toThrow(InvalidPolicyError);
  });
});
