import type { KMS } from '@aws-sdk/client-kms';
import { constants, createPublicKey, publicEncrypt, randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { failure, failureCode, newKey, useSandbox } from './sandboxInUse';

const sandbox = useSandbox();
let home: KMS;
let away: KMS;
beforeAll(() => {
  home = sandbox.client();
  away = sandbox.client({ region: 'eu-west-1' });
});

const inRegion = (arn: string, region: string) => arn.replace('us-east-1', region);
const describeKey = async (kms: KMS, KeyId: string) => (await kms.describeKey({ KeyId })).KeyMetadata;

async function replicated(input: Parameters<KMS['createKey']>[0] = {}) {
  const primary = await newKey(home, { MultiRegion: true, ...input });
  await home.replicateKey({ KeyId: primary, ReplicaRegion: 'eu-west-1' });
  return { primary, replica: inRegion(primary, 'eu-west-1') };
}

describe('A replica', () => {
  it('is being created in the answer, then there at once, and known to the whole set', async () => {
    const primary = await newKey(home, { MultiRegion: true, Description: 'of the primary' });
    expect(primary).toMatch(/key\/mrk-[0-9a-f]{32}$/u);
    const answer = await home.replicateKey({
      KeyId: primary,
      ReplicaRegion: 'eu-west-1',
      Tags: [{ TagKey: 'a', TagValue: '1' }],
    });
    const replica = inRegion(primary, 'eu-west-1');
    expect(answer.ReplicaKeyMetadata).toMatchObject({
      Arn: replica,
      Enabled: false,
      KeyState: 'Creating',
      Description: '',
      MultiRegion: true,
    });
    expect(answer.ReplicaKeyMetadata?.CurrentKeyMaterialId).toBeUndefined();
    expect(answer.ReplicaTags).toEqual([{ TagKey: 'a', TagValue: '1' }]);
    expect(JSON.parse(answer.ReplicaPolicy ?? '')).toMatchObject({ Id: 'key-default-1' });
    await away.encrypt({ KeyId: replica, Plaintext: Buffer.of(1) });
    expect((await describeKey(away, replica))?.KeyState).toBe('Enabled');
    expect(await failureCode(away.replicateKey({ KeyId: replica, ReplicaRegion: 'eu-west-1' }))).toBe(
      'UnsupportedOperationException',
    );
    const set = {
      PrimaryKey: { Arn: primary, Region: 'us-east-1' },
      ReplicaKeys: [{ Arn: replica, Region: 'eu-west-1' }],
    };
    expect((await describeKey(home, primary))?.MultiRegionConfiguration).toEqual({
      MultiRegionKeyType: 'PRIMARY',
      ...set,
    });
    expect((await describeKey(away, replica))?.MultiRegionConfiguration).toEqual({
      MultiRegionKeyType: 'REPLICA',
      ...set,
    });
  });

  it('decrypts what its primary encrypted, and the other way round', async () => {
    const { primary, replica } = await replicated();
    const there = await home.encrypt({ KeyId: primary, Plaintext: Buffer.from('there') });
    const opened = await away.decrypt({ CiphertextBlob: there.CiphertextBlob });
    expect(opened.KeyId).toBe(replica);
    expect(Buffer.from(opened.Plaintext ?? []).toString()).toBe('there');
    const back = await away.encrypt({ KeyId: replica, Plaintext: Buffer.from('back') });
    expect((await home.decrypt({ CiphertextBlob: back.CiphertextBlob, KeyId: primary })).KeyId).toBe(primary);
    await home.rotateKeyOnDemand({ KeyId: primary });
    const later = await home.encrypt({ KeyId: primary, Plaintext: Buffer.from('later') });
    expect((await away.decrypt({ CiphertextBlob: later.CiphertextBlob })).KeyId).toBe(replica);
    expect((await away.decrypt({ CiphertextBlob: there.CiphertextBlob })).KeyId).toBe(replica);
  });

  it('has the same public key', async () => {
    const { primary, replica } = await replicated({ KeySpec: 'ECC_NIST_P256', KeyUsage: 'SIGN_VERIFY' });
    const [ours, theirs] = await Promise.all([
      home.getPublicKey({ KeyId: primary }),
      away.getPublicKey({ KeyId: replica }),
    ]);
    expect(theirs.PublicKey).toEqual(ours.PublicKey);
  });

  it('is there once per Region, in another than the primary, of one partition', async () => {
    const { primary, replica } = await replicated();
    const replicate = (ReplicaRegion: string) => home.replicateKey({ KeyId: primary, ReplicaRegion });
    expect(await failureCode(replicate('eu-west-1'))).toBe('AlreadyExistsException');
    expect(await failureCode(replicate('us-east-1'))).toBe('ValidationException');
    expect(await failureCode(replicate('cn-north-1'))).toBe('ValidationException');
    expect(await failure(away.replicateKey({ KeyId: replica, ReplicaRegion: 'eu-central-1' }))).toEqual({
      code: 'UnsupportedOperationException',
      message: `${replica} is not a multi-region primary key.`,
    });
    const single = await newKey(home);
    expect(await failureCode(home.replicateKey({ KeyId: single, ReplicaRegion: 'eu-west-1' }))).toBe(
      'UnsupportedOperationException',
    );
  });

  it('keeps its primary from going before it', async () => {
    const { primary, replica } = await replicated();
    const scheduled = await home.scheduleKeyDeletion({ KeyId: primary, PendingWindowInDays: 7 });
    expect(scheduled.KeyState).toBe('PendingReplicaDeletion');
    expect(await failureCode(home.encrypt({ KeyId: primary, Plaintext: Buffer.of(1) }))).toMatch(
      /^(DisabledException|KMSInvalidStateException)$/u,
    );
    await away.scheduleKeyDeletion({ KeyId: replica, PendingWindowInDays: 7 });
    await sandbox.advance({ days: 8 });
    expect(await failureCode(away.describeKey({ KeyId: replica }))).toBe('NotFoundException');
    expect((await describeKey(home, primary))?.KeyState).toBe('PendingDeletion');
    await sandbox.advance({ days: 8 });
    expect(await failureCode(home.describeKey({ KeyId: primary }))).toBe('NotFoundException');
  });

  it('of an imported key takes the same material by itself, before a rotation everywhere', async () => {
    const primary = await newKey(home, { MultiRegion: true, Origin: 'EXTERNAL' });
    const replica = inRegion(primary, 'eu-west-1');
    const replicate = () => home.replicateKey({ KeyId: primary, ReplicaRegion: 'eu-west-1' });
    expect(await failureCode(replicate())).toBe('KMSInvalidStateException');
    const material = randomBytes(32);
    const first = await importTo(home, primary, material);
    await replicate();
    expect((await describeKey(away, replica))?.KeyState).toBe('PendingImport');
    expect(await failureCode(importTo(away, replica, randomBytes(32)))).toBe('IncorrectKeyMaterialException');
    expect((await importTo(away, replica, material)).KeyMaterialId).toBe(first.KeyMaterialId);
    const next = randomBytes(32);
    const refused = importTo(away, replica, next, 'NEW_KEY_MATERIAL');
    expect(await failureCode(refused)).toBe('UnsupportedOperationException');
    const second = await importTo(home, primary, next, 'NEW_KEY_MATERIAL');
    expect(await failureCode(home.rotateKeyOnDemand({ KeyId: primary }))).toBe('KMSInvalidStateException');
    await importTo(away, replica, next);
    await home.rotateKeyOnDemand({ KeyId: primary });
    const { CiphertextBlob } = await home.encrypt({ KeyId: primary, Plaintext: Buffer.from('rotated') });
    const opened = await away.decrypt({ CiphertextBlob });
    expect(opened.KeyMaterialId).toBe(second.KeyMaterialId);
  });
});

async function importTo(kms: KMS, KeyId: string, material: Buffer, ImportType?: 'NEW_KEY_MATERIAL') {
  const given = await kms.getParametersForImport({
    KeyId,
    WrappingAlgorithm: 'RSAES_OAEP_SHA_256',
    WrappingKeySpec: 'RSA_2048',
  });
  const key = createPublicKey({ key: Buffer.from(given.PublicKey ?? []), format: 'der', type: 'spki' });
  const padding = constants.RSA_PKCS1_OAEP_PADDING;
  return kms.importKeyMaterial({
    KeyId,
    ImportToken: given.ImportToken,
    EncryptedKeyMaterial: publicEncrypt({ key, padding, oaepHash: 'sha256' }, material),
    ExpirationModel: 'KEY_MATERIAL_DOES_NOT_EXPIRE',
    ImportType,
  });
}

/** A state that a sandbox leaves with the answer, held for as long as a test looks at it. */
const holdIn = (arn: string, state: 'Creating' | 'Updating') =>
  sandbox.edit(({ keys }) => {
    for (const key of keys) if (key.arn === arn) key.transition = { state, until: 8.64e15 };
  });

describe('A key between two states', () => {
  it('does nothing while it is being created', async () => {
    const { replica } = await replicated();
    await holdIn(replica, 'Creating');
    expect(await describeKey(away, replica)).toMatchObject({ KeyState: 'Creating', Enabled: false });
    expect(await failure(away.encrypt({ KeyId: replica, Plaintext: Buffer.of(1) }))).toEqual({
      code: 'KMSInvalidStateException',
      message: `${replica} is creating.`,
    });
  });

  it('works, but is neither switched off nor deleted, while its primary Region moves', async () => {
    const { primary } = await replicated();
    await holdIn(primary, 'Updating');
    expect(await describeKey(home, primary)).toMatchObject({ KeyState: 'Updating', Enabled: true });
    await home.encrypt({ KeyId: primary, Plaintext: Buffer.of(1) });
    expect(await failureCode(home.disableKey({ KeyId: primary }))).toBe('KMSInvalidStateException');
    expect(await failureCode(home.scheduleKeyDeletion({ KeyId: primary }))).toBe('KMSInvalidStateException');
  });
});

describe('The primary Region', () => {
  it('can be moved to a replica', async () => {
    const { primary, replica } = await replicated();
    await home.updatePrimaryRegion({ KeyId: primary, PrimaryRegion: 'eu-west-1' });
    await away.disableKey({ KeyId: replica });
    await away.enableKey({ KeyId: replica });
    expect((await describeKey(away, replica))?.MultiRegionConfiguration).toEqual({
      MultiRegionKeyType: 'PRIMARY',
      PrimaryKey: { Arn: replica, Region: 'eu-west-1' },
      ReplicaKeys: [{ Arn: primary, Region: 'us-east-1' }],
    });
    expect((await describeKey(home, primary))?.MultiRegionConfiguration?.MultiRegionKeyType).toBe('REPLICA');
  });

  it('moves to no Region without a replica, and not from a replica', async () => {
    const { primary, replica } = await replicated();
    const nowhere = home.updatePrimaryRegion({ KeyId: primary, PrimaryRegion: 'eu-central-1' });
    expect(await failureCode(nowhere)).toBe('UnsupportedOperationException');
    const backwards = away.updatePrimaryRegion({ KeyId: replica, PrimaryRegion: 'eu-west-1' });
    expect(await failureCode(backwards)).toBe('UnsupportedOperationException');
  });
});
