import type { KMS } from '@aws-sdk/client-kms';
import fc from '../../properties';
import { constants, createPublicKey, publicEncrypt, randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { failure, failureCode, newKey, useSandbox } from './sandboxInUse';

const sandbox = useSandbox();
let kms: KMS;
let key: string;
let other: string;
let rsa: string;
let hmac: string;

beforeAll(async () => {
  kms = sandbox.client();
  [key, other, rsa, hmac] = await Promise.all([
    newKey(kms),
    newKey(kms),
    newKey(kms, { KeySpec: 'RSA_2048', KeyUsage: 'ENCRYPT_DECRYPT' }),
    newKey(kms, { KeySpec: 'HMAC_256', KeyUsage: 'GENERATE_VERIFY_MAC' }),
  ]);
});

const incorrectKey = {
  code: 'IncorrectKeyException',
  message: 'The key ID in the request does not identify a CMK that can perform this operation.',
};
const noMessage = (code: string) => ({
  code,
  message: expect.stringMatching(/^(UnknownError)?$/u) as string,
});

describe('Encrypt and Decrypt', () => {
  it('give any plaintext back, found by the ciphertext alone', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ minLength: 1, maxLength: 4096 }),
        fc.dictionary(fc.string({ minLength: 1 }), fc.string(), { maxKeys: 3 }),
        async (Plaintext, EncryptionContext) => {
          const { CiphertextBlob } = await kms.encrypt({ KeyId: key, Plaintext, EncryptionContext });
          const opened = await kms.decrypt({ CiphertextBlob, EncryptionContext });
          expect(Buffer.from(opened.Plaintext ?? [])).toEqual(Buffer.from(Plaintext));
        },
      ),
      { numRuns: 25 },
    );
  });

  it('answer what AWS answers', async () => {
    const sealed = await kms.encrypt({ KeyId: key, Plaintext: Buffer.from('a') });
    expect(sealed).toMatchObject({ KeyId: key, EncryptionAlgorithm: 'SYMMETRIC_DEFAULT' });
    const { KeyMetadata } = await kms.describeKey({ KeyId: key });
    const opened = await kms.decrypt({ CiphertextBlob: sealed.CiphertextBlob, KeyId: key });
    expect(opened).toMatchObject({
      KeyId: key,
      EncryptionAlgorithm: 'SYMMETRIC_DEFAULT',
      KeyMaterialId: KeyMetadata?.CurrentKeyMaterialId,
    });
  });

  it('take a key by id, by ARN and by alias', async () => {
    await kms.createAlias({ AliasName: 'alias/encryption', TargetKeyId: key });
    for (const KeyId of [
      key,
      key.split('/')[1],
      'alias/encryption',
      'arn:aws:kms:us-east-1:111122223333:alias/encryption',
    ]) {
      const { CiphertextBlob } = await kms.encrypt({ KeyId, Plaintext: Buffer.from('a') });
      expect((await kms.decrypt({ KeyId, CiphertextBlob })).KeyId).toBe(key);
    }
  });

  it('fail without a message for another context, noise, or any flipped bit', async () => {
    const sealed = await kms.encrypt({
      KeyId: key,
      Plaintext: Buffer.from('a'),
      EncryptionContext: { tenant: 'a' },
    });
    const blob = Buffer.from(sealed.CiphertextBlob ?? []);
    const attempts = [{ tenant: 'b' }, { Tenant: 'a' }, {}, { tenant: 'a', more: '1' }, undefined];
    for (const EncryptionContext of attempts)
      expect(await failure(kms.decrypt({ CiphertextBlob: blob, EncryptionContext }))).toEqual(
        noMessage('InvalidCiphertextException'),
      );
    expect(await failureCode(kms.decrypt({ CiphertextBlob: randomBytes(100) }))).toBe(
      'InvalidCiphertextException',
    );
    for (let at = 0; at < blob.length; at++) {
      const forged = Buffer.from(blob);
      forged[at] = (forged[at] ?? 0) ^ (1 << (at % 8));
      const call = kms.decrypt({ CiphertextBlob: forged, EncryptionContext: { tenant: 'a' } });
      expect(await failureCode(call), `byte ${at}`).toBe('InvalidCiphertextException');
    }
  });

  it('tell another key from a wrong ciphertext', async () => {
    const { CiphertextBlob } = await kms.encrypt({ KeyId: key, Plaintext: Buffer.from('a') });
    expect(await failure(kms.decrypt({ CiphertextBlob, KeyId: other }))).toEqual(incorrectKey);
    expect(await failure(kms.decrypt({ CiphertextBlob, KeyId: hmac }))).toEqual(incorrectKey);
    expect(
      await failure(kms.reEncrypt({ CiphertextBlob, SourceKeyId: other, DestinationKeyId: key })),
    ).toEqual(incorrectKey);
  });

  it('refuse a ciphertext whose key is in another Region', async () => {
    const { CiphertextBlob } = await kms.encrypt({ KeyId: key, Plaintext: Buffer.from('a') });
    const elsewhere = sandbox.client({ region: 'eu-west-1' });
    expect(await failure(elsewhere.decrypt({ CiphertextBlob }))).toEqual({
      code: 'AccessDeniedException',
      message:
        `User: ${sandbox.arnOf('admin')} is not authorized to perform: kms:Decrypt on the resource associated with ` +
        'this ciphertext because the resource does not exist in this Region, no resource-based policies allow ' +
        'access, or a resource-based policy explicitly denies access',
    });
  });

  it('still decrypt what was encrypted before rotations', async () => {
    const rotating = await newKey(kms);
    const blobs: Uint8Array[] = [];
    const materials = new Set<string | undefined>();
    for (let round = 0; round < 3; round++) {
      const { CiphertextBlob } = await kms.encrypt({ KeyId: rotating, Plaintext: Buffer.of(round) });
      blobs.push(CiphertextBlob ?? new Uint8Array());
      await kms.rotateKeyOnDemand({ KeyId: rotating });
    }
    for (const [round, CiphertextBlob] of blobs.entries()) {
      const opened = await kms.decrypt({ CiphertextBlob });
      expect([...(opened.Plaintext ?? [])]).toEqual([round]);
      materials.add(opened.KeyMaterialId);
    }
    expect(materials.size).toBe(3);
  });

  it('mind the limit of 4096 bytes', async () => {
    expect(await failure(kms.encrypt({ KeyId: key, Plaintext: randomBytes(4097) }))).toEqual({
      code: 'ValidationException',
      message:
        "1 validation error detected: Value at 'plaintext' failed to satisfy constraint: Member must have length less than or equal to 4096",
    });
  });

  it('name the usage and the algorithm that do not fit', async () => {
    const signing = await newKey(kms, { KeySpec: 'ECC_NIST_P256', KeyUsage: 'SIGN_VERIFY' });
    expect(await failure(kms.encrypt({ KeyId: signing, Plaintext: Buffer.of(1) }))).toEqual({
      code: 'InvalidKeyUsageException',
      message: `${signing} key usage is SIGN_VERIFY which is not valid for Encrypt.`,
    });
    const call = kms.encrypt({
      KeyId: key,
      Plaintext: Buffer.of(1),
      EncryptionAlgorithm: 'RSAES_OAEP_SHA_256',
    });
    expect(await failure(call)).toEqual({
      code: 'InvalidKeyUsageException',
      message: 'Algorithm RSAES_OAEP_SHA_256 is incompatible with key spec SYMMETRIC_DEFAULT.',
    });
    expect(await failureCode(kms.encrypt({ KeyId: rsa, Plaintext: Buffer.of(1) }))).toBe(
      'InvalidKeyUsageException',
    );
  });
});

