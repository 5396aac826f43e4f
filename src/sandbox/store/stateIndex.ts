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

const FORMAT = 1;
const ALIGNMENT = 8;

interface Header extends Pick<
  StateIndex,
  'bytes' | 'checksum' | 'generation' | 'settings' | 'seal' | 'grants' | 'keyStores'
> {
  format: number;
  endianness: string;
  counts: { keys: number; aliases: number; usages: number; dates: number; targets: number };
}

/** A line with checksum and header, then the arrays as the machine keeps them. */
export function encodeIndex(index: StateIndex): Buffer {
  const { bytes, checksum, generation, settings, seal, grants, keyStores } = index;
  const { keys, aliases, usages, dates, dateKeys, targetKeys, targetAliases } = index;
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
      keys: keys.starts.length,
      aliases: aliases.starts.length,
      usages: usages.starts.length,
      dates: dates.length,
      targets: targetKeys.length,
    },
  };
  const text = JSON.stringify(header);
  const line = text.padEnd(text.length + ALIGNMENT - ((Buffer.byteLength(text) + 10) % ALIGNMENT));
  const arrays = [
    ...[keys.starts, aliases.starts, usages.starts, dates],
    ...[keys.lengths, aliases.lengths, usages.lengths, dateKeys, targetKeys, targetAliases],
  ];
  const rest = Buffer.concat([
    Buffer.from(` ${line}\n`),
    ...arrays.map(({ buffer, byteOffset, byteLength }) => Buffer.from(buffer, byteOffset, byteLength)),
  ]);
  return Buffer.concat([Buffer.from(hex(crc32(rest))), rest]);
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
  let at = 0;
  const doubles = (count: number) => new Float64Array(body, (at += 8 * count) - 8 * count, count);
  const words = (count: number) => new Uint32Array(body, (at += 4 * count) - 4 * count, count);
  const starts = [doubles(counts.keys), doubles(counts.aliases), doubles(counts.usages)] as const;
  const dates = doubles(counts.dates);
  const lengths = [words(counts.keys), words(counts.aliases), words(counts.usages)] as const;
  return {
    ...rest,
    keys: { starts: starts[0], lengths: lengths[0] },
    aliases: { starts: starts[1], lengths: lengths[1] },
    usages: { starts: starts[2], lengths: lengths[2] },
    dates,
    dateKeys: words(counts.dates),
    targetKeys: words(counts.targets),
    targetAliases: words(counts.targets),
  };
}

/** A checksum as it is written: eight digits. */
export function hex(checksum: number): string {
  return checksum.toString(16).padStart(8, '0');
}
