import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { request } from 'node:http';
import type { ClientRequest } from 'node:http';
import { createInterface } from 'node:readline';
import { askOverview, call, target, type Overview } from './controlClient';
import { isAlive, readLock } from './store/lock';
import type { LockFile } from './store/lock';

export interface LaunchOptions {
  /** Path of `dist/sandbox.mjs`. */
  program: string;
  stateDir: string;
  signal?: AbortSignal;
  /** How long one call may take, in milliseconds; two minutes if absent. */
  patienceMs?: number;
  /** Hears, line by line, what it says on standard error once it runs. */
  onComplaint?: (line: string) => void;
}

/** A sandbox in a process of its own, started by this program or by another window. */
export interface RunningSandbox extends Overview {
  endpoint: string;
  /** Calls `/_sandbox/PATH`: POST with a body, else GET. Throws with the sandbox's own words. */
  control(path: string, body?: object, signal?: AbortSignal): Promise<unknown>;
  /** Resolves when the sandbox is gone, be it by `dispose` or by itself. */
  readonly ended: Promise<void>;
  /** Lets go of it: it ends when nobody else uses it. */
  dispose(): Promise<void>;
}

/** A very large state, or a very slow machine: as long as the process lives, it is on its way. */
const START_PATIENCE_MS = 300_000;
const NOT_IN_TIME = `The sandbox did not start within ${START_PATIENCE_MS / 60_000} minutes.`;
const END_PATIENCE_MS = 5000;

/** Starts the sandbox of a state folder, or joins the one that is running over it already. */
export async function launchSandbox(options: LaunchOptions): Promise<RunningSandbox> {
  for (let attempt = 0; ; attempt++) {
    options.signal?.throwIfAborted();
    const joined = await join(options);
    if (joined) return joined;
    const child = start(options);
    try {
      await ready(child, options.signal);
      const { onComplaint } = options;
      if (onComplaint && child.stderr) createInterface(child.stderr).on('line', onComplaint);
      return await join(options, child).then(
        (running) => running ?? fail('The sandbox ended right after its start.'),
      );
    } catch (error) {
      // Nobody waits for it any more: it ends as soon as it has read its state.
      child.kill();
      letGo(child);
      // Two windows may start at the same time; the slower one joins the faster one.
      if (attempt > 0 || options.signal?.aborted || !readLock(options.stateDir)) throw error;
    }
  }
}

async function join(
  { stateDir, signal, patienceMs }: LaunchOptions,
  child?: ChildProcess,
): Promise<RunningSandbox | undefined> {
  const holder = readLock(stateDir);
  if (!holder || !(await isAlive(stateDir, holder, signal))) return undefined;
  const lock = readLock(stateDir);
  if (!lock || lock.port === 0) return undefined;
  const attachment = attach(lock);
  const about = await askOverview(lock, { signal, patienceMs }).catch((error: unknown) => {
    attachment.request.destroy();
    throw error;
  });
  if (!about) {
    attachment.request.destroy();
    return undefined;
  }
  return {
    endpoint: `http://${lock.host}:${lock.port}`,
    ...about,
    control: (path, body, signal) => call(lock, path, { body, signal, patienceMs }),
    ended: attachment.ended,
    async dispose() {
      attachment.request.destroy();
      if (child) await end(child);
    },
  };
}

function start({ program, stateDir }: LaunchOptions): ChildProcess {
  return spawn(process.execPath, [program, '--state', stateDir, '--parent-stdin'], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    // Other windows may still use it when this one closes; it ends by itself when nobody does.
    detached: true,
    windowsHide: true,
  });
}

/** Waits for the line that says that it listens. */
function ready(child: ChildProcess, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = '';
    const finish = () => {
      clearTimeout(patience);
      signal?.removeEventListener('abort', stop);
    };
    const fail = (reason: Error) => {
      finish();
      reject(reason);
    };
    const patience = setTimeout(() => fail(new Error(NOT_IN_TIME)), START_PATIENCE_MS);
    const stop = () => fail(signal?.reason instanceof Error ? signal.reason : new Error('Cancelled.'));
    signal?.addEventListener('abort', stop, { once: true });
    child.stderr?.on('data', (text: Buffer) => (said = (said + text.toString()).slice(-4000)));
    child.once('error', fail);
    child.once('exit', (code) =>
      fail(new Error(said.trim() || `The sandbox ended with code ${code ?? '?'}.`)),
    );
    if (!child.stdout) return;
    createInterface(child.stdout).once('line', () => {
      finish();
      resolve();
    });
  });
}

/** Closing its standard input is how a sandbox learns that this window is done with it. */
function letGo(child: ChildProcess): void {
  child.stdin?.end();
  child.stdout?.destroy();
  child.stderr?.destroy();
  child.unref();
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = new Promise((resolve) => child.once('exit', resolve));
  letGo(child);
  // One that other windows use goes on.
  await Promise.race([exited, new Promise((resolve) => setTimeout(resolve, END_PATIENCE_MS).unref())]);
}

/** A connection that tells the sandbox that it is in use, and us when it ends. */
function attach(lock: LockFile): { request: ClientRequest; ended: Promise<void> } {
  const held = request(target(lock, 'attach', 'GET'));
  const ended = new Promise<void>((resolve) => {
    held.on('response', (response) => {
      response.resume();
      response.on('close', resolve);
    });
    held.on('error', () => resolve());
    held.on('close', resolve);
  });
  held.end();
  return { request: held, ended };
}

function fail(text: string): never {
  throw new Error(text);
}
