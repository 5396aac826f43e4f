import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { open, rename, unlink } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { SandboxState, Settings, UsageRecord } from '../../generated/sandbox-state';
import type { Change } from './store';
import { copyAside, setAside } from './aside';
import { DamagedStateError } from './content';
import type { BlockContent } from './content';
import type { Notice } from './aside';
import { Journal, newFile, parseJournal } from './journal';
import { notWritten } from './notWritten';
import { readSnapshot } from './readSnapshot';
import type { ReadSnapshot } from './readSnapshot';
import { Records } from './records';
import { SnapshotWriter } from './snapshot';
import { encodeIndex } from './stateIndex';
import type { StateIndex } from './stateIndex';
import { createWrappingKey, fits, opens, readWrappingKey, sealOf, tighten } from './wrappingKey';

const SNAPSHOT = 'state.json';
const INDEX = 'state.index';
const WRAPPING_KEY = 'wrapping.key';
const JOURNAL_NAME = /^journal-(\d+)\.jsonl$/;
/** Journal size from which a new snapshot is worth its writing. */
const COMPACT_BYTES = 16 * 1024 * 1024;

/** A sandbox's folder: a snapshot of all records, and journals of the changes since. */
export class StateDirectory {
  readonly #check: () => void;
  readonly notices: Notice[] = [];
  /** Seals key material: kept beside the state, readable by its owner alone. */
  readonly wrappingKey: Buffer;
  records: Records;
  /** True when there was no state to read, so that the account can be furnished. */
  readonly fresh: boolean;
  /** Hears of what is found later. */
  onNotice: (notice: Notice) => void = () => undefined;
  #journal: Journal | undefined;
  /** A large snapshot, while it is read block by block. */
  #file: BlockContent | undefined;
  #generation: number;
  #snapshotSize = 0;
  #compacting: Promise<void> | undefined;
  /** A snapshot cannot be made of one that is damaged. */
  #damaged = false;
  /** States that are about to take the place of this one. */
  #replacing = 0;
  /** True while journals hold changes that the snapshot does not, or it has no checksum. */
  #changed = false;
  /** True where what was read should be written again at once: a damaged journal, or a small snapshot without an index. */
  #stale = false;
  /** Of a large snapshot without one: written once the sandbox is there. */
  #newIndex: StateIndex | undefined;
  #indexing: Promise<void> = Promise.resolve();

