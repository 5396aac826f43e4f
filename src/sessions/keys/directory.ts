import { Emitter } from '../../async/emitter';
import type { KeyPort, Place } from '../../core/ports';
import type { Key, KeyRef } from '../../core/keys/model';
import { listInto, putInOrder, type Listing } from './listing';
import { KeyReading } from './reading';
import { RegionIndex } from './regionIndex';

/** What changed: some keys of a region, or the region as a whole. */
export interface DirectoryChange {
  place: Place;
  /** Key ids; absent where rows came or went. */
  keys?: readonly string[];
}

export interface DirectoryOptions {
  keys: KeyPort;
  /** Grows when what was asked before must not be drawn any more. */
  epoch(): number;
  /** How many keys are described at the same time; five unless given. */
  describeConcurrency?: () => number;
  /** Calls back after so many milliseconds; the platform's timer unless a test has its own. */
  after?: (ms: number, callback: () => void) => void;
}

/**
 * So long the rows of an older epoch stay, while the list of the new one is on its way: longer than a list from
 * AWS takes, so that an open menu keeps its row; what is chosen there is asked with the new credentials anyway.
 */
const patienceMs = 5_000;

/** The keys of the open regions as far as they are known. Loads on demand, tells what changes. */
export class KeyDirectory {
  readonly #options: DirectoryOptions;
  readonly #regions = new Map<string, RegionIndex>();
  readonly #loads = new Map<string, Listing>();
  readonly #reading: KeyReading;
  readonly #after: (ms: number, callback: () => void) => void;
  readonly #changed = new Emitter<DirectoryChange>();
  readonly onDidChange = this.#changed.event;

