import { randomBytes } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { request } from 'node:http';
import { dirname, join } from 'node:path';
import { NotWrittenError } from './notWritten';

/** What the holder of a state folder says of itself, in `lock.json`, readable by its owner alone. */
export interface LockFile {
  pid: number;
  /** 0 until it listens, and again while it ends. */
  port: number;
  host: string;
  /** Authenticates calls of `/_sandbox/…`. */
  secret: string;
  /** When the process started, where the system tells: another process may get its number later. */
  started?: string;
}

/** Another live process holds the state folder. */
export class StateInUseError extends Error {
  override readonly name = 'StateInUseError';

  constructor(readonly holder: LockFile) {
    super(
      `Another sandbox (process ${holder.pid}, ${holder.port === 0 ? 'still starting' : `port ${holder.port}`}) uses this state folder. Stop it, or choose another folder.`,
    );
  }
}

/** How long a process that is known to hold the lock may take to read or write its state. */
const PATIENCE_MS = 300_000;
/** The same where nobody can say whether it is that process, or another one that got its number. */
const DOUBTFUL_PATIENCE_MS = 30_000;
const ASK_AGAIN_MS = 25;

/** One writer at a time: held from `acquire` to `release`. The lock of a process that is gone is taken over. */
export class Lock {
  readonly #file: string;
  #content: LockFile;

  private constructor(file: string, content: LockFile) {
    this.#file = file;
    this.#content = content;
  }

  get secret(): string {
    return this.#content.secret;
  }

  static async acquire(folder: string): Promise<Lock> {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const file = lockFile(folder);
    const started = startOf(process.pid);
    const secret = randomBytes(24).toString('hex');
    const content = { pid: process.pid, port: 0, host: '', secret, ...(started && { started }) };
    for (;;) {
      if (tryCreate(file, content)) return new Lock(file, content);
      const holder = readLock(folder);
      if (holder && (await isAlive(folder, holder))) throw new StateInUseError(holder);
      takeAway(file, holder);
    }
  }

  /** Tells others where this process listens. Throws if the lock was lost meanwhile. */
  announce(host: string, port: number): void {
    if (!this.#held()) throw new Error('The state folder was taken over by another process.');
    this.#write({ ...this.#content, host, port });
  }

  /** Says that this process is about to end: whoever comes now waits, and then starts again. */
  withdraw(): void {
    try {
      if (this.#held()) this.#write({ ...this.#content, port: 0 });
    } catch {
      // A full disk must not keep it from ending.
    }
  }

  /**
   * Throws NotWrittenError where another process holds the folder by now: nothing that this one writes would last. A
   * lock that was deleted is put back.
   */
  check(): void {
    if (this.#held() || (!existsSync(this.#file) && tryCreate(this.#file, this.#content)) || this.#held())
      return;
    throw new NotWrittenError(
      `The state folder ${dirname(this.#file)} was taken over by another sandbox. Nothing was changed. Stop this one.`,
    );
  }

  release(): void {
    if (this.#held()) unlinkSync(this.#file);
  }

  #write(content: LockFile): void {
    this.#content = content;
    const temporary = `${this.#file}.${process.pid}`;
    try {
      writeFileSync(temporary, JSON.stringify(content), { mode: 0o600 });
      renameSync(temporary, this.#file);
    } catch (reason) {
      rmSync(temporary, { force: true });
      throw reason;
    }
  }

  #held(): boolean {
    return parse(this.#file)?.secret === this.#content.secret;
  }
}

/** The lock of a folder, if somebody holds or held it. */
export function readLock(folder: string): LockFile | undefined {
  return parse(lockFile(folder));
}

/**
 * Does the holder still use the folder? Waits for one that is just starting, or about to end; where that takes too long,
 * a holder that is certainly this process counts as alive.
 */
export async function isAlive(folder: string, holder: LockFile, signal?: AbortSignal): Promise<boolean> {
  let current: LockFile | undefined = holder;
  while (current?.port === 0) {
    signal?.throwIfAborted();
    const whose = holderOf(current);
    if (whose === 'another') return false;
    const age = Date.now() - lastWritten(folder);
    if (age > (whose === 'its own' ? PATIENCE_MS : DOUBTFUL_PATIENCE_MS)) return whose === 'its own';
    await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS));
    current = readLock(folder);
  }
  return current !== undefined && holderOf(current) !== 'another' && (await answers(current));
}

/** Whether the process of a lock is the one that wrote it. A process that is gone is `another`, too. */
function holderOf({ pid, started }: LockFile): 'its own' | 'another' | 'unknown' {
  if (!processExists(pid)) return 'another';
  const actual = startOf(pid);
  if (started === undefined || actual === undefined) return 'unknown';
  return started === actual ? 'its own' : 'another';
}

/** What tells a process from later ones of its number; undefined where the system does not say. Source: proc(5). */
function startOf(pid: number): string | undefined {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    const afterName = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1) ?? '';
    const ticks = afterName.split(' ')[19];
    return ticks === undefined ? undefined : `${boot}/${ticks}`;
  } catch {
    return undefined; // Only Linux has these files.
  }
}

/** Milliseconds since 1970; now, where it is gone. */
function lastWritten(folder: string): number {
  return statSync(lockFile(folder), { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
}

function lockFile(folder: string): string {
  return join(folder, 'lock.json');
}

function tryCreate(file: string, content: LockFile): boolean {
  try {
    writeFileSync(file, JSON.stringify(content), { mode: 0o600, flag: 'wx' });
    return true;
  } catch (reason) {
    if ((reason as NodeJS.ErrnoException).code === 'EEXIST') return false;
    // On a full disk the file is there, and empty.
    rmSync(file, { force: true });
    throw reason;
  }
}

/** Moves a stale lock away, but puts it back if meanwhile somebody else had taken it over. */
function takeAway(file: string, stale: LockFile | undefined): void {
  const aside = `${file}.stale-${randomBytes(4).toString('hex')}`;
  try {
    renameSync(file, aside);
  } catch (reason) {
    if ((reason as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw reason;
  }
  const moved = parse(aside);
  if (moved && moved.secret !== stale?.secret) renameSync(aside, file);
  else unlinkSync(aside);
}

function parse(file: string): LockFile | undefined {
  try {
    const content = JSON.parse(readFileSync(file, 'utf8')) as Partial<LockFile>;
    const { pid, port, host, secret, started } = content;
    if (typeof pid !== 'number' || typeof port !== 'number') return undefined;
    if (typeof host !== 'string' || typeof secret !== 'string') return undefined;
    return { pid, port, host, secret, ...(typeof started === 'string' && { started }) };
  } catch {
    return undefined; // Gone, or cut off by a crash: as good as none.
  }
}

function processExists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (reason) {
    // EPERM: it exists, but belongs to somebody else.
    return (reason as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Only the holder of the secret answers well. A holder that is too busy to answer counts as alive. */
function answers(holder: LockFile): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = request({
      host: holder.host,
      port: holder.port,
      path: '/_sandbox/health',
      headers: { authorization: `Bearer ${holder.secret}` },
      timeout: 2000,
    });
    probe.on('response', (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    });
    probe.on('timeout', () => {
      resolve(true);
      probe.destroy();
    });
    probe.on('error', () => resolve(false));
    probe.end();
  });
}
