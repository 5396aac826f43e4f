import { constants, createCipheriv, createPublicKey, publicEncrypt, randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { generateWrappingKey, unwrapMaterial } from '../../../../src/sandbox/crypto/wrapping';

let wrapping: { privateKey: Buffer; publicKey: Buffer };
beforeAll(async () => {
  wrapping = await generateWrappingKey('RSA_2048');
});

function oaep(bytes: Buffer, oaepHash: string): Buffer {
  const key = createPublicKey({ key: wrapping.publicKey, format: 'der', type: 'spki' });
  return publicEncrypt({ key, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash }, bytes);
}

/** AES-KWP by OpenSSL. */
function kwp(key: Buffer, bytes: Buffer): Buffer {
  const cipher = createCipheriv('id-aes256-wrap-pad', key, Buffer.from('a65959a6', 'hex'));
  return Buffer.concat([cipher.update(bytes), cipher.final()]);
}

describe('Wrapped key material', () => {
  it.each([
    ['RSAES_OAEP_SHA_1', 'sha1'],
    ['RSAES_OAEP_SHA_256', 'sha256'],
  ] as const)('by %s is unwrapped', async (algorithm, hash) => {
    const material = randomBytes(32);
    expect(await unwrapMaterial(algorithm, wrapping.privateKey, oaep(material, hash))).toEqual(material);
  });

  it.each([
    ['RSA_AES_KEY_WRAP_SHA_1', 'sha1'],
    ['RSA_AES_KEY_WRAP_SHA_256', 'sha256'],
  ] as const)('by %s is unwrapped, of any length', async (algorithm, hash) => {
    for (const length of [1, 7, 8, 9, 32, 121, 1218]) {
      const [material, key] = [randomBytes(length), randomBytes(32)];
      const wrapped = Buffer.concat([oaep(key, hash), kwp(key, material)]);
      expect(await unwrapMaterial(algorithm, wrapping.privateKey, wrapped)).toEqual(material);
    }
  });

  it.each([
    [
      '138bdeaa9b8fa7fc61f97742e72248ee5ae6ae5360d1ae6a5f54f373fa543b6a',
      'c37b7e6492584340bed12207808941155068f738',
    ],
    ['afbeb0f07dfbf5419200f2ccb50bb24f', '466f7250617369'],
  ])('gives the plaintext of the vectors of RFC 5649 §6', async (wrapped, plaintext) => {
    const key = Buffer.from('5840df6e29b02af1ab493b705bf16ea1ae8338f4dcc176a8', 'hex');
    const whole = Buffer.concat([oaep(key, 'sha256'), Buffer.from(wrapped, 'hex')]);
    const material = await unwrapMaterial('RSA_AES_KEY_WRAP_SHA_256', wrapping.privateKey, whole);
    expect(material?.toString('hex')).toBe(plaintext);
  });

  it('is not unwrapped by another algorithm, under another key, or when changed', async () => {
    const material = randomBytes(32);
    const wrapped = oaep(material, 'sha256');
    const other = await generateWrappingKey('RSA_2048');
    expect(await unwrapMaterial('RSAES_OAEP_SHA_1', wrapping.privateKey, wrapped)).toBeUndefined();
    expect(await unwrapMaterial('RSA_AES_KEY_WRAP_SHA_256', wrapping.privateKey, wrapped)).toBeUndefined();
    expect(await unwrapMaterial('RSAES_OAEP_SHA_256', other.privateKey, wrapped)).toBeUndefined();
    const key = randomBytes(32);
    const aes = Buffer.concat([oaep(key, 'sha256'), kwp(key, material)]);
    aes[aes.length - 1] = (aes.at(-1) ?? 0) ^ 1;
    expect(await unwrapMaterial('RSA_AES_KEY_WRAP_SHA_256', wrapping.privateKey, aes)).toBeUndefined();
  });
});
