import { endianness } from 'node:os';
import { crc32 } from 'node:zlib';
import type { Settings } from '../../generated/sandbox-state';
import type { LinePlaces } from './lines';

/** Bytes of a snapshot, from one to before another. */
export type Range = readonly [from: number, to: number];

/** Where in a snapshot everything stands, so that it need not be read to be used. */
export interface StateIndex {
  /** Of the snapshot that this is the index of: its length, and its checksum. */
  bytes: number;
  checksum: string;
  /** Checksums of its blocks, so that it need not be read whole to be trusted. */
  blocks: Uint32Array;
  generation: number;
  settings: Settings;
  /** A text that opens with the wrapping key of the snapshot's key material alone. */
  seal: string;
  grants: Range;
  keyStores: Range;
  keys: LinePlaces;
  aliases: LinePlaces;
  usages: LinePlaces;
  /** Dates on which something happens to keys, ascending, and the numbers of the keys. */
  dates: Float64Array;
  dateKeys: Uint32Array;
  /** Numbers of the keys that have aliases, ascending, and of the aliases. */
  targetKeys: Uint32Array;
  targetAliases: Uint32Array;
}

/** Of keys by their numbers, each with a date. */
export function datesOf(found: [key: number, date: number][]): Pick<StateIndex, 'dates' | 'dateKeys'> {
  found.sort(([, a], [, b]) => a - b);
  return {
    dates: Float64Array.from(found, ([, date]) => date),
    dateKeys: Uint32Array.from(found, ([key]) => key),
  };
}

/** Of keys by their numbers, each with the number of an alias. */
export function targetsOf(
  found: [key: number, alias: number][],
): Pick<StateIndex, 'targetKeys' | 'targetAliases'> {
  found.sort(([a], [b]) => a - b);
  return {
    targetKeys: Uint32Array.from(found, ([key]) => key),
    targetAliases: Uint32Array.from(found, ([, alias]) => alias),
  };
}

/** 1 had neither checksums of blocks nor names. */
const FORMAT = 2;
const ALIGNMENT = 8;

interface Header extends Pick<
  StateIndex,
  'bytes' | 'checksum' | 'generation' | 'settings' | 'seal' | 'grants' | 'keyStores'
> {
  format: number;
  endianness: string;
  counts: { blocks: number; dates: number; targets: number; keys: Counts; aliases: Counts; usages: Counts };
}

/** Of a list: how many records it has, and how long all their names are together. */
interface Counts {
  records: number;
  nameBytes: number;
}

function countsOf({ starts, names }: LinePlaces): Counts {
  return { records: starts.length, nameBytes: names.length };
}

/** A line with checksum and header, then the arrays as the machine keeps them: one after the other, not copied. */
export function encodeIndex(index: StateIndex): Buffer[] {
  const { bytes, checksum, generation, settings, seal, grants, keyStores } = index;
  const { blocks, keys, aliases, usages, dates, dateKeys, targetKeys, targetAliases } = index;
  const header: Header = {
    ...{
      format: FORMAT,
      endianness: endianness(),
      bytes,
      checksum,
      generation,
      settings,
      seal,
      grants,
      keyStores,
    },
    counts: {
      blocks: blocks.length,
      dates: dates.length,
      targets: targetKeys.length,
      keys: countsOf(keys),
      aliases: countsOf(aliases),
      usages: countsOf(usages),
    },
  };
  const text = JSON.stringify(header);
  const line = text.padEnd(text.length + ALIGNMENT - ((Buffer.byteLength(text) + 10) % ALIGNMENT));
  const tables = [keys, aliases, usages];
  const arrays = [
    ...tables.map(({ starts }) => starts),
    dates,
    ...tables.flatMap(({ lengths, nameEnds }) => [lengths, nameEnds]),
    ...[dateKeys, targetKeys, targetAliases, blocks],
    ...tables.map(({ names }) => names),
  ];
  const rest = [
    Buffer.from(` ${line}\n`),
    ...arrays
      .filter(({ byteLength }) => byteLength > 0)
      .map(({ buffer, byteOffset, byteLength }) => Buffer.from(buffer, byteOffset, byteLength)),
  ];
  // Nothing empty is among them: of nothing, zlib begins anew.
  return [Buffer.from(hex(rest.reduce((before, part) => crc32(part, before), 0))), ...rest];
}

/** The index of a file; undefined where it is damaged, of another format or from another machine. */
export function decodeIndex(file: Buffer): StateIndex | undefined {
  const end = file.indexOf('\n');
  if (end < 9 || file.toString('latin1', 0, 8) !== hex(crc32(file.subarray(8)))) return undefined;
  const header = JSON.parse(file.toString('utf8', 9, end)) as Header;
  if (header.format !== FORMAT || header.endianness !== endianness()) return undefined;
  const { counts, format: _, endianness: __, ...rest } = header;
  // A copy of its own is aligned as typed arrays want it.
  const body = file.buffer.slice(file.byteOffset + end + 1, file.byteOffset + file.length);
  return { ...rest, ...arraysIn(body, counts) };
}

/** In the order in which they are written: what is aligned most comes first. */
function arraysIn(body: ArrayBufferLike, counts: Header['counts']): Omit<StateIndex, keyof Header> {
  let at = 0;
  const doubles = (count: number) => new Float64Array(body, (at += 8 * count) - 8 * count, count);
  const words = (count: number) => new Uint32Array(body, (at += 4 * count) - 4 * count, count);
  const bytes = (count: number) => Buffer.from(body, (at += count) - count, count);
  const each = <T>(read: (of: Counts) => T) => ({
    keys: read(counts.keys),
    aliases: read(counts.aliases),
    usages: read(counts.usages),
  });
  const starts = each(({ records }) => doubles(records));
  const dates = doubles(counts.dates);
  const ends = each(({ records }) => ({ lengths: words(records), nameEnds: words(records) }));
  const numbers = {
    dateKeys: words(counts.dates),
    targetKeys: words(counts.targets),
    targetAliases: words(counts.targets),
    blocks: words(counts.blocks),
  };
  const names = each(({ nameBytes }) => bytes(nameBytes));
  return {
    keys: { starts: starts.keys, ...ends.keys, names: names.keys },
    aliases: { starts: starts.aliases, ...ends.aliases, names: names.aliases },
    usages: { starts: starts.usages, ...ends.usages, names: names.usages },
    dates,
    ...numbers,
  };
}

/** A checksum as it is written: eight digits. */
export function hex(checksum: number): string {
  return checksum.toString(16).padStart(8, '0');
}
