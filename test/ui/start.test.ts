import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { packageExtension } from '../harness/package';
import { root } from '../harness/paths';

/** `npm start -- --browser --no-open` with further options, in a home and a folder for temporary files of its own. */
describe('npm start', () => {
  let home: string;
  let program: ChildProcess;
  let said: string;
  let packed: string;

  // What each start packs for itself, once: the start by npm shows that it does.
  beforeAll(async () => {
    packed = mkdtempSync(join(tmpdir(), 'kms-packed-'));
    await packageExtension(packed);
  });
  afterAll(() => rmSync(packed, { recursive: true, force: true }));

  const start = (...options: string[]): void => {
    const script = join(root, 'dist', 'test', 'harness', 'start.mjs');
    said = '';
    program = spawn(process.execPath, [script, '--browser', '--no-open', ...options], {
      env: { ...process.env, HOME: home, TMPDIR: home },
    });
    for (const stream of [program.stdout, program.stderr])
      stream?.on('data', (text: Buffer) => (said += text.toString()));
  };
  const endedWith = async (): Promise<unknown> => (await once(program, 'close'))[0];

  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'kms-start-'));
  });

  afterEach(() => {
    program.kill('SIGKILL');
    rmSync(home, { recursive: true, force: true });
  });

  it.each(['SIGINT', 'SIGTERM', 'SIGKILL'] as const)(
    'serves the workbench until %s, and leaves nothing behind',
    async (signal) => {
      start('--vsix', join(packed, 'kms-workbench.vsix'));
      await expect.poll(() => said).toMatch(/^KMS Workbench is ready: http/m);
      const url = /ready: (\S+)/.exec(said)?.[1] ?? '';
      expect((await fetch(url)).status).toBe(200);
      program.kill(signal);
      expect(await endedWith()).toBe(signal === 'SIGKILL' ? null : 0);
      await expect.poll(() => readdirSync(home)).toEqual([]);
      await expect(fetch(url)).rejects.toThrow();
    },
  );

  it('ends with the npm that runs it, and leaves nothing behind', async () => {
    const npmFolder = mkdtempSync(join(tmpdir(), 'kms-npm-'));
    said = '';
    // Its own steps before the start, which build, are left out.
    program = spawn('npm', ['run', '--ignore-scripts', 'start', '--', '--browser', '--no-open'], {
      cwd: root,
      env: {
        ...process.env,
        HOME: home,
        TMPDIR: home,
        npm_config_cache: npmFolder,
        npm_config_update_notifier: 'false',
      },
    });
    program.stdout?.on('data', (text: Buffer) => (said += text.toString()));
    await expect.poll(() => said).toMatch(/^KMS Workbench is ready: http/m);
    const url = /ready: (\S+)/.exec(said)?.[1] ?? '';
    expect((await fetch(url)).status).toBe(200);
    program.kill('SIGTERM');
    await endedWith();
    await expect.poll(() => readdirSync(home)).toEqual([]);
    await expect(fetch(url)).rejects.toThrow();
    rmSync(npmFolder, { recursive: true, force: true });
  });

  it('says that a port is taken, also by another workbench', async () => {
    const other = createServer((_, answer) => answer.end('healthy')).listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    start('--port', String(port));
    expect(await endedWith()).toBe(1);
    other.close();
    expect(said).toContain(`Port ${String(port)} cannot be used`);
  });

  it.each([
    [['--folder', '/not/there'], '--folder names /not/there, where there is nothing.'],
    [['--folder', join(root, 'package.json')], 'is not a folder'],
    [['--port', 'http'], '--port takes a number'],
    [['--bogus'], "Unknown option '--bogus'"],
  ])('refuses %j in words', async (options, words) => {
    start(...options);
    expect(await endedWith()).toBe(1);
    expect(said).toContain(words);
    expect(readdirSync(home)).toEqual([]);
  });
});
