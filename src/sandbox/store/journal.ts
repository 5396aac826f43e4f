import type { FileHandle } from 'node:fs/promises';
import { open } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import type { Change } from './store';

/** A change on its way to the disk. */
interface Entry {
  line: string;
  /** Takes the change back, where it cannot be written. */
  undo: () => void;
}

/** What comes after it goes into another file. */
interface Turn {
  next: FileHandle;
  done: () => void;
  failed: (reason: unknown) => void;
}

interface Waiter {
  /** How many entries have to be on disk. */
  count: number;
  resolve: () => void;
  reject: (reason: unknown) => void;
}

interface Note {
  line: string;
  resolve: () => void;
  reject: (reason: unknown) => void;
}

/**
 * Appends changes to a file, one line each: checksum, space, JSON. Changes that arrive while the disk is busy are
 * written and synced together, so that many callers share one sync. Where they cannot be written, all that are not on
 * disk yet are taken back, the latest first, and whoever waits for one of them is told.
 */
export class Journal {
  #file: FileHandle;
  readonly #check: () => void;
  #position = 0;
  #queue: (Entry | Turn)[] = [];
  #notes: Note[] = [];
  #waiters: Waiter[] = [];
  #appended = 0;
  #written = 0;
  #flushing: Promise<void> | undefined;
  /** What is left of the last write could not be cut off, and has to be before anything else is written. */
  #uncut = false;

  private constructor(file: FileHandle, check: () => void) {
    this.#file = file;
    this.#check = check;
  }

  /** Starts a new journal; an old file of that name is an error. `check` throws where this process may not write. */
  static async create(path: string, check: () => void = () => undefined): Promise<Journal> {
    return new Journal(await newFile(path), check);
  }

  get size(): number {
    return this.#position;
  }

  append(change: Change, undo: () => void = () => undefined): void {
    this.#queue.push({ line: lineOf(change), undo });
    this.#appended++;
  }

  /** Writes what nobody waits for. Rejects where it could not be written; it may be tried again. */
  note(change: Change): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#notes.push({ line: lineOf(change), resolve, reject });
      this.#flushing ??= this.#flush();
    });
  }

  /** Resolves once everything appended so far is on disk; undefined when it is already. */
  durable(): Promise<void> | undefined {
    if (this.#written === this.#appended) return undefined;
    return new Promise((resolve, reject) => {
      this.#waiters.push({ count: this.#appended, resolve, reject });
      this.#flushing ??= this.#flush();
    });
  }

  /** Goes on in a new file after everything appended so far. Resolves once all of that is on disk. */
  turn(next: FileHandle): Promise<void> {
    return new Promise((done, failed) => {
      this.#queue.push({ next, done, failed });
      this.#flushing ??= this.#flush();
    });
  }

  async close(): Promise<void> {
    try {
      await this.durable();
      await this.#flushing;
    } finally {
      await this.#file.close();
    }
  }

  async #flush(): Promise<void> {
    // A turn of the event loop: requests that came in together are written together.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.#queue.length > 0 || this.#notes.length > 0) {
      const turnAt = this.#queue.findIndex((item) => 'next' in item);
      const entries = this.#queue.slice(0, turnAt < 0 ? undefined : turnAt) as Entry[];
      const notes = this.#notes.splice(0);
      try {
        await this.#write([...entries, ...notes].map(({ line }) => line));
        this.#queue.splice(0, entries.length);
        this.#written += entries.length;
        for (const { resolve } of notes) resolve();
        if (turnAt >= 0) await this.#takeTurn();
      } catch (reason) {
        for (const { reject } of notes) reject(reason);
        this.#giveUp(reason);
      }
      this.#answer();
    }
    this.#flushing = undefined;
  }

  async #takeTurn(): Promise<void> {
    const turn = this.#queue.shift() as Turn;
    const old = this.#file;
    this.#file = turn.next;
    this.#position = 0;
    turn.done();
    // Everything in it is on disk.
    await old.close().catch(() => undefined);
  }

  /** Takes back everything that is not on disk. */
  #giveUp(reason: unknown): void {
    const waiting = this.#queue.splice(0);
    this.#written = this.#appended;
    for (const item of waiting.reverse()) {
      if ('next' in item) item.failed(reason);
      else item.undo();
    }
    for (const waiter of this.#waiters.splice(0)) waiter.reject(reason);
  }

  #answer(): void {
    const waiters = this.#waiters;
    this.#waiters = waiters.filter(({ count }) => count > this.#written);
    for (const { count, resolve } of waiters) if (count <= this.#written) resolve();
  }

  async #write(lines: string[]): Promise<void> {
    if (lines.length === 0) return;
    const bytes = Buffer.from(lines.join(''), 'utf8');
    try {
      if (this.#uncut) await this.#cutOff();
      let written = 0;
      while (written < bytes.length) {
        const result = await this.#file.write(
          bytes,
          written,
          bytes.length - written,
          this.#position + written,
        );
        written += result.bytesWritten;
      }
      await this.#file.datasync();
      this.#check();
    } catch (reason) {
      this.#uncut = true;
      await this.#cutOff().catch(() => undefined);
      throw reason;
    }
    this.#position += bytes.length;
  }

  /** Whole lines of a write that failed must not be read at the next start: their callers are told that they failed. */
  async #cutOff(): Promise<void> {
    await this.#file.truncate(this.#position);
    await this.#file.datasync();
    this.#uncut = false;
  }
}

/** An empty file for a journal. */
export function newFile(path: string): Promise<FileHandle> {
  return open(path, 'wx', 0o600);
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
  const end = lines.pop() ?? '';
  for (const line of lines) {
    const change = parseLine(line);
    if (!change) return { changes, health: 'damaged' };
    changes.push(change);
  }
  if (end === '') return { changes, health: 'whole' };
  // A line is written with its end: where all of it is there and only its end is another, a bit has turned.
  const last = parseLine(end.slice(0, -1));
  return last ? { changes: [...changes, last], health: 'damaged' } : { changes, health: 'torn' };
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
