import {
  constants,
  createPrivateKey,
  createPublicKey,
  privateDecrypt,
  privateEncrypt,
  publicDecrypt,
  publicEncrypt,
  timingSafeEqual,
  type KeyObject,
} from 'node:crypto';
import { der, derTag, objectIdentifier } from '../../core/encoding/der';
import type { HashName } from './hash';
import { encodePss, verifyPss } from './pss';

export type RsaPadding = 'pss' | 'pkcs1';

/** OIDs of the digests in a DigestInfo (RFC 8017 §9.2). */
const digestOids: Partial<Record<HashName, string>> = {
  sha256: '2.16.840.1.101.3.4.2.1',
  sha384: '2.16.840.1.101.3.4.2.2',
  sha512: '2.16.840.1.101.3.4.2.3',
};

const privateKeys = new WeakMap<Uint8Array, KeyObject>();
const publicKeys = new WeakMap<Uint8Array, KeyObject>();

/** The key object of a PKCS#8 private key; parsed once for as long as the bytes live. */
export function privateKeyOf(pkcs8: Uint8Array): KeyObject {
  const known = privateKeys.get(pkcs8);
  if (known) return known;
  const key = createPrivateKey({ key: Buffer.from(pkcs8), format: 'der', type: 'pkcs8' });
  privateKeys.set(pkcs8, key);
  return key;
}

export function publicKeyOf(pkcs8: Uint8Array): KeyObject {
  const known = publicKeys.get(pkcs8);
  if (known) return known;
  const key = createPublicKey(privateKeyOf(pkcs8));
  publicKeys.set(pkcs8, key);
  return key;
}

export function oaepEncrypt(pkcs8: Uint8Array, hash: 'sha1' | 'sha256', plaintext: Uint8Array): Buffer {
  return publicEncrypt(
    { key: publicKeyOf(pkcs8), padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: hash },
    plaintext,
  );
}

/** The plaintext, or undefined where the ciphertext is not one of this key and hash. */
export function oaepDecrypt(
  pkcs8: Uint8Array,
  hash: 'sha1' | 'sha256',
  ciphertext: Uint8Array,
): Buffer | undefined {
  try {
    return privateDecrypt(
      { key: privateKeyOf(pkcs8), padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: hash },
      ciphertext,
    );
  } catch {
    // OpenSSL does not say what was wrong, and a decryption service must not either.
    return undefined;
  }
}

export function rsaSign(
  pkcs8: Uint8Array,
  padding: RsaPadding,
  hash: HashName,
  messageDigest: Uint8Array,
): Buffer {
  const key = privateKeyOf(pkcs8);
  return padding === 'pss'
    ? privateEncrypt(
        { key, padding: constants.RSA_NO_PADDING },
        encodePss(hash, messageDigest, modulusBits(key)),
      )
    : privateEncrypt({ key, padding: constants.RSA_PKCS1_PADDING }, digestInfo(hash, messageDigest));
}

export function rsaVerify(
  pkcs8: Uint8Array,
  padding: RsaPadding,
  hash: HashName,
  messageDigest: Uint8Array,
  signature: Uint8Array,
): boolean {
  const key = publicKeyOf(pkcs8);
  if (signature.length !== modulusBits(key) / 8) return false;
  const recovered = recover(key, padding, signature);
  if (!recovered) return false;
  if (padding === 'pss') return verifyPss(hash, messageDigest, recovered, modulusBits(key));
  const expected = digestInfo(hash, messageDigest);
  return recovered.length === expected.length && timingSafeEqual(recovered, expected);
}

function recover(key: KeyObject, padding: RsaPadding, signature: Uint8Array): Buffer | undefined {
  const mode = padding === 'pss' ? constants.RSA_NO_PADDING : constants.RSA_PKCS1_PADDING;
  try {
    return publicDecrypt({ key, padding: mode }, signature);
  } catch {
    // Not below the modulus, or no PKCS#1 block inside: no signature of this key.
    return undefined;
  }
}

function digestInfo(hash: HashName, messageDigest: Uint8Array): Buffer {
  const oid = digestOids[hash];
  if (oid === undefined) throw new Error(`${hash} is not used for RSA signatures.`);
  const algorithm = der(derTag.sequence, objectIdentifier(oid), Buffer.of(0x05, 0x00));
  return der(derTag.sequence, algorithm, der(derTag.octetString, messageDigest));
}

function modulusBits(key: KeyObject): number {
  return key.asymmetricKeyDetails?.modulusLength ?? 0;
}
