import fc from '../../properties';
import { describe, expect, it } from 'vitest';
import { changedSince, differences, sameMeaning } from '../../../../src/core/policy/compare';
import { canonicalPolicy } from '../../../../src/core/policy/compareCanonical';
import { samplePolicies } from './samples';

const root = 'arn:aws:iam::111122223333:root';
const app = 'arn:aws:iam::111122223333:role/app';

interface Draft {
  [member: string]: unknown;
}
const statement = (changes: Draft = {}): Draft => ({
  Sid: 'Use',
  Effect: 'Allow',
  Principal: { AWS: [app, root] },
  Action: ['kms:Decrypt', 'kms:Encrypt'],
  Resource: '*',
  Condition: {
    StringEquals: { 'kms:ViaService': ['s3.eu-west-1.amazonaws.com', 'sqs.eu-west-1.amazonaws.com'] },
  },
  ...changes,
});
const policy = (...statements: Draft[]) => JSON.stringify({ Version: '2012-10-17', Statement: statements });

describe('two policies mean the same', () => {
  const same = (left: Draft, right: Draft) => expect(differences(policy(left), policy(right))).toEqual([]);

  it('whatever the order of entries and members, and the white space', () => {
    same(statement(), Object.fromEntries(Object.entries(statement()).toReversed()));
    same(
      statement(),
      statement({
        Principal: { AWS: [root, app, app] },
        Action: ['kms:Encrypt', 'kms:Decrypt'],
        Condition: {
          StringEquals: { 'kms:ViaService': ['sqs.eu-west-1.amazonaws.com', 's3.eu-west-1.amazonaws.com'] },
        },
      }),
    );
    const text = policy(statement());
    expect(sameMeaning(text, JSON.stringify(JSON.parse(text), null, 4))).toBe(true);
  });

  it('whatever the order of statements, and with one statement outside of a list', () => {
    const other = statement({ Sid: 'Other', Effect: 'Deny' });
    expect(sameMeaning(policy(statement(), other), policy(other, statement()))).toBe(true);
    expect(
      sameMeaning(policy(statement()), JSON.stringify({ Version: '2012-10-17', Statement: statement() })),
    ).toBe(true);
  });

  it('with lists of one, account ids, and the two ways to say everyone', () => {
    same(statement({ Action: 'kms:Decrypt' }), statement({ Action: ['kms:Decrypt'] }));
    same(statement({ Principal: { AWS: '111122223333' } }), statement({ Principal: { AWS: [root] } }));
    same(statement({ Principal: '*' }), statement({ Principal: { AWS: '*' } }));
  });

  it('in any case where IAM ignores it, and with true as text or not', () => {
    same(statement({ Action: 'kms:decrypt' }), statement({ Action: 'KMS:Decrypt' }));
    same(
      statement({ Condition: { bool: { 'KMS:grantisforawsresource': true } } }),
      statement({ Condition: { Bool: { 'kms:GrantIsForAWSResource': 'true' } } }),
    );
    same(statement({ Condition: {} }), statement({ Condition: undefined }));
  });

  it('when a principal is only written as its unique id', () => {
    const left = policy(statement({ Principal: { AWS: 'AROAEXAMPLEID1234567' } }));
    const right = policy(statement({ Principal: { AWS: app } }));
    expect(differences(left, right, new Map([['AROAEXAMPLEID1234567', app]]))).toEqual([]);
    expect(differences(left, right)).toHaveLength(2);
  });
});

describe('differences', () => {
  it('are said in words', () => {
    expect(
      differences(
        policy(statement()),
        policy(
          statement({ Action: ['kms:Decrypt', 'kms:Sign'], Effect: 'Deny', Condition: undefined }),
          statement({ Sid: 'New', Principal: { Service: 'sns.amazonaws.com' }, Action: 'kms:Decrypt' }),
        ),
      ),
    ).toEqual([
      'Effect of Statement "Use": Allow → Deny',
      'Statement "Use": action kms:Encrypt removed',
      'Statement "Use": action kms:Sign added',
      'Statement "Use": condition StringEquals kms:ViaService removed',
      'Statement "New" is new: Allow kms:Decrypt to sns.amazonaws.com, if StringEquals kms:ViaService',
    ]);
  });

  it('find a statement again whose Sid was changed', () => {
    expect(differences(policy(statement()), policy(statement({ Sid: 'Users' })))).toEqual([
      'Sid of Statement "Use": Use → Users',
    ]);
  });

  it('name a change of Version, Id and members that do not belong there', () => {
    const found = differences(
      '{"Version": "2008-10-17", "Statement": []}',
      '{"Version": "2012-10-17", "Id": "x", "Statement": [], "Extra": 1}',
    );
    expect(found).toEqual([
      'Version: 2008-10-17 → 2012-10-17',
      'Id is new: x',
      'The policy: member Extra: 1 added',
    ]);
  });

  it('of texts that are no policies are those of the texts', () => {
    expect(differences('{', '{ ')).toEqual([]);
    expect(differences('{', '{}')).toEqual(['The policy is not valid JSON.']);
  });

  it('name each statement that is taken out of a sample policy', () => {
    for (const [name, text] of samplePolicies()) {
      const read = canonicalPolicy(text);
      if (!read || read.statements.length < 2) continue;
      const json = JSON.parse(text) as { Statement: unknown[] };
      for (const index of json.Statement.keys()) {
        const less = { ...json, Statement: json.Statement.toSpliced(index, 1) };
        expect(differences(text, JSON.stringify(less)), `${name}, ${index}`).toHaveLength(1);
      }
    }
  });

  it('name accounts by their ids', () => {
    expect(
      differences(policy(statement()), policy(statement({ Principal: { AWS: [app, '444455556666'] } }))),
    ).toEqual([
      'Statement "Use": principal account 111122223333 removed',
      'Statement "Use": principal account 444455556666 added',
    ]);
  });

  it('never throw, and are none from a text to itself', () => {
    fc.assert(
      fc.property(fc.json(), fc.json(), (left, right) => {
        expect(differences(left, left)).toEqual([]);
        expect(differences(left, right)).toBeInstanceOf(Array);
      }),
    );
  });
});

describe('three ways', () => {
  it('tell what each side changed, and where both did', () => {
    const base = policy(statement(), statement({ Sid: 'Other' }));
    const mine = policy(statement({ Action: 'kms:Decrypt' }), statement({ Sid: 'Other' }));
    const theirs = policy(statement({ Action: 'kms:Encrypt' }), statement({ Sid: 'Other', Effect: 'Deny' }));
    expect(changedSince(base, mine, theirs)).toEqual({
      mine: ['Statement "Use": action kms:Encrypt removed'],
      theirs: ['Statement "Use": action kms:Decrypt removed', 'Effect of Statement "Other": Allow → Deny'],
      contested: ['Statement "Use"'],
    });
  });

  it('do not contest what both changed alike', () => {
    const base = policy(statement());
    const side = policy(statement({ Effect: 'Deny' }));
    expect(changedSince(base, side, side).contested).toEqual([]);
  });
});
