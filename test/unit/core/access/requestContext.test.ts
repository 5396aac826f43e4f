import { describe, expect, it } from 'vitest';
import type { CallFacts } from '../../../../src/core/access/callFacts';
import { requestContext } from '../../../../src/core/access/requestContext';
import { grant } from './builders';

const day = 86_400_000;
const now = Date.UTC(2026, 10, 24, 12);
const key = { spec: 'SYMMETRIC_DEFAULT', usage: 'ENCRYPT_DECRYPT', origin: 'AWS_KMS' } as const;

function context(action: string, parameters: CallFacts['parameters'] = {}, more: Partial<CallFacts> = {}) {
  return requestContext({ action, parameters, key, now, region: 'us-east-1', ...more });
}

describe('condition keys that follow from a call', () => {
  it('the encryption context, with its names', () => {
    expect(context('kms:Encrypt', { EncryptionContext: { App: 'shop' } })).toMatchObject({
      'kms:EncryptionContext:App': 'shop',
      'kms:EncryptionContextKeys': ['App'],
      'kms:EncryptionAlgorithm': 'SYMMETRIC_DEFAULT',
    });
    expect(context('kms:DescribeKey')).not.toHaveProperty('kms:EncryptionContextKeys');
  });

  it('the same whatever the case of the action', () => {
    const parameters = { EncryptionContext: { App: 'shop' }, KeyId: 'alias/app' };
    expect(context('KMS:encrypt', parameters)).toEqual(context('kms:Encrypt', parameters));
    expect(context('kms:reencryptto')).toEqual(context('kms:ReEncryptTo'));
  });

  it('each half of ReEncrypt has its own', () => {
    const parameters = {
      SourceKeyId: 'alias/old',
      DestinationKeyId: 'x',
      SourceEncryptionContext: { a: '1' },
      DestinationEncryptionContext: { b: '2' },
    };
    expect(context('kms:ReEncryptFrom', parameters)).toMatchObject({
      'kms:EncryptionContext:a': '1',
      'kms:RequestAlias': 'alias/old',
      'kms:ReEncryptOnSameKey': 'false',
    });
    const to = context('kms:ReEncryptTo', parameters);
    expect(to).toMatchObject({ 'kms:EncryptionContext:b': '2' });
    expect(to).not.toHaveProperty('kms:RequestAlias');
  });

  it('the key', () => {
    const facts = {
      ...key,
      multiRegion: 'REPLICA' as const,
      aliases: ['alias/a', 'alias/b'],
      tags: { env: 'prod' },
    };
    expect(context('kms:DescribeKey', {}, { key: facts })).toMatchObject({
      'kms:KeySpec': 'SYMMETRIC_DEFAULT',
      'kms:MultiRegion': 'true',
      'kms:MultiRegionKeyType': 'REPLICA',
      'kms:ResourceAliases': ['alias/a', 'alias/b'],
      'aws:ResourceTag/env': 'prod',
    });
  });

  it('no aliases beyond the quota', () => {
    const aliases = Array.from({ length: 51 }, (_, index) => `alias/${index}`);
    expect(context('kms:DescribeKey', {}, { key: { ...key, aliases } })).not.toHaveProperty(
      'kms:ResourceAliases',
    );
  });

  it('whole days without use, since the last use or the start of the record', () => {
    const days = (facts: object): unknown =>
      context('kms:DisableKey', {}, { key: { ...key, ...facts } })['kms:TrailingDaysWithoutKeyUsage'];
    expect(days({ lastUsed: now - 2.9 * day })).toBe('2');
    expect(days({ created: now - 400 * day, trackingStart: now - 30 * day })).toBe('30');
    expect(days({ created: now - 5 * day, trackingStart: now - 30 * day })).toBe('5');
    expect(context('kms:Encrypt', {}, { key: { ...key, lastUsed: now } })).not.toHaveProperty(
      'kms:TrailingDaysWithoutKeyUsage',
    );
  });

  it('a grant that is to be made', () => {
    const parameters = {
      GranteePrincipal: 'arn:aws:iam::1:role/x',
      Operations: ['Decrypt'],
      Constraints: { EncryptionContextSubset: { a: '1' }, SourceArn: 'arn:aws:s3:::b' },
    };
    expect(context('kms:CreateGrant', parameters)).toMatchObject({
      'kms:GranteePrincipal': 'arn:aws:iam::1:role/x',
      'kms:GrantOperations': ['Decrypt'],
      'kms:GrantConstraintType': 'EncryptionContextSubset',
      'kms:GrantConstraintSourceArn': 'arn:aws:s3:::b',
      'kms:GrantIsForAWSResource': 'false',
      'kms:EncryptionContext:a': '1',
    });
  });

  it('a grant that is to be retired', () => {
    expect(
      context('kms:RetireGrant', {}, { grant: grant({ encryptionContextEquals: { a: '1' } }) }),
    ).toMatchObject({ 'kms:GrantConstraintType': 'EncryptionContextEquals', 'kms:EncryptionContext:a': '1' });
  });

  it('a service that calls on behalf of somebody', () => {
    expect(context('kms:CreateGrant', {}, { viaService: 'ec2.us-east-1.amazonaws.com' })).toMatchObject({
      'kms:ViaService': 'ec2.us-east-1.amazonaws.com',
      'kms:GrantIsForAWSResource': 'true',
      'aws:ViaAWSService': 'true',
    });
  });

  it('tags', () => {
    expect(context('kms:TagResource', { Tags: [{ TagKey: 'env', TagValue: 'prod' }] })).toMatchObject({
      'aws:TagKeys': ['env'],
      'aws:RequestTag/env': 'prod',
    });
    expect(context('kms:UntagResource', { TagKeys: ['env'] })).toMatchObject({ 'aws:TagKeys': ['env'] });
  });

  it('what KMS assumes where a parameter is left out', () => {
    expect(context('kms:ScheduleKeyDeletion')['kms:ScheduleKeyDeletionPendingWindowInDays']).toBe('30');
    expect(context('kms:EnableKeyRotation', { RotationPeriodInDays: 90 })['kms:RotationPeriodInDays']).toBe(
      '90',
    );
    expect(context('kms:Sign')['kms:MessageType']).toBe('RAW');
  });

  it('an alias is one of the request only where the request names it', () => {
    expect(
      context('kms:Decrypt', { KeyId: 'arn:aws:kms:us-east-1:111122223333:alias/a' })['kms:RequestAlias'],
    ).toBe('alias/a');
    expect(context('kms:PutKeyPolicy', { KeyId: 'alias/a' })).not.toHaveProperty('kms:RequestAlias');
  });

  it('the time', () => {
    expect(context('kms:Encrypt')).toMatchObject({
      'aws:CurrentTime': '2026-11-24T12:00:00.000Z',
      'aws:EpochTime': String(now / 1000),
    });
  });
});
