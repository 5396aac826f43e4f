import { constants, generateKeyPairSync, privateDecrypt, sign, type KeyObject } from 'node:crypto';
import { ml_dsa65 } from '@noble/post-quantum/ml-dsa.js';
import { ml_kem768 } from '@noble/post-quantum/ml-kem.js';
import { describe, expect, it } from 'vitest';
import { bitString, der, derTag, objectIdentifier } from '../../../../src/core/encoding/der';
import { oids } from '../../../../src/core/encoding/oids';
import type { SigningAlgorithm } from '../../../../src/core/kms/specs';
import { offlineCrypto, offlineKey } from '../../../../src/sessions/crypto/offline';

const message = Buffer.from('Two teapots');
const place = { connection: 'file', region: '' };
const spkiOf = (key: KeyObject) => key.export({ format: 'der', type: 'spki' });
const latticeKey = (oid: string, key: Uint8Array) =>
  der(derTag.sequence, der(derTag.sequence, objectIdentifier(oid)), bitString(key));

async function isValid(spki: Uint8Array, algorithm: SigningAlgorithm, signature: Uint8Array, of = message) {
  const input = { message: of, messageType: 'RAW' as const, algorithm, signature };
  return (await offlineCrypto(spki).call('Verify', input, place)).valid;
}

describe('a public key in a file', () => {
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
  it.each([
    ['RSASSA_PKCS1_V1_5_SHA_256', 'sha256', {}],
    ['RSASSA_PSS_SHA_384', 'sha384', { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 48 }],
  ] as const)('verifies %s without KMS', async (algorithm, hash, options) => {
    const signature = sign(hash, message, { key: rsa.privateKey, ...options });
    expect(await isValid(spkiOf(rsa.publicKey), algorithm, signature)).toBe(true);
    expect(await isValid(spkiOf(rsa.publicKey), algorithm, signature, Buffer.from('Three'))).toBe(false);
  });

  it.each([
    ['P-256', 'ECDSA_SHA_256', 'sha256', 'ECC_NIST_P256'],
    ['P-521', 'ECDSA_SHA_512', 'sha512', 'ECC_NIST_P521'],
    ['secp256k1', 'ECDSA_SHA_256', 'sha256', 'ECC_SECG_P256K1'],
  ] as const)('verifies signatures and digests on %s', async (namedCurve, algorithm, hash, spec) => {
    const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve });
    const spki = spkiOf(publicKey);
    expect(offlineKey(spki, 'SIGN_VERIFY').spec).toBe(spec);
    const signature = sign(hash, message, privateKey);
    expect(await isValid(spki, algorithm, signature)).toBe(true);
    const { createHash } = await import('node:crypto');
    const digest = createHash(hash).update(message).digest();
    const input = { message: digest, messageType: 'DIGEST' as const, algorithm, signature };
    expect(await offlineCrypto(spki).call('Verify', input, place)).toEqual({ valid: true });
    expect(await isValid(spki, algorithm, Buffer.from('no signature'))).toBe(false);
  });

  it('verifies Ed25519 and ML-DSA', async () => {
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    expect(await isValid(spkiOf(publicKey), 'ED25519_SHA_512', sign(null, message, privateKey))).toBe(true);
    const pair = ml_dsa65.keygen();
    const spki = latticeKey(oids.mlDsa['65'], pair.publicKey);
    expect(await isValid(spki, 'ML_DSA_SHAKE_256', ml_dsa65.sign(message, pair.secretKey))).toBe(true);
    expect(await isValid(spki, 'ML_DSA_SHAKE_256', Buffer.alloc(3309))).toBe(false);
  });

  it.each([
    ['RSAES_OAEP_SHA_256', 'sha256'],
    ['RSAES_OAEP_SHA_1', 'sha1'],
  ] as const)('encrypts with %s so that the private key decrypts it', async (algorithm, oaepHash) => {
    const input = { plaintext: message, algorithm, context: {} };
    const { ciphertext } = await offlineCrypto(spkiOf(rsa.publicKey)).call('Encrypt', input, place);
    expect(privateDecrypt({ key: rsa.privateKey, oaepHash }, ciphertext)).toEqual(message);
  });

  it('encapsulates a secret that the private key gets back', async () => {
    const pair = ml_kem768.keygen();
    const spki = latticeKey(oids.mlKem['768'], pair.publicKey);
    const { secret, ciphertext } = await offlineCrypto(spki).call('Encapsulate', {}, place);
    expect(ml_kem768.decapsulate(ciphertext, pair.secretKey)).toEqual(secret);
  });

  it('says what it cannot do', async () => {
    const small = generateKeyPairSync('rsa', { modulusLength: 1024 });
    expect(() => offlineKey(spkiOf(small.publicKey), 'SIGN_VERIFY')).toThrow(/no keys of this length/);
    const { publicKey } = generateKeyPairSync('ed25519');
    expect(() => offlineKey(spkiOf(publicKey), 'ENCRYPT_DECRYPT')).toThrow(/not for this/);
    const input = { ciphertext: message, algorithm: 'RSAES_OAEP_SHA_256', context: {} } as const;
    await expect(offlineCrypto(spkiOf(rsa.publicKey)).call('Decrypt', input, place)).rejects.toThrow(
      /only KMS has/,
    );
  });
});
