import { crc32 } from 'node:zlib';
import { BlockChecksums } from './content';
import { nextDate } from '../nextDate';
import type { OpenedSnapshot } from './openSnapshot';
import { STATE_VERSION } from './migrations';
import { keyArnOf } from './places';
import type { Frozen } from './records';
import { datesOf, hex, targetsOf } from './stateIndex';
import type { Range, StateIndex } from './stateIndex';
import type { FrozenTable, Row } from './table';
import type { LinePlaces } from './lines';

const CHUNK_BYTES = 1 << 20;
const NONE = 0xffff_ffff;

/**
 * Writes a state as JSON, one record a line, without ever building the whole text: what has not changed since the last
 * snapshot is copied. The last member is a checksum of everything before it.
 */
export class SnapshotWriter {
  readonly #content: Frozen;
  readonly #generation: number;
  readonly #kept: OpenedSnapshot | undefined;
  #bytes = 0;
  #checksum = 0;
  readonly #blocks = new BlockChecksums();
  readonly #places: Record<'keys' | 'aliases' | 'usages', LinePlaces>;
  readonly #ranges: Record<'grants' | 'keyStores', Range> = { grants: [0, 0], keyStores: [0, 0] };

  constructor(content: Frozen, generation: number, kept: OpenedSnapshot | undefined) {
    this.#content = content;
    this.#generation = generation;
    this.#kept = kept;
    this.#places = {
      keys: placesFor(content.keys.rows),
      aliases: placesFor(content.aliases.rows),
      usages: placesFor(content.usages.rows),
    };
  }

  *chunks(): Generator<Buffer> {
    const { settings, keys, aliases, usages, grants, keyStores } = this.#content;
    yield this.#note(
      `{"version":${STATE_VERSION},"generation":${this.#generation},"settings":${JSON.stringify(settings)}`,
    );
    yield* this.#table('keys', keys, this.#places.keys);
    yield* this.#table('aliases', aliases, this.#places.aliases);
    yield* this.#list('grants', grants);
    yield* this.#list('keyStores', keyStores);
    yield* this.#table('usages', usages, this.#places.usages);
    const checksum = this.#checksum;
    yield this.#note(`,\n"checksum":"${hex(checksum)}"}\n`);
    this.#checksum = checksum;
  }

  /** Once all chunks were taken. `seal` opens with the wrapping key alone. */
  index(seal: string): StateIndex {
    const keys = new NewNumbers(this.#content.keys, this.#kept?.keys.count ?? 0);
    return {
      bytes: this.#bytes,
      checksum: hex(this.#checksum),
      blocks: this.#blocks.take(),
      generation: this.#generation,
      settings: this.#content.settings,
      seal,
      ...this.#ranges,
      ...this.#places,
      ...this.#dates(),
      ...this.#targets(keys),
    };
  }

  #note(text: string): Buffer {
    return this.#noteBytes(Buffer.from(text, 'utf8'));
  }

  #noteBytes(bytes: Buffer): Buffer {
    this.#bytes += bytes.length;
    // Of bytes without a place in memory, zlib begins anew.
    if (bytes.length > 0) this.#checksum = crc32(bytes, this.#checksum);
    this.#blocks.add(bytes);
    return bytes;
  }

  *#list(name: 'grants' | 'keyStores', records: readonly object[]): Generator<Buffer> {
    yield this.#note(`,\n"${name}":[`);
    const from = this.#bytes;
    let chunk = '';
    for (const [at, record] of records.entries()) {
      chunk += `${at ? ',' : ''}\n${JSON.stringify(record)}`;
      if (chunk.length < CHUNK_BYTES) continue;
      yield this.#note(chunk);
      chunk = '';
    }
    yield this.#note(chunk);
    this.#ranges[name] = [from, this.#bytes];
    yield this.#note(']');
  }

  *#table<T extends object>(name: string, table: FrozenTable<T>, places: LinePlaces): Generator<Buffer> {
    yield this.#note(`,\n"${name}":[`);
    let [chunk, size]: [Buffer[], number] = [[], 0];
    for (const [at, row] of table.rows.entries()) {
      const between = at ? COMMA : NEWLINE;
      const text =
        row.kept === undefined
          ? Buffer.from(JSON.stringify({ [table.member]: row.name, ...row.record }), 'utf8')
          : table.keptText(row.kept);
      places.starts[at] = this.#bytes + size + between.length;
      places.lengths[at] = text.length;
      chunk.push(between, text);
      size += between.length + text.length;
      if (size < CHUNK_BYTES) continue;
      yield this.#noteBytes(Buffer.concat(chunk, size));
      [chunk, size] = [[], 0];
    }
    yield this.#noteBytes(Buffer.concat(chunk, size));
    yield this.#note(']');
  }

  #dates(): Pick<StateIndex, 'dates' | 'dateKeys'> {
    const before = new Float64Array(this.#kept?.keys.count ?? 0).fill(NaN);
    this.#kept?.forEachDate((key, date) => (before[key] = date));
    const found: [number, number][] = [];
    for (const [at, { kept, record }] of this.#content.keys.rows.entries()) {
      const date = record ? nextDate(record) : before[kept ?? 0];
      if (date !== undefined && !Number.isNaN(date)) found.push([at, date]);
    }
    return datesOf(found);
  }

  #targets(keys: NewNumbers): Pick<StateIndex, 'targetKeys' | 'targetAliases'> {
    const before = new Uint32Array(this.#kept?.aliases.count ?? 0).fill(NONE);
    this.#kept?.forEachTarget((alias, key) => (before[alias] = key));
    const found: [number, number][] = [];
    for (const [at, { kept, record }] of this.#content.aliases.rows.entries()) {
      const target =
        kept !== undefined
          ? keys.ofKept(before[kept])
          : record?.targetKeyId === undefined
            ? NONE
            : keys.of(keyArnOf(record, record.targetKeyId));
      if (target !== NONE) found.push([target, at]);
    }
    return targetsOf(found);
  }
}

const COMMA = Buffer.from(',\n');
const NEWLINE = Buffer.from('\n');

/** Numbers of the records of a table in the new snapshot. */
class NewNumbers {
  readonly #table: FrozenTable<object>;
  readonly #ofKept: Uint32Array;
  readonly #ofNew = new Map<string, number>();

  constructor(table: FrozenTable<object>, keptCount: number) {
    this.#table = table;
    this.#ofKept = new Uint32Array(keptCount).fill(NONE);
    for (const [at, { name, kept = table.keptAt(name) }] of table.rows.entries())
      if (kept < 0) this.#ofNew.set(name, at);
      else this.#ofKept[kept] = at;
  }

  ofKept(kept = NONE): number {
    return this.#ofKept[kept] ?? NONE;
  }

  of(name: string): number {
    const kept = this.#table.keptAt(name);
    return kept < 0 ? (this.#ofNew.get(name) ?? NONE) : this.ofKept(kept);
  }
}

/** The names are known before anything is written. */
function placesFor(rows: readonly Row<object>[]): LinePlaces {
  let end = 0;
  return {
    starts: new Float64Array(rows.length),
    lengths: new Uint32Array(rows.length),
    names: Buffer.from(rows.map(({ name }) => name).join(''), 'latin1'),
    nameEnds: Uint32Array.from(rows, ({ name }) => (end += name.length)),
  };
}
