import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchSandbox } from '../../../src/sandbox/launch';
import { builtProgram } from './program';

let program: string;
beforeAll(async () => {
  program = await builtProgram();
});
afterAll(() => rmSync(dirname(program), { recursive: true, force: true }));

const newFolder = () => mkdtempSync(join(tmpdir(), 'sandbox-launch-'));

describe('launching a sandbox', () => {
  it('starts a process, talks to it, and ends it', async () => {
    const stateDir = newFolder();
    const running = await launchSandbox({ program, stateDir });
    expect(running).toMatchObject({ region: 'us-east-1', accountId: '111122223333', notices: [] });
    expect(running.identities.map(({ name }) => name)).toContain('alice');
    expect(await running.control('clock', { days: 2 })).toMatchObject({ aheadMs: 172_800_000 });
    await expect(running.control('clock', { days: -2 })).rejects.toThrow(/forward only/);
    await running.dispose();
    await running.ended;
    expect(readdirSync(stateDir)).not.toContain('lock.json');
    rmSync(stateDir, { recursive: true });
  });

  it('joins the one that runs over the same folder, which goes on until the last has let go', async () => {
    const stateDir = newFolder();
    const first = await launchSandbox({ program, stateDir });
    const second = await launchSandbox({ program, stateDir });
    expect(second.endpoint).toBe(first.endpoint);
    expect(second.identities).toEqual(first.identities);
    const firstGone = first.dispose();
    expect(await second.control('health')).toMatchObject({ accountId: '111122223333' });
    await second.dispose();
    await firstGone;
    await expect.poll(() => readdirSync(stateDir), { timeout: 5000 }).not.toContain('lock.json');
    rmSync(stateDir, { recursive: true });
  });

  it('gives one sandbox to windows that open at the same time', async () => {
    const stateDir = newFolder();
    const windows = await Promise.all([1, 2, 3].map(() => launchSandbox({ program, stateDir })));
    expect(new Set(windows.map(({ endpoint }) => endpoint)).size).toBe(1);
    await Promise.all(windows.map((window) => window.dispose()));
    await expect.poll(() => readdirSync(stateDir), { timeout: 5000 }).not.toContain('lock.json');
    rmSync(stateDir, { recursive: true });
  });

  it('tells when the sandbox ends by itself, and starts another', async () => {
    const stateDir = newFolder();
    const running = await launchSandbox({ program, stateDir });
    const { pid } = JSON.parse(readFileSync(join(stateDir, 'lock.json'), 'utf8')) as { pid: number };
    process.kill(pid, 'SIGKILL');
    await running.ended;
    const again = await launchSandbox({ program, stateDir });
    expect(await again.control('health')).toMatchObject({ accountId: '111122223333' });
    await again.dispose();
    rmSync(stateDir, { recursive: true });
  });

  it('says why it cannot start', async () => {
    const stateDir = newFolder();
    await expect(launchSandbox({ program: join(stateDir, 'absent.mjs'), stateDir })).rejects.toThrow(
      /absent/,
    );
    rmSync(stateDir, { recursive: true });
  });

  describe('where another program, or one that hangs, has the sandbox’s port', () => {
    /** A server at the address that the lock names; `answer` gets each request. */
    async function impostor(answer: (response: ServerResponse, path: string) => void) {
      const stateDir = newFolder();
      const attached: boolean[] = [];
      const server = createServer((request, response) => {
        const path = request.url ?? '';
        if (!path.endsWith('/attach')) return answer(response, path);
        attached.push(true);
        response.writeHead(200).flushHeaders();
        request.on('close', () => attached.pop());
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const { port } = server.address() as AddressInfo;
      const lock = { pid: process.pid, port, host: '127.0.0.1', secret: 'x' };
      writeFileSync(join(stateDir, 'lock.json'), JSON.stringify(lock));
      const close = (): void => {
        server.closeAllConnections();
        server.close();
        rmSync(stateDir, { recursive: true });
      };
      return { stateDir, attached, close };
    }

    it.each([
      ['with text', 'hello', /answered 200/],
      ['with half an object', '{ "accountId": ', /answered 200/],
      ['with an object of another kind', '{ "status": "UP" }', /is not the sandbox/],
      ['with lists that are none', '{ "accountId": "1", "region": "r", "notices": 1 }', /is not the sandbox/],
    ])('says so, and lets go of it, when it answers %s', async (_, text, words) => {
      const { stateDir, attached, close } = await impostor((response) => void response.end(text));
      await expect(launchSandbox({ program, stateDir })).rejects.toThrow(words);
      await expect.poll(() => attached, { timeout: 5_000 }).toEqual([]);
      close();
    });

    it('does not wait for ever for the rest of an answer', async () => {
      const { stateDir, attached, close } = await impostor(
        (response) => void response.write('{ "accountId": '),
      );
      await expect(launchSandbox({ program, stateDir, patienceMs: 50 })).rejects.toThrow(
        'The sandbox did not answer within 0.05 seconds.',
      );
      await expect.poll(() => attached, { timeout: 5_000 }).toEqual([]);
      close();
    });

    it('can be cancelled while it waits for an answer', async () => {
      const giveUp = new AbortController();
      const { stateDir, close } = await impostor((response) => {
        response.write('{');
        giveUp.abort(new Error('enough'));
      });
      await expect(launchSandbox({ program, stateDir, signal: giveUp.signal })).rejects.toThrow('enough');
      close();
    });
  });

  it('ends the process that it gives up waiting for', async () => {
    const stateDir = newFolder();
    const slow = join(stateDir, 'slow.mjs');
    const pidFile = join(stateDir, 'pid');
    writeFileSync(
      slow,
      `import { writeFileSync } from 'node:fs';
       process.stdin.resume();
       setInterval(() => {}, 1000);
       writeFileSync(${JSON.stringify(pidFile)}, String(process.pid));`,
    );
    const giveUp = new AbortController();
    const launched = launchSandbox({ program: slow, stateDir, signal: giveUp.signal });
    await expect
      .poll(() => existsSync(pidFile) && readFileSync(pidFile, 'utf8'), { timeout: 20_000 })
      .toBeTruthy();
    const pid = Number(readFileSync(pidFile, 'utf8'));
    giveUp.abort(new Error('enough'));
    await expect(launched).rejects.toThrow('enough');
    const lives = () => {
      try {
        return process.kill(pid, 0);
      } catch {
        return false;
      }
    };
    await expect.poll(lives, { timeout: 10_000 }).toBe(false);
    rmSync(stateDir, { recursive: true });
  });

  it('can be cancelled', async () => {
    const stateDir = newFolder();
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(launchSandbox({ program, stateDir, signal })).rejects.toThrow('enough');
    rmSync(stateDir, { recursive: true });
  });
});
