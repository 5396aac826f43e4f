import { isAscii } from 'node:buffer';
import { readSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import type { AliasRecord, KeyRecord, SandboxState, UsageRecord } from '../../generated/sandbox-state';
import { nextDate } from '../nextDate';
import { BlockChecksums } from './content';
import { LineReader } from './lineReader';
import type { LineListener } from './lineReader';
import type { LinePlaces } from './lines';
import { currentState } from './migrations';
import { keyArnOf } from './places';
import { datesOf, hex, targetsOf } from './stateIndex';
import type { Range, StateIndex } from './stateIndex';

/** Enough for the last line. */
export const END_BYTES = 64;
export const LAST_LINE = /,\n"checksum":"([^"]*)"\}\n$/;

const READ_BYTES = 1 << 22;
/** Longer texts are kept apart from the others, and each takes new memory. */
const TEXT_BYTES = 1 << 16;
const LINE_FEED = 10;
/** So many records are checked against the schema at a time. */
const CHECKED_AT_ONCE = 256;

/**
 * The index of a snapshot that has none, without keeping its records in memory: a large one is ready sooner than if it
 * were read and written again. Its checksum is empty where the snapshot has none, and its seal is still to be made.
 * Undefined for whatever is not a whole snapshot of one record a line: the reading of the whole tells what it is.
 */
export function indexSnapshot(handle: number, bytes: number): StateIndex | undefined {
  const end = Buffer.alloc(END_BYTES);
  const length = readSync(handle, end, 0, END_BYTES, Math.max(0, bytes - END_BYTES));
  const last = LAST_LINE.exec(end.toString('latin1', 0, length));
  const checked = last ? bytes - last[0].length : 0;
  try {
    const indexer = new Indexer();
    const { checksum, blocks } = readLines(handle, checked, indexer);
    if (last && checksum !== last[1]) return undefined;
    return indexer.index({ bytes, blocks, checksum: last?.[1] ?? '' });
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof NotIndexedError) return undefined;
    throw error;
  }
}

/** It is no snapshot that an index can be made of. */
class NotIndexedError extends Error {
  override readonly name = 'NotIndexedError';
}

/** Tells each line; answers the checksums of the blocks, and of the first so many bytes. */
function readLines(
  handle: number,
  checked: number,
  indexer: Indexer,
): { checksum: string; blocks: Uint32Array } {
  const buffer = Buffer.allocUnsafeSlow(READ_BYTES);
  const blocks = new BlockChecksums();
  let [position, held, checksum] = [0, 0, 0];
  for (;;) {
    const count = readSync(handle, buffer, held, READ_BYTES - held, position + held);
    const part = buffer.subarray(held, held + count);
    blocks.add(part);
    const told = part.subarray(0, Math.max(0, checked - position - held));
    if (told.length > 0) checksum = crc32(told, checksum);
    const filled = held + count;
    const end = count === 0 ? filled : buffer.lastIndexOf(LINE_FEED, filled - 1) + 1;
    if (end === 0 && filled === READ_BYTES) throw new SyntaxError('A line is longer than any record.');
    for (let from = 0; from < end;) {
      const to = groupEnd(buffer, from, end);
      indexer.takeAll(buffer.subarray(from, to), position + from);
      from = to;
    }
    if (count === 0) return { checksum: hex(checksum), blocks: blocks.take() };
    buffer.copyWithin(0, end, filled);
    [position, held] = [position + end, filled - end];
  }
}

/** Whole lines, together short enough for a text that costs the memory nothing. */
function groupEnd(buffer: Buffer, from: number, end: number): number {
  if (end - from <= TEXT_BYTES) return end;
  const last = buffer.lastIndexOf(LINE_FEED, from + TEXT_BYTES);
  return (last >= from ? last : buffer.indexOf(LINE_FEED, from)) + 1;
}

/** Names of the records of a list, and where they stand. */
class Places {
  readonly names: string[] = [];
  readonly #starts: number[] = [];
  readonly #lengths: number[] = [];

  add(name: string, start: number, length: number): void {
    this.names.push(name);
    this.#starts.push(start);
    this.#lengths.push(length);
  }

  /** Numbers of the records in order of their names, which are all different; undefined where they are in order. */
  order(): Uint32Array | undefined {
    const { names } = this;
    const before = (a: number, b: number): boolean => (names[a] ?? '') < (names[b] ?? '');
    if (names.every((_, at) => at === 0 || before(at - 1, at))) return undefined;
    const order = Uint32Array.from(names, (_, at) => at);
    order.sort((a, b) => (before(a, b) ? -1 : 1));
    if (order.some((of, at) => at > 0 && !before(order[at - 1] ?? 0, of)))
      throw new NotIndexedError('A record is there twice.');
    return order;
  }