describe('RSA encryption', () => {
  it('decrypts what was encrypted outside with the public key', async () => {
    const { PublicKey } = await kms.getPublicKey({ KeyId: rsa });
    const spki = createPublicKey({ key: Buffer.from(PublicKey ?? []), format: 'der', type: 'spki' });
    for (const [EncryptionAlgorithm, oaepHash] of [
      ['RSAES_OAEP_SHA_1', 'sha1'],
      ['RSAES_OAEP_SHA_256', 'sha256'],
    ] as const) {
      const padding = constants.RSA_PKCS1_OAEP_PADDING;
      const CiphertextBlob = publicEncrypt({ key: spki, padding, oaepHash }, Buffer.from('outside'));
      const opened = await kms.decrypt({ KeyId: rsa, CiphertextBlob, EncryptionAlgorithm });
      expect(Buffer.from(opened.Plaintext ?? []).toString()).toBe('outside');
      expect(opened).toMatchObject({ KeyId: rsa, EncryptionAlgorithm });
      expect(opened.KeyMaterialId).toBeUndefined();
    }
  });

  it.each([
    ['RSA_2048', 'RSAES_OAEP_SHA_1', 214],
    ['RSA_2048', 'RSAES_OAEP_SHA_256', 190],
    ['RSA_3072', 'RSAES_OAEP_SHA_1', 342],
    ['RSA_3072', 'RSAES_OAEP_SHA_256', 318],
  ] as const)('with %s by %s takes %i bytes and no more', async (spec, EncryptionAlgorithm, most) => {
    const KeyId =
      spec === 'RSA_2048' ? rsa : await newKey(kms, { KeySpec: spec, KeyUsage: 'ENCRYPT_DECRYPT' });
    await kms.encrypt({ KeyId, EncryptionAlgorithm, Plaintext: randomBytes(most) });
    const call = kms.encrypt({ KeyId, EncryptionAlgorithm, Plaintext: randomBytes(most + 1) });
    expect(await failure(call)).toEqual({
      code: 'ValidationException',
      message: `Algorithm ${EncryptionAlgorithm} and key spec ${spec} cannot encrypt data larger than ${most} bytes.`,
    });
  });

  it('needs the key to be named, and knows no encryption context', async () => {
    const EncryptionAlgorithm = 'RSAES_OAEP_SHA_256';
    const { CiphertextBlob } = await kms.encrypt({
      KeyId: rsa,
      EncryptionAlgorithm,
      Plaintext: Buffer.of(1),
    });
    expect(await failureCode(kms.decrypt({ CiphertextBlob, EncryptionAlgorithm }))).toBe(
      'ValidationException',
    );
    const EncryptionContext = { a: '1' };
    const call = kms.encrypt({ KeyId: rsa, EncryptionAlgorithm, EncryptionContext, Plaintext: Buffer.of(1) });
    expect(await failureCode(call)).toBe('ValidationException');
    const wrong = kms.decrypt({ KeyId: rsa, EncryptionAlgorithm, CiphertextBlob: randomBytes(256) });
    expect(await failureCode(wrong)).toBe('InvalidCiphertextException');
  });
});

