import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { builtProgram, runProgram } from './program';

let program: string;
beforeAll(async () => {
  program = await builtProgram();
});
afterAll(() => rmSync(dirname(program), { recursive: true, force: true }));

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'sandbox-program-state-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the sandbox from a terminal', () => {
  it.each(['', '1e3', '-1', '65536', 'http'])('takes no port %j', async (port) => {
    await expect(runProgram(program, ['--state', folder, `--port=${port}`])).rejects.toThrow(
      /is not a port\.[\s\S]*Usage: sandbox/,
    );
  });

  it('says what it does not know, and what there is', async () => {
    await expect(runProgram(program, ['--state', folder, '--colour'])).rejects.toThrow(
      /--colour[\s\S]*Usage: sandbox/,
    );
  });

  it('says that its port is taken, and leaves the folder to the next', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const start = runProgram(program, ['--state', folder, '--port', String(port)]);
    await expect(start).rejects.toThrow(/port is in use.*--port/s);
    expect(readdirSync(folder).filter((name) => /lock|journal/.test(name))).toEqual([]);
    other.close();
  });

  it('does not give one account for another', async () => {
    const first = await runProgram(program, ['--state', folder, '--empty', '--account', '999988887777']);
    expect(first.ready.accountId).toBe('999988887777');
    await first.end('SIGTERM');
    await expect(runProgram(program, ['--state', folder, '--account', '111122223333'])).rejects.toThrow(
      /is of account 999988887777, not of 111122223333/,
    );
    const again = await runProgram(program, ['--state', folder]);
    expect(again.ready.accountId).toBe('999988887777');
    await again.end('SIGTERM');
  });

  it('gives an endpoint that can be called where it listens on all addresses', async () => {
    const running = await runProgram(program, ['--state', folder, '--empty', '--host', '0.0.0.0']);
    expect(running.ready.endpoint).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    await running.end('SIGTERM');
  });

  it('says where it cannot keep its state', async () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    await expect(runProgram(program, ['--state', join(file, 'state')])).rejects.toThrow(/cannot start.*file/);
  });
});
