import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeEach, describe, expect, it } from 'vitest';

const program = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'harness', 'watchdog.mjs');

describe('the watchdog of a run', () => {
  let folder: string;
  let watchdog: ChildProcess;
  let sleeper: ChildProcess;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'kms-watchdog-'));
    mkdirSync(join(folder, 'data'));
    writeFileSync(join(folder, 'data', 'file'), '');
    watchdog = spawn(process.execPath, [program, folder], { stdio: ['pipe', 'ignore', 'ignore'] });
    sleeper = spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1000)'], { detached: true });
    watchdog.stdin?.write(`${String(sleeper.pid)}\n`);
  });

  it('ends its processes and removes its folder when the run is gone', async () => {
    const killed = once(sleeper, 'exit');
    const ended = once(watchdog, 'exit');
    watchdog.stdin?.destroy();
    await killed;
    expect(await ended).toEqual([0, null]);
    expect(existsSync(folder)).toBe(false);
  });
});
