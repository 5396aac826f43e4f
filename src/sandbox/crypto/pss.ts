import { randomBytes, timingSafeEqual } from 'node:crypto';
import { digest, digestBytes, type HashName } from './hash';

/**
 * EMSA-PSS of RFC 8017 §9.1 with MGF1 over the same hash and a salt as long as the digest, which is what KMS signs with.
 * node:crypto pads only messages that it has hashed itself; KMS also signs digests.
 */
const padding1 = Buffer.alloc(8);
const trailer = 0xbc;

/** The encoded message of `modulusBits`, ready for the bare RSA private-key operation. */
export function encodePss(hash: HashName, messageDigest: Uint8Array, modulusBits: number): Buffer {
  const size = digestBytes[hash];
  const salt = randomBytes(size);
  const proof = digest(hash, padding1, messageDigest, salt);
  const dbLength = encodedLength(modulusBits) - size - 1;
  const db = Buffer.alloc(dbLength);
  db[dbLength - size - 1] = 1;
  salt.copy(db, dbLength - size);
  const masked = xor(db, mgf1(hash, proof, dbLength));
  clearUnusedBits(masked, modulusBits);
  return Buffer.concat([masked, proof, Buffer.of(trailer)]);
}

/** Does the encoded message, as the bare RSA public-key operation gave it, belong to the digest? */
export function verifyPss(
  hash: HashName,
  messageDigest: Uint8Array,
  encoded: Buffer,
  modulusBits: number,
): boolean {
  const size = digestBytes[hash];
  const length = encodedLength(modulusBits);
  const em = encoded.subarray(encoded.length - length);
  const masked = em.subarray(0, length - size - 1);
  const proof = em.subarray(length - size - 1, length - 1);
  if (em[length - 1] !== trailer || hasUnusedBits(masked, modulusBits)) return false;
  const db = xor(masked, mgf1(hash, proof, masked.length));
  clearUnusedBits(db, modulusBits);
  const saltStart = db.length - size;
  if (db[saltStart - 1] !== 1 || db.subarray(0, saltStart - 1).some((byte) => byte !== 0)) return false;
  return timingSafeEqual(proof, digest(hash, padding1, messageDigest, db.subarray(saltStart)));
}

function encodedLength(modulusBits: number): number {
  return Math.ceil((modulusBits - 1) / 8);
}

function unusedBitsMask(modulusBits: number): number {
  return 0xff >> (8 * encodedLength(modulusBits) - (modulusBits - 1));
}

function clearUnusedBits(bytes: Buffer, modulusBits: number): void {
  bytes[0] = (bytes[0] ?? 0) & unusedBitsMask(modulusBits);
}

function hasUnusedBits(bytes: Buffer, modulusBits: number): boolean {
  return ((bytes[0] ?? 0) & ~unusedBitsMask(modulusBits)) !== 0;
}

function mgf1(hash: HashName, seed: Uint8Array, length: number): Buffer {
  const blocks: Buffer[] = [];
  for (let counter = 0; blocks.length * digestBytes[hash] < length; counter++) {
    const index = Buffer.alloc(4);
    index.writeUInt32BE(counter);
    blocks.push(digest(hash, seed, index));
  }
  return Buffer.concat(blocks).subarray(0, length);
}

function xor(a: Uint8Array, b: Uint8Array): Buffer {
  return Buffer.from(a.map((byte, index) => byte ^ (b[index] ?? 0)));
}
