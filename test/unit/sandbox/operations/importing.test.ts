import type {
  AlgorithmSpec,
  CreateKeyCommandInput,
  ImportKeyMaterialCommandInput,
  KMS,
  WrappingKeySpec,
} from '@aws-sdk/client-kms';
import {
  constants,
  createCipheriv,
  createPublicKey,
  generateKeyPairSync,
  publicEncrypt,
  randomBytes,
  type KeyObject,
} from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { sm2EncryptTo } from '../../../../src/core/crypto/sm2Encryption';
import { generateMaterial } from '../../../../src/sandbox/crypto/generate';
import { failure, failureCode, newKey, useSandbox } from './sandboxInUse';

const sandbox = useSandbox();
let kms: KMS;
beforeAll(() => {
  kms = sandbox.client();
});

const external = (input: CreateKeyCommandInput = {}) => newKey(kms, { Origin: 'EXTERNAL', ...input });
const pkcs8 = (key: { privateKey: KeyObject }) =>
  key.privateKey.export({
    format: 'der',
    type: 'pkcs8',
  });

interface Wrapping {
  algorithm?: AlgorithmSpec;
  spec?: WrappingKeySpec;
}

/** As the owner of the material does it: with OpenSSL. */
async function wrapped(
  KeyId: string,
  material: Uint8Array,
  { algorithm = 'RSAES_OAEP_SHA_256', spec = 'RSA_2048' }: Wrapping = {},
  client = kms,
) {
  const parameters = await client.getParametersForImport({
    KeyId,
    WrappingAlgorithm: algorithm,
    WrappingKeySpec: spec,
  });
  const key = createPublicKey({ key: Buffer.from(parameters.PublicKey ?? []), format: 'der', type: 'spki' });
  const oaepHash = algorithm.endsWith('256') ? 'sha256' : 'sha1';
  const oaep = (bytes: Uint8Array) =>
    publicEncrypt({ key, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash }, bytes);
  if (algorithm.startsWith('RSAES'))
    return { ImportToken: parameters.ImportToken, EncryptedKeyMaterial: oaep(material) };
  const aes = randomBytes(32);
  const cipher = createCipheriv('id-aes256-wrap-pad', aes, Buffer.from('a65959a6', 'hex'));
  const inner = Buffer.concat([cipher.update(material), cipher.final()]);
  return { ImportToken: parameters.ImportToken, EncryptedKeyMaterial: Buffer.concat([oaep(aes), inner]) };
}

async function importInto(
  KeyId: string,
  material: Uint8Array,
  input: Partial<ImportKeyMaterialCommandInput> & Wrapping = {},
  client: KMS = kms,
) {
  const { algorithm, spec, ...rest } = input;
  const sent = await wrapped(
    KeyId,
    material,
    { ...(algorithm && { algorithm }), ...(spec && { spec }) },
    client,
  );
  return client.importKeyMaterial({
    KeyId,
    ExpirationModel: 'KEY_MATERIAL_DOES_NOT_EXPIRE',
    ...sent,
    ...rest,
  });
}

const stateOf = async (KeyId: string) => (await kms.describeKey({ KeyId })).KeyMetadata;