  constructor(options: DirectoryOptions) {
    this.#options = options;
    this.#after = options.after ?? ((ms, callback) => void setTimeout(callback, ms).unref());
    this.#reading = new KeyReading({
      keys: options.keys,
      epoch: () => options.epoch(),
      describeConcurrency: options.describeConcurrency ?? (() => 5),
      after: this.#after,
      regions: () => this.all(),
      region: (place) => this.region(place),
      tell: (change) => this.#tell(change),
    });
  }

  /** What is known of a region; undefined where nobody asked yet. */
  region(place: Place): RegionIndex | undefined {
    return this.#regions.get(idOf(place));
  }

  all(): RegionIndex[] {
    return [...this.#regions.values()];
  }

  /** Resolves when the first rows are there (or failed); never rejects, the index tells. */
  async load(place: Place): Promise<RegionIndex> {
    const id = idOf(place);
    const index = this.#regions.get(id) ?? new RegionIndex(place);
    if (!this.#regions.has(id)) {
      this.#regions.set(id, index);
      this.#start(index);
    }
    await this.#loads.get(id)?.first;
    return this.#regions.get(id) ?? index;
  }

  /** Resolves when the whole region is listed. */
  async loadAll(place: Place): Promise<RegionIndex> {
    const index = await this.load(place);
    await this.#loads.get(idOf(place))?.done;
    return this.#regions.get(idOf(place)) ?? index;
  }

  /** Lists the region again. What is shown stays until the new list is there. */
  async refresh(place: Place): Promise<void> {
    const id = idOf(place);
    this.#loads.get(id)?.controller.abort();
    this.#reading.forgetRegion(place);
    const fresh = new RegionIndex(place);
    const old = this.#regions.get(id);
    if (old === undefined) this.#regions.set(id, fresh);
    this.#start(fresh);
    const load = this.#loads.get(id);
    await load?.done;
    if (this.#loads.get(id) === load) {
      if (old) fresh.remember(old);
      this.#regions.set(id, fresh);
      this.#reorder(fresh);
    }
  }

  /** Resolves when no region is being listed any more. */
  async listed(): Promise<void> {
    await Promise.all([...this.#loads.values()].map(({ done }) => done));
  }

  /** A key that is there though the list does not have it yet: KMS lists a new one some seconds late. */
  add(ref: KeyRef): void {
    const index = this.region(ref);
    if (index === undefined || index.has(ref.keyId)) return;
    index.addKeys([ref]);
    this.#reorder(index);
  }

  /**
   * Lists every region again, for another identity, endpoint or state: a new epoch has begun. The rows stay for a
   * moment, so that a list that turns out the same is not drawn again; nothing else of what was known is taken over.
   */
  renew(): void {
    const old = this.all();
    this.#stop();
    for (const { place } of old) void this.#replace(place);
  }

  /** Forgets the regions of connections that are not open any more. */
  keepOnly(connections: readonly string[]): void {
    for (const { place } of this.all()) {
      if (connections.includes(place.connection)) continue;
      const id = idOf(place);
      this.#loads.get(id)?.controller.abort();
      this.#loads.delete(id);
      this.#regions.delete(id);
      this.#reading.forgetRegion(place);
      this.#tell({ place });
    }
  }

  /**
   * Describes keys that are not described yet. Rows are told as answers come, a few at a time. Cancelled, it ends
   * without a failure.
   */
  describe(refs: readonly KeyRef[], signal?: AbortSignal): Promise<void> {
    return this.#reading.describe(refs, { signal });
  }

  /** The same for rows that a person looks at, before all others. */
  describeShown(refs: readonly KeyRef[]): Promise<void> {
    return this.#reading.describeShown(refs);
  }

  /** Reads the tags of the keys, for a filter or a search; a few at a time, each once. Rejects where it is cancelled. */
  readTags(refs: readonly KeyRef[], signal?: AbortSignal): Promise<void> {
    return this.#reading.readTags(refs, signal);
  }

  /** What could not be read in a region, or anywhere, is asked again where it is wanted. */
  forgetFailures(place?: Place): void {
    this.#reading.forgetFailures(place);
  }

  /** An alias was made, or points to another key now. */
  aliasSet(place: Place, name: string, keyId: string): void {
    const index = this.region(place);
    index?.setAlias(name, keyId);
    if (index) this.#reorder(index);
  }

  aliasRemoved(place: Place, name: string): void {
    const index = this.region(place);
    index?.removeAlias(name);
    if (index) this.#reorder(index);
  }

  /** Describes one key again, after an action on it. */
  async refreshKey(ref: KeyRef): Promise<Key | undefined> {
    await this.#reading.again(ref);
    return this.region(ref)?.described.get(ref.keyId);
  }

  /** The key, described now if it was not. Throws where it cannot be. */
  async key(ref: KeyRef, signal?: AbortSignal): Promise<Key> {
    const known = this.region(ref)?.described.get(ref.keyId);
    if (known) return known;
    const key = await this.#options.keys.describe(ref, signal);
    this.region(ref)?.learn(key);
    return key;
  }

  /** What people call the key. */
  nameOf(ref: KeyRef): string {
    return this.region(ref)?.labelOf(ref.keyId) ?? ref.keyId;
  }

  #stop(): void {
    for (const { controller } of this.#loads.values()) controller.abort();
    this.#loads.clear();
    this.#reading.stop();
  }

  async #replace(place: Place): Promise<void> {
    const id = idOf(place);
    const fresh = new RegionIndex(place);
    this.#start(fresh);
    const load = this.#loads.get(id);
    await withinPatience(load?.done);
    if (this.#loads.get(id) !== load) return;
    // Rows of the older list may have been described meanwhile; those of the new one are not.
    this.#reading.forgetRegion(place);
    this.#regions.set(id, fresh);
    this.#tell({ place });
  }

  #start(index: RegionIndex): void {
    const epoch = this.#options.epoch();
    const { place } = index;
    const listing = listInto(index, {
      keys: this.#options.keys,
      after: this.#after,
      tell: (signal) => {
        const isShown = this.#regions.get(idOf(place)) === index;
        if (isShown && !signal.aborted && epoch === this.#options.epoch()) this.#tell({ place });
      },
    });
    this.#loads.set(idOf(place), listing);
  }

  /** Rows came, went or were renamed. */
  #reorder(index: RegionIndex): void {
    const { place } = index;
    this.#tell({ place });
    void putInOrder(index).then(() => this.#tell({ place }));
  }

  #tell(change: DirectoryChange): void {
    this.#changed.fire(change);
  }
}

/** Resolves when the work is done, or has taken too long; it goes on either way. */
async function withinPatience(work: Promise<void> | undefined): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, patienceMs)));
  await Promise.race([work, late]);
  clearTimeout(timer);
}

function idOf(place: Place): string {
  return `${place.connection} ${place.region}`;
}
