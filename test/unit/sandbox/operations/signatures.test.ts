import type { KeySpec, KMS, SigningAlgorithmSpec } from '@aws-sdk/client-kms';
import { constants, createHash, createPublicKey, randomBytes, verify as nodeVerify } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { failure, failureCode, newKey, useSandbox } from './sandboxInUse';

const sandbox = useSandbox();
let kms: KMS;
beforeAll(() => {
  kms = sandbox.client();
});

const Message = Buffer.from('a message to be signed');
const digestOf = (algorithm: string) =>
  createHash(`sha${algorithm.slice(-3)}`)
    .update(Message)
    .digest();

const cases: [KeySpec, SigningAlgorithmSpec][] = [
  ['RSA_2048', 'RSASSA_PSS_SHA_256'],
  ['RSA_2048', 'RSASSA_PSS_SHA_512'],
  ['RSA_2048', 'RSASSA_PKCS1_V1_5_SHA_384'],
  ['ECC_NIST_P256', 'ECDSA_SHA_256'],
  ['ECC_NIST_P384', 'ECDSA_SHA_384'],
  ['ECC_NIST_P521', 'ECDSA_SHA_512'],
  ['ECC_SECG_P256K1', 'ECDSA_SHA_256'],
];

describe.each(cases)('%s by %s', (KeySpec, SigningAlgorithm) => {
  it('signs message and digest alike, for KMS and for everybody with the public key', async () => {
    const KeyId = await newKey(kms, { KeySpec, KeyUsage: 'SIGN_VERIFY' });
    const shown = await kms.getPublicKey({ KeyId });
    expect(shown).toMatchObject({ KeyId, KeySpec, KeyUsage: 'SIGN_VERIFY' });
    expect(shown.SigningAlgorithms).toContain(SigningAlgorithm);
    const key = createPublicKey({ key: Buffer.from(shown.PublicKey ?? []), format: 'der', type: 'spki' });
    const bits = SigningAlgorithm.slice(-3);
    const padding = SigningAlgorithm.includes('PSS')
      ? { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: Number(bits) / 8 }
      : {};
    for (const input of [
      { Message, MessageType: 'RAW' as const },
      { Message: digestOf(SigningAlgorithm), MessageType: 'DIGEST' as const },
    ]) {
      const made = await kms.sign({ KeyId, SigningAlgorithm, ...input });
      expect(made).toMatchObject({ KeyId, SigningAlgorithm });
      const Signature = Buffer.from(made.Signature ?? []);
      expect(nodeVerify(`sha${bits}`, Message, { key, ...padding }, Signature)).toBe(true);
      const checked = await kms.verify({ KeyId, SigningAlgorithm, Message, Signature });
      expect(checked).toMatchObject({ KeyId, SignatureValid: true, SigningAlgorithm });
      const forged = kms.verify({ KeyId, SigningAlgorithm, Message: Buffer.from('another'), Signature });
      expect(await failureCode(forged)).toBe('KMSInvalidSignatureException');
    }
    const short = kms.sign({ KeyId, SigningAlgorithm, Message: Buffer.from('short'), MessageType: 'DIGEST' });
    expect(await failure(short)).toEqual({
      code: 'ValidationException',
      message: `Digest is invalid length for algorithm ${SigningAlgorithm}.`,
    });
  });
});