  in(order: Uint32Array | undefined): LinePlaces {
    const sorted = <T>(values: readonly T[]): readonly T[] =>
      order ? Array.from(order, (at) => values[at] as T) : values;
    const names = sorted(this.names);
    const text = names.join('');
    const bytes = Buffer.from(text, 'utf8');
    if (bytes.length !== text.length) throw new NotIndexedError('A name is not in ASCII.');
    const nameEnds = new Uint32Array(names.length);
    let end = 0;
    for (const [at, name] of names.entries()) nameEnds[at] = end += name.length;
    return {
      starts: new Float64Array(sorted(this.#starts)),
      lengths: new Uint32Array(sorted(this.#lengths)),
      names: bytes,
      nameEnds,
    };
  }
}

type Lists = Pick<SandboxState, 'keys' | 'aliases' | 'usages' | 'grants' | 'keyStores'>;

const noRecords = (): Lists => ({ keys: [], aliases: [], usages: [], grants: [], keyStores: [] });

/** A record that has not been checked against the schema, and where it stands. */
interface Unchecked {
  list: keyof Lists;
  record: object;
  at: number;
  length: number;
}

/** Takes the lines of a snapshot one after the other, and notes what an index says of them. */
class Indexer implements LineListener {
  readonly #reader = new LineReader(this);
  readonly #places = { keys: new Places(), aliases: new Places(), usages: new Places() };
  readonly #ranges: Partial<Record<'grants' | 'keyStores', Range>> = {};
  readonly #dates: [number, number][] = [];
  /** ARNs of the keys of the aliases that have one, and numbers of the aliases. */
  readonly #targets: [string, number][] = [];
  #head: Record<string, unknown> = {};
  #state: SandboxState | undefined;
  #unchecked: Unchecked[] = [];
  #line = { at: 0, bytes: 0 };

  /** Whole lines, and where in the file they begin. */
  takeAll(lines: Buffer, position: number): void {
    const ascii = isAscii(lines);
    const text = lines.toString(ascii ? 'latin1' : 'utf8');
    let at = position;
    for (let from = 0; from < text.length;) {
      const end = text.indexOf('\n', from);
      const line = text.slice(from, end < 0 ? text.length : end);
      const bytes = ascii ? line.length : Buffer.byteLength(line);
      this.#line = { at, bytes };
      this.#reader.take(line);
      from += line.length + 1;
      at += bytes + 1;
    }
  }

  head(members: Record<string, unknown>): void {
    this.#head = members;
  }

  list(name: string, isEmpty: boolean): void {
    if (!Object.hasOwn(noRecords(), name)) throw new NotIndexedError(`${name} is not known.`);
    if (name !== 'grants' && name !== 'keyStores') return;
    // Behind the bracket that opens it.
    const from = this.#line.at + name.length + 4;
    this.#ranges[name] = [from, isEmpty ? from : NaN];
  }

  record(list: keyof Lists, record: object, rest: number): void {
    const { at, bytes } = this.#line;
    const end = at + bytes - rest;
    if (list === 'grants' || list === 'keyStores') this.#ranges[list] = [this.#ranges[list]?.[0] ?? NaN, end];
    if (this.#unchecked.push({ list, record, at, length: bytes - rest }) === CHECKED_AT_ONCE) this.#check();
  }

  index(of: Pick<StateIndex, 'bytes' | 'blocks' | 'checksum'>): StateIndex {
    this.#reader.end();
    this.#check();
    const { grants, keyStores } = this.#ranges;
    if (!this.#state || !grants || !keyStores) throw new NotIndexedError('A list is missing.');
    const { generation, settings } = this.#state;
    const { keys, aliases, usages } = this.#places;
    const [keyOrder, aliasOrder] = [keys.order(), aliases.order()];
    const newKey = inverse(keyOrder);
    return {
      ...of,
      ...{ generation, settings, seal: '', grants, keyStores },
      keys: keys.in(keyOrder),
      aliases: aliases.in(aliasOrder),
      usages: usages.in(usages.order()),
      ...datesOf(this.#dates.map(([key, date]) => [newKey(key), date])),
      ...targetsOf(this.#targetNumbers(newKey, inverse(aliasOrder))),
    };
  }

  #targetNumbers(newKey: (key: number) => number, newAlias: (alias: number) => number): [number, number][] {
    const keys = new Map<string, number>();
    for (const [at, name] of this.#places.keys.names.entries()) keys.set(name, newKey(at));
    const found: [number, number][] = [];
    for (const [arn, alias] of this.#targets) {
      const key = keys.get(arn);
      if (key !== undefined) found.push([key, newAlias(alias)]);
    }
    return found;
  }

  /** Against the schema, and only then notes them. Of a version whose records are others today, no index is made. */
  #check(): void {
    const lists = noRecords();
    for (const { list, record } of this.#unchecked) (lists[list] as object[]).push(record);
    const state = stateOf({ ...this.#head, ...lists });
    if (state.keys !== lists.keys) throw new NotIndexedError('Records of an older version.');
    this.#state = state;
    for (const one of this.#unchecked) this.#note(one);
    this.#unchecked = [];
  }

  #note({ list, record, at, length }: Unchecked): void {
    const { keys, aliases, usages } = this.#places;
    if (list === 'keys') {
      const key = record as KeyRecord;
      const date = nextDate(key);
      if (date !== undefined) this.#dates.push([keys.names.length, date]);
      keys.add(key.arn, at, length);
    } else if (list === 'aliases') {
      const alias = record as AliasRecord;
      const { targetKeyId } = alias;
      if (targetKeyId !== undefined) this.#targets.push([keyArnOf(alias, targetKeyId), aliases.names.length]);
      aliases.add(alias.arn, at, length);
    } else if (list === 'usages') usages.add((record as UsageRecord).keyArn, at, length);
  }
}

function stateOf(content: object): SandboxState {
  try {
    return currentState(content);
  } catch (error) {
    throw new NotIndexedError('It does not fit the schema.', { cause: error });
  }
}

/** Tells where each number stands in an order. */
function inverse(order: Uint32Array | undefined): (number: number) => number {
  if (!order) return (number) => number;
  const found = new Uint32Array(order.length);
  order.forEach((of, at) => (found[of] = at));
  return (number) => found[number] ?? 0;
}
