import {
  constants,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  privateDecrypt,
  publicEncrypt,
} from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { keySpecs as specs, specOf } from '../../../../src/core/kms/specs';
import { ecdh } from '../../../../src/sandbox/crypto/ellipticCurves';
import { generateMaterial, secretOf, sealMaterial } from '../../../../src/sandbox/crypto/generate';
import {
  encodeEcPrivateKey,
  encodePrivateKey,
  encodePublicKey,
} from '../../../../src/sandbox/crypto/keyEncoding';
import { oids } from '../../../../src/core/encoding/oids';
import { MaterialError, materialId, normaliseMaterial } from '../../../../src/sandbox/crypto/material';
import { decapsulate, encapsulate, mlKemCiphertextBytes } from '../../../../src/sandbox/crypto/mlKem';
import {
  decryptWithPrivateKey,
  encryptWithPublicKey,
} from '../../../../src/sandbox/crypto/publicKeyEncryption';
import { vaultWith } from '../../../../src/sandbox/vault';

const secretSpecs = specs.filter((spec) => specOf(spec).material.kind === 'secret');
const pairSpecs = specs.filter((spec) => specOf(spec).material.kind !== 'secret');
/** Key specs whose keys node:crypto of Node.js 20 reads. */
const nodeSpecs = pairSpecs.filter((spec) => !spec.startsWith('ML_'));

describe('Key material', () => {
  it.each(secretSpecs)('of %s is a secret of the right length, without a public key', async (spec) => {
    const form = specOf(spec).material;
    const { secret, publicKey } = await generateMaterial(spec);
    expect(secret).toHaveLength(form.kind === 'secret' ? form.bytes : NaN);
    expect(publicKey).toBeUndefined();
  });

  it.each(nodeSpecs)('of %s is a PKCS #8 key and its SubjectPublicKeyInfo for node:crypto', async (spec) => {
    const { secret, publicKey } = await generateMaterial(spec);
    const privateKey = createPrivateKey({ key: Buffer.from(secret), format: 'der', type: 'pkcs8' });
    expect(createPublicKey(privateKey).export({ format: 'der', type: 'spki' })).toEqual(publicKey);
  });

  it.each([
    ['ML_DSA_44', '300b0609608648016503040311', 1312],
    ['ML_DSA_65', '300b0609608648016503040312', 1952],
    ['ML_DSA_87', '300b0609608648016503040313', 2592],
    ['ML_KEM_512', '300b0609608648016503040401', 800],
    ['ML_KEM_768', '300b0609608648016503040402', 1184],
    ['ML_KEM_1024', '300b0609608648016503040403', 1568],
  ] as const)(
    'of %s has the identifier and the public key length of its standard',
    async (spec, algorithm, length) => {
      const { publicKey } = await generateMaterial(spec);
      const hex = Buffer.from(publicKey ?? []).toString('hex');
      // SEQUENCE (two length bytes), AlgorithmIdentifier, BIT STRING (two length bytes) without unused bits, key.
      const header = new RegExp(`^3082....${algorithm}0382....00`, 'u');
      expect(hex).toMatch(header);
      expect(hex.replace(header, '')).toHaveLength(length * 2);
    },
  );

  it.each(specs.filter((spec) => specOf(spec).origins.includes('EXTERNAL')))(
    'of %s comes back the same when it is imported',
    async (spec) => {
      const { secret } = await generateMaterial(spec);
      expect(await normaliseMaterial(spec, secret)).toEqual(secret);
    },
  );

  it('is refused when it is of another spec', async () => {
    const { secret } = await generateMaterial('ECC_NIST_P256');
    for (const spec of specs)
      if (spec !== 'ECC_NIST_P256')
        await expect(normaliseMaterial(spec, secret), spec).rejects.toBeInstanceOf(MaterialError);
    await expect(normaliseMaterial('SYMMETRIC_DEFAULT', Buffer.alloc(31))).rejects.toThrow(
      'expected 32 bytes, found 31',
    );
    await expect(normaliseMaterial('HMAC_512', Buffer.alloc(32))).rejects.toBeInstanceOf(MaterialError);
    await expect(normaliseMaterial('RSA_3072', (await generateMaterial('RSA_2048')).secret)).rejects.toThrow(
      '3072',
    );
  });

  it('is read however OpenSSL wrote the private key', async () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-384' });
    const material = await normaliseMaterial(
      'ECC_NIST_P384',
      privateKey.export({ format: 'der', type: 'pkcs8' }),
    );
    expect(createPrivateKey({ key: material, format: 'der', type: 'pkcs8' }).equals(privateKey)).toBe(true);
  });

  it('of ML-DSA and ML-KEM is not imported', async () => {
    for (const spec of ['ML_DSA_65', 'ML_KEM_768'] as const) {
      const { secret } = await generateMaterial(spec);
      await expect(normaliseMaterial(spec, secret)).rejects.toThrow('does not import');
    }
  });

  it.each([
    ['HMAC_256', 31, false],
    ['HMAC_256', 32, true],
    ['HMAC_256', 128, true],
    ['HMAC_256', 129, false],
    ['SYMMETRIC_DEFAULT', 33, false],
  ] as const)('of %s may be imported with %i bytes: %s', async (spec, bytes, taken) => {
    const imported = normaliseMaterial(spec, Buffer.alloc(bytes, 1));
    if (taken) expect(await imported).toHaveLength(bytes);
    else await expect(imported).rejects.toBeInstanceOf(MaterialError);
  });

  it('has an id by key and material', () => {
    const material = Buffer.alloc(32, 1);
    expect(materialId('a', material)).toMatch(/^[0-9a-f]{64}$/u);
    expect(materialId('a', material)).toBe(materialId('a', Buffer.alloc(32, 1)));
    expect(materialId('b', material)).not.toBe(materialId('a', material));
    expect(materialId('a', Buffer.alloc(32, 2))).not.toBe(materialId('a', material));
  });

  it('is sealed for its key', async () => {
    const vault = vaultWith(Buffer.alloc(32, 9));
    const generated = await generateMaterial('SYMMETRIC_DEFAULT');
    const record = sealMaterial(vault, 'key-a', 5, generated);
    expect(secretOf(vault, 'key-a', { ...record })).toEqual(generated.secret);
    expect(() => secretOf(vault, 'key-b', { ...record })).toThrow();
  });
});