describe('ReEncrypt', () => {
  it('moves a ciphertext to another key, context and algorithm', async () => {
    const Plaintext = Buffer.from('moving');
    const first = await kms.encrypt({ KeyId: key, Plaintext, EncryptionContext: { a: '1' } });
    const second = await kms.reEncrypt({
      CiphertextBlob: first.CiphertextBlob,
      SourceEncryptionContext: { a: '1' },
      DestinationKeyId: other,
      DestinationEncryptionContext: { b: '2' },
    });
    expect(second).toMatchObject({
      SourceKeyId: key,
      KeyId: other,
      SourceEncryptionAlgorithm: 'SYMMETRIC_DEFAULT',
      DestinationEncryptionAlgorithm: 'SYMMETRIC_DEFAULT',
    });
    expect(second.SourceKeyMaterialId).toMatch(/^[0-9a-f]{64}$/u);
    expect(second.DestinationKeyMaterialId).toMatch(/^[0-9a-f]{64}$/u);
    const third = await kms.reEncrypt({
      CiphertextBlob: second.CiphertextBlob,
      SourceEncryptionContext: { b: '2' },
      DestinationKeyId: rsa,
      DestinationEncryptionAlgorithm: 'RSAES_OAEP_SHA_256',
    });
    const opened = await kms.decrypt({
      KeyId: rsa,
      CiphertextBlob: third.CiphertextBlob,
      EncryptionAlgorithm: 'RSAES_OAEP_SHA_256',
    });
    expect(Buffer.from(opened.Plaintext ?? [])).toEqual(Plaintext);
    const wrong = kms.reEncrypt({ CiphertextBlob: first.CiphertextBlob, DestinationKeyId: other });
    expect(await failureCode(wrong)).toBe('InvalidCiphertextException');
  });
});

