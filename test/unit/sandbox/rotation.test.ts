import {
  CreateKeyCommand,
  DecryptCommand,
  DescribeKeyCommand,
  DisableKeyCommand,
  DisableKeyRotationCommand,
  EnableKeyRotationCommand,
  EncryptCommand,
  GetKeyRotationStatusCommand,
  ListKeyRotationsCommand,
  RotateKeyOnDemandCommand,
  ScheduleKeyDeletionCommand,
  ListAliasesCommand,
  CreateAliasCommand,
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

async function newKey(input: CreateKeyCommandInput = {}): Promise<{ KeyId: string; arn: string }> {
  const { KeyMetadata: key } = await kms.send(new CreateKeyCommand(input));
  return { KeyId: key?.KeyId ?? '', arn: key?.Arn ?? '' };
}

async function materialOf(KeyId: string): Promise<string | undefined> {
  return (await kms.send(new DescribeKeyCommand({ KeyId }))).KeyMetadata?.CurrentKeyMaterialId;
}

describe('rotation settings', () => {
  it('are off at first, and answer no dates then', async () => {
    const { KeyId, arn } = await newKey();
    const { $metadata: _, ...status } = await kms.send(new GetKeyRotationStatusCommand({ KeyId }));
    expect(status).toEqual({ KeyId: arn, KeyRotationEnabled: false });
  });

  it('are yearly by default', async () => {
    const { KeyId } = await newKey();
    await kms.send(new EnableKeyRotationCommand({ KeyId }));
    const status = await kms.send(new GetKeyRotationStatusCommand({ KeyId }));
    expect(status).toMatchObject({ KeyRotationEnabled: true, RotationPeriodInDays: 365 });
    const clock = Date.parse(String((await sandbox.control('clock'))['now']));
    const days = ((status.NextRotationDate?.getTime() ?? 0) - clock) / 86_400_000;
    expect(days).toBeCloseTo(365, 1);
    await kms.send(new DisableKeyRotationCommand({ KeyId }));
    expect(await kms.send(new GetKeyRotationStatusCommand({ KeyId }))).toMatchObject({
      KeyRotationEnabled: false,
    });
  });

  it.each([89, 2561])('refuse a period of %d days', async (RotationPeriodInDays) => {
    const { KeyId } = await newKey();
    const error = await errorOf(kms.send(new EnableKeyRotationCommand({ KeyId, RotationPeriodInDays })));
    expect(error.name).toBe('ValidationException');
  });

  it.each<[string, CreateKeyCommandInput]>([
    ['asymmetric', { KeySpec: 'ECC_NIST_P256', KeyUsage: 'SIGN_VERIFY' }],
    ['HMAC', { KeySpec: 'HMAC_256', KeyUsage: 'GENERATE_VERIFY_MAC' }],
    ['imported', { Origin: 'EXTERNAL' }],
  ])('do not exist for %s keys', async (_, input) => {
    const { KeyId } = await newKey(input);
    const error = await errorOf(kms.send(new EnableKeyRotationCommand({ KeyId })));
    expect(error.name).toBe('UnsupportedOperationException');
  });
});

describe('rotation on demand', () => {
  it('makes new material current, and what was encrypted before still decrypts', async () => {
    const { KeyId, arn } = await newKey();
    const first = await materialOf(KeyId);
    const { CiphertextBlob } = await kms.send(
      new EncryptCommand({ KeyId, Plaintext: Buffer.from('before') }),
    );
    expect((await kms.send(new RotateKeyOnDemandCommand({ KeyId }))).KeyId).toBe(arn);
    const second = await materialOf(KeyId);
    expect(second).not.toBe(first);
    const { Plaintext, KeyMaterialId } = await kms.send(new DecryptCommand({ CiphertextBlob }));
    expect([Buffer.from(Plaintext ?? []).toString(), KeyMaterialId]).toEqual(['before', first]);
    const { Rotations } = await kms.send(new ListKeyRotationsCommand({ KeyId }));
    expect(Rotations).toMatchObject([{ KeyMaterialId: second, RotationType: 'ON_DEMAND' }]);
    const all = await kms.send(
      new ListKeyRotationsCommand({ KeyId, IncludeKeyMaterial: 'ALL_KEY_MATERIAL' }),
    );
    expect(all.Rotations).toMatchObject([
      { KeyMaterialId: first, KeyMaterialState: 'NON_CURRENT' },
      { KeyMaterialId: second, KeyMaterialState: 'CURRENT' },
    ]);
  });

  it('happens at most 25 times', async () => {
    const { KeyId, arn } = await newKey();
    for (let index = 0; index < 25; index++) await kms.send(new RotateKeyOnDemandCommand({ KeyId }));
    const error = await errorOf(kms.send(new RotateKeyOnDemandCommand({ KeyId })));
    expect([error.name, error.message]).toEqual([
      'LimitExceededException',
      `The on-demand rotations limit has been reached for the given keyId. No more on-demand rotations can be performed for this key: ${arn}`,
    ]);
    const page = await kms.send(new ListKeyRotationsCommand({ KeyId, Limit: 20 }));
    const rest = await kms.send(new ListKeyRotationsCommand({ KeyId, Limit: 20, Marker: page.NextMarker }));
    expect([page.Rotations?.length, rest.Rotations?.length]).toEqual([20, 5]);
  });

  it('refuses asymmetric keys without a text, as AWS does', async () => {
    const { KeyId } = await newKey({ KeySpec: 'RSA_2048', KeyUsage: 'SIGN_VERIFY' });
    const error = await errorOf(kms.send(new RotateKeyOnDemandCommand({ KeyId })));
    expect(error.name).toBe('UnsupportedOperationException');
  });

  it('refuses disabled keys, and keys without their material', async () => {
    const disabled = await newKey();
    await kms.send(new DisableKeyCommand({ KeyId: disabled.KeyId }));
    const error = await errorOf(kms.send(new RotateKeyOnDemandCommand({ KeyId: disabled.KeyId })));
    expect([error.name, error.message]).toEqual(['DisabledException', `${disabled.arn} is disabled.`]);
    for (const KeySpec of ['SYMMETRIC_DEFAULT', 'RSA_4096'] as const) {
      const { KeyId, arn } = await newKey({
        KeySpec,
        Origin: 'EXTERNAL',
        KeyUsage: 'ENCRYPT_DECRYPT',
      });
      const pending = await errorOf(kms.send(new RotateKeyOnDemandCommand({ KeyId })));
      expect([pending.name, pending.message]).toEqual([
        'KMSInvalidStateException',
        `${arn} is pending import.`,
      ]);
    }
  });
});

describe('the clock', () => {
  it('goes forward only, and survives a restart', async () => {
    const own = await testSandbox({ empty: true });
    expect(await own.control('clock', { days: -1 })).toHaveProperty('error');
    expect(await own.control('clock', { days: 10 })).toMatchObject({ aheadMs: 864_000_000 });
    const again = await own.restart();
    expect(await again.control('clock')).toMatchObject({ aheadMs: 864_000_000 });
    await again.dispose();
  });

  it('deletes a key with its aliases when its time has come, not before', async () => {
    const { KeyId } = await newKey();
    const AliasName = `alias/${randomUUID()}`;
    await kms.send(new CreateAliasCommand({ AliasName, TargetKeyId: KeyId }));
    await kms.send(new ScheduleKeyDeletionCommand({ KeyId, PendingWindowInDays: 7 }));
    await sandbox.control('clock', { days: 6.9 });
    const { KeyMetadata: key } = await kms.send(new DescribeKeyCommand({ KeyId }));
    expect(key?.KeyState).toBe('PendingDeletion');
    await sandbox.control('clock', { days: 0.2 });
    expect((await errorOf(kms.send(new DescribeKeyCommand({ KeyId })))).name).toBe('NotFoundException');
    const { Aliases } = await kms.send(new ListAliasesCommand({ Limit: 100 }));
    expect(Aliases?.filter((alias) => alias.AliasName === AliasName)).toEqual([]);
  });

  it('rotates by itself, once for each period that passed', async () => {
    const { KeyId } = await newKey();
    const first = await materialOf(KeyId);
    await kms.send(new EnableKeyRotationCommand({ KeyId, RotationPeriodInDays: 90 }));
    await sandbox.control('clock', { days: 271 });
    const { Rotations } = await kms.send(new ListKeyRotationsCommand({ KeyId }));
    expect(Rotations?.map((done) => done.RotationType)).toEqual(['AUTOMATIC', 'AUTOMATIC', 'AUTOMATIC']);
    const dates = Rotations?.map((done) => done.RotationDate?.getTime() ?? 0) ?? [];
    expect(dates.slice(1).map((date, index) => (date - (dates[index] ?? 0)) / 86_400_000)).toEqual([90, 90]);
    expect(await materialOf(KeyId)).not.toBe(first);
  });

  it('keeps on-demand rotation away from the automatic one', async () => {
    const { KeyId } = await newKey();
    await kms.send(new EnableKeyRotationCommand({ KeyId, RotationPeriodInDays: 90 }));
    await sandbox.control('clock', { days: 89.99 });
    const error = await errorOf(kms.send(new RotateKeyOnDemandCommand({ KeyId })));
    expect(error.name).toBe('ConflictException');
  });
});
