import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';

/** What the holder of a state folder says of itself, in `lock.json`, readable by its owner alone. */
export interface LockFile {
  pid: number;
  /** 0 until it listens, and again while it ends. */
  port: number;
  host: string;
  /** Authenticates calls of `/_sandbox/…`. */
  secret: string;
}

/** Another live process holds the state folder. */
export class StateInUseError extends Error {
  override readonly name = 'StateInUseError';
  constructor(readonly holder: LockFile) {
    super(
      `Another sandbox (process ${holder.pid}, port ${holder.port}) uses this state folder. Stop it, or choose another folder.`,
    );
  }
}

/** Reading or writing a very large state takes this long at most. */
const PATIENCE_MS = 20_000;

/** One writer at a time: held from `acquire` to `release`. The lock of a process that is gone is taken over. */
export class Lock {
  private constructor(
    private readonly file: string,
    private content: LockFile,
  ) {}

  get secret(): string {
    return this.content.secret;
  }

  static async acquire(folder: string): Promise<Lock> {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const file = lockFile(folder);
    const content = { pid: process.pid, port: 0, host: '', secret: randomBytes(24).toString('hex') };
    for (;;) {
      if (tryCreate(file, content)) return new Lock(file, content);
      const holder = readLock(folder);
      if (holder && (await isAlive(folder, holder))) throw new StateInUseError(holder);
      takeAway(file, holder);
    }
  }

  /** Tells others where this process listens. Throws if the lock was lost meanwhile. */
  announce(host: string, port: number): void {
    if (!this.held()) throw new Error('The state folder was taken over by another process.');
    this.write({ ...this.content, host, port });
  }

  /** Says that this process is about to end: whoever comes now waits, and then starts anew. */
  withdraw(): void {
    try {
      if (this.held()) this.write({ ...this.content, port: 0 });
    } catch {
      // A full disk must not keep it from ending.
    }
  }

  release(): void {
    if (this.held()) unlinkSync(this.file);
  }

  private write(content: LockFile): void {
    this.content = content;
    const temporary = `${this.file}.${process.pid}`;
    try {
      writeFileSync(temporary, JSON.stringify(content), { mode: 0o600 });
      renameSync(temporary, this.file);
    } catch (reason) {
      rmSync(temporary, { force: true });
      throw reason;
    }
  }

  private held(): boolean {
    return parse(this.file)?.secret === this.content.secret;
  }
}

/** The lock of a folder, if somebody holds or held it. */
export function readLock(folder: string): LockFile | undefined {
  return parse(lockFile(folder));
}

/** Does the holder still answer? Waits a little for one that is just starting, or about to end. */
export async function isAlive(folder: string, holder: LockFile): Promise<boolean> {
  const patience = Date.now() + PATIENCE_MS;
  let current: LockFile | undefined = holder;
  while (current?.port === 0 && processExists(current.pid) && Date.now() < patience) {
    await new Promise((resolve) => setTimeout(resolve, 25));
    current = readLock(folder);
  }
  return (
    current !== undefined && current.port !== 0 && processExists(current.pid) && (await answers(current))
  );
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
    const { pid, port, host, secret } = content;
    if (typeof pid !== 'number' || typeof port !== 'number') return undefined;
    return typeof host === 'string' && typeof secret === 'string' ? { pid, port, host, secret } : undefined;
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
