import { existsSync, mkdirSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { open, rename, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { SandboxState, Settings } from '../../generated/sandbox-state';
import type { Change } from '../operations/contract';
import { copyAside, setAside } from './aside';
import type { Notice } from './aside';
import { Journal, parseJournal } from './journal';
import { currentState, STATE_VERSION } from './migrations';
import { Records } from './records';
import { readSnapshot, snapshotChunks } from './snapshot';
import { createWrappingKey, fits, readWrappingKey, tighten } from './wrappingKey';

const SNAPSHOT = 'state.json';
const WRAPPING_KEY = 'wrapping.key';
const JOURNAL_NAME = /^journal-(\d+)\.jsonl$/;
/** Journal size from which a new snapshot is worth its writing. */
const COMPACT_BYTES = 16 * 1024 * 1024;

/** A sandbox's folder: a snapshot of all records, and journals of the changes since. */
export class StateDirectory {
  readonly notices: Notice[] = [];
  /** Seals key material: kept beside the state, readable by its owner alone. */
  readonly wrappingKey: Buffer;
  records: Records;
  /** True when there was no state to read, so that the account can be furnished. */
  readonly fresh: boolean;
  #journal: Journal | undefined;
  /** The one before, while its last lines are still on their way to the disk. */
  #retiring: Journal | undefined;
  #generation: number;
  #snapshotSize = 0;
  #compacting: Promise<void> | undefined;
  /** States that are about to take the place of this one. */
  #replacing = 0;
  /** True while journals hold changes that the snapshot does not. */
  #changed = false;
  /** True while a damaged journal is still among those that are read. */
  #damaged = false;

  private constructor(
    readonly path: string,
    settings: Settings,
  ) {
    this.records = new Records(settings);
    const key = this.#readWrappingKey();
    const state = this.#readSnapshot(key);
    this.wrappingKey = key ?? createWrappingKey(join(path, WRAPPING_KEY));
    const generations = this.#generations();
    this.fresh = state === undefined;
    if (state) {
      this.records.load(state);
      for (const generation of generations) if (generation >= state.generation) this.#replay(generation);
    } else {
      // Changes without the snapshot they belong to are of no use, but are not ours to delete.
      for (const generation of generations)
        if (statSync(join(path, journalName(generation))).size > 0)
          setAside(join(path, journalName(generation)));
    }
    this.#generation = Math.max(state?.generation ?? 0, ...generations) + 1;
  }

  /** Reads the folder, makes it if there is none. */
  static async open(path: string, settings: Settings): Promise<StateDirectory> {
    mkdirSync(path, { recursive: true, mode: 0o700 });
    const directory = new StateDirectory(path, settings);
    directory.#journal = await directory.#newJournal(directory.#generation);
    directory.records.onCommit = (change) => directory.#append(change);
    // What could be read of a damaged journal is in memory only, and its copy is never read again.
    if (directory.#damaged) await directory.compact();
    return directory;
  }

  /** Resolves once all changes so far are on disk; undefined when they are already. */
  durable(): Promise<void> | undefined {
    const [retiring, current] = [this.#retiring?.durable(), this.#journal?.durable()];
    return retiring && current
      ? Promise.all([retiring, current]).then(() => undefined)
      : (retiring ?? current);
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
    if (this.#replacing === 0) this.records.writeUsages();
  }

  async #replace(state: Omit<SandboxState, 'version' | 'generation'>): Promise<void> {
    const [old, records] = [this.records, new Records(state.settings)];
    records.load({ version: STATE_VERSION, generation: 0, ...state });
    // Whoever still works on the old records must not write into the new ones, which are not on disk yet.
    old.onCommit = records.onCommit = () => {
      throw new Error('The sandbox was reset in the middle of this call.');
    };
    this.records = records;
    try {
      await this.compact();
    } catch (error) {
      this.records = old;
      throw error;
    } finally {
      this.records.onCommit = (change) => this.#append(change);
    }
  }

  async close(): Promise<void> {
    await this.#compacting?.catch(() => undefined);
    this.writeUsages();
    // Where the disk is full, the journals stay, and are read at the next start.
    if (this.#changed) await this.compact().catch(() => undefined);
    await this.#journal?.close();
    this.#journal = undefined;
    // Empty: the snapshot is all there is.
    if (!this.#changed) await unlink(join(this.path, journalName(this.#generation)));
  }

  #append(change: Change): void {
    const journal = this.#journal;
    if (!journal) throw new Error('The sandbox is closed.');
    journal.append(change);
    this.#changed = true;
    if (journal.size > Math.max(COMPACT_BYTES, this.#snapshotSize) && !this.#compacting)
      // A failed compaction loses nothing: the journals stay, and the next change tries again.
      this.compact().catch(() => undefined);
  }

  async #compact(): Promise<void> {
    await this.#retiring?.close();
    const old = this.#journal;
    const next = this.#generation + 1;
    const journal = await this.#newJournal(next);
    // From here on synchronously: what the snapshot holds is exactly what the old journals hold.
    this.#retiring = old;
    this.#journal = journal;
    this.#generation = next;
    this.#changed = false;
    const content = this.records.snapshot();
    try {
      await old?.close();
      this.#retiring = undefined;
      await this.#writeSnapshot({ version: STATE_VERSION, generation: next, ...content });
    } catch (error) {
      // The journals stay, and are read again.
      this.#changed = true;
      throw error;
    }
    for (const generation of this.#generations())
      if (generation < next) await unlink(join(this.path, journalName(generation)));
  }

  /** Its name is on disk too: without it, what is written into it would be lost. */
  async #newJournal(generation: number): Promise<Journal> {
    const journal = await Journal.create(join(this.path, journalName(generation)));
    await syncFolder(this.path);
    return journal;
  }

  async #writeSnapshot(state: SandboxState): Promise<void> {
    const file = join(this.path, SNAPSHOT);
    const temporary = `${file}.new`;
    const handle = await open(temporary, 'w', 0o600);
    try {
      for (const chunk of snapshotChunks(state)) await handle.write(chunk);
      await handle.datasync();
      this.#snapshotSize = (await handle.stat()).size;
    } finally {
      await handle.close();
    }
    await rename(temporary, file);
    await syncFolder(this.path);
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
      if (!(reason instanceof TypeError)) throw reason;
      const aside = setAside(file);
      this.notices.push({
        kind: 'state-corrupt',
        message: `${reason.message} It was set aside as ${aside}.`,
        file: aside,
      });
      return undefined;
    }
  }

  #readSnapshot(key: Buffer | undefined): SandboxState | undefined {
    const file = join(this.path, SNAPSHOT);
    if (!existsSync(file)) return undefined;
    try {
      const state = currentState(readSnapshot(file));
      if (!key) throw new Error(`${WRAPPING_KEY}, which opens its key material, is missing`);
      if (!fits(key, state))
        throw new Error(`${WRAPPING_KEY} is not the key that its key material is sealed with`);
      return state;
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

  #replay(generation: number): void {
    const file = join(this.path, journalName(generation));
    const { changes, health } = parseJournal(readFileSync(file, 'utf8'));
    for (const change of changes) this.records.apply(change);
    this.#changed ||= changes.length > 0;
    if (health !== 'damaged') return;
    this.#damaged = true;
    const aside = copyAside(file);
    this.notices.push({
      kind: 'state-damaged',
      message: `Part of the sandbox's journal is damaged. Changes before the damage were kept; a copy of the journal was set aside as ${aside}.`,
      file: aside,
    });
  }

  #generations(): number[] {
    return readdirSync(this.path)
      .flatMap((name) => JOURNAL_NAME.exec(name)?.[1] ?? [])
      .map(Number)
      .sort((a, b) => a - b);
  }
}

function journalName(generation: number): string {
  return `journal-${generation}.jsonl`;
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
