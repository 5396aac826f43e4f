import { randomBytes, sign, verify } from 'node:crypto';
import { der, derTag, parseDer } from '../../core/encoding/der';
import { decodePrivateKey, encodePrivateKey, isAlgorithm } from './keyEncoding';
import { oids } from '../../core/encoding/oids';
import { privateKeyOf, publicKeyOf } from './rsa';

const seedBytes = 32;

export function generateEd25519Key(): Buffer {
  return encodeSeed(randomBytes(seedBytes));
}

export function normaliseEd25519Key(pkcs8: Uint8Array): Buffer {
  const decoded = decodePrivateKey(pkcs8);
  if (!isAlgorithm(decoded, oids.ed25519)) throw new RangeError('Not an Ed25519 private key.');
  const seed = parseDer(decoded.key);
  if (seed.tag !== derTag.octetString || seed.content.length !== seedBytes)
    throw new RangeError('An Ed25519 private key is 32 bytes long.');
  return encodeSeed(seed.content);
}

export function ed25519PublicKey(pkcs8: Uint8Array): Buffer {
  return publicKeyOf(pkcs8).export({ format: 'der', type: 'spki' });
}

export function ed25519Sign(pkcs8: Uint8Array, message: Uint8Array): Buffer {
  return sign(null, message, privateKeyOf(pkcs8));
}

export function ed25519Verify(pkcs8: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  return verify(null, message, publicKeyOf(pkcs8), signature);
}

/** Ed25519ph, which hashes what it is given once more (RFC 8032 §5.1), a digest too (Sign, MessageType). */
export async function ed25519phSign(pkcs8: Uint8Array, message: Uint8Array): Promise<Buffer> {
  const { ed25519ph } = await import('@noble/curves/ed25519.js');
  return Buffer.from(ed25519ph.sign(message, seedOf(pkcs8)));
}

export async function ed25519phVerify(
  pkcs8: Uint8Array,
  message: Uint8Array,
  signature: Uint8Array,
): Promise<boolean> {
  const { ed25519ph } = await import('@noble/curves/ed25519.js');
  if (signature.length !== 64) return false;
  return ed25519ph.verify(signature, message, ed25519ph.getPublicKey(seedOf(pkcs8)), { zip215: false });
}

function encodeSeed(seed: Uint8Array): Buffer {
  return encodePrivateKey(der(derTag.octetString, seed), oids.ed25519);
}

function seedOf(pkcs8: Uint8Array): Buffer {
  return parseDer(decodePrivateKey(pkcs8).key).content;
}
