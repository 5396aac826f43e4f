import { describe, expect, it } from 'vitest';
import { proposedPairs, readContext } from '../../../../src/core/crypto/encryptionContext';

describe('pairs as people have them', () => {
  it.each([
    ['Department=IT', [['Department', 'IT']]],
    [
      'a=1,b=2',
      [
        ['a', '1'],
        ['b', '2'],
      ],
    ],
    [
      'a = 1, b = 2',
      [
        ['a', '1'],
        ['b', '2'],
      ],
    ],
    ['list=x,y,z', [['list', 'x,y,z']]],
    ['token=a=b', [['token', 'a=b']]],
    ['empty=', [['empty', '']]],
    [
      '{"a": "1", "b": "x=y"}',
      [
        ['a', '1'],
        ['b', 'x=y'],
      ],
    ],
    ['arn=arn:aws:s3:::bucket/a,b', [['arn', 'arn:aws:s3:::bucket/a,b']]],
  ])('are read: %s', (text, pairs) => {
    expect(readContext(text)).toEqual({ pairs: pairs.map(([name, value]) => ({ name, value })) });
  });

  it.each([
    ['', /name=value/],
    ['alone', /name=value/],
    ['=value', /name=value/],
    ['a=1,a=2', /named a already/],
    ['{"a": 1}', /text in quotes/],
    ['{"a": ', /not JSON/],
  ])('that are none say why: %j', (text, words) => {
    const found = readContext(text);
    expect('problem' in found ? found.problem : '').toMatch(words);
  });
});

describe('pairs that a key policy asks for', () => {
  const policyWith = (condition: object, effect = 'Allow') =>
    JSON.stringify({
      Statement: [{ Effect: effect, Principal: '*', Action: 'kms:*', Resource: '*', Condition: condition }],
    });

  it('have the value where the policy leaves no choice, else the name alone', () => {
    const condition = {
      StringEquals: {
        'kms:EncryptionContext:Department': 'IT',
        'kms:encryptioncontext:Stage': ['dev', 'prod'],
      },
      StringLike: { 'kms:EncryptionContext:aws:s3:arn': 'arn:aws:s3:::x*' },
      'ForAllValues:StringEquals': { 'kms:EncryptionContextKeys': ['Department', 'Owner'] },
    };
    expect(proposedPairs(policyWith(condition))).toEqual([
      { name: 'Department', value: 'IT' },
      { name: 'Stage', value: '' },
      { name: 'aws:s3:arn', value: '' },
      { name: 'Owner', value: '' },
    ]);
  });

  it('are not those of a Deny, of a negated operator, or of a variable', () => {
    expect(proposedPairs(policyWith({ StringEquals: { 'kms:EncryptionContext:a': 'b' } }, 'Deny'))).toEqual(
      [],
    );
    expect(proposedPairs(policyWith({ StringNotEquals: { 'kms:EncryptionContext:a': 'b' } }))).toEqual([]);
    expect(
      proposedPairs(policyWith({ StringEquals: { 'kms:EncryptionContext:a': '${aws:username}' } })),
    ).toEqual([{ name: 'a', value: '' }]);
  });

  it.each([
    '',
    'no policy',
    '[]',
    '{"Statement": 5}',
    '{"Statement": [null, {"Effect": "Allow", "Condition": 3}]}',
  ])('are none where the policy cannot be read: %j', (text) => {
    expect(proposedPairs(text)).toEqual([]);
  });
});
