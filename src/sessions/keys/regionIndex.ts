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
  readonly rotation = new Map<string, RotationStatus>();
  readonly tags = new Map<string, Tag[]>();

  private readonly ids = new Set<string>();
  private readonly namesByKey = new Map<string, string[]>();
  private arnPrefix = '';
  private order: Record<KeyGroup, string[]> = { customer: [], aws: [] };

  constructor(readonly place: Place) {}

  addKeys(refs: readonly KeyRef[]): void {
    for (const ref of refs) {
      this.ids.add(ref.keyId);
      this.arnPrefix ||= ref.arn.slice(0, ref.arn.length - ref.keyId.length);
    }
  }

  addAliases(aliases: readonly Alias[]): void {
    for (const alias of aliases) {
      this.aliases.push(alias);
      this.arnPrefix ||= alias.arn.replace(/alias\/.*$/, 'key/');
      if (alias.targetKeyId === undefined) continue;
      const names = this.namesByKey.get(alias.targetKeyId);
      if (names) names.push(alias.name);
      else this.namesByKey.set(alias.targetKeyId, [alias.name]);
      // Where listing keys is denied, those with an alias are still known.
      this.ids.add(alias.targetKeyId);
    }
  }

  /**
   * Puts the keys in order. The first `kept` rows of each group, which may be on the screen, stay where they
   * are; the others are sorted: keys with an alias by it, then the others by id.
   */
  arrange(kept: number): void {
    const rest: Record<KeyGroup, string[]> = { customer: [], aws: [] };
    const stay: Record<KeyGroup, string[]> = {
      customer: this.order.customer.slice(0, kept),
      aws: this.order.aws.slice(0, kept),
    };
    const staying = new Set([...stay.customer, ...stay.aws]);
    for (const id of this.ids) if (!staying.has(id)) rest[this.groupOf(id)].push(id);
    for (const group of ['customer', 'aws'] as const) {
      this.order[group] = [...stay[group], ...this.sorted(rest[group])];
    }
  }

  /** An alias was made or points to another key now. */
  setAlias(name: string, keyId: string): void {
    const arn = this.arnPrefix.replace(/key\/$/, '') + name;
    const known = this.aliases.find((alias) => alias.name === name);
    this.removeAlias(name);
    this.addAliases([
      { ...known, name, arn: known?.arn ?? arn, region: this.place.region, targetKeyId: keyId },
    ]);
    this.aliases.sort((a, b) => compare(a.name, b.name));
    // In the order of AWS, so that the key is called the same after the next refresh.
    this.namesByKey.get(keyId)?.sort(compare);
  }

  removeAlias(name: string): void {
    const at = this.aliases.findIndex((alias) => alias.name === name);
    if (at < 0) return;
    const [{ targetKeyId }] = this.aliases.splice(at, 1) as [Alias];
    if (targetKeyId === undefined) return;
    const names = this.namesOf(targetKeyId).filter((other) => other !== name);
    if (names.length > 0) this.namesByKey.set(targetKeyId, names);
    else this.namesByKey.delete(targetKeyId);
  }

  /** Takes over what an older index knew of keys that are still there, until it is known anew. */
  remember(older: RegionIndex): void {
    for (const id of this.ids) {
      const key = older.described.get(id);
      const rotation = older.rotation.get(id);
      const tags = older.tags.get(id);
      if (key) this.described.set(id, key);
      if (rotation) this.rotation.set(id, rotation);
      if (tags) this.tags.set(id, tags);
    }
  }

  /** All key ids of a group in their order. */
  idsOf(group: KeyGroup): readonly string[] {
    return this.order[group];
  }

  get size(): number {
    return this.ids.size;
  }

  has(keyId: string): boolean {
    return this.ids.has(keyId);
  }

  /** As the console does it: AWS managed is what has an alias of AWS's own (or is known to be). */
  groupOf(keyId: string): KeyGroup {
    if (this.described.get(keyId)?.manager === 'AWS') return 'aws';
    return this.namesOf(keyId).some((name) => name.startsWith('alias/aws/')) ? 'aws' : 'customer';
  }

  namesOf(keyId: string): readonly string[] {
    return this.namesByKey.get(keyId) ?? [];
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
    return { ...this.place, keyId, arn: this.arnPrefix + keyId };
  }

  private sorted(ids: string[]): string[] {
    const rows = ids.map((id) => ({ id, alias: this.namesOf(id)[0] }));
    rows.sort((a, b) => {
      if (a.alias !== undefined && b.alias !== undefined) return compare(a.alias, b.alias);
      if (a.alias === undefined && b.alias === undefined) return compare(a.id, b.id);
      return a.alias === undefined ? 1 : -1;
    });
    return rows.map((row) => row.id);
  }
}

/** Plain comparison: 100,000 localised ones take seconds. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
