import { constants, createHash, createPublicKey, sign as nodeSign, verify as nodeVerify } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { KeySpec, MessageType, SigningAlgorithm } from '../../../../src/core/kms/specs';
import { normaliseEd25519Key } from '../../../../src/sandbox/crypto/ed25519';
import { generateMaterial } from '../../../../src/sandbox/crypto/generate';
import { privateKeyOf } from '../../../../src/sandbox/crypto/rsa';
import { messageLength, sign, verify } from '../../../../src/sandbox/crypto/signatures';

const message = Buffer.from('The quick brown fox jumps over the lazy dog');

interface Pair {
  secret: Buffer;
  publicKey: Buffer;
}

async function pair(spec: KeySpec): Promise<Pair> {
  const { secret, publicKey } = await generateMaterial(spec);
  return { secret: Buffer.from(secret), publicKey: Buffer.from(publicKey ?? []) };
}

/** What an independent library makes of a signature: node:crypto, given the public key as KMS hands it out. */
function checkedByNode(algorithm: SigningAlgorithm, publicKey: Buffer, signature: Buffer): boolean {
  const key = createPublicKey({ key: publicKey, format: 'der', type: 'spki' });
  const hash = `sha${algorithm.slice(-3)}`;
  if (algorithm.startsWith('ED25519')) return nodeVerify(null, message, key, signature);
  if (!algorithm.startsWith('RSASSA_PSS')) return nodeVerify(hash, message, key, signature);
  const saltLength = Number(algorithm.slice(-3)) / 8;
  return nodeVerify(hash, message, { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength }, signature);
}

const cases: [KeySpec, SigningAlgorithm][] = [
  ['RSA_2048', 'RSASSA_PSS_SHA_256'],
  ['RSA_2048', 'RSASSA_PSS_SHA_384'],
  ['RSA_2048', 'RSASSA_PSS_SHA_512'],
  ['RSA_2048', 'RSASSA_PKCS1_V1_5_SHA_256'],
  ['RSA_2048', 'RSASSA_PKCS1_V1_5_SHA_384'],
  ['RSA_2048', 'RSASSA_PKCS1_V1_5_SHA_512'],
  ['RSA_3072', 'RSASSA_PSS_SHA_256'],
  ['ECC_NIST_P256', 'ECDSA_SHA_256'],
  ['ECC_NIST_P384', 'ECDSA_SHA_384'],
  ['ECC_NIST_P521', 'ECDSA_SHA_512'],
  ['ECC_SECG_P256K1', 'ECDSA_SHA_256'],
];

describe.each(cases)('A signature with %s by %s', (spec, algorithm) => {
  const digest = createHash(`sha${algorithm.slice(-3)}`)
    .update(message)
    .digest();
  const ways: [MessageType, Buffer][] = [
    ['RAW', message],
    ['DIGEST', digest],
  ];
  let keys: Pair;
  beforeAll(async () => {
    keys = await pair(spec);
  });
  const input = (messageType: MessageType, bytes: Buffer) => ({
    spec,
    material: keys.secret,
    algorithm,
    messageType,
    message: bytes,
  });

  it.each(ways)('of the %s message is one for node:crypto', async (type, bytes) => {
    const signature = await sign(input(type, bytes));
    expect(checkedByNode(algorithm, keys.publicKey, signature)).toBe(true);
  });

  it('verifies whether message or digest is given, in every combination', async () => {
    for (const [signType, signBytes] of ways)
      for (const [verifyType, verifyBytes] of ways) {
        const signature = await sign(input(signType, signBytes));
        expect(await verify({ ...input(verifyType, verifyBytes), signature })).toBe(true);
      }
  });

  it('does not verify for another message, another key, or bytes that are no signature', async () => {
    const signature = await sign(input('RAW', message));
    const other = { ...(await pair(spec)) };
    const flipped = Buffer.from(signature);
    flipped[flipped.length - 1] = (flipped.at(-1) ?? 0) ^ 1;
    for (const [type, bytes] of ways) {
      const wrong = Buffer.from(bytes);
      wrong[0] = (wrong[0] ?? 0) ^ 1;
      expect(await verify({ ...input(type, wrong), signature })).toBe(false);
      expect(await verify({ ...input(type, bytes), material: other.secret, signature })).toBe(false);
      expect(await verify({ ...input(type, bytes), signature: flipped })).toBe(false);
      for (const noise of [
        Buffer.of(1),
        Buffer.alloc(signature.length),
        Buffer.alloc(signature.length, 0xff),
      ])
        expect(await verify({ ...input(type, bytes), signature: noise })).toBe(false);
    }
  });
});

describe('RSASSA-PSS', () => {
  it('takes no salt but one as long as the digest', async () => {
    const { secret } = await pair('RSA_2048');
    const base = { spec: 'RSA_2048', material: secret, algorithm: 'RSASSA_PSS_SHA_256' } as const;
    const withSalt = (saltLength: number) =>
      nodeSign('sha256', message, {
        key: privateKeyOf(secret),
        padding: constants.RSA_PKCS1_PSS_PADDING,
        saltLength,
      });
    for (const [salt, expected] of [
      [32, true],
      [20, false],
      [0, false],
    ] as const)
      expect(await verify({ ...base, messageType: 'RAW', message, signature: withSalt(salt) })).toBe(
        expected,
      );
  });
});

