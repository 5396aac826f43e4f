import type { EncryptionAlgorithm } from '../../core/kms/specs';
import { oaepDecrypt, oaepEncrypt } from './rsa';
import { sm2Decrypt, sm2Encrypt } from './sm2';

export type AsymmetricEncryptionAlgorithm = Exclude<EncryptionAlgorithm, 'SYMMETRIC_DEFAULT'>;

/** The ciphertext as the standard has it, without anything of the sandbox's own: others can make and read it. */
export async function encryptWithPublicKey(
  algorithm: AsymmetricEncryptionAlgorithm,
  material: Uint8Array,
  plaintext: Uint8Array,
): Promise<Buffer> {
  if (algorithm === 'SM2PKE') return sm2Encrypt(material, plaintext);
  return oaepEncrypt(material, oaepHash(algorithm), plaintext);
}

/** The plaintext, or undefined where the ciphertext is not one of this key and algorithm. */
export async function decryptWithPrivateKey(
  algorithm: AsymmetricEncryptionAlgorithm,
  material: Uint8Array,
  ciphertext: Uint8Array,
): Promise<Buffer | undefined> {
  if (algorithm === 'SM2PKE') return sm2Decrypt(material, ciphertext);
  return oaepDecrypt(material, oaepHash(algorithm), ciphertext);
}

function oaepHash(algorithm: 'RSAES_OAEP_SHA_1' | 'RSAES_OAEP_SHA_256'): 'sha1' | 'sha256' {
  return algorithm === 'RSAES_OAEP_SHA_1' ? 'sha1' : 'sha256';
}
