import type { KeyRef } from '../../core/keys/model';
import { regionId } from '../../core/keys/nodes';
import type { Store } from '../store';
import type { Place } from '../../core/ports';

const storeKey = 'pins';

/** Keys that stand first in their group. Survives sessions. */
export class Pins {
  readonly #byRegion = new Map<string, Set<string>>();

  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;

    const stored = store.get(storeKey);
    if (!Array.isArray(stored)) return;
    for (const id of stored) {
      if (typeof id !== 'string') continue;
      const at = id.lastIndexOf('|');
      this.#regionSet(id.slice(0, at)).add(id.slice(at + 1));
    }
  }

  of(place: Place): ReadonlySet<string> {
    return this.#byRegion.get(regionId(place)) ?? new Set();
  }

  has(ref: KeyRef): boolean {
    return this.of(ref).has(ref.keyId);
  }

  async set(ref: KeyRef, pinned: boolean): Promise<void> {
    const ids = this.#regionSet(regionId(ref));
    if (pinned) ids.add(ref.keyId);
    else ids.delete(ref.keyId);
    const all = [...this.#byRegion].flatMap(([region, keys]) => [...keys].map((key) => `${region}|${key}`));
    await this.#store.update(storeKey, all);
  }

  #regionSet(region: string): Set<string> {
    const existing = this.#byRegion.get(region) ?? new Set<string>();
    this.#byRegion.set(region, existing);
    return existing;
  }
}
