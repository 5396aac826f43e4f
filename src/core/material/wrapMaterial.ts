import { constants, createPublicKey, publicEncrypt, randomBytes, type KeyObject } from 'node:crypto';
import { KmsError } from '../errors';
import { DerError, derItem, derItems, derTag, objectIdentifier, parseDer } from '../encoding/der';
import { oids } from '../encoding/oids';
import type { WrappingAlgorithm } from '../kms/wrapping';

/**
 * Key material under a wrapping key of GetParametersForImport (SubjectPublicKeyInfo, DER). RSA_AES_KEY_WRAP is an AES key
 * under RSA-OAEP, followed by the material under that key with AES-KWP (RFC 5649). AES-KWP comes from @noble/ciphers:
 * Electron's crypto does not have it.
 */
export async function wrapMaterial(
  algorithm: WrappingAlgorithm,
  publicKey: Uint8Array,
  material: Uint8Array,
): Promise<Buffer> {
  if (algorithm === 'SM2PKE') {
    const { sm2EncryptTo } = await import('../crypto/sm2Encryption');
    return sm2EncryptTo(sm2PointOf(publicKey), material);
  }
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

/** The point of an SM2 public key. It is read as DER: Electron's crypto does not know the curve. */
function sm2PointOf(publicKey: Uint8Array): Buffer {
  try {
    const [head, key] = derItems(parseDer(publicKey));
    const curve = head && derItems(head)[1];
    if (curve?.content.equals(derItem([parseDer(objectIdentifier(oids.curves.SM2))], 0, curve.tag)))
      return derItem(key ? [key] : [], 0, derTag.bitString).subarray(1);
  } catch (error) {
    if (!(error instanceof DerError)) throw error;
  }
  throw new KmsError('not-aws', 'The wrapping key of the answer is not an SM2 key.');
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
