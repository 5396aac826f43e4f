import { Emitter } from '../../async/emitter';
import { Pool } from '../../async/pool';
import { KmsError } from '../../core/errors';
import type { KeyPort, Page, Place } from '../../core/ports';
import { verdictOn } from '../../core/keys/allowed';
import type { Key, KeyRef, Tag } from '../../core/keys/model';
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
  /** How many rows a group shows: so many keep their place while a region loads. */
  pageSize(): number;
}

/**
 * So long the rows of an older epoch stay, while the list of the new one is on its way: longer than a list from
 * AWS takes, so that an open menu keeps its row; what is chosen there is asked with the new credentials anyway.
 */
const patienceMs = 5_000;

/** So many tags are read at the same time (ListResourceTags: 2,000/s). */
const tagReaders = 5;

/** The keys of the open regions as far as they are known. Loads on demand, tells what changes. */
export class KeyDirectory {
  private readonly regions = new Map<string, RegionIndex>();
  private readonly loads = new Map<
    string,
    { done: Promise<void>; first: Promise<void>; controller: AbortController }
  >();
  private readonly asked = new Set<string>();
  private describing = new AbortController();
  private readonly changed = new Emitter<DirectoryChange>();
  private readonly tagReading = new Pool({ size: tagReaders });
  readonly onDidChange = this.changed.event;

  constructor(private readonly options: DirectoryOptions) {}

  /** What is known of a region; undefined where nobody asked yet. */
  region(place: Place): RegionIndex | undefined {
    return this.regions.get(idOf(place));
  }

  all(): RegionIndex[] {
    return [...this.regions.values()];
  }

  /** Resolves when the first rows are there (or failed); never rejects, the index tells. */
  async load(place: Place): Promise<RegionIndex> {
    const id = idOf(place);
    const index = this.regions.get(id) ?? new RegionIndex(place);
    if (!this.regions.has(id)) {
      this.regions.set(id, index);
      this.start(index);
    }
    await this.loads.get(id)?.first;
    return this.regions.get(id) ?? index;
  }

  /** Resolves when the whole region is listed. */
  async loadAll(place: Place): Promise<RegionIndex> {
    const index = await this.load(place);
    await this.loads.get(idOf(place))?.done;
    return this.regions.get(idOf(place)) ?? index;
  }

  /** Lists the region anew. What is shown stays until the new list is there. */
  async refresh(place: Place): Promise<void> {
    const id = idOf(place);
    this.loads.get(id)?.controller.abort();
    this.forgetAsked(id);
    const fresh = new RegionIndex(place);
    const old = this.regions.get(id);
    if (old === undefined) this.regions.set(id, fresh);
    this.start(fresh);
    const load = this.loads.get(id);
    await load?.done;
    if (this.loads.get(id) === load) {
      if (old) fresh.remember(old);
      this.regions.set(id, fresh);
      this.tell({ place });
    }
  }

  /**
   * Lists every region anew, for another identity, endpoint or state: a new epoch has begun. The rows stay for a
   * moment, so that a list that turns out the same is not drawn again; nothing else of what was known is taken over.
   */
  renew(): void {
    const old = this.all();
    this.stop();
    for (const { place } of old) void this.replace(place);
  }

  /** Forgets the regions of connections that are not open any more. */
  keepOnly(connections: readonly string[]): void {
    for (const { place } of this.all()) {
      if (connections.includes(place.connection)) continue;
      const id = idOf(place);
      this.loads.get(id)?.controller.abort();
      this.loads.delete(id);
      this.regions.delete(id);
      this.forgetAsked(id);
      this.tell({ place });
    }
  }

  /** Describes the keys that are not described yet. Rows are told as answers come, a few at a time. */
  async describe(refs: readonly KeyRef[], signal?: AbortSignal): Promise<void> {
    await Promise.all(refs.map((ref) => this.describeOnce(ref, signal)));
  }

  /** Reads the tags of the keys, for a filter or a search by tag; a few at a time, each once. */
  async readTags(refs: readonly KeyRef[], signal?: AbortSignal): Promise<void> {
    const waiting = refs.filter((ref) => this.region(ref)?.tags.has(ref.keyId) === false);
    if (waiting.length === 0) return;
    const epoch = this.options.epoch();
    const read = async (ref: KeyRef, whileWanted: AbortSignal): Promise<void> => {
      const tags = await this.options.keys.listTags(ref, whileWanted).catch(unreadableMeansNone);
      if (epoch === this.options.epoch()) this.region(ref)?.tags.set(ref.keyId, tags);
    };
    await this.tagReading.each(waiting, read, { signal });
    for (const { place } of this.all()) this.tell({ place });
  }

  /** An alias was made, or points to another key now. */
  aliasSet(place: Place, name: string, keyId: string): void {
    this.region(place)?.setAlias(name, keyId);
    this.tell({ place });
  }

  aliasRemoved(place: Place, name: string): void {
    this.region(place)?.removeAlias(name);
    this.tell({ place });
  }

  /** Describes one key again, after an action on it. */
  async refreshKey(ref: KeyRef): Promise<Key | undefined> {
    this.asked.delete(keyId(ref));
    const index = this.regions.get(idOf(ref));
    index?.tags.delete(ref.keyId);
    await this.describeOnce(ref);
    return index?.described.get(ref.keyId);
  }