describe('A dry run', () => {
  const succeeded = {
    code: 'DryRunOperationException',
    message: 'The request would have succeeded, but the DryRun option is set.',
  };

  it('ends in DryRunOperationException where the call would have succeeded', async () => {
    const Plaintext = Buffer.of(1);
    const { CiphertextBlob } = await kms.encrypt({ KeyId: key, Plaintext });
    expect(await failure(kms.encrypt({ KeyId: key, Plaintext, DryRun: true }))).toEqual(succeeded);
    expect(await failure(kms.decrypt({ CiphertextBlob, DryRun: true }))).toEqual(succeeded);
    const move = { CiphertextBlob, DestinationKeyId: other, DryRun: true };
    expect(await failure(kms.reEncrypt(move))).toEqual(succeeded);
  });

  it('fails as the call would have failed', async () => {
    const call = kms.decrypt({ CiphertextBlob: randomBytes(80), DryRun: true });
    expect(await failureCode(call)).toBe('InvalidCiphertextException');
  });

  it('tests the permission alone with IGNORE_CIPHERTEXT', async () => {
    const only = { DryRun: true, DryRunModifiers: ['IGNORE_CIPHERTEXT' as const] };
    expect(await failure(kms.decrypt({ KeyId: key, ...only }))).toEqual(succeeded);
    expect(await failure(kms.decrypt({ KeyId: key, CiphertextBlob: randomBytes(9), ...only }))).toEqual(
      succeeded,
    );
    const move = { SourceKeyId: key, DestinationKeyId: other, ...only };
    expect(await failure(kms.reEncrypt(move))).toEqual(succeeded);
    const bob = sandbox.client({ as: 'auditor' });
    expect(await failureCode(bob.decrypt({ KeyId: key, ...only }))).toBe('AccessDeniedException');
    expect(await failureCode(kms.decrypt(only))).toBe('ValidationException');
    expect(await failureCode(kms.decrypt({ KeyId: key }))).toBe('ValidationException');
    const forgotten = { KeyId: key, DryRunModifiers: only.DryRunModifiers };
    expect(await failureCode(kms.decrypt(forgotten))).toBe('ValidationException');
  });
});

describe('A Recipient', () => {
  it('is refused: nobody here has an attestation document', async () => {
    const Recipient = {
      KeyEncryptionAlgorithm: 'RSAES_OAEP_SHA_256' as const,
      AttestationDocument: randomBytes(64),
    };
    const { CiphertextBlob } = await kms.encrypt({ KeyId: key, Plaintext: Buffer.of(1) });
    const calls = [
      kms.decrypt({ CiphertextBlob, Recipient }),
      kms.generateDataKey({ KeyId: key, KeySpec: 'AES_256', Recipient }),
      kms.generateDataKeyPair({ KeyId: key, KeyPairSpec: 'ECC_NIST_P256', Recipient }),
      kms.generateRandom({ NumberOfBytes: 8, Recipient }),
    ];
    for (const call of calls) expect(await failureCode(call)).toBe('ValidationException');
  });
});

describe('The last use of a key', () => {
  it('is the last operation that succeeded', async () => {
    const KeyId = await newKey(kms);
    expect((await kms.getKeyLastUsage({ KeyId })).KeyLastUsage).toEqual({});
    const { CiphertextBlob } = await kms.encrypt({ KeyId, Plaintext: Buffer.of(1) });
    expect((await kms.getKeyLastUsage({ KeyId })).KeyLastUsage?.Operation).toBe('Encrypt');
    await kms.decrypt({ CiphertextBlob });
    await failure(kms.encrypt({ KeyId, Plaintext: Buffer.of(1), DryRun: true }));
    const used = (await kms.getKeyLastUsage({ KeyId })).KeyLastUsage;
    expect(used?.Operation).toBe('Decrypt');
    expect(used?.Timestamp).toBeInstanceOf(Date);
  });
});

describe('SM2', () => {
  it('encrypts and signs in China Regions, and is in no other', async () => {
    const china = sandbox.client({ region: 'cn-north-1' });
    // The identities are of another partition: the default key policy does not reach them.
    const anybody = { Effect: 'Allow', Principal: { AWS: '*' }, Action: 'kms:*', Resource: '*' };
    const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [anybody] });
    const Plaintext = Buffer.from('sm2');
    const encrypting = await newKey(china, { KeySpec: 'SM2', KeyUsage: 'ENCRYPT_DECRYPT', Policy });
    const input = { KeyId: encrypting, EncryptionAlgorithm: 'SM2PKE' } as const;
    const { CiphertextBlob } = await china.encrypt({ ...input, Plaintext });
    const opened = await china.decrypt({ ...input, CiphertextBlob });
    expect(Buffer.from(opened.Plaintext ?? [])).toEqual(Plaintext);
    const signing = await newKey(china, { KeySpec: 'SM2', KeyUsage: 'SIGN_VERIFY', Policy });
    const message = { KeyId: signing, SigningAlgorithm: 'SM2DSA', Message: Plaintext } as const;
    const { Signature } = await china.sign(message);
    expect((await china.verify({ ...message, Signature })).SignatureValid).toBe(true);
    for (const call of [
      kms.createKey({ KeySpec: 'SM2', KeyUsage: 'SIGN_VERIFY' }),
      kms.generateDataKeyPair({ KeyId: key, KeyPairSpec: 'SM2' }),
    ])
      expect(await failureCode(call)).toBe('UnsupportedOperationException');
  });
});
