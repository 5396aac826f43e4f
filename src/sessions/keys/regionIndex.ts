import { mapInSlices, sortInSlices } from '../../async/slices';
import type { KmsError } from '../../core/errors';
import type { Place } from '../../core/ports';
import type { KeyGroup, KnownRegion, Progress } from '../../core/keys/knownRegion';
import { labelOf } from '../../core/keys/labels';
import type { Alias, Key, KeyRef, RotationStatus, Tag } from '../../core/keys/model';

/**
 * Everything known of the keys of one region. Holds ids, not whole references, so that 100,000 keys (the
 * quota of a region) stay small; references are made when a row is shown.
 */
export class RegionIndex implements KnownRegion {
  keys: Progress = 'loading';
  aliasList: Progress = 'loading';
  readonly aliases: Alias[] = [];
  readonly described = new Map<string, Key>();
  readonly denied = new Map<string, KmsError>();
  readonly rotation = new Map<string, RotationStatus | KmsError>();
  readonly tags = new Map<string, Tag[]>();
  readonly unreadTags = new Map<string, KmsError>();

  readonly #ids = new Set<string>();
  readonly #namesByKey = new Map<string, string[]>();
  /** Only of keys with a name that is not in lower case already. */
  readonly #lowerNames = new Map<string, string[]>();
  #arnPrefix = '';
  #order: Record<KeyGroup, string[]> = { customer: [], aws: [] };
  #arranged = false;
  /** As of which version each group can be searched. */
  #texts: { version: number } & Partial<Record<KeyGroup, string[]>> = { version: -1 };
  /** Grows with every change that the order depends on. */
  #version = 0;

  constructor(readonly place: Place) {}

  get begun(): boolean {
    return this.#arranged || (this.keys !== 'loading' && this.aliasList !== 'loading');
  }

  addKeys(refs: readonly KeyRef[]): void {
    for (const ref of refs) {
      this.#arnPrefix ||= ref.arn.slice(0, ref.arn.length - ref.keyId.length);
      this.#add(ref.keyId);
    }
  }

