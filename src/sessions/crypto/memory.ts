import type { ContextPair } from '../../core/crypto/encryptionContext';
import { isRecord } from '../../core/json';
import { ownValue } from '../../core/ownValue';
import type { KeyRef } from '../../core/keys/model';
import type { Store } from '../store';

const keysKey = 'kms.crypto.lastKeys';
const contextsKey = 'kms.crypto.contexts';
const mostKeys = 10;
const mostNames = 20;

/**
 * What is remembered of earlier uses: which keys, and which names an encryption context had per key. Values may be
 * secrets of somebody, so they are kept only where a person says so.
 */
export class CryptoMemory {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  /** ARNs of the keys that were used, the last one first. */
  lastKeys(): string[] {
    const kept = this.#store.get(keysKey);
    return Array.isArray(kept) ? kept.filter((one) => typeof one === 'string') : [];
  }

  async used({ arn }: KeyRef): Promise<void> {
    const others = this.lastKeys().filter((one) => one !== arn);
    await this.#store.update(keysKey, [arn, ...others].slice(0, mostKeys));
  }

  /** The pairs that the key was used with, without the values that nobody asked to keep. */
  pairsOf({ arn }: KeyRef): ContextPair[] {
    const kept = ownValue(this.#contexts(), arn);
    return Array.isArray(kept) ? kept.filter(isPair) : [];
  }

  /** Remembers the names. */
  async usedWith(ref: KeyRef, pairs: readonly ContextPair[]): Promise<void> {
    if (pairs.length === 0) return;
    const before = this.pairsOf(ref);
    const kept = (name: string) => before.find((pair) => pair.name === name)?.value ?? '';
    const now = pairs.map(({ name }) => ({ name, value: kept(name) }));
    const others = before.filter(({ name }) => !now.some((pair) => pair.name === name));
    await this.#write(ref, [...now, ...others].slice(0, mostNames));
  }

  /** Remembers the value of a pair as well, or forgets it where it is empty. */
  async pin(ref: KeyRef, pair: ContextPair): Promise<void> {
    const others = this.pairsOf(ref).filter(({ name }) => name !== pair.name);
    await this.#write(ref, [pair, ...others].slice(0, mostNames));
  }

  #contexts(): Record<string, unknown> {
    const kept = this.#store.get(contextsKey);
    return isRecord(kept) ? kept : {};
  }

  async #write({ arn }: KeyRef, pairs: readonly ContextPair[]): Promise<void> {
    await this.#store.update(contextsKey, { ...this.#contexts(), [arn]: pairs });
  }
}

function isPair(value: unknown): value is ContextPair {
  return isRecord(value) && typeof value['name'] === 'string' && typeof value['value'] === 'string';
}
