import type { Lines } from './lines';
import { SortedIndex } from './sortedIndex';

/** One record on its way into a snapshot. */
export interface Row<T> {
  name: string;
  /** Index in the snapshot from before, where it has not changed since. */
  kept?: number;
  record?: T;
}

/** A table as it is at one time. */
export interface FrozenTable<T> {
  /** The member that holds the name. */
  member: string;
  rows: Row<T>[];
  /** The text of a record that has not changed. */
  keptText: (kept: number) => Buffer;
  /** Index of a name in the snapshot from before; -1 where it is not there. */
  keptAt: (name: string) => number;
}

/** Records that were read are kept in two halves; the older half goes when the younger is full. */
const MOST_IN_HALF = 4096;

/** Sorts after every name that begins with what stands before it. */
const LAST = '\uffff';

/** Records by name: those of a snapshot, read as they are asked for, and what has changed since. */
export class Table<T extends object> {
  readonly #member: keyof T & string;
  #kept: Lines<T> | undefined;
  /** `null` for one that is deleted. */
  readonly #changed = new Map<string, T | null>();
  readonly #added = new SortedIndex();
  readonly #deleted = new SortedIndex();
  #young = new Map<number, T>();
  #old = new Map<number, T>();

  /** `member` holds the name of a record. */
  constructor(member: keyof T & string) {
    this.#member = member;
  }

  /** Of an empty table: begins with the records of a snapshot. */
  begin(kept: Lines<T>): void {
    this.#kept = kept;
  }

  /** Of an empty table: much faster than putting one after the other. */
  fill(records: readonly T[]): void {
    for (const record of records) this.#changed.set(this.#nameOf(record), record);
    this.#added.fill(this.#changed.keys());
  }

  get size(): number {
    return (this.#kept?.count ?? 0) - this.#deleted.size + this.#added.size;
  }

  get(name: string): T | undefined {
    const changed = this.#changed.get(name);
    if (changed !== undefined) return changed ?? undefined;
    const at = this.keptAt(name);
    return at < 0 ? undefined : this.#read(at);
  }

  has(name: string): boolean {
    const changed = this.#changed.get(name);
    return changed === undefined ? this.keptAt(name) >= 0 : changed !== null;
  }

  put(record: T): void {
    const name = this.#nameOf(record);
    if (!this.has(name)) {
      if (this.keptAt(name) >= 0) this.#deleted.delete(name);
      else this.#added.add(name);
    }
    this.#changed.set(name, record);
  }

  delete(name: string): void {
    if (!this.has(name)) return;
    if (this.keptAt(name) >= 0) {
      this.#changed.set(name, null);
      this.#deleted.add(name);
    } else {
      this.#changed.delete(name);
      this.#added.delete(name);
    }
  }

  /** How many names begin with a text. */
  count(prefix: string): number {
    const [from, to] = [prefix, prefix + LAST];
    const kept = this.#kept ? this.#kept.position(to) - this.#kept.position(from) : 0;
    return kept - this.#deleted.between(from, to) + this.#added.between(from, to);
  }

  /** Up to `limit` names that begin with a text, in order, after one of them. */
  names(prefix: string, after: string | undefined, limit: number): string[] {
    const found: string[] = [];
    const from = after !== undefined && after > prefix ? after : prefix;
    for (const { name } of this.#rows(from)) {
      if (!name.startsWith(prefix) || found.length === limit) break;
      if (name !== after) found.push(name);
    }
    return found;
  }

  *values(): Generator<T> {
    for (const { name, kept, record } of [...this.#rows('')])
      yield record ?? (kept === undefined ? this.get(name) : this.#read(kept)) ?? fail(name);
  }

  /** Those that are not as the snapshot from before has them. */
  *changed(): Generator<T> {
    for (const record of this.#changed.values()) if (record !== null) yield record;
  }

  /** As it is now, whatever changes meanwhile. */
  freeze(): FrozenTable<T> {
    return {
      member: this.#member,
      rows: [...this.#rows('')],
      keptText: (kept) => this.#kept?.text(kept) ?? fail(String(kept)),
      keptAt: (name) => this.keptAt(name),
    };
  }

  /** Index of a name in the snapshot from before, also of one that has changed since; -1 where it is not there. */
  keptAt(name: string): number {
    return this.#kept?.find(name) ?? -1;
  }

  keptName(index: number): string {
    return this.#kept?.name(index) ?? '';
  }

  /** Has the record changed since the snapshot from before? */
  isChanged(name: string): boolean {
    return this.#changed.has(name);
  }

  /** Two sorted lists as one, from a name on. */
  *#rows(from: string): Generator<Row<T>> {
    const kept = this.#kept;
    const added = this.#added.from(from);
    let next = added.next();
    for (let at = kept?.position(from) ?? 0; kept && at < kept.count; at++) {
      const name = kept.name(at);
      for (; !next.done && next.value < name; next = added.next()) yield this.#changedRow(next.value);
      const changed = this.#changed.get(name);
      if (changed === undefined) yield { name, kept: at };
      else if (changed !== null) yield { name, record: changed };
    }
    for (; !next.done; next = added.next()) yield this.#changedRow(next.value);
  }

  #nameOf(record: T): string {
    return String(record[this.#member]);
  }

  #changedRow(name: string): Row<T> {
    const record = this.#changed.get(name);
    return record ? { name, record } : fail(name);
  }

  #read(at: number): T {
    const young = this.#young.get(at);
    if (young) return young;
    const record = this.#old.get(at) ?? this.#kept?.record(at) ?? fail(String(at));
    if (this.#young.size >= MOST_IN_HALF) [this.#old, this.#young] = [this.#young, new Map<number, T>()];
    this.#young.set(at, record);
    return record;
  }
}

function fail(name: string): never {
  throw new Error(`The sandbox has lost its record of ${name}.`);
}
