import type { CompiledPolicy } from '../../core/access/compiled';
import type {
  AliasRecord,
  GrantRecord,
  KeyRecord,
  KeyStoreRecord,
  SandboxState,
  Settings,
  UsageRecord,
} from '../../generated/sandbox-state';
import type { Change, Store } from './store';
import { inverseOf } from './inverse';
import type { OpenedSnapshot } from './openSnapshot';
import { aliasPrefix, keyArnOf, keyPrefix } from './places';
import { Policies } from './policies';
import { Table } from './table';
import type { FrozenTable } from './table';

/** Everything as it is at one time, to be written down while changes go on. */
export interface Frozen {
  settings: Settings;
  keys: FrozenTable<KeyRecord>;
  aliases: FrozenTable<AliasRecord>;
  usages: FrozenTable<UsageRecord>;
  grants: GrantRecord[];
  keyStores: KeyStoreRecord[];
}

/** The records in memory, with the indexes that operations ask for. */
export class Records implements Store {
  #settings: Settings;
  /** What was read of the last snapshot. */
  kept: OpenedSnapshot | undefined;
  readonly keyTable = new Table<KeyRecord>('arn');
  readonly aliasTable = new Table<AliasRecord>('arn');
  readonly usageTable = new Table<UsageRecord>('keyArn');
  /** Of aliases that have changed since the snapshot; the snapshot has an index of its own. */
  readonly #aliasesByKey = new Map<string, Set<string>>();
  readonly #grants = new Map<string, GrantRecord>();
  readonly #grantsByKey = new Map<string, Set<string>>();
  readonly #keyStores = new Map<string, KeyStoreRecord>();
  readonly #unwritten = new Set<string>();
  readonly #policies = new Policies();
  /** Told of each change before anybody sees it, and how to take it back. */
  onCommit: (change: Change, undo: () => void) => void = () => undefined;
  /** Told of each key that was put, so that its next date can be watched. */
  onKey: (key: KeyRecord) => void = () => undefined;

  constructor(settings: Settings) {
    this.#settings = settings;
  }

  get settings(): Settings {
    return this.#settings;
  }

  key(arn: string): KeyRecord | undefined {
    return this.keyTable.get(arn);
  }

  keys(): Iterable<KeyRecord> {
    return this.keyTable.values();
  }

  keyIdsAfter(accountId: string, region: string, afterId: string | undefined, limit: number): string[] {
    const prefix = keyPrefix({ accountId, region });
    const after = afterId === undefined ? undefined : `${prefix}${afterId}`;
    return this.keyTable.names(prefix, after, limit).map((arn) => arn.slice(prefix.length));
  }

  keyCount(accountId: string, region: string): number {
    return this.keyTable.count(keyPrefix({ accountId, region }));
  }

  alias(arn: string): AliasRecord | undefined {
    return this.aliasTable.get(arn);
  }

  aliasesAfter(
    accountId: string,
    region: string,
    afterArn: string | undefined,
    limit: number,
  ): AliasRecord[] {
    const arns = this.aliasTable.names(aliasPrefix({ accountId, region }), afterArn, limit);
    return arns.flatMap((arn) => this.alias(arn) ?? []);
  }