describe('Edwards and lattice signatures', () => {
  it('take the messages that AWS says, and no others', async () => {
    const ed = await newKey(kms, { KeySpec: 'ECC_NIST_EDWARDS25519', KeyUsage: 'SIGN_VERIFY' });
    const lattice = await newKey(kms, { KeySpec: 'ML_DSA_65', KeyUsage: 'SIGN_VERIFY' });
    const digest = createHash('sha512').update(Message).digest();
    const good = [
      { KeyId: ed, SigningAlgorithm: 'ED25519_SHA_512', Message, MessageType: 'RAW' },
      { KeyId: ed, SigningAlgorithm: 'ED25519_PH_SHA_512', Message: digest, MessageType: 'DIGEST' },
      { KeyId: lattice, SigningAlgorithm: 'ML_DSA_SHAKE_256', Message, MessageType: 'RAW' },
      { KeyId: lattice, SigningAlgorithm: 'ML_DSA_SHAKE_256', Message: digest, MessageType: 'EXTERNAL_MU' },
    ] as const;
    for (const input of good) {
      const { Signature } = await kms.sign(input);
      expect((await kms.verify({ ...input, Signature })).SignatureValid).toBe(true);
      const wrong = { ...input, Message: Buffer.from(input.Message).reverse() };
      expect(await failureCode(kms.verify({ ...wrong, Signature }))).toBe('KMSInvalidSignatureException');
    }
    const bad = [
      { KeyId: ed, SigningAlgorithm: 'ED25519_SHA_512', Message: digest, MessageType: 'DIGEST' },
      { KeyId: ed, SigningAlgorithm: 'ED25519_PH_SHA_512', Message, MessageType: 'RAW' },
      { KeyId: lattice, SigningAlgorithm: 'ML_DSA_SHAKE_256', Message: digest, MessageType: 'DIGEST' },
      { KeyId: lattice, SigningAlgorithm: 'ML_DSA_SHAKE_256', Message, MessageType: 'EXTERNAL_MU' },
    ] as const;
    for (const input of bad) expect(await failureCode(kms.sign(input))).toBe('ValidationException');
  });
});

describe('Sign and Verify', () => {
  it('name the usage and the algorithm that do not fit', async () => {
    const hmac = await newKey(kms, { KeySpec: 'HMAC_256', KeyUsage: 'GENERATE_VERIFY_MAC' });
    const ecc = await newKey(kms, { KeySpec: 'ECC_NIST_P256', KeyUsage: 'SIGN_VERIFY' });
    expect(await failure(kms.sign({ KeyId: hmac, Message, SigningAlgorithm: 'ECDSA_SHA_256' }))).toEqual({
      code: 'InvalidKeyUsageException',
      message: `${hmac} key usage is GENERATE_VERIFY_MAC which is not valid for Sign.`,
    });
    expect(await failure(kms.sign({ KeyId: ecc, Message, SigningAlgorithm: 'ECDSA_SHA_384' }))).toEqual({
      code: 'InvalidKeyUsageException',
      message: 'Algorithm ECDSA_SHA_384 is incompatible with key spec ECC_NIST_P256.',
    });
  });

  it('take 4096 bytes and no more', async () => {
    const KeyId = await newKey(kms, { KeySpec: 'ECC_NIST_P256', KeyUsage: 'SIGN_VERIFY' });
    const SigningAlgorithm = 'ECDSA_SHA_256';
    await kms.sign({ KeyId, SigningAlgorithm, Message: randomBytes(4096) });
    const call = kms.sign({ KeyId, SigningAlgorithm, Message: randomBytes(4097) });
    expect(await failureCode(call)).toBe('ValidationException');
  });

  it('end a dry run before signing', async () => {
    const KeyId = await newKey(kms, { KeySpec: 'ECC_NIST_P256', KeyUsage: 'SIGN_VERIFY' });
    const input = { KeyId, SigningAlgorithm: 'ECDSA_SHA_256' as const, Message, DryRun: true };
    expect(await failureCode(kms.sign(input))).toBe('DryRunOperationException');
    expect(await failureCode(kms.verify({ ...input, Signature: Buffer.of(1) }))).toBe(
      'DryRunOperationException',
    );
  });
});

describe('GetPublicKey', () => {
  it('has nothing to show of keys that are secrets', async () => {
    for (const input of [{}, { KeySpec: 'HMAC_256', KeyUsage: 'GENERATE_VERIFY_MAC' }] as const)
      expect(await failureCode(kms.getPublicKey({ KeyId: await newKey(kms, input) }))).toBe(
        'UnsupportedOperationException',
      );
  });

  it('shows the key of a disabled key', async () => {
    const KeyId = await newKey(kms, { KeySpec: 'ECC_NIST_P256', KeyUsage: 'KEY_AGREEMENT' });
    await kms.disableKey({ KeyId });
    const shown = await kms.getPublicKey({ KeyId });
    expect(shown.KeyAgreementAlgorithms).toEqual(['ECDH']);
  });
});
