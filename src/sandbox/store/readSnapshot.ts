import { closeSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import type { SandboxState } from '../../generated/sandbox-state';
import { BlockContent, WholeContent } from './content';
import { currentState } from './migrations';
import { OpenedSnapshot } from './openSnapshot';
import { decodeIndex, hex } from './stateIndex';
import type { StateIndex } from './stateIndex';
import { END_BYTES, indexSnapshot, LAST_LINE } from './indexSnapshot';
import { LineReader } from './lineReader';
import type { LineListener } from './lineReader';

/** A snapshot as it is used: record by record where there is an index of it, else as a whole. */
export type ReadSnapshot =
  | {
      opened: OpenedSnapshot;
      file?: BlockContent;
      /** Made just now, and not on disk yet. */ index?: StateIndex;
    }
  | { state: SandboxState };

/** Smaller ones are read at once: it takes no longer than to look at them, and damage is found at the start. */
const LARGE_BYTES = 16 * 1024 * 1024;

/** Reads a snapshot. Throws where it is damaged, or not a snapshot. */
export function readSnapshot(file: string, indexFile: string): ReadSnapshot {
  const index = indexOf(indexFile);
  const large = index && index.bytes > LARGE_BYTES ? blocksOf(file, index) : undefined;
  if (index && large) return { opened: new OpenedSnapshot(large, index), file: large };
  const made = indexed(file);
  if (made) return made;
  const bytes = bytesOf(file);
  const checksum = checkedSum(bytes);
  if (checksum !== undefined && index?.checksum === checksum && index.bytes === bytes.length)
    return { opened: new OpenedSnapshot(new WholeContent(bytes), index) };
  return { state: currentState(parsed(bytes)) };
}

/** A file that its index describes, to be read block by block; undefined where it describes another. */
function blocksOf(name: string, { bytes, checksum, blocks }: StateIndex): BlockContent | undefined {
  // Windows does not let an open file be replaced by the next snapshot.
  if (process.platform === 'win32') return undefined;
  const handle = openSync(name, 'r');
  const end = Buffer.alloc(END_BYTES);
  const fits = fstatSync(handle).size === bytes && readSync(handle, end, 0, END_BYTES, bytes - END_BYTES) > 0;
  if (fits && LAST_LINE.exec(end.toString('latin1'))?.[1] === checksum)
    return new BlockContent({ handle, bytes, checksums: blocks, name });
  closeSync(handle);
  return undefined;
}

/** A large file without a usable index, read once to make one; undefined where only the whole of it can tell what it is. */
function indexed(name: string): ReadSnapshot | undefined {
  if (process.platform === 'win32') return undefined;
  const handle = openSync(name, 'r');
  let file: BlockContent | undefined;
  try {
    const bytes = fstatSync(handle).size;
    const index = bytes > LARGE_BYTES ? indexSnapshot(handle, bytes) : undefined;
    if (!index) return undefined;
    file = new BlockContent({ handle, bytes, checksums: index.blocks, name });
    return { opened: new OpenedSnapshot(file, index), file, index };
  } finally {
    // Else the content keeps it.
    if (!file) closeSync(handle);
  }
}

const LINE_FEED = 10;

/** The checksum at the end; undefined in snapshots of version 0.1.0 and in those that were written by hand. */
function checkedSum(bytes: Buffer): string | undefined {
  const [end, checksum] =
    LAST_LINE.exec(bytes.toString('latin1', Math.max(0, bytes.length - END_BYTES))) ?? [];
  if (end === undefined || checksum === undefined) return undefined;
  if (hex(crc32(bytes.subarray(0, bytes.length - end.length))) !== checksum)
    throw new Error('its checksum does not fit what it holds: it was damaged, or edited by hand');
  return checksum;
}

function indexOf(file: string): ReturnType<typeof decodeIndex> {
  try {
    return decodeIndex(readFileSync(file));
  } catch {
    return undefined; // Missing or unreadable: the snapshot itself has everything.
  }
}

/** The whole file, also where it is larger than `readFileSync` takes. */
function bytesOf(file: string): Buffer {
  const handle = openSync(file, 'r');
  try {
    const { size } = fstatSync(handle);
    const bytes = Buffer.allocUnsafeSlow(size);
    let filled = 0;
    for (let read = 1; filled < size && read > 0; filled += read)
      read = readSync(handle, bytes, filled, Math.min(size - filled, 1 << 30), filled);
    return bytes.subarray(0, filled);
  } finally {
    closeSync(handle);
  }
}

/** Record by record; one that was edited, as a whole. Throws where it is not JSON. */
function parsed(bytes: Buffer): unknown {
  try {
    const collector = new StateCollector();
    const reader = new LineReader(collector);
    for (const line of linesOf(bytes)) reader.take(line);
    reader.end();
    return collector.state;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    // Edited or cut off: the whole text decides, and its error is told.
    // Some editors begin a file with a byte order mark, which JSON does not know.
    return JSON.parse(bytes.toString('utf8').replace(/^\uFEFF/, '')) as unknown;
  }
}

function* linesOf(bytes: Buffer): Generator<string> {
  let from = 0;
  for (let end = bytes.indexOf(LINE_FEED); end >= 0; end = bytes.indexOf(LINE_FEED, from)) {
    yield bytes.toString('utf8', from, end);
    from = end + 1;
  }
  if (from < bytes.length) yield bytes.toString('utf8', from);
}

/** Collects a state from its lines. */
class StateCollector implements LineListener {
  readonly state: Record<string, unknown> = {};
  readonly #texts = new Map<string, string>();
  #list: unknown[] = [];

  head(members: Record<string, unknown>): void {
    for (const [name, value] of Object.entries(members)) this.#set(name, value);
  }

  list(name: string): void {
    this.#list = [];
    this.#set(name, this.#list);
  }

  record(_: string, record: object): void {
    this.#list.push(shared(record, this.#texts));
  }

  #set(name: string, value: unknown): void {
    Object.defineProperty(this.state, name, { value, enumerable: true, configurable: true, writable: true });
  }
}

/** Members whose values are the same in most records of a large sandbox. */
const repeated = [
  'policy',
  'description',
  'accountId',
  'region',
  'spec',
  'usage',
  'origin',
  'manager',
] as const;

/** Keeps one copy of each text that repeats. */
function shared(record: object, known: Map<string, string>): object {
  const fields = record as Record<string, unknown>;
  for (const name of repeated) {
    const value = fields[name];
    if (typeof value !== 'string') continue;
    const first = known.get(value);
    if (first === undefined) known.set(value, value);
    else fields[name] = first;
  }
  return record;
}
