import { MemoMap } from '../../async/memo';
import { Pool } from '../../async/pool';
import { KmsError } from '../../core/errors';
import { verdictOn } from '../../core/keys/allowed';
import type { Key, KeyRef } from '../../core/keys/model';
import { isCancelled } from '../../core/messages';
import type { KeyPort, Place } from '../../core/ports';
import type { RegionIndex } from './regionIndex';

export interface ReadingOptions {
  keys: Pick<KeyPort, 'describe' | 'rotationStatus' | 'listTags'>;
  epoch(): number;
  describeConcurrency(): number;
  after(ms: number, callback: () => void): void;
  regions(): RegionIndex[];
  region(place: Place): RegionIndex | undefined;
  /** Something of these keys, or of the region, is known that was not. */
  tell(change: { place: Place; keys?: readonly string[] }): void;
}

interface Turn {
  signal?: AbortSignal | undefined;
  /** Before all others: what a person looks at. */
  urgent?: boolean;
}

/** What a passing failure kept from being read is asked again after so many milliseconds. */
const retryMs = 30_000;

const passing: ReadonlySet<KmsError['reason']> = new Set(['throttled', 'network', 'timeout', 'service']);

/** So many tags are read at the same time. */
const tagReaders = 5;

/** Reads what the lists do not tell of single keys: what they are, how they rotate, their tags. Each once. */
export class KeyReading {
  readonly #options: ReadingOptions;
  /** What was asked to be described, by region. */
  readonly #asked = new Map<string, MemoMap<void>>();
  #shown = new AbortController();
  readonly #describePool: Pool;
  readonly #tagPool = new Pool({ size: tagReaders });
  /** Keys of which something failed that may pass. */
  readonly #failed = new Map<string, KeyRef>();

  constructor(options: ReadingOptions) {
    this.#options = options;
    this.#describePool = new Pool({ size: () => options.describeConcurrency() });
  }

