import { describe, expect, it } from 'vitest';
import { readCallRecord, type ListedCall } from '../../../../src/core/keys/callRecord';
import { isRefusalOn, isRefused } from '../../../../src/core/keys/refusedCalls';
import { ref, id } from './builders';

const account = '111122223333';

/** An entry of the event history around a record. */
function listed(record: unknown, changes: Partial<ListedCall> = {}): ListedCall {
  const text = typeof record === 'string' ? record : JSON.stringify(record);
  return {
    id: 'e1',
    time: 1000,
    operation: 'Decrypt',
    user: 'someone',
    keyArns: [],
    record: text,
    ...changes,
  };
}

const role = {
  type: 'AssumedRole',
  arn: `arn:aws:sts::${account}:assumed-role/Deploy/build-7`,
  accountId: account,
};

describe('who made a call', () => {
  it.each<[string, object, { name: string; via?: string }]>([
    [
      'a user',
      { type: 'IAMUser', userName: 'alice', arn: `arn:aws:iam::${account}:user/team/alice` },
      { name: 'alice' },
    ],
    ['the session of a role', role, { name: 'Deploy/build-7' }],
    [
      'a role, through a service',
      { ...role, invokedBy: 's3.amazonaws.com' },
      { name: 'Deploy/build-7', via: 's3.amazonaws.com' },
    ],
    [
      'the root user',
      { type: 'Root', arn: `arn:aws:iam::${account}:root`, accountId: account },
      { name: `Root user of ${account}` },
    ],
    [
      'a service for itself',
      { type: 'AWSService', invokedBy: 'dynamodb.amazonaws.com' },
      { name: 'dynamodb.amazonaws.com' },
    ],
    [
      'somebody of another account',
      { type: 'AWSAccount', principalId: 'AROAEXAMPLE:x', accountId: '444455556666' },
      { name: 'Account 444455556666' },
    ],
    ['KMS itself', { accountId: account, invokedBy: 'AWS Internal' }, { name: 'AWS KMS' }],
    [
      'a federated user',
      { type: 'FederatedUser', arn: `arn:aws:sts::${account}:federated-user/bob` },
      { name: 'bob' },
    ],
    ['somebody whom the record does not name', {}, { name: 'someone' }],
  ])('%s', (_, userIdentity, expected) => {
    const { who, via } = readCallRecord(listed({ userIdentity }));
    expect({ name: who.name, ...(via !== undefined && { via }) }).toEqual(expected);
  });
});

describe('a call', () => {
  it('has the encryption contexts of its request, on either side of a re-encryption', () => {
    const { contexts, keyNamed } = readCallRecord(
      listed({ requestParameters: { keyId: 'alias/a', encryptionContext: { app: 'orders', n: 1 } } }),
    );
    expect([contexts, keyNamed]).toEqual([[{ pairs: { app: 'orders', n: '1' } }], 'alias/a']);
    const sides = { sourceEncryptionContext: { a: '1' }, destinationEncryptionContext: { b: '2' } };
    expect(readCallRecord(listed({ requestParameters: sides })).contexts).toEqual([
      { side: 'source', pairs: { a: '1' } },
      { side: 'destination', pairs: { b: '2' } },
    ]);
  });

  it.each(['', 'null', '[1]', '{"userIdentity":', '"text"'])(
    'whose record is %j is told as one that cannot be read',
    (record) => {
      expect(readCallRecord(listed(record))).toEqual({
        ...{ id: 'e1', time: 1000, operation: 'Decrypt', keyArns: [], contexts: [] },
        who: { name: 'someone' },
        unread: true,
      });
    },
  );

  it('is read with whatever types stand in its record', () => {
    const odd = { userIdentity: [], requestParameters: 'x', errorCode: 1, errorMessage: {} };
    expect(readCallRecord(listed(odd))).toMatchObject({ who: { name: 'someone' }, contexts: [] });
  });
});

describe('a refusal', () => {
  const own = { ...ref(id(1)), aliases: ['alias/payments'] };
  const refusal = (errorMessage: string, errorCode = 'AccessDenied') =>
    readCallRecord(listed({ errorCode, errorMessage, requestParameters: null }));
  const text = (resource: string) =>
    `User: arn:aws:iam::${account}:user/bob is not authorized to perform: kms:Decrypt on resource: ${resource} because no resource-based policy allows the kms:Decrypt action`;

  it.each<[boolean, string, string]>([
    [true, 'its ARN', own.arn],
    [true, 'one of its aliases', `arn:aws:kms:us-east-1:${account}:alias/payments`],
    [false, 'another key', ref(id(2)).arn],
    [false, 'an alias that begins like its own', `arn:aws:kms:us-east-1:${account}:alias/payments-old`],
    [false, 'the alias in another account', 'arn:aws:kms:us-east-1:444455556666:alias/payments'],
    [false, 'all resources', '*'],
  ])('is on the key: %s, by %s in its text', (expected, _, resource) => {
    expect(isRefusalOn(own, refusal(text(resource)))).toBe(expected);
    expect(isRefusalOn(own, refusal(`${text(resource).split(' because')[0] ?? ''}.`))).toBe(expected);
  });

  it('is on the key that its record is filed under', () => {
    const call = { ...refusal('No.'), keyArns: [own.arn] };
    expect(isRefusalOn(own, call)).toBe(true);
  });

  it('is no other failure, and no success', () => {
    expect(isRefused(refusal(`${own.arn} is disabled.`, 'DisabledException'))).toBe(false);
    expect(isRefusalOn(own, refusal(`${own.arn} is disabled.`, 'DisabledException'))).toBe(false);
    expect(isRefused(refusal('No.', 'VpceAccessDenied'))).toBe(true);
    expect(isRefused(readCallRecord(listed({})))).toBe(false);
  });
});