  addAliases(aliases: readonly Alias[]): void {
    for (const alias of aliases) {
      this.aliases.push(alias);
      this.#arnPrefix ||= alias.arn.replace(/alias\/.*$/, 'key/');
      const { name, targetKeyId } = alias;
      if (targetKeyId === undefined) continue;
      const names = this.#namesByKey.get(targetKeyId);
      if (names) names.push(name);
      else this.#namesByKey.set(targetKeyId, [name]);
      if (name !== name.toLowerCase() || this.#lowerNames.has(targetKeyId)) this.#lower(targetKeyId);
      this.#version++;
      // Where listing keys is denied, those with an alias are still known.
      if (!this.#ids.has(targetKeyId)) this.#add(targetKeyId);
      else if (name.startsWith('alias/aws/')) this.#regroup(targetKeyId);
    }
  }

  /** A key was described: AWS may manage it, which no alias has told. */
  learn(key: Key): void {
    const wasAws = this.groupOf(key.keyId) === 'aws';
    this.described.set(key.keyId, key);
    this.denied.delete(key.keyId);
    if (!wasAws && key.manager === 'AWS') this.#regroup(key.keyId);
  }

  /**
   * Puts the keys in order: those with an alias by it, then the others by id. Until then, and between two times, they
   * stand in the order in which they came.
   */
  arrange(): void {
    this.#arranged = true;
    for (const group of ['customer', 'aws'] as const) {
      this.#order[group] = this.#sorted(this.#order[group]);
      this.#texts[group] = this.#order[group].map((id) => this.#searchTextOf(id));
    }
    this.#texts.version = this.#version;
  }

  /** The same for a large region, during which others have their turn. */
  async arrangeInSlices(): Promise<void> {
    let version: number;
    do {
      version = this.#version;
      const sorted = await sortInSlices(this.#order.customer, (id) => this.#rankOf(id));
      const texts = await mapInSlices(sorted, (id) => this.#searchTextOf(id));
      if (version === this.#version) {
        this.#order.customer = sorted;
        this.#order.aws = this.#sorted(this.#order.aws);
        this.#texts = {
          version,
          customer: texts,
          aws: this.#order.aws.map((id) => this.#searchTextOf(id)),
        };
      }
    } while (version !== this.#version);
    this.#arranged = true;
  }

  /** An alias was made or points to another key now. */
  setAlias(name: string, keyId: string): void {
    const arn = this.#arnPrefix.replace(/key\/$/, '') + name;
    const known = this.aliases.find((alias) => alias.name === name);
    this.removeAlias(name);
    this.addAliases([
      { ...known, name, arn: known?.arn ?? arn, region: this.place.region, targetKeyId: keyId },
    ]);
    this.aliases.sort((a, b) => compare(a.name, b.name));
    // In the order of AWS, so that the key is called the same after the next refresh.
    this.#namesByKey.get(keyId)?.sort(compare);
  }

  removeAlias(name: string): void {
    const at = this.aliases.findIndex((alias) => alias.name === name);
    if (at < 0) return;
    const [{ targetKeyId }] = this.aliases.splice(at, 1) as [Alias];
    if (targetKeyId === undefined) return;
    const names = this.namesOf(targetKeyId).filter((other) => other !== name);
    if (names.length > 0) this.#namesByKey.set(targetKeyId, names);
    else this.#namesByKey.delete(targetKeyId);
    this.#lower(targetKeyId);
    this.#version++;
    this.#regroup(targetKeyId);
  }

  /** Takes over what an older index knew of keys that are still there, until it is known again. */
  remember(older: RegionIndex): void {
    for (const id of this.#ids) {
      const key = older.described.get(id);
      const rotation = older.rotation.get(id);
      const tags = older.tags.get(id);
      if (key) this.learn(key);
      // What could not be read is asked again.
      if (rotation && !(rotation instanceof Error)) this.rotation.set(id, rotation);
      if (tags) this.tags.set(id, tags);
    }
  }

  /** All key ids of a group in their order. */
  idsOf(group: KeyGroup): readonly string[] {
    return this.#order[group];
  }

  get size(): number {
    return this.#ids.size;
  }

  has(keyId: string): boolean {
    return this.#ids.has(keyId);
  }

  /** As the console does it: AWS managed is what has an alias of AWS's own (or is known to be). */
  groupOf(keyId: string): KeyGroup {
    if (this.described.get(keyId)?.manager === 'AWS') return 'aws';
    return this.namesOf(keyId).some((name) => name.startsWith('alias/aws/')) ? 'aws' : 'customer';
  }

  namesOf(keyId: string): readonly string[] {
    return this.#namesByKey.get(keyId) ?? [];
  }

  lowerNamesOf(keyId: string): readonly string[] {
    return (this.#lowerNames.size > 0 ? this.#lowerNames.get(keyId) : undefined) ?? this.namesOf(keyId);
  }

  searchTexts(group: KeyGroup): readonly string[] | undefined {
    return this.#texts.version === this.#version ? this.#texts[group] : undefined;
  }

  labelOf(keyId: string): string {
    const description = this.described.get(keyId)?.description;
    return labelOf({
      keyId,
      aliases: this.namesOf(keyId),
      ...(description === undefined ? {} : { description }),
    });
  }

  refOf(keyId: string): KeyRef {
    return { ...this.place, keyId, arn: this.#arnPrefix + keyId };
  }

  #add(keyId: string): void {
    if (this.#ids.has(keyId)) return;
    this.#ids.add(keyId);
    this.#order[this.groupOf(keyId)].push(keyId);
    this.#version++;
  }

  /** Moves a key from one group to the other. */
  #regroup(keyId: string): void {
    const group = this.groupOf(keyId);
    const other = this.#order[group === 'aws' ? 'customer' : 'aws'];
    const at = other.indexOf(keyId);
    if (at < 0) return;
    other.splice(at, 1);
    this.#order[group].push(keyId);
    this.#version++;
  }

  #lower(keyId: string): void {
    const names = this.namesOf(keyId);
    const lower = names.map((name) => name.toLowerCase());
    if (lower.every((name, at) => name === names[at])) this.#lowerNames.delete(keyId);
    else this.#lowerNames.set(keyId, lower);
  }

  #rankOf(id: string): string {
    const alias = this.#namesByKey.get(id)?.[0];
    return alias === undefined ? `1${id}` : `0${alias}`;
  }

  #searchTextOf(id: string): string {
    const names = this.lowerNamesOf(id);
    return [id, ...names.map((name) => name.slice('alias/'.length))].join('\n');
  }

  #sorted(ids: readonly string[]): string[] {
    const ranked = ids.map((id) => ({ id, rank: this.#rankOf(id) }));
    return ranked.sort((one, other) => compare(one.rank, other.rank)).map(({ id }) => id);
  }
}

/** Plain comparison: 100,000 localised ones take seconds. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
