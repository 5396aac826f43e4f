import type {
  AliasRecord,
  GrantRecord,
  KeyRecord,
  KeyStoreRecord,
  Settings,
  UsageRecord,
} from '../../generated/sandbox-state';
import type { Content } from './content';
import { Lines } from './lines';
import type { Range, StateIndex } from './stateIndex';

/** A snapshot whose keys, aliases and usages are read as they are asked for. */
export class OpenedSnapshot {
  readonly #index: StateIndex;
  readonly generation: number;
  readonly settings: Settings;
  readonly keys: Lines<KeyRecord>;
  readonly aliases: Lines<AliasRecord>;
  readonly usages: Lines<UsageRecord>;
  readonly grants: GrantRecord[];
  readonly keyStores: KeyStoreRecord[];

  constructor(content: Content, index: StateIndex) {
    this.#index = index;
    const listed = ([from, to]: Range): unknown =>
      JSON.parse(`[${content.slice(from, to).toString('utf8')}]`);
    this.generation = index.generation;
    this.settings = index.settings;
    this.keys = new Lines(content, index.keys);
    this.aliases = new Lines(content, index.aliases);
    this.usages = new Lines(content, index.usages);
    this.grants = listed(index.grants) as GrantRecord[];
    this.keyStores = listed(index.keyStores) as KeyStoreRecord[];
  }

  get seal(): string {
    return this.#index.seal;
  }

  get size(): number {
    return this.#index.bytes;
  }

  /** Numbers of a key's aliases. */
  aliasesOf(key: number): number[] {
    if (key < 0) return [];
    const { targetKeys, targetAliases } = this.#index;
    const found: number[] = [];
    for (let at = firstAt(targetKeys, key); targetKeys[at] === key; at++) found.push(targetAliases[at] ?? 0);
    return found;
  }

  /** Dates on which something happens to a key, ascending. */
  get dates(): Float64Array {
    return this.#index.dates;
  }

  /** ARN of the key to which something happens on a date. */
  keyOfDate(date: number): string {
    return this.keys.name(this.#index.dateKeys[date] ?? 0);
  }

  /** By number of the key, or by number of the alias. */
  forEachDate(tell: (key: number, date: number) => void): void {
    for (const [at, date] of this.#index.dates.entries()) tell(this.#index.dateKeys[at] ?? 0, date);
  }

  forEachTarget(tell: (alias: number, key: number) => void): void {
    for (const [at, key] of this.#index.targetKeys.entries()) tell(this.#index.targetAliases[at] ?? 0, key);
  }
}

/** Index of the first that is not smaller. */
function firstAt(sorted: Uint32Array, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
