import type { DataKeyPairSpec, KMS } from '@aws-sdk/client-kms';
import { createPrivateKey, createPublicKey } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { failure, failureCode, newKey, useSandbox } from './sandboxInUse';

const sandbox = useSandbox();
let kms: KMS;
let key: string;
let signing: string;

beforeAll(async () => {
  kms = sandbox.client();
  key = await newKey(kms);
  signing = await newKey(kms, { KeySpec: 'ECC_NIST_P256', KeyUsage: 'SIGN_VERIFY' });
});

describe('A data key', () => {
  it.each([
    [{ KeySpec: 'AES_256' }, 32],
    [{ KeySpec: 'AES_128' }, 16],
    [{ NumberOfBytes: 1 }, 1],
    [{ NumberOfBytes: 1024 }, 1024],
  ] as const)('of %j is %i bytes, in plaintext and encrypted', async (size, length) => {
    const EncryptionContext = { a: '1' };
    const made = await kms.generateDataKey({ KeyId: key, EncryptionContext, ...size });
    expect(made.Plaintext).toHaveLength(length);
    expect(made.KeyId).toBe(key);
    const opened = await kms.decrypt({ CiphertextBlob: made.CiphertextBlob, EncryptionContext });
    expect(opened.Plaintext).toEqual(made.Plaintext);
    expect(opened.KeyMaterialId).toBe(made.KeyMaterialId);
    expect(await failureCode(kms.decrypt({ CiphertextBlob: made.CiphertextBlob }))).toBe(
      'InvalidCiphertextException',
    );
  });

  it('comes encrypted only, where that is asked for', async () => {
    const made = await kms.generateDataKeyWithoutPlaintext({ KeyId: key, KeySpec: 'AES_256' });
    expect(made).not.toHaveProperty('Plaintext');
    const opened = await kms.decrypt({ CiphertextBlob: made.CiphertextBlob });
    expect(opened.Plaintext).toHaveLength(32);
  });

  it('needs its size said once', async () => {
    const calls = [{}, { KeySpec: 'AES_256' as const, NumberOfBytes: 32 }];
    for (const size of calls)
      expect(await failure(kms.generateDataKey({ KeyId: key, ...size }))).toEqual({
        code: 'ValidationException',
        message: 'Please specify either number of bytes or key spec.',
      });
  });

  it('is made under symmetric encryption keys only', async () => {
    expect(await failure(kms.generateDataKey({ KeyId: signing, KeySpec: 'AES_256' }))).toEqual({
      code: 'InvalidKeyUsageException',
      message: `${signing} key usage is SIGN_VERIFY which is not valid for GenerateDataKey.`,
    });
  });

  it('is not made in a dry run', async () => {
    const call = kms.generateDataKey({ KeyId: key, KeySpec: 'AES_256', DryRun: true });
    expect(await failureCode(call)).toBe('DryRunOperationException');
  });
});

describe('A data key pair', () => {
  const nodeSpecs: DataKeyPairSpec[] = [
    'RSA_2048',
    'ECC_NIST_P256',
    'ECC_NIST_P384',
    'ECC_NIST_P521',
    'ECC_SECG_P256K1',
    'ECC_NIST_EDWARDS25519',
  ];

  it.each(nodeSpecs)('of %s is a PKCS #8 private key and its public key', async (KeyPairSpec) => {
    const made = await kms.generateDataKeyPair({ KeyId: key, KeyPairSpec });
    expect(made).toMatchObject({ KeyId: key, KeyPairSpec });
    const pkcs8 = Buffer.from(made.PrivateKeyPlaintext ?? []);
    const privateKey = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' });
    const spki = createPublicKey(privateKey).export({ format: 'der', type: 'spki' });
    expect(Buffer.from(made.PublicKey ?? [])).toEqual(spki);
    const opened = await kms.decrypt({ CiphertextBlob: made.PrivateKeyCiphertextBlob });
    expect(Buffer.from(opened.Plaintext ?? [])).toEqual(pkcs8);
  });

  it.each(['ML_KEM_512', 'ML_KEM_768', 'ML_KEM_1024'] as const)('can be of %s', async (KeyPairSpec) => {
    const made = await kms.generateDataKeyPairWithoutPlaintext({ KeyId: key, KeyPairSpec });
    expect(made).not.toHaveProperty('PrivateKeyPlaintext');
    expect(made.PublicKey?.length).toBeGreaterThan(800);
    const opened = await kms.decrypt({ CiphertextBlob: made.PrivateKeyCiphertextBlob });
    expect(opened.Plaintext?.length).toBeGreaterThan(64);
  });

  it('is not made in a dry run', async () => {
    for (const call of [
      kms.generateDataKeyPair({ KeyId: key, KeyPairSpec: 'RSA_4096', DryRun: true }),
      kms.generateDataKeyPairWithoutPlaintext({ KeyId: key, KeyPairSpec: 'RSA_4096', DryRun: true }),
    ])
      expect(await failure(call)).toEqual({
        code: 'DryRunOperationException',
        message: 'The request would have succeeded, but the DryRun option is set.',
      });
  });
});

describe('GenerateRandom', () => {
  it('gives as many bytes as are asked for', async () => {
    const { Plaintext } = await kms.generateRandom({ NumberOfBytes: 1024 });
    expect(Plaintext).toHaveLength(1024);
  });

  it.each([
    [undefined, 'NumberOfBytes is required.'],
    [
      0,
      "Value '0' at 'numberOfBytes' failed to satisfy constraint: Member must have value greater than or equal to 1",
    ],
    [
      1025,
      "Value '1025' at 'numberOfBytes' failed to satisfy constraint: Member must have value less than or equal to 1024",
    ],
  ])('refuses %s', async (NumberOfBytes, message) => {
    const found = await failure(kms.generateRandom({ NumberOfBytes }));
    expect(found.code).toBe('ValidationException');
    expect(found.message).toContain(message);
  });

  it('asks only CloudHSM key stores that are there', async () => {
    const call = kms.generateRandom({ NumberOfBytes: 8, CustomKeyStoreId: 'cks-nowhere' });
    expect(await failureCode(call)).toBe('CustomKeyStoreNotFoundException');
  });
});
