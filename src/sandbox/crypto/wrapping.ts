import { constants, generateKeyPair, privateDecrypt } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import type { WrappingAlgorithm, WrappingKeySpec } from '../../core/kms/wrapping';
import { ecPublicKey, generateEcKey } from './ellipticCurves';
import { privateKeyOf } from './rsa';
import { sm2Decrypt } from './sm2';

const generate = promisify(generateKeyPair);

/** The private part as PKCS#8, the public part as SPKI. */
export interface Pair {
  privateKey: Buffer;
  publicKey: Buffer;
}

/** The key pair under which key material is sent. */
export async function generateWrappingKey(spec: WrappingKeySpec): Promise<Pair> {
  if (spec !== 'SM2') return generateRsaPair(Number(spec.slice('RSA_'.length)));
  const privateKey = await generateEcKey('SM2');
  return { privateKey, publicKey: ecPublicKey('SM2', privateKey) };
}

/** An RSA key pair, made off the event loop. */
export async function generateRsaPair(bits: number): Promise<Pair> {
  return generate('rsa', {
    modulusLength: bits,
    publicKeyEncoding: { type: 'spki', format: 'der' },
    privateKeyEncoding: { type: 'pkcs8', format: 'der' },
  });
}

/** Whether bytes are as long as what the algorithm makes under this key: one RSA block, and more only behind an AES key. */
export function isWrappedSize(algorithm: WrappingAlgorithm, wrappingKey: Uint8Array, bytes: number): boolean {
  // The ASN.1 of SM2PKE says its own length.
  if (algorithm === 'SM2PKE') return true;
  const block = blockBytes(privateKeyOf(wrappingKey));
  return algorithm.startsWith('RSAES') ? bytes === block : bytes > block;
}

function blockBytes(key: KeyObject): number {
  return (key.asymmetricKeyDetails?.modulusLength ?? 0) / 8;
}

/**
 * The key material inside, or undefined where it was not wrapped under this key by this algorithm.
 * RSA_AES_KEY_WRAP is an AES key under RSA-OAEP, followed by the material under that key with AES-KWP (RFC 5649),
 * as in PKCS #11 CKM_RSA_AES_KEY_WRAP.
 */
export async function unwrapMaterial(
  algorithm: WrappingAlgorithm,
  wrappingKey: Uint8Array,
  wrapped: Uint8Array,
): Promise<Buffer | undefined> {
  if (algorithm === 'SM2PKE') return sm2Decrypt(wrappingKey, wrapped);
  const key = privateKeyOf(wrappingKey);
  const oaepHash = algorithm.endsWith('SHA_256') ? 'sha256' : 'sha1';
  const block = blockBytes(key);
  const direct = algorithm.startsWith('RSAES');
  try {
    const inner = privateDecrypt(
      { key, oaepHash, padding: constants.RSA_PKCS1_OAEP_PADDING },
      direct ? wrapped : wrapped.subarray(0, block),
    );
    return direct ? inner : await unwrapWithPadding(inner, wrapped.subarray(block));
  } catch {
    // Which of the two layers failed is nothing the caller may learn.
    return undefined;
  }
}

/** AES-KWP. node:crypto has it under OpenSSL only, so it comes from @noble/ciphers in every host. */
async function unwrapWithPadding(key: Uint8Array, wrapped: Uint8Array): Promise<Buffer> {
  const { aeskwp } = await import('@noble/ciphers/aes.js');
  return Buffer.from(aeskwp(key).decrypt(wrapped));
}
