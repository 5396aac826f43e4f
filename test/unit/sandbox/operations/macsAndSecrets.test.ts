import type { KMS } from '@aws-sdk/client-kms';
import { createHmac, createPublicKey, diffieHellman, generateKeyPairSync, randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { failure, failureCode, newKey, useSandbox } from './sandboxInUse';

const sandbox = useSandbox();
let kms: KMS;
beforeAll(() => {
  kms = sandbox.client();
});
const Message = Buffer.from('a message');
const noMessage = expect.stringMatching(/^(UnknownError)?$/u) as string;

describe.each([
  ['HMAC_224', 'HMAC_SHA_224', 28],
  ['HMAC_256', 'HMAC_SHA_256', 32],
  ['HMAC_384', 'HMAC_SHA_384', 48],
  ['HMAC_512', 'HMAC_SHA_512', 64],
] as const)('%s', (KeySpec, MacAlgorithm, length) => {
  it('makes and verifies codes', async () => {
    const KeyId = await newKey(kms, { KeySpec, KeyUsage: 'GENERATE_VERIFY_MAC' });
    const made = await kms.generateMac({ KeyId, MacAlgorithm, Message });
    expect(made).toMatchObject({ KeyId, MacAlgorithm });
    expect(made.Mac).toHaveLength(length);
    const checked = await kms.verifyMac({ KeyId, MacAlgorithm, Message, Mac: made.Mac });
    expect(checked).toMatchObject({ KeyId, MacAlgorithm, MacValid: true });
    const forged = kms.verifyMac({ KeyId, MacAlgorithm, Message: Buffer.from('other'), Mac: made.Mac });
    expect(await failure(forged)).toEqual({ code: 'KMSInvalidMacException', message: noMessage });
    const dry = kms.generateMac({ KeyId, MacAlgorithm, Message, DryRun: true });
    expect(await failureCode(dry)).toBe('DryRunOperationException');
  });
});

describe('Message authentication codes', () => {
  it('need the algorithm of the key', async () => {
    const KeyId = await newKey(kms, { KeySpec: 'HMAC_224', KeyUsage: 'GENERATE_VERIFY_MAC' });
    expect(await failure(kms.generateMac({ KeyId, MacAlgorithm: 'HMAC_SHA_256', Message }))).toEqual({
      code: 'InvalidKeyUsageException',
      message: 'Algorithm HMAC_SHA_256 is incompatible with key spec HMAC_224.',
    });
    const symmetric = await newKey(kms);
    expect(
      await failure(kms.generateMac({ KeyId: symmetric, MacAlgorithm: 'HMAC_SHA_256', Message })),
    ).toEqual({
      code: 'InvalidKeyUsageException',
      message: `${symmetric} key usage is ENCRYPT_DECRYPT which is not valid for GenerateMac.`,
    });
  });

  it('are HMAC, as anybody with the key computes them', () => {
    expect(createHmac('sha224', Buffer.alloc(20, 0x0b)).update('Hi There').digest('hex')).toMatch(
      /^896fb112/u,
    );
  });
});

describe('DeriveSharedSecret', () => {
  it.each([
    ['ECC_NIST_P256', 'P-256'],
    ['ECC_NIST_P384', 'P-384'],
    ['ECC_NIST_P521', 'P-521'],
  ] as const)('with %s agrees with the other side', async (KeySpec, namedCurve) => {
    const KeyId = await newKey(kms, { KeySpec, KeyUsage: 'KEY_AGREEMENT' });
    const peer = generateKeyPairSync('ec', { namedCurve });
    const derived = await kms.deriveSharedSecret({
      KeyId,
      KeyAgreementAlgorithm: 'ECDH',
      PublicKey: peer.publicKey.export({ format: 'der', type: 'spki' }),
    });
    expect(derived).toMatchObject({ KeyId, KeyAgreementAlgorithm: 'ECDH', KeyOrigin: 'AWS_KMS' });
    const { PublicKey } = await kms.getPublicKey({ KeyId });
    const publicKey = createPublicKey({ key: Buffer.from(PublicKey ?? []), format: 'der', type: 'spki' });
    const theirs = diffieHellman({ privateKey: peer.privateKey, publicKey });
    expect(Buffer.from(derived.SharedSecret ?? [])).toEqual(theirs);
  });

  it('refuses keys that are none of the curve, without a message', async () => {
    const KeyId = await newKey(kms, { KeySpec: 'ECC_NIST_P256', KeyUsage: 'KEY_AGREEMENT' });
    const other = generateKeyPairSync('ec', { namedCurve: 'P-384' });
    for (const PublicKey of [
      Buffer.from('InvalidPublicKey'),
      other.publicKey.export({ format: 'der', type: 'spki' }),
    ])
      expect(
        await failure(kms.deriveSharedSecret({ KeyId, KeyAgreementAlgorithm: 'ECDH', PublicKey })),
      ).toEqual({ code: 'ValidationException', message: noMessage });
  });

  it('is for key agreement keys only', async () => {
    const KeyId = await newKey(kms, { KeySpec: 'ECC_NIST_P256', KeyUsage: 'SIGN_VERIFY' });
    const call = kms.deriveSharedSecret({ KeyId, KeyAgreementAlgorithm: 'ECDH', PublicKey: Buffer.of(1) });
    expect(await failure(call)).toEqual({
      code: 'InvalidKeyUsageException',
      message: `${KeyId} key usage is SIGN_VERIFY which is not valid for DeriveSharedSecret.`,
    });
  });
});

describe.each([
  ['ML_KEM_512', 768],
  ['ML_KEM_768', 1088],
  ['ML_KEM_1024', 1568],
] as const)('%s', (KeySpec, length) => {
  it('encapsulates a secret and gives it back', async () => {
    const KeyId = await newKey(kms, { KeySpec, KeyUsage: 'ENCAPSULATE_DECAPSULATE' });
    const EncapsulationAlgorithm = 'ML_KEM';
    const made = await kms.encapsulate({ KeyId, EncapsulationAlgorithm });
    expect(made).toMatchObject({ KeyId, EncapsulationAlgorithm });
    expect(made.SharedSecret).toHaveLength(32);
    expect(made.SharedSecretCiphertextBlob).toHaveLength(length);
    const { SharedSecretCiphertextBlob } = made;
    const opened = await kms.decapsulate({ KeyId, EncapsulationAlgorithm, SharedSecretCiphertextBlob });
    expect(opened.SharedSecret).toEqual(made.SharedSecret);
    const rejected = await kms.decapsulate({
      KeyId,
      EncapsulationAlgorithm,
      SharedSecretCiphertextBlob: randomBytes(length),
    });
    expect(rejected.SharedSecret).toHaveLength(32);
    expect(rejected.SharedSecret).not.toEqual(made.SharedSecret);
    const short = {
      KeyId,
      EncapsulationAlgorithm,
      SharedSecretCiphertextBlob: randomBytes(length - 1),
    } as const;
    expect(await failureCode(kms.decapsulate(short))).toBe('InvalidCiphertextException');
    expect(await failureCode(kms.encapsulate({ KeyId, EncapsulationAlgorithm, DryRun: true }))).toBe(
      'DryRunOperationException',
    );
    const { EncapsulationAlgorithms } = await kms.getPublicKey({ KeyId });
    expect(EncapsulationAlgorithms).toEqual(['ML_KEM']);
  });
});