describe('A symmetric key with imported material', () => {
  it('waits for it, works with it, and waits again when it is deleted', async () => {
    const KeyId = await external();
    expect(await stateOf(KeyId)).toMatchObject({ KeyState: 'PendingImport', Enabled: false });
    const encrypt = () => kms.encrypt({ KeyId, Plaintext: Buffer.from('a') });
    const pending = { code: 'KMSInvalidStateException', message: `${KeyId} is pending import.` };
    expect(await failure(encrypt())).toEqual(pending);
    const material = randomBytes(32);
    const imported = await importInto(KeyId, material);
    expect(imported.KeyId).toBe(KeyId);
    const described = await stateOf(KeyId);
    expect(described).toMatchObject({
      KeyState: 'Enabled',
      ExpirationModel: 'KEY_MATERIAL_DOES_NOT_EXPIRE',
      CurrentKeyMaterialId: imported.KeyMaterialId,
    });
    const { CiphertextBlob } = await encrypt();
    const deleted = await kms.deleteImportedKeyMaterial({ KeyId });
    expect(deleted).toMatchObject({ KeyId, KeyMaterialId: imported.KeyMaterialId });
    const emptied = await stateOf(KeyId);
    expect(emptied).toMatchObject({
      KeyState: 'PendingImport',
      CurrentKeyMaterialId: imported.KeyMaterialId,
    });
    expect(emptied?.ExpirationModel).toBeUndefined();
    expect(await failure(encrypt())).toEqual(pending);
    expect(await failureCode(importInto(KeyId, randomBytes(32)))).toBe('IncorrectKeyMaterialException');
    await importInto(KeyId, material);
    expect(Buffer.from((await kms.decrypt({ CiphertextBlob })).Plaintext ?? []).toString()).toBe('a');
  });

  it('loses material that expires, by the clock, and takes the same again', async () => {
    const KeyId = await external();
    const material = randomBytes(32);
    const { KeyMetadata: created } = await kms.describeKey({ KeyId });
    const ValidTo = new Date((created?.CreationDate?.getTime() ?? 0) + 10 * 86_400_000);
    await importInto(KeyId, material, { ExpirationModel: 'KEY_MATERIAL_EXPIRES', ValidTo });
    const before = await stateOf(KeyId);
    expect(before).toMatchObject({ KeyState: 'Enabled', ExpirationModel: 'KEY_MATERIAL_EXPIRES' });
    expect(Math.abs((before?.ValidTo?.getTime() ?? 0) - ValidTo.getTime())).toBeLessThan(1000);
    await sandbox.advance({ days: 11 });
    expect(await stateOf(KeyId)).toMatchObject({ KeyState: 'PendingImport', Enabled: false });
    await importInto(KeyId, material);
    expect(await stateOf(KeyId)).toMatchObject({ KeyState: 'Enabled' });
  });

  it('takes new material for a rotation, one at a time, and keeps the old', async () => {
    const KeyId = await external();
    const first = await importInto(KeyId, randomBytes(32));
    const { CiphertextBlob } = await kms.encrypt({ KeyId, Plaintext: Buffer.from('before') });
    expect(await failure(kms.rotateKeyOnDemand({ KeyId }))).toMatchObject({
      code: 'KMSInvalidStateException',
    });
    const next = randomBytes(32);
    const second = await importInto(KeyId, next, {
      ImportType: 'NEW_KEY_MATERIAL',
      KeyMaterialDescription: 'second material',
    });
    expect((await stateOf(KeyId))?.CurrentKeyMaterialId).toBe(first.KeyMaterialId);
    const third = importInto(KeyId, randomBytes(32), { ImportType: 'NEW_KEY_MATERIAL' });
    const refused = await failure(third);
    expect(refused.code).toBe('KMSInvalidStateException');
    expect(refused.message).toMatch(
      new RegExp(
        `^New key material \\(id: [0-9a-f]{64}\\) cannot be imported into KMS key ${KeyId}, because another key material \\(id: ${second.KeyMaterialId ?? ''}\\) is pending rotation\\.$`,
        'u',
      ),
    );
    await kms.rotateKeyOnDemand({ KeyId });
    expect((await stateOf(KeyId))?.CurrentKeyMaterialId).toBe(second.KeyMaterialId);
    const opened = await kms.decrypt({ CiphertextBlob });
    expect(opened.KeyMaterialId).toBe(first.KeyMaterialId);
    await kms.deleteImportedKeyMaterial({ KeyId, KeyMaterialId: first.KeyMaterialId });
    expect((await stateOf(KeyId))?.KeyState).toBe('PendingImport');
    const { Rotations } = await kms.listKeyRotations({ KeyId, IncludeKeyMaterial: 'ALL_KEY_MATERIAL' });
    expect(Rotations?.map(({ ImportState }) => ImportState)).toEqual(['PENDING_IMPORT', 'IMPORTED']);
    expect(Rotations?.[1]?.KeyMaterialDescription).toBe('second material');
  });

  it('holds an import to the material that was announced', async () => {
    const KeyId = await external();
    const material = randomBytes(32);
    const { KeyMaterialId } = await importInto(KeyId, material);
    await importInto(KeyId, material, { KeyMaterialId });
    expect(await failureCode(importInto(KeyId, randomBytes(32), { KeyMaterialId }))).toBe(
      'IncorrectKeyMaterialException',
    );
    const again = importInto(KeyId, material, { ImportType: 'NEW_KEY_MATERIAL' });
    expect(await failureCode(again)).toBe('IncorrectKeyMaterialException');
    const both = importInto(KeyId, material, { ImportType: 'NEW_KEY_MATERIAL', KeyMaterialId });
    expect(await failureCode(both)).toBe('ValidationException');
  });

  it('forgets pending material that is deleted', async () => {
    const KeyId = await external();
    await importInto(KeyId, randomBytes(32));
    const { KeyMaterialId } = await importInto(KeyId, randomBytes(32), { ImportType: 'NEW_KEY_MATERIAL' });
    await kms.deleteImportedKeyMaterial({ KeyId, KeyMaterialId });
    expect((await stateOf(KeyId))?.KeyState).toBe('Enabled');
    await importInto(KeyId, randomBytes(32), { ImportType: 'NEW_KEY_MATERIAL' });
  });
});