  /** The key, described now if it was not. Throws where it cannot be. */
  async key(ref: KeyRef, signal?: AbortSignal): Promise<Key> {
    const known = this.region(ref)?.described.get(ref.keyId);
    if (known) return known;
    const key = await this.options.keys.describe(ref, signal);
    this.region(ref)?.described.set(ref.keyId, key);
    return key;
  }

  /** What people call the key. */
  nameOf(ref: KeyRef): string {
    return this.region(ref)?.labelOf(ref.keyId) ?? ref.keyId;
  }

  private stop(): void {
    for (const { controller } of this.loads.values()) controller.abort();
    this.describing.abort();
    this.describing = new AbortController();
    this.loads.clear();
    this.asked.clear();
  }

  private async replace(place: Place): Promise<void> {
    const id = idOf(place);
    const fresh = new RegionIndex(place);
    this.start(fresh);
    const load = this.loads.get(id);
    await withinPatience(load?.done);
    if (this.loads.get(id) !== load) return;
    // Rows of the older list may have been described meanwhile; those of the new one are not.
    this.forgetAsked(id);
    this.regions.set(id, fresh);
    this.tell({ place });
  }

  private start(index: RegionIndex): void {
    const controller = new AbortController();
    const { signal } = controller;
    const epoch = this.options.epoch();
    const current = (): boolean => !signal.aborted && epoch === this.options.epoch();
    const drawn = (): void => {
      index.arrange(this.options.pageSize());
      if (current() && this.regions.get(idOf(index.place)) === index) this.tell({ place: index.place });
    };
    // A region of 100,000 comes in a thousand pages: putting it in order for each would take minutes.
    let drawnAt = 0;
    const grown = (): void => {
      if (index.size < drawnAt * 1.5) return;
      drawnAt = index.size;
      drawn();
    };
    const { keys } = this.options;
    const listed = this.fill(keys.listKeys(index.place, signal), (items) => index.addKeys(items), grown);
    const named = this.fill(keys.listAliases(index.place, signal), (items) => index.addAliases(items), grown);
    const ends = [
      listed.done.then((end) => void (index.keys = end)),
      named.done.then((end) => void (index.aliasList = end)),
    ];
    // Both first pages before the first row: a key is not shown by its id and renamed a moment later.
    const first = Promise.all([listed.first, named.first]).then(drawn);
    const done = Promise.all([...ends, first]).then(drawn);
    this.loads.set(idOf(index.place), { first, done, controller });
  }

  /** Consumes the pages; the end is told, never thrown. Pages after the first are drawn as they come. */
  private fill<T>(
    pages: AsyncIterable<Page<T>>,
    add: (items: T[]) => void,
    grown: () => void,
  ): { first: Promise<void>; done: Promise<'done' | KmsError> } {
    let seen: () => void = () => undefined;
    const first = new Promise<void>((resolve) => (seen = resolve));
    const run = async (): Promise<'done' | KmsError> => {
      try {
        let count = 0;
        for await (const page of pages) {
          add(page.items);
          if (count++ > 0) grown();
          seen();
        }
        return 'done';
      } catch (error) {
        return error instanceof KmsError ? error : new KmsError('unknown', String(error), { cause: error });
      } finally {
        seen();
      }
    };
    return { first, done: run() };
  }

  private async describeOnce(ref: KeyRef, signal = this.describing.signal): Promise<void> {
    const index = this.regions.get(idOf(ref));
    if (index === undefined || this.asked.has(keyId(ref))) return;
    this.asked.add(keyId(ref));
    const epoch = this.options.epoch();
    try {
      const key = await this.options.keys.describe(ref, signal);
      if (epoch !== this.options.epoch()) return;
      index.described.set(ref.keyId, key);
      index.denied.delete(ref.keyId);
      this.tell({ place: index.place, keys: [ref.keyId] });
      await this.readRotation(index, ref, key, signal);
    } catch (error) {
      if (!(error instanceof KmsError)) throw error;
      if (error.reason === 'cancelled') this.asked.delete(keyId(ref));
      else if (epoch === this.options.epoch()) {
        index.denied.set(ref.keyId, error);
        // What was readable before may be out of date, and offers what can no longer be done.
        if (error.reason === 'denied') index.described.delete(ref.keyId);
      }
    }
    if (epoch === this.options.epoch()) this.tell({ place: index.place, keys: [ref.keyId] });
  }

  /** Rotation is an ornament of the row: where it may not be read, the row does without. */
  private async readRotation(index: RegionIndex, ref: KeyRef, key: Key, signal?: AbortSignal): Promise<void> {
    if (!verdictOn('rotation', key).allowed) {
      index.rotation.delete(ref.keyId);
      return;
    }
    try {
      index.rotation.set(ref.keyId, await this.options.keys.rotationStatus(ref, signal));
    } catch (error) {
      if (!(error instanceof KmsError)) throw error;
      index.rotation.delete(ref.keyId);
    }
  }

  private forgetAsked(region: string): void {
    for (const id of this.asked) if (id.startsWith(`${region} `)) this.asked.delete(id);
  }

  private tell(change: DirectoryChange): void {
    this.changed.fire(change);
  }
}

/** For a filter, a key whose tags cannot be read has none; its own row still tells the failure. */
function unreadableMeansNone(error: unknown): Tag[] {
  if (error instanceof KmsError && error.reason !== 'cancelled') return [];
  throw error;
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

function keyId(ref: KeyRef): string {
  return `${idOf(ref)} ${ref.keyId}`;
}
