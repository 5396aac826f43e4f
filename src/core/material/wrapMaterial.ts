import { constants, createPublicKey, publicEncrypt, randomBytes, type KeyObject } from 'node:crypto';
import { KmsError } from '../errors';
import type { WrappingAlgorithm } from '../kms/wrapping';

/** The algorithms that wrap here; SM2PKE wraps elsewhere. */
export type LocalWrapping = Exclude<WrappingAlgorithm, 'SM2PKE'>;

/**
 * Key material under a wrapping key of GetParametersForImport (SubjectPublicKeyInfo, DER). RSA_AES_KEY_WRAP is an AES key
 * under RSA-OAEP, followed by the material under that key with AES-KWP (RFC 5649). AES-KWP comes from @noble/ciphers:
 * Electron's crypto does not have it.
 */
export async function wrapMaterial(
  algorithm: LocalWrapping,
  publicKey: Uint8Array,
  material: Uint8Array,
): Promise<Buffer> {
  const key = wrappingKeyOf(publicKey);
  const hash = algorithm.endsWith('SHA_256') ? 'sha256' : 'sha1';
  if (algorithm.startsWith('RSAES')) return oaep(key, hash, material);
  const { aeskwp } = await import('@noble/ciphers/aes.js');
  const aes = randomBytes(32);
  try {
    return Buffer.concat([oaep(key, hash, aes), aeskwp(aes).encrypt(material)]);
  } finally {
    aes.fill(0);
  }
}

function wrappingKeyOf(publicKey: Uint8Array): KeyObject {
  const key = createPublicKey({ key: Buffer.from(publicKey), format: 'der', type: 'spki' });
  if (key.asymmetricKeyType === 'rsa') return key;
  throw new KmsError('not-aws', 'The wrapping key of the answer is not an RSA key.');
}

function oaep(key: KeyObject, oaepHash: 'sha1' | 'sha256', bytes: Uint8Array): Buffer {
  return publicEncrypt({ key, oaepHash, padding: constants.RSA_PKCS1_OAEP_PADDING }, bytes);
}

/**
 * What is wrong with a file that is said to be wrapped material, by its length: one block of the wrapping key, and more
 * behind it only where an AES key is between. Undefined where it may be right.
 */
export function wrappedProblem(algorithm: WrappingAlgorithm, wrappingKeySpec: string, bytes: number) {
  if (bytes === 0) return 'The file is empty.';
  if (algorithm === 'SM2PKE') return undefined;
  const block = Number(wrappingKeySpec.slice('RSA_'.length)) / 8;
  if (algorithm.startsWith('RSAES'))
    return bytes === block
      ? undefined
      : `The file has ${bytes} bytes. Material under ${wrappingKeySpec} by ${algorithm} has ${block}.`;
  return bytes > block
    ? undefined
    : `The file has ${bytes} bytes. Material under ${wrappingKeySpec} by ${algorithm} has more than ${block}: the wrapped AES key stands first, the material behind it.`;
}