  private constructor(
    readonly path: string,
    settings: Settings,
    check: () => void,
  ) {
    this.#check = check;
    this.records = new Records(settings);
    const key = this.#readWrappingKey();
    const snapshot = this.#readSnapshot(key);
    this.wrappingKey = key ?? createWrappingKey(join(path, WRAPPING_KEY));
    const generations = this.#generations();
    this.fresh = snapshot === undefined;
    const first = snapshot ? this.#load(snapshot) : 0;
    if (snapshot) {
      for (const generation of generations) if (generation >= first) this.#replay(generation);
    } else {
      // Changes without the snapshot they belong to are of no use, but are not ours to delete.
      for (const generation of generations)
        if (statSync(this.#fileOf(generation)).size > 0) setAside(this.#fileOf(generation));
    }
    this.#generation = Math.max(first, ...generations) + 1;
  }

  /** Reads the folder, makes it if there is none. `check` throws where this process may not write into it any more. */
  static async open(
    path: string,
    settings: Settings,
    check: () => void = () => undefined,
  ): Promise<StateDirectory> {
    mkdirSync(path, { recursive: true, mode: 0o700 });
    const directory = StateDirectory.#read(path, settings, check);
    directory.#journal = await Journal.create(directory.#fileOf(directory.#generation), check);
    await syncFolder(path);
    directory.records.onCommit = (change, undo) => directory.#append(change, undo);
    // A disk that does not take it leaves everything as it was found.
    if (directory.#stale) await directory.compact().catch(() => undefined);
    else if (directory.#newIndex?.checksum) directory.#indexing = directory.#writeIndex(directory.#newIndex);
    // What an index was made of just now has been read whole.
    if (!directory.#newIndex) directory.#file?.checkAll();
    return directory;
  }

  static #read(path: string, settings: Settings, check: () => void): StateDirectory {
    try {
      return new StateDirectory(path, settings, check);
    } catch (error) {
      if (!(error instanceof DamagedStateError)) throw error;
      // Its index is gone by now: it is read as a whole, and set aside.
      return new StateDirectory(path, settings, check);
    }
  }

  /** Resolves once all changes so far are on disk; undefined when they are already. Rejects with NotWrittenError. */
  durable(): Promise<void> | undefined {
    return this.#journal?.durable()?.catch((reason: unknown) => {
      throw notWritten(this.path, reason);
    });
  }

  /** Writes a snapshot and drops the journals it makes needless. Changes go on meanwhile. */
  compact(): Promise<void> {
    this.#compacting ??= this.#compact().finally(() => (this.#compacting = undefined));
    return this.#compacting;
  }

  /** Puts another state in the place of this one, at once and durably. */
  async replace(state: Omit<SandboxState, 'version' | 'generation'>): Promise<void> {
    this.#replacing += 1;
    try {
      await this.#compacting?.catch(() => undefined);
      await this.#replace(state);
    } finally {
      this.#replacing -= 1;
    }
  }

  /** Notes who used which key lately. While another state is taking the place of this one, that waits. */
  writeUsages(): void {
    const { records } = this;
    const usages = this.#replacing === 0 ? records.takeUsages() : [];
    if (usages.length > 0) this.#note(usages).catch(() => records.keepUsages(usages));
  }

  async #note(usages: UsageRecord[]): Promise<void> {
    if (!this.#journal) throw new Error('The sandbox is closed.');
    this.#changed = true;
    await this.#journal.note({ usages });
  }

  async #replace(state: Omit<SandboxState, 'version' | 'generation'>): Promise<void> {
    const [old, records] = [this.records, new Records(state.settings)];
    records.load(state);
    // Whoever still works on the old records must not write into the new ones, which are not on disk yet.
    old.onCommit = records.onCommit = () => {
      throw new Error('The sandbox was reset in the middle of this call.');
    };
    this.records = records;
    try {
      await this.compact();
      this.#damaged = false;
    } catch (error) {
      this.records = old;
      throw error;
    } finally {
      this.records.onCommit = (change, undo) => this.#append(change, undo);
    }
  }

  async close(): Promise<void> {
    await this.#indexing;
    await this.#compacting?.catch(() => undefined);
    this.writeUsages();
    // Where the disk is full, the journals stay, and are read at the next start.
    if (this.#changed) await this.compact().catch(() => undefined);
    const journal = this.#journal;
    this.#journal = undefined;
    await journal?.close();
    await this.#file?.close();
    // Empty: the snapshot is all there is.
    if (!this.#changed) await unlink(this.#fileOf(this.#generation));
  }

  #append(change: Change, undo: () => void): void {
    const journal = this.#journal;
    if (!journal) throw new Error('The sandbox is closed.');
    journal.append(change, undo);
    this.#changed = true;
    const large = journal.size > Math.max(COMPACT_BYTES, this.#snapshotSize);
    if (large && !this.#compacting && !this.#damaged)
      // A failed compaction loses nothing: the journals stay, and the next change tries again.
      this.compact().catch(() => undefined);
  }

  async #compact(): Promise<void> {
    const next = this.#generation + 1;
    const file = await newFile(this.#fileOf(next));
    // Its name is on disk too: without it, what is written into it would be lost.
    await syncFolder(this.path);
    // From here on synchronously: what the snapshot holds is exactly what the journals up to now hold.
    const made = this.#writerOf(file, next);
    const writer = made instanceof SnapshotWriter ? made : await made;
    this.#generation = next;
    this.#changed = false;
    try {
      await this.#turnTo(file, next);
      await this.#writeSnapshot(writer);
    } catch (error) {
      // The journals stay, and are read again.
      this.#changed = true;
      throw notWritten(this.path, error);
    }
    for (const generation of this.#generations())
      if (generation < next) await unlink(this.#fileOf(generation));
  }

  /** Without letting anything else happen, unless it fails. */
  #writerOf(file: FileHandle, generation: number): SnapshotWriter | Promise<never> {
    try {
      return new SnapshotWriter(this.records.freeze(), generation, this.records.kept);
    } catch (error) {
      return this.#abandon(file, generation, error);
    }
  }

  async #abandon(file: FileHandle, generation: number, reason: unknown): Promise<never> {
    await file.close();
    rmSync(this.#fileOf(generation), { force: true });
    throw reason;
  }

  async #turnTo(file: FileHandle, generation: number): Promise<void> {
    try {
      await this.#journal?.turn(file);
    } catch (error) {
      await this.#abandon(file, generation, error);
    }
  }

  /** A disk that does not take it leaves the next start as slow as this one. */
  async #writeIndex(index: StateIndex): Promise<void> {
    const file = join(this.path, INDEX);
    try {
      await writeDurably(`${file}.new`, encodeIndex({ ...index, seal: sealOf(this.wrappingKey) }));
      this.#check();
      // Of a snapshot that is damaged, the next start must not use it.
      if (!this.#damaged) await rename(`${file}.new`, file);
    } catch {
      rmSync(`${file}.new`, { force: true });
    }
  }

  async #writeSnapshot(writer: SnapshotWriter): Promise<void> {
    const [file, indexFile] = [join(this.path, SNAPSHOT), join(this.path, INDEX)];
    await this.#indexing;
    try {
      this.#snapshotSize = await writeDurably(`${file}.new`, writer.chunks());
      await writeDurably(`${indexFile}.new`, encodeIndex(writer.index(sealOf(this.wrappingKey))));
      this.#check();
      await rename(`${file}.new`, file);
      await rename(`${indexFile}.new`, indexFile);
      await syncFolder(this.path);
    } catch (error) {
      // On a full disk, half a file only takes room.
      for (const temporary of [`${file}.new`, `${indexFile}.new`]) rmSync(temporary, { force: true });
      throw error;
    }
  }

  #readWrappingKey(): Buffer | undefined {
    const file = join(this.path, WRAPPING_KEY);
    try {
      const key = readWrappingKey(file);
      if (key && tighten(file))
        this.notices.push({
          kind: 'state-exposed',
          message: `Others on this machine could read ${file}, which opens all key material. Its permissions were tightened.`,
          file,
        });
      return key;
    } catch (reason) {
      if (!(reason instanceof TypeError) && !isFolder(reason)) throw reason;
      const aside = setAside(file);
      this.notices.push({
        kind: 'state-corrupt',
        message: `${messageOf(reason)} It was set aside as ${aside}.`,
        file: aside,
      });
      return undefined;
    }
  }

  #readSnapshot(key: Buffer | undefined): ReadSnapshot | undefined {
    const file = join(this.path, SNAPSHOT);
    if (!existsSync(file)) return undefined;
    try {
      const snapshot = readSnapshot(file, join(this.path, INDEX));
      if ('opened' in snapshot && snapshot.file) snapshot.file.onDamage = () => this.#noteDamage(file);
      if (!key) throw new Error(`${WRAPPING_KEY}, which opens its key material, is missing`);
      if (!isSealedWith(key, snapshot))
        throw new Error(`${WRAPPING_KEY} is not the key that its key material is sealed with`);
      return snapshot;
    } catch (reason) {
      const aside = setAside(file);
      this.notices.push({
        kind: 'state-corrupt',
        message: `The sandbox's state could not be read (${messageOf(reason)}). It was set aside as ${aside}, and a new sandbox was started.`,
        file: aside,
      });
      return undefined;
    }
  }

  /** The next start reads the whole, finds the damage by its checksum, and sets it aside; until then it is used as it is. */
  #noteDamage(file: string): void {
    this.#damaged = true;
    rmSync(join(this.path, INDEX), { force: true });
    const notice: Notice = {
      kind: 'state-damaged',
      message: `Part of ${file} is damaged. What is whole can still be used, but changes last only until the next start, which sets the file aside and begins anew. Reset the sandbox to begin now.`,
      file,
    };
    this.notices.push(notice);
    this.onNotice(notice);
  }

