import type { KMS } from '@aws-sdk/client-kms';
import { randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { KeyRecord } from '../../../../src/generated/sandbox-state';
import { failure, failureCode, newKey, useSandbox } from './sandboxInUse';

const sandbox = useSandbox();

/** Outcomes of the key-state table (developer guide, "Key states of KMS keys"), notes 1, 2, 3 and 5. */
const disabled = 'DisabledException';
const invalidState = 'KMSInvalidStateException';
/** Note 2 of the table says DisabledException, the exceptions of the operations KMSInvalidStateException as well. */
const pending = /^(DisabledException|KMSInvalidStateException)$/u;

interface Subject {
  kms: KMS;
  KeyId: string;
  /** A symmetric key that is enabled, for what involves two. */
  enabled: string;
  ciphertext: Uint8Array;
}

type Act = (subject: Subject) => Promise<unknown>;

const bytes = { Message: Buffer.of(1), Signature: Buffer.of(1), Mac: Buffer.of(1) };
const wrapping = { WrappingAlgorithm: 'RSAES_OAEP_SHA_256', WrappingKeySpec: 'RSA_2048' } as const;

const symmetricActs: Record<string, Act> = {
  Encrypt: ({ kms, KeyId }) => kms.encrypt({ KeyId, Plaintext: Buffer.of(1) }),
  Decrypt: ({ kms, KeyId, ciphertext }) => kms.decrypt({ KeyId, CiphertextBlob: ciphertext }),
  'ReEncrypt from it': ({ kms, KeyId, ciphertext, enabled }) =>
    kms.reEncrypt({ SourceKeyId: KeyId, CiphertextBlob: ciphertext, DestinationKeyId: enabled }),
  'ReEncrypt to it': async ({ kms, KeyId, enabled }) => {
    const { CiphertextBlob } = await kms.encrypt({ KeyId: enabled, Plaintext: Buffer.of(1) });
    return kms.reEncrypt({ CiphertextBlob, DestinationKeyId: KeyId });
  },
  GenerateDataKey: ({ kms, KeyId }) => kms.generateDataKey({ KeyId, KeySpec: 'AES_256' }),
  GenerateDataKeyWithoutPlaintext: ({ kms, KeyId }) =>
    kms.generateDataKeyWithoutPlaintext({ KeyId, KeySpec: 'AES_256' }),
  GenerateDataKeyPair: ({ kms, KeyId }) => kms.generateDataKeyPair({ KeyId, KeyPairSpec: 'ECC_NIST_P256' }),
  GenerateDataKeyPairWithoutPlaintext: ({ kms, KeyId }) =>
    kms.generateDataKeyPairWithoutPlaintext({ KeyId, KeyPairSpec: 'ECC_NIST_P256' }),
  CreateGrant: ({ kms, KeyId }) =>
    kms.createGrant({ KeyId, GranteePrincipal: sandbox.arnOf('alice'), Operations: ['Encrypt'] }),
};

describe('A symmetric key', () => {
  let subject: Subject;
  beforeAll(async () => {
    const kms = sandbox.client();
    const KeyId = await newKey(kms);
    const { CiphertextBlob } = await kms.encrypt({ KeyId, Plaintext: Buffer.of(1) });
    subject = { kms, KeyId, enabled: await newKey(kms), ciphertext: CiphertextBlob ?? new Uint8Array() };
  });

  it.each(Object.entries(symmetricActs))('lets %s only while it is enabled', async (_, act) => {
    const { kms, KeyId } = subject;
    await act(subject);
    await kms.disableKey({ KeyId });
    expect(await failureCode(act(subject))).toBe(disabled);
    await kms.scheduleKeyDeletion({ KeyId });
    expect(await failureCode(act(subject))).toMatch(pending);
    await kms.cancelKeyDeletion({ KeyId });
    expect(await failureCode(act(subject))).toBe(disabled);
    await kms.enableKey({ KeyId });
    await act(subject);
  });

  it('has grants that are listed, retired and revoked in every state', async () => {
    const { kms } = subject;
    const KeyId = await newKey(kms);
    const made = await Promise.all(
      Array.from({ length: 4 }, () =>
        kms.createGrant({ KeyId, GranteePrincipal: sandbox.arnOf('alice'), Operations: ['Encrypt'] }),
      ),
    );
    const [first, second, third, fourth] = made.map(({ GrantId }) => GrantId ?? '');
    await kms.disableKey({ KeyId });
    await kms.revokeGrant({ KeyId, GrantId: first });
    await kms.retireGrant({ KeyId, GrantId: second });
    await kms.scheduleKeyDeletion({ KeyId });
    await kms.revokeGrant({ KeyId, GrantId: third });
    expect((await kms.listGrants({ KeyId })).Grants?.map(({ GrantId }) => GrantId)).toEqual([fourth]);
    await kms.retireGrant({ KeyId, GrantId: fourth });
  });
});

describe('Keys of other types', () => {
  const cases: [string, Parameters<KMS['createKey']>[0], Act[]][] = [
    [
      'for signatures',
      { KeySpec: 'ECC_NIST_P256', KeyUsage: 'SIGN_VERIFY' },
      [
        ({ kms, KeyId }) => kms.sign({ KeyId, SigningAlgorithm: 'ECDSA_SHA_256', Message: bytes.Message }),
        ({ kms, KeyId }) =>
          kms.verify({
            KeyId,
            SigningAlgorithm: 'ECDSA_SHA_256',
            Message: bytes.Message,
            Signature: bytes.Signature,
          }),
      ],
    ],
    [
      'for codes',
      { KeySpec: 'HMAC_256', KeyUsage: 'GENERATE_VERIFY_MAC' },
      [
        ({ kms, KeyId }) => kms.generateMac({ KeyId, MacAlgorithm: 'HMAC_SHA_256', Message: bytes.Message }),
        ({ kms, KeyId }) =>
          kms.verifyMac({ KeyId, MacAlgorithm: 'HMAC_SHA_256', Message: bytes.Message, Mac: bytes.Mac }),
      ],
    ],
    [
      'for agreement',
      { KeySpec: 'ECC_NIST_P256', KeyUsage: 'KEY_AGREEMENT' },
      [
        ({ kms, KeyId }) =>
          kms.deriveSharedSecret({ KeyId, KeyAgreementAlgorithm: 'ECDH', PublicKey: Buffer.of(1) }),
      ],
    ],
    [
      'for encapsulation',
      { KeySpec: 'ML_KEM_512', KeyUsage: 'ENCAPSULATE_DECAPSULATE' },
      [
        ({ kms, KeyId }) => kms.encapsulate({ KeyId, EncapsulationAlgorithm: 'ML_KEM' }),
        ({ kms, KeyId }) =>
          kms.decapsulate({
            KeyId,
            EncapsulationAlgorithm: 'ML_KEM',
            SharedSecretCiphertextBlob: randomBytes(768),
          }),
      ],
    ],
  ];

  it.each(cases)('%s work only while they are enabled', async (_, input, acts) => {
    const kms = sandbox.client();
    const KeyId = await newKey(kms, input);
    const subject = { kms, KeyId, enabled: '', ciphertext: new Uint8Array() };
    await kms.disableKey({ KeyId });
    for (const act of acts) expect(await failureCode(act(subject))).toBe(disabled);
    await kms.scheduleKeyDeletion({ KeyId });
    for (const act of acts) expect(await failureCode(act(subject))).toMatch(pending);
  });
});

describe('A public key', () => {
  it('is shown of a disabled key, and not of one that is pending deletion', async () => {
    const kms = sandbox.client();
    const KeyId = await newKey(kms, { KeySpec: 'ECC_NIST_P256', KeyUsage: 'SIGN_VERIFY' });
    await kms.disableKey({ KeyId });
    expect((await kms.getPublicKey({ KeyId })).PublicKey).toBeDefined();
    await kms.scheduleKeyDeletion({ KeyId });
    expect(await failureCode(kms.getPublicKey({ KeyId }))).toMatch(pending);
  });
});

describe('A key that waits for its material', () => {
  it('does no cryptography, and takes no grant', async () => {
    const kms = sandbox.client();
    const KeyId = await newKey(kms, { Origin: 'EXTERNAL' });
    const enabled = await newKey(kms);
    const { CiphertextBlob: ciphertext = new Uint8Array() } = await kms.encrypt({
      KeyId: enabled,
      Plaintext: Buffer.of(1),
    });
    for (const [name, act] of Object.entries(symmetricActs))
      // No ciphertext is of a key that never had material, and that is said before.
      expect(await failureCode(act({ kms, KeyId, enabled, ciphertext })), name).toBe(
        /^(Decrypt|ReEncrypt from it)$/u.test(name) ? 'IncorrectKeyException' : invalidState,
      );
  });

  it('decrypts nothing of its own without it, either', async () => {
    const kms = sandbox.client();
    const KeyId = await newKey(kms);
    const { CiphertextBlob: ciphertext = new Uint8Array() } = await kms.encrypt({
      KeyId,
      Plaintext: Buffer.of(1),
    });
    await sandbox.edit(({ keys }) => {
      for (const key of keys) if (key.arn === KeyId) Object.assign(key, withoutMaterial(key));
    });
    const subject = { kms, KeyId, enabled: await newKey(kms), ciphertext };
    for (const name of ['Decrypt', 'ReEncrypt from it'])
      expect(await failure(symmetricActs[name]?.(subject) ?? Promise.resolve()), name).toEqual({
        code: invalidState,
        message: `${KeyId} is pending import.`,
      });
  });

  it('can be given parameters also when it is disabled, but not when it goes', async () => {
    const kms = sandbox.client();
    const KeyId = await newKey(kms, { Origin: 'EXTERNAL' });
    await kms.getParametersForImport({ KeyId, ...wrapping });
    await kms.scheduleKeyDeletion({ KeyId });
    expect(await failureCode(kms.getParametersForImport({ KeyId, ...wrapping }))).toBe(invalidState);
    const input = { KeyId, ImportToken: Buffer.of(1), EncryptedKeyMaterial: Buffer.of(1) };
    expect(await failureCode(kms.importKeyMaterial(input))).toBe(invalidState);
    await kms.deleteImportedKeyMaterial({ KeyId });
  });
});

describe('A multi-Region key', () => {
  it('is replicated, and moves its primary Region, only while it is enabled', async () => {
    const kms = sandbox.client();
    const KeyId = await newKey(kms, { MultiRegion: true });
    const acts = [
      () => kms.replicateKey({ KeyId, ReplicaRegion: 'eu-west-1' }),
      () => kms.updatePrimaryRegion({ KeyId, PrimaryRegion: 'eu-west-1' }),
    ];
    await kms.disableKey({ KeyId });
    for (const act of acts) expect(await failureCode(act())).toBe(disabled);
    await kms.scheduleKeyDeletion({ KeyId });
    for (const act of acts) expect(await failureCode(act())).toMatch(pending);
  });
});

/** As a key is whose imported material was deleted. */
function withoutMaterial(key: KeyRecord): Partial<KeyRecord> {
  return { origin: 'EXTERNAL', materials: key.materials.map(({ secret: _, ...material }) => material) };
}
