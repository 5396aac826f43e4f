import { fingerprintOf, isFingerprintOf, type Fingerprint } from '../../core/material/fingerprint';
import { isRecord } from '../../core/json';
import { ownValue } from '../../core/ownValue';
import type { Store } from '../store';

const storeKey = 'kms.material.fingerprints';
/** More than a key can have materials. */
const mostOfKey = 40;

/** What is recognised of material that was imported here before, by the id of the key: replicas share it. */
export class Fingerprints {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  /** What was imported into the key before, the newest first. */
  of(keyId: string): Fingerprint[] {
    const all = this.#store.get(storeKey);
    const kept = isRecord(all) ? ownValue(all, keyId) : undefined;
    return Array.isArray(kept) ? kept.filter(isFingerprint) : [];
  }

  /** The one of this material, where it was imported into the key before. */
  find(keyId: string, identity: Uint8Array): Fingerprint | undefined {
    return this.of(keyId).find((known) => isFingerprintOf(identity, known));
  }

  async remember(keyId: string, identity: Uint8Array, known: Omit<Fingerprint, 'salt' | 'digest'>) {
    const all = this.#store.get(storeKey);
    const others = this.of(keyId).filter((one) => !isFingerprintOf(identity, one));
    const kept = [fingerprintOf(identity, known), ...others].slice(0, mostOfKey);
    await this.#store.update(storeKey, { ...(isRecord(all) && all), [keyId]: kept });
  }
}

function isFingerprint(value: unknown): value is Fingerprint {
  if (!isRecord(value)) return false;
  const { salt, digest, date, materialId } = value;
  const isHex = (text: unknown): boolean => typeof text === 'string' && /^[0-9a-f]+$/.test(text);
  return (
    isHex(salt) &&
    isHex(digest) &&
    typeof date === 'number' &&
    (materialId === undefined || typeof materialId === 'string')
  );
}