  aliasesOf(keyArn: string): AliasRecord[] {
    const kept = this.kept?.aliasesOf(this.keyTable.keptAt(keyArn)) ?? [];
    const unchanged = kept
      .map((at) => this.aliasTable.keptName(at))
      .filter((arn) => !this.aliasTable.isChanged(arn));
    const arns = [...unchanged, ...(this.#aliasesByKey.get(keyArn) ?? [])].sort();
    return arns.flatMap((arn) => this.alias(arn) ?? []);
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
    return this.usageTable.get(keyArn);
  }

  noteUsage(usage: UsageRecord): void {
    this.usageTable.put(usage);
    this.#unwritten.add(usage.keyArn);
  }

  /** Uses noted since the last time, to be written down. */
  takeUsages(): UsageRecord[] {
    const usages = [...this.#unwritten].flatMap((arn) => this.usageOf(arn) ?? []);
    this.#unwritten.clear();
    return usages;
  }

  /** Could not be written down: next time, then. */
  keepUsages(usages: readonly UsageRecord[]): void {
    for (const { keyArn } of usages) this.#unwritten.add(keyArn);
  }

  commit(change: Change): void {
    const inverse = inverseOf(change, this);
    this.onCommit(change, () => this.apply(inverse));
    this.apply(change);
  }

  /** Applies a change that is in the journal already. */
  apply(change: Change): void {
    if (change.settings) this.#settings = change.settings;
    for (const key of change.keys ?? []) this.#putKey(key);
    for (const alias of change.aliases ?? []) this.#putAlias(alias);
    for (const grant of change.grants ?? []) this.#putGrant(grant);
    for (const store of change.keyStores ?? []) this.#keyStores.set(store.id, store);
    for (const usage of change.usages ?? []) this.usageTable.put(usage);
    for (const arn of change.remove?.aliases ?? []) this.#removeAlias(arn);
    for (const id of change.remove?.grants ?? []) this.#removeGrant(id);
    for (const id of change.remove?.keyStores ?? []) this.#keyStores.delete(id);
    for (const arn of change.remove?.keys ?? []) this.#removeKey(arn);
  }

  /** Fills an empty store; much faster than a change of the same size. */
  load(state: Omit<SandboxState, 'version' | 'generation'>): void {
    this.#settings = state.settings;
    this.keyTable.fill(state.keys);
    for (const key of state.keys) this.onKey(key);
    this.aliasTable.fill(state.aliases);
    for (const alias of state.aliases) this.#attachAlias(alias);
    this.usageTable.fill(state.usages);
    this.#loadRest(state.grants, state.keyStores);
  }

  /** Fills an empty store from a snapshot whose records are read as they are asked for. */
  loadLazily(kept: OpenedSnapshot): void {
    this.kept = kept;
    this.#settings = kept.settings;
    this.keyTable.begin(kept.keys);
    this.aliasTable.begin(kept.aliases);
    this.usageTable.begin(kept.usages);
    this.#loadRest(kept.grants, kept.keyStores);
  }

  #loadRest(grants: readonly GrantRecord[], keyStores: readonly KeyStoreRecord[]): void {
    for (const grant of grants) this.#putGrant(grant);
    for (const store of keyStores) this.#keyStores.set(store.id, store);
  }

  /** The whole as it is now. */
  snapshot(): Omit<SandboxState, 'version' | 'generation'> {
    return {
      settings: this.#settings,
      keys: [...this.keyTable.values()],
      aliases: [...this.aliasTable.values()],
      grants: [...this.#grants.values()],
      keyStores: [...this.#keyStores.values()],
      usages: [...this.usageTable.values()],
    };
  }

  /** The whole as it is now, without reading what has not changed. */
  freeze(): Frozen {
    return {
      settings: this.#settings,
      keys: this.keyTable.freeze(),
      aliases: this.aliasTable.freeze(),
      usages: this.usageTable.freeze(),
      grants: [...this.#grants.values()],
      keyStores: [...this.#keyStores.values()],
    };
  }

  #putKey(key: KeyRecord): void {
    this.keyTable.put(key);
    this.onKey(key);
  }

  #removeKey(arn: string): void {
    if (!this.keyTable.has(arn)) return;
    for (const alias of this.aliasesOf(arn)) this.#removeAlias(alias.arn);
    for (const grant of this.grantsOf(arn)) this.#removeGrant(grant.id);
    this.#aliasesByKey.delete(arn);
    this.#grantsByKey.delete(arn);
    this.usageTable.delete(arn);
    this.keyTable.delete(arn);
  }

  #putAlias(alias: AliasRecord): void {
    this.#detachAlias(alias.arn);
    this.aliasTable.put(alias);
    this.#attachAlias(alias);
  }

  #attachAlias(alias: AliasRecord): void {
    if (alias.targetKeyId === undefined) return;
    const keyArn = keyArnOf(alias, alias.targetKeyId);
    const known = this.#aliasesByKey.get(keyArn);
    if (known) known.add(alias.arn);
    else this.#aliasesByKey.set(keyArn, new Set([alias.arn]));
  }

  #detachAlias(arn: string): void {
    const old = this.alias(arn);
    if (old?.targetKeyId !== undefined) this.#aliasesByKey.get(keyArnOf(old, old.targetKeyId))?.delete(arn);
  }

  #removeAlias(arn: string): void {
    this.#detachAlias(arn);
    this.aliasTable.delete(arn);
  }

  #putGrant(grant: GrantRecord): void {
    this.#grants.set(grant.id, grant);
    const known = this.#grantsByKey.get(grant.keyArn);
    if (known) known.add(grant.id);
    else this.#grantsByKey.set(grant.keyArn, new Set([grant.id]));
  }

  #removeGrant(id: string): void {
    const grant = this.#grants.get(id);
    if (!grant) return;
    this.#grants.delete(id);
    this.#grantsByKey.get(grant.keyArn)?.delete(id);
  }
}
