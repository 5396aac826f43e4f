import { createHmac, randomBytes } from 'node:crypto';

/** By which material is recognised that was imported before. It does not lead back to the material. */
export interface Fingerprint {
  /** Hexadecimal. */
  salt: string;
  /** HMAC-SHA-256 of what identifies the material under the salt, hexadecimal. */
  digest: string;
  /** The id that KMS gave the material; other key types than symmetric encryption keys have none. */
  materialId?: string;
  /** When it was imported. */
  date: number;
}

/** A salt of its own keeps equal material of two keys from having equal fingerprints. */
export function fingerprintOf(
  identity: Uint8Array,
  known: Omit<Fingerprint, 'salt' | 'digest'>,
): Fingerprint {
  const salt = randomBytes(16).toString('hex');
  return { ...known, salt, digest: digest(salt, identity) };
}

/** Whether the fingerprint is one of this material. */
export function isFingerprintOf(identity: Uint8Array, { salt, digest: known }: Fingerprint): boolean {
  return digest(salt, identity) === known;
}

function digest(salt: string, identity: Uint8Array): string {
  return createHmac('sha256', Buffer.from(salt, 'hex')).update(identity).digest('hex');
}