describe('Every wrapping and every type of key', () => {
  it.each([
    ['RSAES_OAEP_SHA_1', 'RSA_2048'],
    ['RSAES_OAEP_SHA_256', 'RSA_3072'],
  ] as const)('%s under %s carries secrets', async (algorithm, spec) => {
    const KeyId = await external({ KeySpec: 'HMAC_512', KeyUsage: 'GENERATE_VERIFY_MAC' });
    const answer = await importInto(KeyId, randomBytes(64), { algorithm, spec });
    expect(answer.KeyMaterialId).toBeUndefined();
    await kms.generateMac({ KeyId, MacAlgorithm: 'HMAC_SHA_512', Message: Buffer.of(1) });
  });

  it.each(['RSA_AES_KEY_WRAP_SHA_1', 'RSA_AES_KEY_WRAP_SHA_256'] as const)(
    '%s carries RSA keys',
    async (algorithm) => {
      const KeyId = await external({ KeySpec: 'RSA_2048', KeyUsage: 'SIGN_VERIFY' });
      const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
      await importInto(KeyId, pkcs8(pair), { algorithm });
      const { PublicKey } = await kms.getPublicKey({ KeyId });
      expect(Buffer.from(PublicKey ?? [])).toEqual(pair.publicKey.export({ format: 'der', type: 'spki' }));
    },
  );

  it.each([
    ['ECC_NIST_P256', 'ec', 'P-256'],
    ['ECC_NIST_P384', 'ec', 'P-384'],
    ['ECC_NIST_P521', 'ec', 'P-521'],
    ['ECC_SECG_P256K1', 'ec', 'secp256k1'],
  ] as const)('%s keys of OpenSSL can be imported', async (KeySpec, type, namedCurve) => {
    const KeyId = await external({ KeySpec, KeyUsage: 'SIGN_VERIFY' });
    const pair = generateKeyPairSync(type, { namedCurve });
    await importInto(KeyId, pkcs8(pair), { algorithm: 'RSA_AES_KEY_WRAP_SHA_256' });
    const { PublicKey } = await kms.getPublicKey({ KeyId });
    expect(Buffer.from(PublicKey ?? [])).toEqual(pair.publicKey.export({ format: 'der', type: 'spki' }));
  });

  it('Ed25519 keys can be imported', async () => {
    const KeySpec = 'ECC_NIST_EDWARDS25519';
    const KeyId = await external({ KeySpec, KeyUsage: 'SIGN_VERIFY' });
    const { secret, publicKey } = await generateMaterial(KeySpec);
    await importInto(KeyId, secret);
    const shown = await kms.getPublicKey({ KeyId });
    expect(Buffer.from(shown.PublicKey ?? [])).toEqual(publicKey);
  });

  it.each([
    ['ML_DSA_87', 'SIGN_VERIFY'],
    ['ML_KEM_768', 'ENCAPSULATE_DECAPSULATE'],
  ] as const)('%s keys take no imported material', async (KeySpec, KeyUsage) => {
    expect(await failureCode(external({ KeySpec, KeyUsage }))).toBe('ValidationException');
  });

  it('refuses wrappings that cannot carry the key', async () => {
    const rsa = await external({ KeySpec: 'RSA_2048', KeyUsage: 'SIGN_VERIFY' });
    const p521 = await external({ KeySpec: 'ECC_NIST_P521', KeyUsage: 'SIGN_VERIFY' });
    const symmetric = await external();
    const hmac = await external({ KeySpec: 'HMAC_256', KeyUsage: 'GENERATE_VERIFY_MAC' });
    const cases = [
      { KeyId: symmetric, WrappingAlgorithm: 'RSA_AES_KEY_WRAP_SHA_256', WrappingKeySpec: 'RSA_4096' },
      { KeyId: hmac, WrappingAlgorithm: 'RSA_AES_KEY_WRAP_SHA_1', WrappingKeySpec: 'RSA_2048' },
      { KeyId: rsa, WrappingAlgorithm: 'RSAES_OAEP_SHA_256', WrappingKeySpec: 'RSA_4096' },
      { KeyId: p521, WrappingAlgorithm: 'RSAES_OAEP_SHA_256', WrappingKeySpec: 'RSA_2048' },
      { KeyId: rsa, WrappingAlgorithm: 'RSAES_PKCS1_V1_5', WrappingKeySpec: 'RSA_2048' },
      { KeyId: rsa, WrappingAlgorithm: 'SM2PKE', WrappingKeySpec: 'SM2' },
    ] as const;
    for (const input of cases)
      expect(await failureCode(kms.getParametersForImport(input))).toBe('UnsupportedOperationException');
  });
});