  /** Answers the first generation whose changes are not in it. */
  #load(snapshot: ReadSnapshot): number {
    if ('opened' in snapshot) {
      this.#file = snapshot.file;
      this.records.loadLazily(snapshot.opened);
      this.#snapshotSize = snapshot.opened.size;
      this.#newIndex = snapshot.index;
      // It is written again, with a checksum, when there is time: at the end.
      this.#changed = snapshot.index?.checksum === '';
      return snapshot.opened.generation;
    }
    this.records.load(snapshot.state);
    this.#stale = true;
    return snapshot.state.generation;
  }

  #replay(generation: number): void {
    const file = this.#fileOf(generation);
    if (statSync(file).isDirectory()) {
      this.#setAside(file, 'is a folder');
      return;
    }
    const { changes, health } = parseJournal(readFileSync(file, 'utf8'));
    for (const change of changes) this.records.apply(change);
    this.#changed ||= changes.length > 0;
    if (health !== 'damaged') return;
    // What could be read of it is in memory only, and its copy is never read again.
    this.#stale = true;
    const aside = copyAside(file);
    this.notices.push({
      kind: 'state-damaged',
      message: `Part of the sandbox's journal is damaged. Changes before the damage were kept; a copy of the journal was set aside as ${aside}.`,
      file: aside,
    });
  }

  #setAside(file: string, what: string): void {
    const aside = setAside(file);
    this.notices.push({
      kind: 'state-damaged',
      message: `${file} cannot be read: it ${what}. It was set aside as ${aside}.`,
      file: aside,
    });
  }

  #fileOf(generation: number): string {
    return join(this.path, `journal-${generation}.jsonl`);
  }

  #generations(): number[] {
    return readdirSync(this.path)
      .flatMap((name) => JOURNAL_NAME.exec(name)?.[1] ?? [])
      .map(Number)
      .sort((a, b) => a - b);
  }
}

/** Is it the key that the key material of a snapshot is sealed with? */
function isSealedWith(key: Buffer, snapshot: ReadSnapshot): boolean {
  if (!('opened' in snapshot)) return fits(key, snapshot.state.keys);
  const { opened, index } = snapshot;
  return index ? fits(key, opened.keys.records()) : opens(key, opened.seal);
}

function isFolder(reason: unknown): boolean {
  return (reason as NodeJS.ErrnoException).code === 'EISDIR';
}

/** Writes a file whole, and answers its size. */
async function writeDurably(file: string, chunks: Iterable<Buffer>): Promise<number> {
  const handle = await open(file, 'w', 0o600);
  try {
    for (const chunk of chunks) await handle.writeFile(chunk);
    await handle.datasync();
    return (await handle.stat()).size;
  } finally {
    await handle.close();
  }
}

/** Makes a rename durable. Windows cannot open folders, and does not need it. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function messageOf(reason: unknown): string {
  return reason instanceof Error ? reason.message : String(reason);
}
