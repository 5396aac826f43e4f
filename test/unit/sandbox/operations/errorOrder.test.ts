import type { KMS } from '@aws-sdk/client-kms';
import { describe, expect, it } from 'vitest';
import { failure, failureCode, newKey, useSandbox } from './sandboxInUse';

const sandbox = useSandbox();

type Input = Parameters<KMS['createKey']>[0];
type Act = (kms: KMS, KeyId: string) => Promise<unknown>;

const Message = Buffer.of(1);
const rsaForSignatures = { KeySpec: 'RSA_2048', KeyUsage: 'SIGN_VERIFY' } as const;
const rsaForEncryption = { KeySpec: 'RSA_2048', KeyUsage: 'ENCRYPT_DECRYPT' } as const;
const ecForSignatures = { KeySpec: 'ECC_NIST_P256', KeyUsage: 'SIGN_VERIFY' } as const;
const hmac = { KeySpec: 'HMAC_256', KeyUsage: 'GENERATE_VERIFY_MAC' } as const;

const encrypt: Act = (kms, KeyId) => kms.encrypt({ KeyId, Plaintext: Message });
const sign: Act = (kms, KeyId) => kms.sign({ KeyId, Message, SigningAlgorithm: 'ECDSA_SHA_384' });
const mac: Act = (kms, KeyId) => kms.generateMac({ KeyId, Message, MacAlgorithm: 'HMAC_SHA_512' });
const dataKey: Act = (kms, KeyId) => kms.generateDataKey({ KeyId, KeySpec: 'AES_256' });
const enableRotation: Act = (kms, KeyId) => kms.enableKeyRotation({ KeyId });
const disableRotation: Act = (kms, KeyId) => kms.disableKeyRotation({ KeyId });
const rotate: Act = (kms, KeyId) => kms.rotateKeyOnDemand({ KeyId });
const publicKey: Act = (kms, KeyId) => kms.getPublicKey({ KeyId });

describe('A disabled key', () => {
  const cases: [string, Input, Act, string, RegExp][] = [
    ['wrong usage', rsaForSignatures, encrypt, 'InvalidKeyUsageException', /SIGN_VERIFY which is not valid/u],
    ['wrong usage', hmac, sign, 'InvalidKeyUsageException', /GENERATE_VERIFY_MAC which is not valid/u],
    ['state, not its algorithm', ecForSignatures, sign, 'DisabledException', /is disabled\.$/u],
    ['state, not its algorithm', hmac, mac, 'DisabledException', /is disabled\.$/u],
    ['state, not its spec', rsaForEncryption, dataKey, 'DisabledException', /is disabled\.$/u],
    ['state, not its spec', hmac, enableRotation, 'DisabledException', /is disabled\.$/u],
    ['state, not its spec', hmac, disableRotation, 'DisabledException', /is disabled\.$/u],
    ['state, not its spec', rsaForEncryption, rotate, 'DisabledException', /is disabled\.$/u],
  ];
  it.each(cases)('is refused for its %s: %j', async (_, input, act, code, message) => {
    const kms = sandbox.client();
    const KeyId = await newKey(kms, input);
    await kms.disableKey({ KeyId });
    expect(await failure(act(kms, KeyId))).toEqual({
      code,
      message: expect.stringMatching(message) as string,
    });
  });
});

describe('An enabled key', () => {
  const noText = /^(UnknownError)?$/u;
  const cases: [string, Input, Act, string, RegExp][] = [
    [
      'a data key',
      rsaForEncryption,
      dataKey,
      'InvalidKeyUsageException',
      /^You cannot generate a data key with an asymmetric CMK$/u,
    ],
    ['rotation', hmac, enableRotation, 'UnsupportedOperationException', noText],
    ['rotation', rsaForEncryption, rotate, 'UnsupportedOperationException', noText],
    ['a public key', {}, publicKey, 'UnsupportedOperationException', noText],
    ['a public key', hmac, publicKey, 'UnsupportedOperationException', noText],
    [
      'a message type that does not fit its algorithm',
      { KeySpec: 'ECC_NIST_EDWARDS25519', KeyUsage: 'SIGN_VERIFY' },
      (kms, KeyId) =>
        kms.sign({ KeyId, Message, MessageType: 'RAW', SigningAlgorithm: 'ED25519_PH_SHA_512' }),
      'ValidationException',
      /^Message type RAW is incompatible with algorithm ED25519_PH_SHA_512\.$/u,
    ],
    [
      'a message type that does not fit its spec',
      { KeySpec: 'ML_DSA_44', KeyUsage: 'SIGN_VERIFY' },
      (kms, KeyId) =>
        kms.sign({ KeyId, Message, MessageType: 'DIGEST', SigningAlgorithm: 'ML_DSA_SHAKE_256' }),
      'ValidationException',
      /^Message type DIGEST is incompatible with key spec ML_DSA_44\.$/u,
    ],
    [
      'an encryption context without symmetric encryption',
      rsaForEncryption,
      (kms, KeyId) =>
        kms.encrypt({
          KeyId,
          Plaintext: Message,
          EncryptionAlgorithm: 'RSAES_OAEP_SHA_256',
          EncryptionContext: { a: 'b' },
        }),
      'ValidationException',
      /^EncryptionContext is not supported when encrypting\/decrypting with asymmetric CMKs\.$/u,
    ],
  ];
  it.each(cases)('refuses %s: %j', async (_, input, act, code, message) => {
    const kms = sandbox.client();
    expect(await failure(act(kms, await newKey(kms, input)))).toEqual({
      code,
      message: expect.stringMatching(message) as string,
    });
  });

  it('that never rotates has no rotation to switch off', async () => {
    const kms = sandbox.client();
    for (const input of [hmac, rsaForSignatures]) {
      const refused = kms.disableKeyRotation({ KeyId: await newKey(kms, input) });
      expect(await failureCode(refused)).toBe('UnsupportedOperationException');
    }
  });
});

describe('A key that waits for its material', () => {
  it('shows no public key, whatever it is for', async () => {
    const kms = sandbox.client();
    for (const input of [{}, ecForSignatures]) {
      const KeyId = await newKey(kms, { ...input, Origin: 'EXTERNAL' });
      expect(await failure(publicKey(kms, KeyId))).toEqual({
        code: 'KMSInvalidStateException',
        message: `${KeyId} is pending import.`,
      });
    }
  });
});

describe('Decrypt', () => {
  it('reads a symmetric ciphertext before it looks at the key that is named', async () => {
    const kms = sandbox.client();
    const { CiphertextBlob } = await kms.encrypt({ KeyId: await newKey(kms), Plaintext: Message });
    const rsa = await newKey(kms, rsaForEncryption);
    const made = await kms.encrypt({
      KeyId: rsa,
      Plaintext: Message,
      EncryptionAlgorithm: 'RSAES_OAEP_SHA_256',
    });
    expect((await failure(kms.decrypt({ KeyId: rsa, CiphertextBlob: made.CiphertextBlob }))).code).toBe(
      'InvalidCiphertextException',
    );
    const waiting = await newKey(kms, { Origin: 'EXTERNAL' });
    for (const KeyId of [rsa, waiting])
      expect((await failure(kms.decrypt({ KeyId, CiphertextBlob }))).code).toBe('IncorrectKeyException');
  });
});