describe('RSAES-OAEP', () => {
  const algorithms = [
    ['RSAES_OAEP_SHA_1', 'sha1', [214, 342, 470]],
    ['RSAES_OAEP_SHA_256', 'sha256', [190, 318, 446]],
  ] as const;

  it.each(algorithms)('%s takes as much plaintext as AWS says', (algorithm, _hash, sizes) => {
    const rsa = ['RSA_2048', 'RSA_3072', 'RSA_4096'] as const;
    expect(rsa.map((spec) => specOf(spec).plaintextBytes?.[algorithm])).toEqual(sizes);
  });

  it.each(algorithms)('%s is what standard libraries make and read', async (algorithm, oaepHash) => {
    const { secret, publicKey } = await generateMaterial('RSA_2048');
    const spki = createPublicKey({ key: Buffer.from(publicKey ?? []), format: 'der', type: 'spki' });
    const pkcs8 = createPrivateKey({ key: Buffer.from(secret), format: 'der', type: 'pkcs8' });
    const padding = constants.RSA_PKCS1_OAEP_PADDING;
    const plaintext = Buffer.alloc(specOf('RSA_2048').plaintextBytes?.[algorithm] ?? 0, 7);
    const outside = publicEncrypt({ key: spki, padding, oaepHash }, plaintext);
    expect(await decryptWithPrivateKey(algorithm, secret, outside)).toEqual(plaintext);
    const inside = await encryptWithPublicKey(algorithm, secret, plaintext);
    expect(privateDecrypt({ key: pkcs8, padding, oaepHash }, inside)).toEqual(plaintext);
    inside[9] = (inside[9] ?? 0) ^ 1;
    expect(await decryptWithPrivateKey(algorithm, secret, inside)).toBeUndefined();
    expect(await decryptWithPrivateKey(algorithm, secret, Buffer.alloc(10))).toBeUndefined();
  });
});

describe('ECDH', () => {
  it('gives the secret of the NIST CAVP vector for P-256', async () => {
    const peer = Buffer.from(
      '04700c48f77f56584c5cc632ca65640db91b6bacce3a4df6b42ce7cc838833d287db71e509e3fd9b060ddb20ba5c51dcc5948d46fbf640dfe0441782cab85fa4ac',
      'hex',
    );
    const scalar = Buffer.from('7d7dc5f71eb29ddaf80d6214632eeae03d9058af1fb6d22ed80badb62bc1a534', 'hex');
    const curve = oids.curves['P-256'];
    const own = encodePrivateKey(encodeEcPrivateKey(scalar, peer), oids.ecPublicKey, curve);
    const secret = await ecdh('P-256', own, encodePublicKey(peer, oids.ecPublicKey, curve));
    expect(secret?.toString('hex')).toBe('46fc62106420ff012e54a434fbdd2d25ccc5852060561e68040dd7778997bd7b');
  });

  it.each([
    ['ECC_NIST_P256', 'P-256', 32],
    ['ECC_NIST_P384', 'P-384', 48],
    ['ECC_NIST_P521', 'P-521', 66],
  ] as const)('with %s agrees with node:crypto', async (spec, curve, length) => {
    const { secret, publicKey } = await generateMaterial(spec);
    const peer = generateKeyPairSync('ec', { namedCurve: curve });
    const shared = await ecdh(curve, secret, peer.publicKey.export({ format: 'der', type: 'spki' }));
    const ours = createPublicKey({ key: Buffer.from(publicKey ?? []), format: 'der', type: 'spki' });
    expect(shared).toHaveLength(length);
    expect(diffieHellman({ privateKey: peer.privateKey, publicKey: ours })).toEqual(shared);
  });

  it('takes no key of another curve, no point off the curve, and no noise', async () => {
    const { secret, publicKey } = await generateMaterial('ECC_NIST_P256');
    const other = await generateMaterial('ECC_NIST_P384');
    const off = Buffer.from(publicKey ?? []);
    off[off.length - 1] = (off.at(-1) ?? 0) ^ 1;
    for (const peer of [Buffer.from(other.publicKey ?? []), off, Buffer.from('noise')])
      expect(await ecdh('P-256', secret, peer)).toBeUndefined();
  });
});

describe.each(['512', '768', '1024'] as const)('ML-KEM-%s', (set) => {
  it('gives both sides the same secret, and another for a changed ciphertext', async () => {
    const { secret } = await generateMaterial(`ML_KEM_${set}`);
    const { sharedSecret, ciphertext } = await encapsulate(secret, set);
    expect(sharedSecret).toHaveLength(32);
    expect(ciphertext).toHaveLength(mlKemCiphertextBytes[set]);
    expect(await decapsulate(secret, set, ciphertext)).toEqual(sharedSecret);
    ciphertext[0] = (ciphertext[0] ?? 0) ^ 1;
    const rejected = await decapsulate(secret, set, ciphertext);
    expect(rejected).toHaveLength(32);
    expect(rejected).not.toEqual(sharedSecret);
    expect(await decapsulate(secret, set, ciphertext.subarray(1))).toBeUndefined();
  });
});
