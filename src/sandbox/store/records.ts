import type {
  AliasRecord,
  GrantRecord,
  KeyRecord,
  KeyStoreRecord,
  SandboxState,
  Settings,
  UsageRecord,
} from '../../generated/sandbox-state';
import type { Change, Store } from '../operations/contract';
import type { CompiledPolicy } from '../../core/access/compiled';
import { Policies } from './policies';
import { SortedIndex } from './sortedIndex';

/** The records in memory, with the indexes that operations ask for. */
export class Records implements Store {
  #settings: Settings;
  readonly #keys = new Map<string, KeyRecord>();
  readonly #keyIds = new Map<string, SortedIndex>();
  readonly #aliases = new Map<string, AliasRecord>();
  readonly #aliasArns = new Map<string, SortedIndex>();
  readonly #aliasesByKey = new Map<string, Set<string>>();
  readonly #grants = new Map<string, GrantRecord>();
  readonly #grantsByKey = new Map<string, Set<string>>();
  readonly #keyStores = new Map<string, KeyStoreRecord>();
  readonly #usages = new Map<string, UsageRecord>();
  readonly #unwritten = new Set<string>();
  readonly #policies = new Policies();
  /** Told of each change before anybody sees it. */
  onCommit: (change: Change) => void = () => undefined;
  /** Told of each key that was put, so that its next date can be watched. */
  onKey: (key: KeyRecord) => void = () => undefined;

  constructor(settings: Settings) {
    this.#settings = settings;
  }

  get settings(): Settings {
    return this.#settings;
  }

  key(arn: string): KeyRecord | undefined {
    return this.#keys.get(arn);
  }

  keys(): Iterable<KeyRecord> {
    return this.#keys.values();
  }

