import { DerError, der, derItem, derItems, derTag, integer, parseDer } from '../encoding/der';
import { specOf, type EcCurve, type KeySpec } from '../kms/specs';

/**
 * The two forms of ECDSA signatures: a SEQUENCE of two INTEGERs in DER (RFC 3279), which KMS answers and X.509 wants,
 * and r ‖ s at a fixed length (IEEE P1363), which JOSE (RFC 7518 §3.4), COSE and WebCrypto want.
 */
export type EcdsaForm = 'DER' | 'IEEE P1363';

/** Bytes of r and of s: those of the group's order. Sources: RFC 7518 §3.4, 8812 §3.2, GB/T 32918. */
const scalarBytes: Readonly<Record<EcCurve, number>> = {
  'P-256': 32,
  'P-384': 48,
  'P-521': 66,
  secp256k1: 32,
  SM2: 32,
};

/** Bytes of one half of a signature by keys of the spec; undefined where they are no pair of numbers. */
export function ecdsaHalf(spec: KeySpec): number | undefined {
  const form = specOf(spec).material;
  return form.kind === 'ec' ? scalarBytes[form.curve] : undefined;
}

/** Which form the bytes have, by strict rules; undefined where they have neither. */
export function ecdsaFormOf(signature: Uint8Array, half: number): EcdsaForm | undefined {
  if (halvesOf(signature, half) !== undefined) return 'DER';
  return signature.length === 2 * half ? 'IEEE P1363' : undefined;
}

/** r ‖ s of a signature in DER; undefined where it is none of this length. */
export function toP1363(signature: Uint8Array, half: number): Buffer | undefined {
  const halves = halvesOf(signature, half);
  if (halves === undefined) return undefined;
  return Buffer.concat(halves.map((part) => Buffer.concat([Buffer.alloc(half - part.length), part])));
}

/** The signature in DER of r ‖ s; undefined for another length. */
export function toDer(signature: Uint8Array, half: number): Buffer | undefined {
  if (signature.length !== 2 * half) return undefined;
  return der(derTag.sequence, integer(signature.subarray(0, half)), integer(signature.subarray(half)));
}

/** Both numbers without leading zeros. Only the one encoding that DER has for them is taken. */
function halvesOf(signature: Uint8Array, half: number): Buffer[] | undefined {
  try {
    const items = derItems(parseDer(signature));
    if (items.length !== 2) return undefined;
    const numbers = [0, 1].map((index) => derItem(items, index, derTag.integer));
    if (numbers.some((bytes) => bytes.length === 0 || (bytes[0] ?? 0) >= 0x80)) return undefined;
    const parts = numbers.map((bytes) => bytes.subarray(bytes.findIndex((byte) => byte !== 0)));
    if (numbers.some((bytes) => bytes.every((byte) => byte === 0))) return undefined;
    if (parts.some((part) => part.length > half)) return undefined;
    const again = der(derTag.sequence, ...parts.map((part) => integer(part)));
    return again.equals(signature) ? parts : undefined;
  } catch (error) {
    if (error instanceof DerError) return undefined;
    throw error;
  }
}