describe('Ed25519', () => {
  const keyOf = (seed: string) =>
    normaliseEd25519Key(Buffer.from(`302e020100300506032b657004220420${seed}`, 'hex'));
  const base = { spec: 'ECC_NIST_EDWARDS25519' } as const;

  it('signs as RFC 8032 §7.1 test 1 says', async () => {
    const material = keyOf('9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60');
    const input = { ...base, material, algorithm: 'ED25519_SHA_512', messageType: 'RAW' } as const;
    const signature = await sign({ ...input, message: Buffer.alloc(0) });
    expect(signature.toString('hex')).toBe(
      'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b',
    );
    expect(await verify({ ...input, message: Buffer.alloc(0), signature })).toBe(true);
  });

  it('signs prehashed as RFC 8032 §7.3 says', async () => {
    const material = keyOf('833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42');
    const input = { ...base, material, algorithm: 'ED25519_PH_SHA_512', messageType: 'DIGEST' } as const;
    const signature = await sign({ ...input, message: Buffer.from('abc') });
    expect(signature.toString('hex')).toBe(
      '98a70222f0b8121aa9d30f813d683f809e462b469c7ff87639499bb94e6dae4131f85042463c2a355a2003d062adf5aaa10b8c61e636062aaad11c2a26083406',
    );
    expect(await verify({ ...input, message: Buffer.from('abc'), signature })).toBe(true);
    expect(await verify({ ...input, message: Buffer.from('abd'), signature })).toBe(false);
    expect(
      await verify({ ...input, algorithm: 'ED25519_SHA_512', message: Buffer.from('abc'), signature }),
    ).toBe(false);
  });

  it('is checked by node:crypto with the public key as handed out', async () => {
    const { secret, publicKey } = await pair('ECC_NIST_EDWARDS25519');
    const signature = await sign({
      ...base,
      material: secret,
      algorithm: 'ED25519_SHA_512',
      messageType: 'RAW',
      message,
    });
    expect(checkedByNode('ED25519_SHA_512', publicKey, signature)).toBe(true);
  });
});

describe.each(['ML_DSA_44', 'ML_DSA_65', 'ML_DSA_87'] as const)('%s', (spec) => {
  const base = { spec, algorithm: 'ML_DSA_SHAKE_256' } as const;
  /** FIPS 204, table 2. */
  const sizes = {
    ML_DSA_44: { publicKey: 1312, signature: 2420 },
    ML_DSA_65: { publicKey: 1952, signature: 3309 },
    ML_DSA_87: { publicKey: 2592, signature: 4627 },
  }[spec];

  it('signs a message, and its representative µ computed outside, to the same effect', async () => {
    const { secret, publicKey } = await pair(spec);
    const raw = publicKey.subarray(publicKey.length - sizes.publicKey);
    const shake = (...parts: Buffer[]) =>
      createHash('shake256', { outputLength: 64 }).update(Buffer.concat(parts)).digest();
    // FIPS 204 §5.2 with an empty context: M' = 0 ‖ 0 ‖ M, µ = H(H(pk) ‖ M').
    const mu = shake(shake(raw), Buffer.of(0, 0), message);
    const ways: [MessageType, Buffer][] = [
      ['RAW', message],
      ['EXTERNAL_MU', mu],
    ];
    for (const [signType, signBytes] of ways) {
      const signature = await sign({ ...base, material: secret, messageType: signType, message: signBytes });
      expect(signature).toHaveLength(sizes.signature);
      for (const [messageType, bytes] of ways)
        expect(await verify({ ...base, material: secret, messageType, message: bytes, signature })).toBe(
          true,
        );
      const wrong = Buffer.from(signature);
      wrong[100] = (wrong[100] ?? 0) ^ 1;
      const input = { ...base, material: secret, messageType: 'RAW', message } as const;
      expect(await verify({ ...input, signature: wrong })).toBe(false);
      expect(await verify({ ...input, signature: wrong.subarray(1) })).toBe(false);
      expect(await verify({ ...input, message: mu, signature })).toBe(false);
    }
  });
});

describe('What a signing algorithm takes', () => {
  it.each([
    ['RSASSA_PSS_SHA_256', 'any', 32, 'none'],
    ['RSASSA_PKCS1_V1_5_SHA_512', 'any', 64, 'none'],
    ['ECDSA_SHA_384', 'any', 48, 'none'],
    ['ED25519_SHA_512', 'any', 'none', 'none'],
    ['ED25519_PH_SHA_512', 'none', 64, 'none'],
    ['ML_DSA_SHAKE_256', 'any', 'none', 64],
    ['SM2DSA', 'any', 32, 'none'],
  ] as const)('%s: raw %s, digest %s, µ %s', (algorithm, raw, digest, mu) => {
    expect(messageLength(algorithm, 'RAW')).toBe(raw);
    expect(messageLength(algorithm, 'DIGEST')).toBe(digest);
    expect(messageLength(algorithm, 'EXTERNAL_MU')).toBe(mu);
  });
});