describe('Importing', () => {
  const parameters = { WrappingAlgorithm: 'RSAES_OAEP_SHA_256', WrappingKeySpec: 'RSA_2048' } as const;

  it('gives parameters for a day', async () => {
    const KeyId = await external();
    const given = await kms.getParametersForImport({ KeyId, ...parameters });
    expect(given.KeyId).toBe(KeyId);
    const sent = await wrapped(KeyId, randomBytes(32));
    const { KeyMetadata } = await kms.describeKey({ KeyId });
    const lifetime = (given.ParametersValidTo?.getTime() ?? 0) - (KeyMetadata?.CreationDate?.getTime() ?? 0);
    expect(Math.round(lifetime / 3_600_000)).toBe(24);
    await sandbox.advance({ days: 2 });
    const late = kms.importKeyMaterial({ KeyId, ...sent, ExpirationModel: 'KEY_MATERIAL_DOES_NOT_EXPIRE' });
    expect(await failureCode(late)).toBe('ExpiredImportTokenException');
  });

  it('is for EXTERNAL keys only', async () => {
    const KeyId = await newKey(kms);
    const refused = {
      code: 'UnsupportedOperationException',
      message: `${KeyId} origin is AWS_KMS which is not valid for this operation.`,
    };
    expect(await failure(kms.getParametersForImport({ KeyId, ...parameters }))).toEqual(refused);
    const bytes = { ImportToken: Buffer.of(1), EncryptedKeyMaterial: Buffer.of(1) };
    expect(await failure(kms.importKeyMaterial({ KeyId, ...bytes }))).toEqual(refused);
    expect(await failure(kms.deleteImportedKeyMaterial({ KeyId }))).toEqual(refused);
  });

  it('needs token, wrapping and material that belong together', async () => {
    const KeyId = await external();
    const other = await external();
    const never = { KeyId, ExpirationModel: 'KEY_MATERIAL_DOES_NOT_EXPIRE' } as const;
    const sent = await wrapped(KeyId, randomBytes(32));
    const foreign = await wrapped(other, randomBytes(32));
    const forged = Buffer.from(sent.ImportToken ?? []);
    forged[40] = (forged[40] ?? 0) ^ 1;
    for (const ImportToken of [foreign.ImportToken, forged, randomBytes(50)])
      expect(await failureCode(kms.importKeyMaterial({ ...never, ...sent, ImportToken }))).toBe(
        'InvalidImportTokenException',
      );
    const { EncryptedKeyMaterial } = foreign;
    expect(await failureCode(kms.importKeyMaterial({ ...never, ...sent, EncryptedKeyMaterial }))).toBe(
      'InvalidCiphertextException',
    );
    expect(await failureCode(importInto(KeyId, randomBytes(31)))).toBe('IncorrectKeyMaterialException');
    const short = { EncryptedKeyMaterial: EncryptedKeyMaterial.subarray(1) };
    expect(await failure(kms.importKeyMaterial({ ...never, ...sent, ...short }))).toEqual({
      code: 'ValidationException',
      message: 'Invalid encrypted key size.',
    });
  });

  it('needs a date exactly where material expires', async () => {
    const KeyId = await external();
    expect(await failure(importInto(KeyId, randomBytes(32), { ExpirationModel: undefined }))).toEqual({
      code: 'ValidationException',
      message: 'A validTo date must be set if the ExpirationModel is KEY_MATERIAL_EXPIRES',
    });
    const soon = Date.now() + 400 * 86_400_000;
    for (const ValidTo of [new Date(0), new Date(soon + 2000 * 86_400_000)]) {
      const input = { ExpirationModel: 'KEY_MATERIAL_EXPIRES', ValidTo } as const;
      expect(await failureCode(importInto(KeyId, randomBytes(32), input))).toBe('ValidationException');
    }
    expect(await failureCode(importInto(KeyId, randomBytes(32), { ValidTo: new Date(soon) }))).toBe(
      'ValidationException',
    );
  });

  it('keeps what is for symmetric keys from others', async () => {
    const KeyId = await external({ KeySpec: 'HMAC_256', KeyUsage: 'GENERATE_VERIFY_MAC' });
    const input = { KeyMaterialDescription: 'mine' };
    expect(await failureCode(importInto(KeyId, randomBytes(32), input))).toBe(
      'UnsupportedOperationException',
    );
  });
});

