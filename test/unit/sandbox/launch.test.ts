import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
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

  it('can be cancelled', async () => {
    const stateDir = newFolder();
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(launchSandbox({ program, stateDir, signal })).rejects.toThrow('enough');
    rmSync(stateDir, { recursive: true });
  });
});
