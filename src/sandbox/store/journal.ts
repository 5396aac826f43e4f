import type { FileHandle } from 'node:fs/promises';
import { open } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import type { Change } from '../operations/contract';

interface Waiter {
  resolve: () => void;
  reject: (reason: unknown) => void;
}

/**
 * Appends changes to a file, one line each: checksum, space, JSON. Changes that arrive while the disk is busy are
 * written and synced together, so that many callers share one sync.
 */
export class Journal {
  #position = 0;
  #pending: string[] = [];
  #waiters: Waiter[] = [];
  #flushing: Promise<void> | undefined;

  private constructor(private readonly file: FileHandle) {}

  /** Starts a new journal; an old file of that name is an error. */
  static async create(path: string): Promise<Journal> {
    return new Journal(await open(path, 'wx', 0o600));
  }

  get size(): number {
    return this.#position;
  }

  append(change: Change): void {
    this.#pending.push(lineOf(change));
  }

  /** Resolves once everything appended so far is on disk; undefined when it is already. */
  durable(): Promise<void> | undefined {
    if (this.#pending.length === 0 && !this.#flushing) return undefined;
    return new Promise((resolve, reject) => {
      this.#waiters.push({ resolve, reject });
      this.#flushing ??= this.#flush();
    });
  }

  async close(): Promise<void> {
    await this.durable();
    await this.file.close();
  }

  async #flush(): Promise<void> {
    // A turn of the event loop: requests that came in together are written together.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.#waiters.length > 0) {
      const waiters = this.#waiters;
      const lines = this.#pending;
      this.#waiters = [];
      this.#pending = [];
      try {
        await this.#write(lines);
        for (const waiter of waiters) waiter.resolve();
      } catch (reason) {
        // Kept for the next try, which writes over whatever part got through.
        this.#pending = [...lines, ...this.#pending];
        for (const waiter of waiters) waiter.reject(reason);
      }
    }
    this.#flushing = undefined;
  }

  async #write(lines: string[]): Promise<void> {
    if (lines.length === 0) return;
    const bytes = Buffer.from(lines.join(''), 'utf8');
    let written = 0;
    while (written < bytes.length) {
      const result = await this.file.write(bytes, written, bytes.length - written, this.#position + written);
      written += result.bytesWritten;
    }
    await this.file.datasync();
    this.#position += bytes.length;
  }
}

function lineOf(change: Change): string {
  const json = JSON.stringify(change);
  return `${crc32(json).toString(16).padStart(8, '0')} ${json}\n`;
}

export interface JournalContents {
  changes: Change[];
  /** `torn`: the last line has no end, as after a crash. `damaged`: a line that was written whole is not whole now. */
  health: 'whole' | 'torn' | 'damaged';
}

/** Reads a journal up to its first line that is not whole. */
export function parseJournal(text: string): JournalContents {
  const lines = text.split('\n');
  const changes: Change[] = [];
  const end = lines.pop();
  for (const line of lines) {
    const change = parseLine(line);
    if (!change) return { changes, health: 'damaged' };
    changes.push(change);
  }
  return { changes, health: end === '' ? 'whole' : 'torn' };
}

function parseLine(line: string): Change | undefined {
  const json = line.slice(9);
  if (line[8] !== ' ' || Number.parseInt(line.slice(0, 8), 16) !== crc32(json)) return undefined;
  try {
    return JSON.parse(json) as Change;
  } catch {
    return undefined; // A checksum that fits by chance: as good as damaged.
  }
}