describe('In China Regions', () => {
  const anybody = { Effect: 'Allow', Principal: { AWS: '*' }, Action: 'kms:*', Resource: '*' };
  const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [anybody] });

  it('a symmetric key takes an SM4 key of 16 bytes and no other, and encrypts with it', async () => {
    const china = sandbox.client({ region: 'cn-north-1' });
    const KeyId = await newKey(china, { Origin: 'EXTERNAL', Policy });
    expect(await failureCode(importInto(KeyId, randomBytes(32), {}, china))).toBe(
      'IncorrectKeyMaterialException',
    );
    await importInto(KeyId, randomBytes(16), {}, china);
    const Plaintext = Buffer.from('sm4');
    const { CiphertextBlob } = await china.encrypt({ KeyId, Plaintext });
    expect(Buffer.from((await china.decrypt({ CiphertextBlob })).Plaintext ?? [])).toEqual(Plaintext);
    const elsewhere = await external();
    expect(await failureCode(importInto(elsewhere, randomBytes(16)))).toBe('IncorrectKeyMaterialException');
  });

  it('an RSA key travels under an SM2 key, and what was not wrapped under that is refused', async () => {
    const china = sandbox.client({ region: 'cn-northwest-1' });
    const KeyId = await newKey(china, {
      ...{ Origin: 'EXTERNAL', Policy },
      ...{ KeySpec: 'RSA_2048', KeyUsage: 'SIGN_VERIFY' },
    });
    const input = { KeyId, WrappingAlgorithm: 'SM2PKE', WrappingKeySpec: 'SM2' } as const;
    const { ImportToken, PublicKey } = await china.getParametersForImport(input);
    const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const material = pkcs8(pair);
    const point = Buffer.from(PublicKey ?? []).subarray(-65);
    const send = (EncryptedKeyMaterial: Uint8Array) =>
      china.importKeyMaterial({
        ...{ KeyId, ImportToken, EncryptedKeyMaterial },
        ExpirationModel: 'KEY_MATERIAL_DOES_NOT_EXPIRE',
      });
    expect(await failureCode(send(randomBytes(300)))).toBe('InvalidCiphertextException');
    await send(await sm2EncryptTo(point, material));
    const imported = await china.getPublicKey({ KeyId });
    expect(Buffer.from(imported.PublicKey ?? [])).toEqual(
      pair.publicKey.export({ format: 'der', type: 'spki' }),
    );
    const mixed = { ...input, WrappingKeySpec: 'RSA_2048' } as const;
    expect(await failureCode(china.getParametersForImport(mixed))).toBe('UnsupportedOperationException');
  });
});
