import { dayMs } from '../core/time';
import type { KeyRecord } from '../generated/sandbox-state';
import { createMaterial } from './crypto/generate';
import type { Vault } from './vault';
import type { Change, Store } from './store/store';
import { nextDate, rotationDate } from './nextDate';
import { replicasOf, rotated } from './rotate';
import { keyArnOf } from './store/places';

/** Dates of keys that nobody has read yet. */
export interface KnownDates {
  /** Ascending. */
  readonly dates: Float64Array;
  /** ARN of the key of a date, by its index. */
  keyOfDate(date: number): string;
}

/** What happens to keys by time alone: deletion, expiry of imported material, automatic rotation. */
export class Due {
  readonly #dates = new Map<string, number>();
  #earliest = Infinity;
  #running: Promise<void> | undefined;
  /** Of these, the first so many are over. */
  #known: KnownDates | undefined;
  #over = 0;

  /** Takes note of dates without reading the keys: they are looked at when the date has come. */
  expect(known: KnownDates): void {
    this.#known = known;
    this.#over = 0;
    this.#earliest = Math.min(this.#earliest, this.#nextKnown());
  }

  /** Takes note of a key's next date. */
  watch(key: KeyRecord): void {
    const date = nextDate(key);
    if (date === undefined) {
      this.#dates.delete(key.arn);
      return;
    }
    this.#dates.set(key.arn, date);
    if (date < this.#earliest) this.#earliest = date;
  }

  /** Does what is due by now; undefined when nothing is. */
  run(now: number, store: Store, vault: Vault): Promise<void> | undefined {
    if (now < this.#earliest && !this.#running) return undefined;
    this.#running ??= this.#runAll(now, store, vault).finally(() => (this.#running = undefined));
    return this.#running;
  }

  #nextKnown(): number {
    return this.#known?.dates[this.#over] ?? Infinity;
  }

  /** Meanwhile the key may have got another date, or be gone. */
  #watchKnown(now: number, store: Store): void {
    for (; this.#nextKnown() <= now; this.#over++) {
      const key = store.key(this.#known?.keyOfDate(this.#over) ?? '');
      if (key) this.watch(key);
    }
  }

  async #runAll(now: number, store: Store, vault: Vault): Promise<void> {
    while (this.#earliest <= now) {
      this.#watchKnown(now, store);
      const due = [...this.#dates].filter(([, date]) => date <= now).sort(([, a], [, b]) => a - b);
      for (const [arn, date] of due) {
        this.#dates.delete(arn);
        const key = store.key(arn);
        if (key) await happen(key, date, store, vault);
      }
      this.#earliest = this.#nextKnown();
      for (const date of this.#dates.values()) if (date < this.#earliest) this.#earliest = date;
    }
  }
}

async function happen(key: KeyRecord, date: number, store: Store, vault: Vault): Promise<void> {
  if (key.deletion?.date === date) store.commit(removal(key, date, store));
  else if (!key.deletion && rotationDate(key) === date) await rotateAutomatically(key, date, store, vault);
  else store.commit({ keys: [withoutExpired(key, date)] });
}

/** The key goes; a primary that waited for its last replica starts its own clock. */
function removal(key: KeyRecord, date: number, store: Store): Change {
  const remove = { keys: [key.arn] };
  if (key.multiRegion?.role !== 'REPLICA') return { remove };
  const { accountId, keyId, region, multiRegion } = key;
  const primary = store.key(keyArnOf({ accountId, region: multiRegion.primaryRegion }, keyId));
  if (!primary?.multiRegion) return { remove };
  const replicaRegions = primary.multiRegion.replicaRegions.filter((other) => other !== region);
  const siblings = replicasOf(primary, store).filter((sibling) => sibling.arn !== key.arn);
  const waits = primary.deletion !== undefined && replicaRegions.length === 0;
  const windowDays = primary.deletion?.windowDays ?? 0;
  const members = [primary, ...siblings].map((member) => ({
    ...member,
    ...(member.multiRegion && { multiRegion: { ...member.multiRegion, replicaRegions } }),
    ...(member === primary && waits && { deletion: { windowDays, date: date + windowDays * dayMs } }),
  }));
  return { remove, keys: members };
}

async function rotateAutomatically(key: KeyRecord, date: number, store: Store, vault: Vault): Promise<void> {
  const periodDays = key.rotation?.periodDays ?? 0;
  const material = await createMaterial(vault, key.spec, key.keyId, date);
  // Disabled keys rotate too; the date stays on its grid.
  const fresh = store.key(key.arn);
  if (!fresh?.rotation) return;
  const rotation = { periodDays, next: date + periodDays * dayMs };
  const members = rotated(fresh, material, 'AUTOMATIC', date, store);
  store.commit({ keys: members.map((member) => ({ ...member, rotation })) });
}

function withoutExpired(key: KeyRecord, now: number): KeyRecord {
  return {
    ...key,
    materials: key.materials.map((material) => {
      if ((material.imported?.validTo ?? Infinity) > now) return material;
      const { secret: _, ...expired } = material;
      return expired;
    }),
  };
}
