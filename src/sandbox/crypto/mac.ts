import { createHmac, timingSafeEqual } from 'node:crypto';

/** MacAlgorithmSpec of the API reference. */
const hashes = {
  HMAC_SHA_224: 'sha224',
  HMAC_SHA_256: 'sha256',
  HMAC_SHA_384: 'sha384',
  HMAC_SHA_512: 'sha512',
} as const;

export type MacAlgorithm = keyof typeof hashes;

export function generateMac(algorithm: MacAlgorithm, secret: Uint8Array, message: Uint8Array): Buffer {
  return createHmac(hashes[algorithm], secret).update(message).digest();
}

export function verifyMac(
  algorithm: MacAlgorithm,
  secret: Uint8Array,
  message: Uint8Array,
  mac: Uint8Array,
): boolean {
  const expected = generateMac(algorithm, secret, message);
  return mac.length === expected.length && timingSafeEqual(mac, expected);
}
