import { describe, expect, it } from 'vitest';
import { draftProblems, emptyDraft, newGrantOf, type GrantDraft } from '../../../../src/core/grants/draft';

const symmetric = { usage: 'ENCRYPT_DECRYPT', spec: 'SYMMETRIC_DEFAULT' } as const;
const signing = { usage: 'SIGN_VERIFY', spec: 'ECC_NIST_P256' } as const;
const role = 'arn:aws:iam::111122223333:role/app';
const good: GrantDraft = { ...emptyDraft, grantee: role, operations: ['Decrypt'] };

describe('a grant that is being made', () => {
  it('is right with a grantee and an operation', () => {
    expect(draftProblems(good, symmetric)).toEqual({});
  });

  it.each<[string, Partial<GrantDraft>, object]>([
    ['nobody', { grantee: ' ' }, { grantee: 'Who is to have the grant?' }],
    ['somebody by a name alone', { grantee: 'alice' }, { grantee: expect.stringContaining('ARN') as string }],
    [
      'a group',
      { grantee: 'arn:aws:iam::111122223333:group/a' },
      { grantee: expect.stringContaining('group') as string },
    ],
    [
      'everybody',
      { grantee: 'arn:aws:iam::111122223333:role/*' },
      { grantee: expect.stringContaining('one principal') as string },
    ],
    [
      'a deleted role',
      { grantee: 'AROAEXAMPLEEXAMPLE123' },
      { grantee: expect.stringContaining('unique id of a role') as string },
    ],
    ['a bucket', { grantee: 'arn:aws:s3:::111122223333' }, { grantee: expect.any(String) as string }],
    ['no operation', { operations: [] }, { operations: 'Choose at least one operation.' }],
    [
      'CreateGrant alone',
      { operations: ['CreateGrant'] },
      { operations: expect.stringContaining('CreateGrant') as string },
    ],
    [
      'an operation of other keys',
      { operations: ['Sign'] },
      { operations: 'The key does not support Sign.' },
    ],
    ['a constraint without pairs', { constraint: 'subset' }, { pairs: expect.any(String) as string }],
    [
      'a pair twice',
      {
        constraint: 'equals',
        pairs: [
          { name: 'a', value: '1' },
          { name: 'a', value: '2' },
        ],
      },
      { pairs: 'The name a is there twice.' },
    ],
    [
      'nine pairs',
      { constraint: 'equals', pairs: Array.from({ length: 9 }, (_, at) => ({ name: `n${at}`, value: '' })) },
      { pairs: 'A constraint takes at most 8 pairs.' },
    ],
    [
      'a value that is too long',
      { constraint: 'equals', pairs: [{ name: 'a', value: 'x'.repeat(385) }] },
      { pairs: 'The value of a may have at most 384 characters.' },
    ],
    ['a source that is no ARN', { sourceArn: 'table/a' }, { sourceArn: expect.any(String) as string }],
    ['a name with a space', { name: 'a b' }, { name: 'Use letters, digits, and : / _ - only.' }],
    ['a name that is too long', { name: 'x'.repeat(257) }, { name: 'Use at most 256 characters.' }],
    [
      'somebody who may retire it by a name alone',
      { retiring: 'bob' },
      { retiring: expect.any(String) as string },
    ],
    [
      'a service without source and without somebody to retire it',
      { granteeKind: 'service', grantee: 'dynamodb.amazonaws.com' },
      { sourceArn: expect.any(String) as string, retiring: expect.any(String) as string },
    ],
    [
      'a service by an ARN',
      { granteeKind: 'service', grantee: role, sourceArn: 'arn:aws:s3:::a', retiring: role },
      { grantee: expect.stringContaining('name of the service') as string },
    ],
  ])('is wrong with %s', (_, changes, problems) => {
    expect(draftProblems({ ...good, ...changes }, symmetric)).toEqual(problems);
  });

  it.each([
    'arn:aws:iam::111122223333:root',
    'arn:aws-us-gov:iam::111122223333:user/path/alice',
    'arn:aws:sts::111122223333:assumed-role/app/session',
    'arn:aws:sts::111122223333:federated-user/bob',
  ])('may be for %s', (grantee) => {
    expect(draftProblems({ ...good, grantee }, symmetric)).toEqual({});
  });

  it('takes an encryption context for symmetric keys only', () => {
    const draft: GrantDraft = {
      ...good,
      operations: ['Sign'],
      constraint: 'subset',
      pairs: [{ name: 'a', value: 'b' }],
    };
    expect(draftProblems(draft, signing)).toEqual({ pairs: expect.stringContaining('symmetric') as string });
  });

  it('becomes what CreateGrant is given', () => {
    expect(
      newGrantOf({
        ...good,
        ...{
          granteeKind: 'service',
          grantee: ' dynamodb.amazonaws.com ',
          retiring: 'dynamodb.amazonaws.com',
        },
        ...{ constraint: 'subset', pairs: [{ name: 'Table', value: 'Orders' }] },
        ...{ sourceArn: 'arn:aws:s3:::a', name: 'n' },
      }),
    ).toEqual({
      grantee: { kind: 'service', name: 'dynamodb.amazonaws.com' },
      retiring: { kind: 'service', name: 'dynamodb.amazonaws.com' },
      operations: ['Decrypt'],
      encryptionContextSubset: { Table: 'Orders' },
      ...{ sourceArn: 'arn:aws:s3:::a', name: 'n' },
    });
  });
});
