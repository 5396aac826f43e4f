import { describe, expect, it } from 'vitest';
import { policyInWords, type StatementWords } from '../../../../src/core/access/statementWords';
import fc from '../../properties';

const account = '111122223333';
const key = `arn:aws:kms:us-east-1:${account}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;

const policy = (...statements: unknown[]) => JSON.stringify({ Version: '2012-10-17', Statement: statements });
const statement = (changes: object = {}) => ({
  ...{ Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${account}:root` }, Action: 'kms:*', Resource: '*' },
  ...changes,
});
const user = `arn:aws:iam::${account}:user/team/alice`;

function only(changes: object): StatementWords {
  const [words, ...more] = policyInWords(policy(statement(changes)), key);
  expect(more).toEqual([]);
  if (words === undefined) throw new Error('There are no words.');
  return words;
}

const row = ({ rows }: StatementWords, label: string) => rows.find((each) => each.label === label)?.values;

describe('a statement in words', () => {
  it('says who may do what', () => {
    expect(only({ Sid: 'Enable IAM User Permissions' })).toEqual({
      title: 'Statement 1 “Enable IAM User Permissions”',
      effect: 'Allows',
      rows: [
        { label: 'Who', values: [`Whoever IAM policies of this account (${account}) allow it to`] },
        { label: 'May', values: ['Do anything with the key'] },
      ],
    });
  });

  it('says under which conditions', () => {
    const Condition = {
      StringEquals: { 'kms:ViaService': 's3.us-east-1.amazonaws.com', 'kms:CallerAccount': account },
    };
    const words = only({ Condition });
    expect(row(words, 'Only if')).toHaveLength(2);
    expect(row(words, 'Only if')?.join()).toContain('s3.us-east-1.amazonaws.com');
    expect(row(words, 'But')).toContain('All of these conditions have to hold together.');
    expect(row(only({ Effect: 'Deny', Condition }), 'If')).toHaveLength(2);
  });

  it.each<[unknown, string]>([
    ['*', 'Everyone, of any account'],
    [{ AWS: user }, 'User alice'],
    [{ AWS: 'arn:aws:iam::444455556666:role/path/App' }, 'Role App of account 444455556666'],
    [{ AWS: `arn:aws:sts::${account}:assumed-role/App/one` }, 'Session App/one'],
    [{ AWS: '444455556666' }, 'Whoever IAM policies of account 444455556666 allow it to'],
    [{ AWS: 'AIDACKCEVSQ6C2EXAMPLE' }, 'A deleted user or role (AIDACKCEVSQ6C2EXAMPLE), so nobody'],
    [{ Service: 'unheard-of.amazonaws.com' }, 'The service unheard-of.amazonaws.com'],
    [{ Federated: 'accounts.google.com' }, 'Whoever has signed in through accounts.google.com'],
    [{ AWS: 'alice' }, '“alice”, which is no principal, so nobody'],
    [{ AWS: [] }, 'Nobody: the statement names no principal'],
  ])('names the principal %j', (Principal, words) => {
    expect(row(only({ Principal }), 'Who')).toEqual([words]);
  });

  it('names a service by its title', () => {
    const [words] = row(only({ Principal: { Service: 'logs.eu-west-1.amazonaws.com' } }), 'Who') ?? [];
    expect(words).toMatch(/CloudWatch Logs.* \(logs\.eu-west-1\.amazonaws\.com\)/);
  });

  it('says that a Deny for an account hits everyone in it', () => {
    const words = only({ Effect: 'Deny' });
    expect(words.effect).toBe('Denies');
    expect(row(words, 'Who')).toEqual([`Everyone of this account (${account})`]);
    expect(row(words, 'May not')).toEqual(['Do anything with the key']);
  });

  it('says who is excepted, and that the sessions of a role are not', () => {
    const role = `arn:aws:iam::${account}:role/Admin`;
    const words = only({ Effect: 'Deny', Principal: undefined, NotPrincipal: { AWS: role } });
    expect([row(words, 'Who'), row(words, 'Except')]).toEqual([['Everyone'], ['Role Admin']]);
    expect(row(words, 'But')?.join()).toMatch(/Sessions of a role/);
  });

  it.each<[string, RegExp]>([
    ['*', /^Do anything with the key$/],
    ['kms:decrypt', /^Decrypt what was encrypted .* \(kms:Decrypt\)$/],
    [
      'kms:ReEncrypt*',
      /^Take ciphertext .*; encrypt anew .* \(kms:ReEncrypt\*: ReEncryptFrom, ReEncryptTo\)$/,
    ],
    ['kms:Describe*', /^See the key's metadata.* \(kms:DescribeKey\)$/],
    ['kms:Get*', /^\d+ actions that kms:Get\* stands for: .*GetPublicKey/],
    ['kms:CreateKey', /, which a key policy cannot allow$/],
    ['kms:Decript', /^kms:Decript: KMS has no such action$/],
    ['s3:GetObject', /^s3:GetObject: says nothing about a key$/],
  ])('says what %s lets somebody do', (Action, words) => {
    expect(row(only({ Action }), 'May')).toEqual([expect.stringMatching(words)]);
  });

  it('says what is left out of NotAction', () => {
    const words = only({ Action: undefined, NotAction: 'kms:Decrypt' });
    expect(row(words, 'May')).toEqual(['Do anything with the key']);
    expect(row(words, 'Apart from')?.join()).toContain('kms:Decrypt');
  });

  it.each<[object, RegExp | undefined]>([
    [{}, undefined],
    [{ Resource: key }, undefined],
    [{ Resource: undefined }, /no Resource/],
    [{ Resource: 'arn:aws:kms:us-east-1:111122223333:key/other' }, /may not be this key/],
    [{ Resource: 'arn:aws:kms:us-east-1:${aws:PrincipalAccount}:key/*' }, /may not be this key/],
  ])('says where its resource may make it do nothing: %j', (changes, words) => {
    const notes = row(only(changes), 'But')?.join();
    if (words === undefined) expect(notes).toBe(undefined);
    else expect(notes).toMatch(words);
  });

  it.each<[object, string, RegExp]>([
    [{ Effect: 'Deny', Condition: { StringEqual: { 'a:b': 'c' } } }, 'deny', /StringEqual/],
    [{ Effect: 'Permit' }, 'allow or deny', /Effect/],
    [{ Principle: '*' }, 'allow', /Principle/],
  ])('that cannot be read says so, and what it may do: %j', (changes, verb, why) => {
    const words = only({ Sid: 'Odd', ...changes });
    expect([words.title, words.effect]).toEqual(['Statement 1 “Odd”', 'Cannot be read']);
    expect(row(words, 'Why')?.join()).toMatch(why);
    expect(row(words, 'So')?.join()).toContain(`It may ${verb} anything`);
  });

  it('stands at its place among the others, read or not', () => {
    const titles = policyInWords(policy(statement(), 7, statement()), key).map(({ title }) => title);
    expect(titles).toEqual(['Statement 1', 'Statement 2', 'Statement 3']);
  });

  it.each(['', 'no JSON', '[]', '{}', '{"Statement":[],"Statemant":1}'])(
    'is told of a policy that cannot be read at all: %j',
    (text) => {
      const [words] = policyInWords(text, key);
      expect([words?.title, words?.effect]).toEqual(['The policy', 'Cannot be read']);
    },
  );

  it('is there for every statement, whatever it is made of, and never empty', () => {
    const names = [
      'Effect',
      'Principal',
      'NotPrincipal',
      'Action',
      'NotAction',
      'Resource',
      'Condition',
      'Sid',
    ];
    const text = fc.oneof(
      fc.constantFrom('Allow', 'Deny', '*', 'kms:*', 'kms:Get*', user, account, '__proto__', 'constructor'),
      fc.string(),
    );
    const value = fc.oneof(
      text,
      fc.array(text),
      fc.dictionary(
        fc.oneof(fc.constantFrom('AWS', 'Service', 'StringLike', 'Bool', 'toString'), text),
        text,
      ),
      fc.dictionary(fc.constantFrom('StringLike', 'Null', 'IpAddress'), fc.dictionary(text, fc.array(text))),
      fc.jsonValue(),
    );
    const made = fc.oneof(
      fc.dictionary(fc.constantFrom(...names), value),
      fc.dictionary(fc.constantFrom(...names), value).map((changes) => statement(changes)),
      fc.jsonValue(),
    );
    fc.assert(
      fc.property(fc.array(made, { maxLength: 4 }), (statements) => {
        const all = policyInWords(policy(...statements), key);
        expect(all).toHaveLength(statements.length);
        for (const { title, rows } of all) {
          expect(title).toMatch(/^Statement \d/);
          expect(rows.length).toBeGreaterThan(0);
          for (const { label, values } of rows) {
            expect(label).not.toBe('');
            expect(values.length).toBeGreaterThan(0);
            for (const each of values) expect(each).not.toMatch(/^$|\bundefined\b|\[object/);
          }
        }
      }),
    );
  });
});
