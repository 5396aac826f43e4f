import {
  CancelKeyDeletionCommand,
  CreateKeyCommand,
  DescribeKeyCommand,
  DisableKeyCommand,
  EnableKeyCommand,
  GetKeyLastUsageCommand,
  GetKeyPolicyCommand,
  ListKeysCommand,
  PutKeyPolicyCommand,
  ListKeyPoliciesCommand,
  ScheduleKeyDeletionCommand,
  UpdateKeyDescriptionCommand,
  EncryptCommand,
} from '@aws-sdk/client-kms';
import type { CreateKeyCommandInput, KMSClient } from '@aws-sdk/client-kms';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { errorOf, testSandbox } from './server';
import type { TestSandbox } from './server';

let sandbox: TestSandbox;
let kms: KMSClient;
beforeAll(async () => {
  sandbox = await testSandbox();
  kms = sandbox.kms();
});
afterAll(async () => {
  expect(sandbox.internalErrors).toEqual([]);
  await sandbox.dispose();
});

async function newKey(input: CreateKeyCommandInput = {}): Promise<{ id: string; arn: string }> {
  const { KeyMetadata: made } = await kms.send(new CreateKeyCommand(input));
  return { id: made?.KeyId ?? '', arn: made?.Arn ?? '' };
}

describe('CreateKey', () => {
  it('answers exactly the metadata that AWS answers for a symmetric key', async () => {
    const { KeyMetadata: key } = await kms.send(new CreateKeyCommand({}));
    expect(Object.keys(key ?? {}).sort()).toEqual(
      [
        'AWSAccountId',
        'Arn',
        'CreationDate',
        'CurrentKeyMaterialId',
        'CustomerMasterKeySpec',
        'Description',
        'Enabled',
        'EncryptionAlgorithms',
        'KeyId',
        'KeyManager',
        'KeySpec',
        'KeyState',
        'KeyUsage',
        'MultiRegion',
        'Origin',
      ].sort(),
    );
    expect(key).toMatchObject({
      AWSAccountId: '111122223333',
      Description: '',
      Enabled: true,
      KeyState: 'Enabled',
      KeySpec: 'SYMMETRIC_DEFAULT',
      KeyUsage: 'ENCRYPT_DECRYPT',
      MultiRegion: false,
      EncryptionAlgorithms: ['SYMMETRIC_DEFAULT'],
    });
  });

  it('makes multi-Region primary keys with an id of their own form', async () => {
    const { KeyMetadata: key } = await kms.send(new CreateKeyCommand({ MultiRegion: true }));
    expect(key?.KeyId).toMatch(/^mrk-[0-9a-f]{32}$/);
    expect(key?.MultiRegionConfiguration).toEqual({
      MultiRegionKeyType: 'PRIMARY',
      PrimaryKey: { Arn: key?.Arn, Region: 'us-east-1' },
      ReplicaKeys: [],
    });
  });

  it('leaves a key for imported material waiting for its import', async () => {
    const { KeyMetadata: key } = await kms.send(new CreateKeyCommand({ Origin: 'EXTERNAL' }));
    expect(key).toMatchObject({ Enabled: false, KeyState: 'PendingImport', Origin: 'EXTERNAL' });
    expect(key).not.toHaveProperty('ExpirationModel');
    expect(key).not.toHaveProperty('CurrentKeyMaterialId');
  });

  it.each<[string, CreateKeyCommandInput, string, string | RegExp]>([
    [
      'a spec without a usage',
      { KeySpec: 'HMAC_256' },
      'ValidationException',
      'You must specify a KeyUsage value for all KMS keys except for symmetric encryption keys.',
    ],
    [
      'a usage that does not fit the spec',
      { KeySpec: 'RSA_2048', KeyUsage: 'KEY_AGREEMENT' },
      'ValidationException',
      'KeyUsage KEY_AGREEMENT is not compatible with KeySpec RSA_2048',
    ],
    [
      'an unknown spec',
      { KeySpec: 'HMAC_random' as 'HMAC_256', KeyUsage: 'GENERATE_VERIFY_MAC' },
      'ValidationException',
      /^1 validation error detected: Value 'HMAC_random' at 'keySpec' failed to satisfy constraint: Member must satisfy enum value set: \[RSA_2048, ECC_NIST_P384, ECC_NIST_P256, ECC_NIST_P521, HMAC_384, RSA_3072, ECC_SECG_P256K1, RSA_4096, SYMMETRIC_DEFAULT, HMAC_256, HMAC_224, HMAC_512/,
    ],
    [
      'an unknown usage',
      { KeySpec: 'HMAC_256', KeyUsage: 'RANDOM' as 'SIGN_VERIFY' },
      'ValidationException',
      /^1 validation error detected: Value 'RANDOM' at 'keyUsage' failed to satisfy constraint: Member must satisfy enum value set: \[ENCRYPT_DECRYPT, SIGN_VERIFY, GENERATE_VERIFY_MAC/,
    ],
    [
      'a policy over 32 KB',
      { Policy: `{"Statement":[]}${' '.repeat(33_000)}` },
      'LimitExceededException',
      /./,
    ],
    ['a policy that is none', { Policy: 'nonsense' }, 'MalformedPolicyDocumentException', /JSON/],
    ['too many tags', { Tags: tags(51) }, 'TagException', 'Too many tags'],
    [
      'a reserved tag',
      { Tags: [{ TagKey: 'AWS:team', TagValue: 'x' }] },
      'TagException',
      'Tags beginning with aws: are reserved',
    ],
    [
      'a tag value that is too long',
      { Tags: [{ TagKey: 'team', TagValue: 'v'.repeat(257) }] },
      'ValidationException',
      `1 validation error detected: Value '${'v'.repeat(257)}' at 'tags.1.member.tagValue' failed to satisfy constraint: Member must have length less than or equal to 256`,
    ],
    [
      'a tag key that is too long',
      { Tags: [{ TagKey: 'a'.repeat(129), TagValue: '' }] },
      'ValidationException',
      `1 validation error detected: Value '${'a'.repeat(129)}' at 'tags.1.member.tagKey' failed to satisfy constraint: Member must have length less than or equal to 128`,
    ],
  ])('refuses %s', async (_, input, code, text) => {
    const error = await errorOf(kms.send(new CreateKeyCommand(input)));
    expect(error.name).toBe(code);
    if (typeof text === 'string') expect(error.message).toBe(text);
    else expect(error.message).toMatch(text);
    expect(error.$metadata.httpStatusCode).toBe(400);
  });
});

function tags(count: number): { TagKey: string; TagValue: string }[] {
  return Array.from({ length: count }, (_, index) => ({ TagKey: `key-${index}`, TagValue: 'x' }));
}

describe('naming a key', () => {
  const unknown = randomUUID();
  it.each<[string, string, string, string]>([
    ['an id that is none', 'fake-key-id', 'NotFoundException', "Invalid keyId 'fake-key-id'"],
    [
      'a UUID without hyphens',
      '134f2428cec14b25a1ae9048164dba47',
      'NotFoundException',
      "Invalid keyId '134f2428cec14b25a1ae9048164dba47'",
    ],
    [
      'a multi-Region id that is none',
      'mrk-fake-key-id',
      'NotFoundException',
      "Invalid keyId 'mrk-fake-key-id'",
    ],
    [
      'an unknown id',
      unknown,
      'NotFoundException',
      `Key 'arn:aws:kms:us-east-1:111122223333:key/${unknown}' does not exist`,
    ],
    [
      'an unknown ARN',
      `arn:aws:kms:us-east-1:111122223333:key/${unknown}`,
      'NotFoundException',
      `Key 'arn:aws:kms:us-east-1:111122223333:key/${unknown}' does not exist`,
    ],
    [
      'an ARN of another Region',
      `arn:aws:kms:eu-west-1:111122223333:key/${unknown}`,
      'NotFoundException',
      'Invalid arn eu-west-1',
    ],
    [
      'an ARN whose id is none',
      'arn:aws:kms:us-east-1:111122223333:key/fake-key-id',
      'NotFoundException',
      'Invalid keyId fake-key-id',
    ],
    [
      'an unknown id in capitals',
      unknown.toUpperCase(),
      'NotFoundException',
      `Key 'arn:aws:kms:us-east-1:111122223333:key/${unknown.toUpperCase()}' does not exist`,
    ],
    [
      'an unknown alias',
      'alias/nobody',
      'NotFoundException',
      'Alias arn:aws:kms:us-east-1:111122223333:alias/nobody is not found.',
    ],
  ])('refuses %s as AWS does', async (_, KeyId, code, text) => {
    const error = await errorOf(kms.send(new DescribeKeyCommand({ KeyId })));
    expect([error.name, error.message]).toEqual([code, text]);
  });

  it.each(['alias/payments', 'arn:aws:kms:us-east-1:111122223333:alias/payments'])(
    'does not take %s where a key itself is intended',
    async (KeyId) => {
      const calls = [
        kms.send(new DisableKeyCommand({ KeyId })),
        kms.send(new GetKeyPolicyCommand({ KeyId })),
      ];
      for (const error of await Promise.all(calls.map(errorOf)))
        expect([error.name, error.message]).toEqual([
          'InvalidArnException',
          'Key Aliases are not supported for this operation.',
        ]);
    },
  );

  it('takes id, ARN, alias name and alias ARN', async () => {
    const { KeyMetadata: byAlias } = await kms.send(new DescribeKeyCommand({ KeyId: 'alias/payments' }));
    for (const KeyId of [byAlias?.KeyId, byAlias?.Arn, 'arn:aws:kms:us-east-1:111122223333:alias/payments']) {
      const { KeyMetadata: key } = await kms.send(new DescribeKeyCommand({ KeyId }));
      expect(key?.Arn).toBe(byAlias?.Arn);
    }
  });

  it('makes an AWS managed key when its predefined alias is first described', async () => {
    const { KeyMetadata: key } = await kms.send(new DescribeKeyCommand({ KeyId: 'alias/aws/lambda' }));
    expect(key).toMatchObject({ KeyManager: 'AWS', KeyState: 'Enabled' });
    const again = await kms.send(new DescribeKeyCommand({ KeyId: 'alias/aws/lambda' }));
    expect(again.KeyMetadata?.KeyId).toBe(key?.KeyId);
  });
});

describe('ListKeys', () => {
  it('gives each key once, page by page', async () => {
    const found: string[] = [];
    let Marker: string | undefined;
    do {
      const page = await kms.send(new ListKeysCommand({ Limit: 3, Marker }));
      expect(page.Keys?.length).toBeLessThanOrEqual(3);
      expect(page.Truncated).toBe(page.NextMarker !== undefined);
      found.push(...(page.Keys ?? []).map((key) => key.KeyId ?? ''));
      Marker = page.NextMarker;
    } while (Marker !== undefined);
    const { Keys: all } = await kms.send(new ListKeysCommand({ Limit: 1000 }));
    expect(found).toEqual(all?.map((key) => key.KeyId));
    expect(new Set(found).size).toBe(found.length);
  });

  it('keeps Regions apart', async () => {
    const there = await sandbox.kms('admin', 'eu-west-1').send(new ListKeysCommand({}));
    const here = await kms.send(new ListKeysCommand({ Limit: 1000 }));
    const arns = new Set(here.Keys?.map((key) => key.KeyArn));
    expect(there.Keys?.length).toBeGreaterThan(0);
    expect(there.Keys?.filter((key) => arns.has(key.KeyArn))).toEqual([]);
  });

  it('refuses a marker that is none of its own', async () => {
    const error = await errorOf(kms.send(new ListKeysCommand({ Marker: 'not a marker' })));
    expect(error.name).toBe('InvalidMarkerException');
  });

  it('refuses page sizes outside 1 to 1000', async () => {
    const error = await errorOf(kms.send(new ListKeysCommand({ Limit: 1001 })));
    expect(error.message).toBe(
      "1 validation error detected: Value '1001' at 'limit' failed to satisfy constraint: Member must have value less than or equal to 1000",
    );
  });
});

describe('the life of a key', () => {
  it('is disabled and enabled again', async () => {
    const { id, arn } = await newKey();
    await kms.send(new DisableKeyCommand({ KeyId: id }));
    const error = await errorOf(kms.send(new EncryptCommand({ KeyId: id, Plaintext: Buffer.from('x') })));
    expect([error.name, error.message]).toEqual(['DisabledException', `${arn} is disabled.`]);
    await kms.send(new EnableKeyCommand({ KeyId: id }));
    await kms.send(new EncryptCommand({ KeyId: id, Plaintext: Buffer.from('x') }));
  });

  it('is scheduled for deletion, refuses use, and is disabled after cancelling', async () => {
    const { id, arn } = await newKey();
    const scheduled = await kms.send(new ScheduleKeyDeletionCommand({ KeyId: id, PendingWindowInDays: 7 }));
    expect(scheduled).toMatchObject({ KeyId: arn, KeyState: 'PendingDeletion', PendingWindowInDays: 7 });
    const days = ((scheduled.DeletionDate?.getTime() ?? 0) - Date.now()) / 86_400_000;
    expect(days).toBeCloseTo(7, 1);
    const error = await errorOf(kms.send(new EnableKeyCommand({ KeyId: id })));
    expect([error.name, error.message]).toEqual(['KMSInvalidStateException', `${arn} is pending deletion.`]);
    await kms.send(new CancelKeyDeletionCommand({ KeyId: id }));
    const { KeyMetadata: key } = await kms.send(new DescribeKeyCommand({ KeyId: id }));
    expect(key).toMatchObject({ KeyState: 'Disabled', Enabled: false });
    expect(key).not.toHaveProperty('DeletionDate');
  });

  it('cannot cancel a deletion that is not scheduled', async () => {
    const { id, arn } = await newKey();
    const error = await errorOf(kms.send(new CancelKeyDeletionCommand({ KeyId: id })));
    expect([error.name, error.message]).toEqual([
      'KMSInvalidStateException',
      `${arn} is not pending deletion.`,
    ]);
  });

  it.each([6, 31])('refuses to wait %d days', async (PendingWindowInDays) => {
    const { id: KeyId } = await newKey();
    const error = await errorOf(kms.send(new ScheduleKeyDeletionCommand({ KeyId, PendingWindowInDays })));
    expect(error.name).toBe('ValidationException');
  });

  it('takes another description', async () => {
    const { id: KeyId } = await newKey({ Description: 'before' });
    await kms.send(new UpdateKeyDescriptionCommand({ KeyId, Description: 'after' }));
    const { KeyMetadata: key } = await kms.send(new DescribeKeyCommand({ KeyId }));
    expect(key?.Description).toBe('after');
  });

  it('tells when it was last used, and by which operation', async () => {
    const { id: KeyId, arn } = await newKey();
    const before = await kms.send(new GetKeyLastUsageCommand({ KeyId }));
    expect(before.KeyLastUsage).toEqual({});
    expect(before.TrackingStartDate).toBeInstanceOf(Date);
    await kms.send(new EncryptCommand({ KeyId, Plaintext: Buffer.from('x') }));
    const after = await kms.send(new GetKeyLastUsageCommand({ KeyId }));
    expect(after.KeyId).toBe(arn);
    expect(after.KeyLastUsage).toMatchObject({ Operation: 'Encrypt' });
    expect(after.KeyLastUsage?.CloudTrailEventId).toMatch(/^[0-9a-f-]{36}$/);
  });
});

describe('key policies', () => {
  const root = { AWS: 'arn:aws:iam::111122223333:root' };
  const statement = { Effect: 'Allow', Principal: root, Action: 'kms:*', Resource: '*' };
  const policy = (...statements: object[]) =>
    JSON.stringify({ Version: '2012-10-17', Statement: statements });

  it('start as AWS’s default, and come back as they were put', async () => {
    const { id: KeyId } = await newKey();
    const { Policy, PolicyName } = await kms.send(new GetKeyPolicyCommand({ KeyId }));
    expect(PolicyName).toBe('default');
    expect(JSON.parse(Policy ?? '')).toEqual({
      Version: '2012-10-17',
      Id: 'key-default-1',
      Statement: [{ Sid: 'Enable IAM User Permissions', ...statement }],
    });
    const own = policy({ Sid: 'mine', ...statement });
    await kms.send(new PutKeyPolicyCommand({ KeyId, Policy: own }));
    expect((await kms.send(new GetKeyPolicyCommand({ KeyId, PolicyName: 'default' }))).Policy).toBe(own);
    expect((await kms.send(new ListKeyPoliciesCommand({ KeyId }))).PolicyNames).toEqual(['default']);
  });

  it('have one name only', async () => {
    const { id: KeyId } = await newKey();
    const error = await errorOf(kms.send(new GetKeyPolicyCommand({ KeyId, PolicyName: 'other' })));
    expect([error.name, error.message]).toEqual(['NotFoundException', 'No such policy exists']);
  });

  const lockedOut = 'The new key policy will not allow you to update the key policy in the future.';
  const invalidPrincipals = 'Policy contains a statement with one or more invalid principals.';
  it.each<[string, string, string]>([
    ['that lock the caller out', policy({ ...statement, Action: 'kms:Decrypt' }), lockedOut],
    [
      'with a statement without a principal',
      policy(statement, { Effect: 'Allow', Action: 'kms:Decrypt', Resource: '*' }),
      'Policy contains a statement with no principal.',
    ],
    [
      'that name a user who does not exist',
      policy(statement, { ...statement, Principal: { AWS: 'arn:aws:iam::111122223333:user/nobody' } }),
      invalidPrincipals,
    ],
    [
      'that name a deleted principal by its id',
      policy(statement, { ...statement, Principal: { AWS: 'AIDAEXAMPLEEXAMPLEXXX' } }),
      invalidPrincipals,
    ],
    [
      'with a wildcard inside an ARN',
      policy(statement, { ...statement, Principal: { AWS: 'arn:aws:iam::111122223333:user/*' } }),
      invalidPrincipals,
    ],
    [
      'of another partition',
      policy(statement, { ...statement, Principal: { AWS: 'arn:aws-cn:iam::111122223333:root' } }),
      invalidPrincipals,
    ],
    [
      'with a statement without an action',
      policy(statement, { Effect: 'Allow', Principal: root, Resource: '*' }),
      'Policy contains a statement with no action.',
    ],
    [
      'with a statement without a resource',
      policy(statement, { Effect: 'Allow', Principal: root, Action: 'kms:Decrypt' }),
      'Policy contains a statement with no resource.',
    ],
    [
      'with a resource other than the key itself',
      policy(statement, { ...statement, Resource: 'arn:aws:kms:us-east-1:111122223333:key/1' }),
      'Policy contains a statement with one or more invalid resources.',
    ],
    [
      'without an effect',
      policy(statement, { Principal: root, Action: 'kms:Decrypt', Resource: '*' }),
      'Policy contains a statement with an invalid effect.',
    ],
    ['without statements', '{"Version":"2012-10-17"}', 'Policy contains no statements.'],
    [
      'of an unknown version',
      JSON.stringify({ Version: '2020-01-01', Statement: [statement] }),
      'Policy contains an invalid version.',
    ],
    [
      'that loosen a single-valued condition',
      policy(statement, {
        ...statement,
        Condition: { 'ForAllValues:StringEquals': { 'kms:EncryptionContext:app': 'x' } },
      }),
      'OverlyPermissiveCondition: Using the ForAllValues set operator with a single-valued condition key matches requests without the specified encryption context or with an unspecified encryption context. To fix, remove ForAllValues.',
    ],
  ])('are refused %s', async (_, Policy, text) => {
    const { id: KeyId } = await newKey();
    const error = await errorOf(kms.send(new PutKeyPolicyCommand({ KeyId, Policy })));
    expect([error.name, error.message]).toEqual(['MalformedPolicyDocumentException', text]);
  });

  it.each(['arn:aws:iam:::root', 'arn:aws:s3:::bucket', 'arn:aws'])(
    'are refused with %s, which is no principal',
    async (AWS) => {
      const { id: KeyId } = await newKey();
      const Policy = policy(statement, { ...statement, Principal: { AWS } });
      const error = await errorOf(kms.send(new PutKeyPolicyCommand({ KeyId, Policy })));
      expect([error.name, error.message]).toEqual([
        'InvalidArnException',
        'An ARN in the specified key policy is invalid.',
      ]);
    },
  );

  it('may lock the caller out when the check is bypassed', async () => {
    const { id: KeyId, arn } = await newKey();
    await kms.send(
      new PutKeyPolicyCommand({
        KeyId,
        Policy: policy({ ...statement, Action: 'kms:DescribeKey' }),
        BypassPolicyLockoutSafetyCheck: true,
      }),
    );
    const error = await errorOf(kms.send(new GetKeyPolicyCommand({ KeyId })));
    expect([error.name, error.message]).toEqual([
      'AccessDeniedException',
      `User: arn:aws:iam::111122223333:user/admin is not authorized to perform: kms:GetKeyPolicy on resource: ${arn} because no resource-based policy allows the kms:GetKeyPolicy action`,
    ]);
  });

  it('accept principals of accounts that the sandbox does not know', async () => {
    const { id: KeyId } = await newKey();
    const Policy = policy(statement, {
      ...statement,
      Action: 'kms:Decrypt',
      Principal: { AWS: ['arn:aws:iam::999988887777:role/there', '999988887777'] },
    });
    await kms.send(new PutKeyPolicyCommand({ KeyId, Policy }));
    const { Policy: kept = '' } = await kms.send(new GetKeyPolicyCommand({ KeyId }));
    expect(JSON.parse(kept)).toEqual(JSON.parse(Policy));
  });
});