  /** Cancelled, it ends without a failure. */
  async describe(refs: readonly KeyRef[], turn: Turn): Promise<void> {
    const waiting = refs.filter((ref) => !this.#askedIn(ref).isKept(ref.keyId));
    try {
      await this.#describePool.each(waiting, (ref, wanted) => this.#describeOnce(ref, wanted), turn);
    } catch (error) {
      if (!isCancelled(error)) throw error;
    }
  }

  describeShown(refs: readonly KeyRef[]): Promise<void> {
    return this.describe(refs, { signal: this.#shown.signal, urgent: true });
  }

  /** Describes one key again, after an action on it. */
  async again(ref: KeyRef): Promise<void> {
    this.#askedIn(ref).forget(ref.keyId);
    const index = this.#options.region(ref);
    index?.tags.delete(ref.keyId);
    index?.unreadTags.delete(ref.keyId);
    await this.#describeOnce(ref, this.#shown.signal);
  }

  async readTags(refs: readonly KeyRef[], signal?: AbortSignal): Promise<void> {
    const waiting = refs.filter((ref) => this.#lacksTags(ref));
    if (waiting.length === 0) return;
    const epoch = this.#options.epoch();
    const read = async (ref: KeyRef, whileWanted: AbortSignal): Promise<void> => {
      const index = this.#options.region(ref);
      try {
        const tags = await this.#options.keys.listTags(ref, whileWanted);
        if (epoch === this.#options.epoch()) index?.tags.set(ref.keyId, tags);
      } catch (error) {
        if (!(error instanceof KmsError) || error.reason === 'cancelled') throw error;
        if (epoch !== this.#options.epoch()) return;
        index?.unreadTags.set(ref.keyId, error);
        this.#askAgain(ref, error);
      }
    };
    await this.#tagPool.each(waiting, read, { signal });
    for (const { place } of this.#options.regions()) this.#options.tell({ place });
  }

  /** What could not be read in a region, or anywhere, is asked again where it is wanted. */
  forgetFailures(place?: Place): void {
    for (const index of this.#options.regions()) {
      if (place !== undefined && idOf(place) !== idOf(index.place)) continue;
      for (const id of index.denied.keys()) this.#asked.get(idOf(index.place))?.forget(id);
      index.denied.clear();
      index.unreadTags.clear();
      this.#options.tell({ place: index.place });
    }
  }

  /** What was asked of a region is asked again. */
  forgetRegion(place: Place): void {
    this.#asked.delete(idOf(place));
  }

  /** Ends all that is under way, and forgets that it was asked. */
  stop(): void {
    this.#shown.abort();
    this.#shown = new AbortController();
    this.#asked.clear();
    this.#failed.clear();
  }

  /** All who want the same key described share one request. */
  async #describeOnce(ref: KeyRef, signal: AbortSignal): Promise<void> {
    const index = this.#options.region(ref);
    if (index === undefined) return;
    await this.#askedIn(ref).get(ref.keyId, (wanted) => this.#read(index, ref, wanted), signal);
  }

  async #read(index: RegionIndex, ref: KeyRef, signal: AbortSignal): Promise<void> {
    const epoch = this.#options.epoch();
    const current = (): boolean => epoch === this.#options.epoch();
    const { place } = index;
    try {
      const key = await this.#options.keys.describe(ref, signal);
      if (!current()) return;
      index.learn(key);
      this.#options.tell({ place, keys: [ref.keyId] });
      await this.#readRotation(index, ref, key, signal);
    } catch (error) {
      if (!(error instanceof KmsError) || error.reason === 'cancelled') throw error;
      if (!current()) return;
      index.denied.set(ref.keyId, error);
      // What was readable before may be out of date, and offers what can no longer be done.
      if (error.reason === 'denied') index.described.delete(ref.keyId);
      this.#askAgain(ref, error);
    }
    if (current()) this.#options.tell({ place, keys: [ref.keyId] });
  }

  async #readRotation(index: RegionIndex, ref: KeyRef, key: Key, signal: AbortSignal): Promise<void> {
    index.rotation.delete(ref.keyId);
    if (!verdictOn('rotation', key).allowed) return;
    try {
      index.rotation.set(ref.keyId, await this.#options.keys.rotationStatus(ref, signal));
    } catch (error) {
      if (!(error instanceof KmsError) || error.reason === 'cancelled') throw error;
      index.rotation.set(ref.keyId, error);
      this.#askAgain(ref, error);
    }
  }

  /** After a failure that may pass, all of the key is read once more. */
  #askAgain(ref: KeyRef, { reason }: KmsError): void {
    if (!passing.has(reason)) return;
    if (this.#failed.size === 0) this.#options.after(retryMs, () => this.#retryFailed());
    this.#failed.set(`${idOf(ref)} ${ref.keyId}`, ref);
  }

  #retryFailed(): void {
    const refs = [...this.#failed.values()];
    this.#failed.clear();
    const places = new Set<RegionIndex>();
    for (const ref of refs) {
      const index = this.#options.region(ref);
      if (index === undefined) continue;
      this.#askedIn(ref).forget(ref.keyId);
      // Whoever filters by tags reads them when it is told.
      if (index.unreadTags.delete(ref.keyId)) places.add(index);
    }
    for (const { place } of places) this.#options.tell({ place });
    void this.describeShown(refs);
  }

  #lacksTags(ref: KeyRef): boolean {
    const index = this.#options.region(ref);
    return index !== undefined && !index.tags.has(ref.keyId) && !index.unreadTags.has(ref.keyId);
  }

  #askedIn(place: Place): MemoMap<void> {
    const id = idOf(place);
    let asked = this.#asked.get(id);
    if (asked === undefined) this.#asked.set(id, (asked = new MemoMap()));
    return asked;
  }
}

function idOf(place: Place): string {
  return `${place.connection} ${place.region}`;
}