  keysAfter(accountId: string, region: string, afterId: string | undefined, limit: number): KeyRecord[] {
    const place = placeOf({ accountId, region });
    const after = afterId === undefined ? undefined : `${place}/${afterId}`;
    const names = this.#keyIds.get(place)?.after(after, limit) ?? [];
    return names.flatMap((name) => this.#keyByPlace(name) ?? []);
  }

  keyCount(accountId: string, region: string): number {
    return this.#keyIds.get(placeOf({ accountId, region }))?.size ?? 0;
  }

  alias(arn: string): AliasRecord | undefined {
    return this.#aliases.get(arn);
  }

  aliasesIn(accountId: string, region: string): AliasRecord[] {
    const arns = this.#aliasArns.get(placeOf({ accountId, region }))?.after(undefined, Infinity) ?? [];
    return arns.flatMap((arn) => this.#aliases.get(arn) ?? []);
  }

  aliasesOf(keyArn: string): AliasRecord[] {
    const arns = [...(this.#aliasesByKey.get(keyArn) ?? [])].sort();
    return arns.flatMap((arn) => this.#aliases.get(arn) ?? []);
  }

  grant(id: string): GrantRecord | undefined {
    return this.#grants.get(id);
  }

  grantsOf(keyArn: string): GrantRecord[] {
    const ids = this.#grantsByKey.get(keyArn);
    return ids ? [...ids].flatMap((id) => this.#grants.get(id) ?? []) : [];
  }

  grants(): Iterable<GrantRecord> {
    return this.#grants.values();
  }

  keyStore(id: string): KeyStoreRecord | undefined {
    return this.#keyStores.get(id);
  }

  keyStoresIn(accountId: string, region: string): KeyStoreRecord[] {
    return [...this.#keyStores.values()].filter(
      (store) => store.accountId === accountId && store.region === region,
    );
  }

  compiledPolicy(text: string): CompiledPolicy {
    return this.#policies.compiled(text);
  }

  usageOf(keyArn: string): UsageRecord | undefined {
    return this.#usages.get(keyArn);
  }

  noteUsage(usage: UsageRecord): void {
    this.#usages.set(usage.keyArn, usage);
    this.#unwritten.add(usage.keyArn);
  }

  /** Puts the uses noted since the last time into the journal. */
  writeUsages(): void {
    const usages = [...this.#unwritten].flatMap((arn) => this.#usages.get(arn) ?? []);
    this.#unwritten.clear();
    if (usages.length > 0) this.onCommit({ usages });
  }

  commit(change: Change): void {
    this.onCommit(change);
    this.apply(change);
  }

  /** Applies a change that is in the journal already. */
  apply(change: Change): void {
    if (change.settings) this.#settings = change.settings;
    for (const key of change.keys ?? []) this.#putKey(key);
    for (const alias of change.aliases ?? []) this.#putAlias(alias);
    for (const grant of change.grants ?? []) this.#putGrant(grant);
    for (const store of change.keyStores ?? []) this.#keyStores.set(store.id, store);
    for (const usage of change.usages ?? []) this.#usages.set(usage.keyArn, usage);
    for (const arn of change.remove?.aliases ?? []) this.#removeAlias(arn);
    for (const id of change.remove?.grants ?? []) this.#removeGrant(id);
    for (const id of change.remove?.keyStores ?? []) this.#keyStores.delete(id);
    for (const arn of change.remove?.keys ?? []) this.#removeKey(arn);
  }

  /** Fills an empty store; much faster than a change of the same size. */
  load(state: SandboxState): void {
    this.#settings = state.settings;
    const policies = new Map<string, string>();
    for (const key of state.keys) {
      // One copy of each policy text: most keys of a large sandbox share theirs.
      const policy = policies.get(key.policy) ?? key.policy;
      policies.set(policy, policy);
      key.policy = policy;
      this.#keys.set(key.arn, key);
      this.onKey(key);
    }
    for (const [place, keys] of groupBy(state.keys, placeOf))
      this.#keyIds.set(place, SortedIndex.of(keys.map((key) => `${place}/${key.keyId}`)));
    for (const [place, aliases] of groupBy(state.aliases, placeOf))
      this.#aliasArns.set(place, SortedIndex.of(aliases.map((alias) => alias.arn)));
    for (const alias of state.aliases) this.#putAlias(alias);
    for (const grant of state.grants) this.#putGrant(grant);
    for (const store of state.keyStores) this.#keyStores.set(store.id, store);
    for (const usage of state.usages) this.#usages.set(usage.keyArn, usage);
  }

  /** The whole as it is now; the lists are copies, the records are not. */
  snapshot(): Omit<SandboxState, 'version' | 'generation'> {
    return {
      settings: this.#settings,
      keys: [...this.#keys.values()],
      aliases: [...this.#aliases.values()],
      grants: [...this.#grants.values()],
      keyStores: [...this.#keyStores.values()],
      usages: [...this.#usages.values()],
    };
  }

  #keyByPlace(name: string): KeyRecord | undefined {
    const [account, region, id] = name.split('/');
    return this.#keys.get(
      `arn:${partitionOf(region ?? '')}:kms:${region ?? ''}:${account ?? ''}:key/${id ?? ''}`,
    );
  }

  #putKey(key: KeyRecord): void {
    const known = this.#keys.has(key.arn);
    this.#keys.set(key.arn, key);
    if (!known) {
      const place = placeOf(key);
      entry(this.#keyIds, place, () => new SortedIndex()).add(`${place}/${key.keyId}`);
    }
    this.onKey(key);
  }

  #removeKey(arn: string): void {
    const key = this.#keys.get(arn);
    if (!key) return;
    for (const alias of this.aliasesOf(arn)) this.#removeAlias(alias.arn);
    for (const grant of this.grantsOf(arn)) this.#removeGrant(grant.id);
    this.#aliasesByKey.delete(arn);
    this.#grantsByKey.delete(arn);
    this.#usages.delete(arn);
    this.#keys.delete(arn);
    const place = placeOf(key);
    this.#keyIds.get(place)?.delete(`${place}/${key.keyId}`);
  }

  #putAlias(alias: AliasRecord): void {
    this.#detachAlias(alias.arn);
    this.#aliases.set(alias.arn, alias);
    entry(this.#aliasArns, placeOf(alias), () => new SortedIndex()).add(alias.arn);
    if (alias.targetKeyId !== undefined)
      entry(this.#aliasesByKey, keyArnOf(alias, alias.targetKeyId), () => new Set()).add(alias.arn);
  }

  #detachAlias(arn: string): void {
    const old = this.#aliases.get(arn);
    if (old?.targetKeyId !== undefined) this.#aliasesByKey.get(keyArnOf(old, old.targetKeyId))?.delete(arn);
  }

  #removeAlias(arn: string): void {
    const alias = this.#aliases.get(arn);
    if (!alias) return;
    this.#detachAlias(arn);
    this.#aliases.delete(arn);
    this.#aliasArns.get(placeOf(alias))?.delete(arn);
  }

  #putGrant(grant: GrantRecord): void {
    this.#grants.set(grant.id, grant);
    entry(this.#grantsByKey, grant.keyArn, () => new Set()).add(grant.id);
  }

  #removeGrant(id: string): void {
    const grant = this.#grants.get(id);
    if (!grant) return;
    this.#grants.delete(id);
    this.#grantsByKey.get(grant.keyArn)?.delete(id);
  }
}

interface Placed {
  accountId: string;
  region: string;
}

function placeOf(record: Placed): string {
  return `${record.accountId}/${record.region}`;
}

/** ARN of a key that is in the same place as a record. */
export function keyArnOf(place: Placed, keyId: string): string {
  return `arn:${partitionOf(place.region)}:kms:${place.region}:${place.accountId}:key/${keyId}`;
}

/** AWS's partition of a Region. */
export function partitionOf(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn';
  if (region.startsWith('us-gov-')) return 'aws-us-gov';
  return 'aws';
}

function entry<V>(map: Map<string, V>, name: string, make: () => V): V {
  const known = map.get(name);
  if (known !== undefined) return known;
  const made = make();
  map.set(name, made);
  return made;
}

function groupBy<T>(items: readonly T[], nameOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) entry(groups, nameOf(item), () => []).push(item);
  return groups;
}
