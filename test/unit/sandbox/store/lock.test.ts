import { CreateKeyCommand, ListKeysCommand } from '@aws-sdk/client-kms';
import { mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readLock, StateInUseError } from '../../../../src/sandbox/store/lock';
import { errorOf, testSandbox } from '../server';

/** A folder that a sandbox left behind whose process number belongs to another program by now. */
function leftBehind(started?: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'sandbox-lock-'));
  const lock = { pid: process.ppid, port: 0, host: '', secret: 'x', ...(started && { started }) };
  writeFileSync(join(folder, 'lock.json'), JSON.stringify(lock));
  return folder;
}

describe('a lock that was left behind', () => {
  it.runIf(process.platform === 'linux')('is known by the start of its process', async () => {
    const sandbox = await testSandbox({ stateDir: leftBehind('another boot/1'), empty: true });
    await sandbox.dispose();
  });

  it('is known by its age where nobody can say whose the process is', async () => {
    const stateDir = leftBehind();
    const anHourAgo = Date.now() / 1000 - 3600;
    utimesSync(join(stateDir, 'lock.json'), anHourAgo, anHourAgo);
    const sandbox = await testSandbox({ stateDir, empty: true });
    await sandbox.dispose();
  });
});

describe('a lock in use', () => {
  it('comes back when somebody deletes it, and still keeps others out', async () => {
    const sandbox = await testSandbox({ empty: true });
    const file = join(sandbox.stateDir, 'lock.json');
    const before = readFileSync(file, 'utf8');
    rmSync(file);
    await sandbox.kms().send(new CreateKeyCommand({}));
    expect(readFileSync(file, 'utf8')).toBe(before);
    const second = await errorOf(testSandbox({ stateDir: sandbox.stateDir, empty: true }));
    expect(second).toBeInstanceOf(StateInUseError);
    await sandbox.dispose();
  });

  it('that another sandbox has taken over ends all writing, so that nothing is acknowledged and lost', async () => {
    const first = await testSandbox({ empty: true });
    rmSync(join(first.stateDir, 'lock.json'));
    const second = await testSandbox({ stateDir: first.stateDir, empty: true });
    const error = await errorOf(first.kms().send(new CreateKeyCommand({})));
    expect([error.name, error.message]).toEqual([
      'KMSInternalException',
      expect.stringMatching(/taken over by another sandbox/),
    ]);
    const { Keys } = await first.kms().send(new ListKeysCommand({}));
    expect(Keys).toEqual([]);
    await second.kms().send(new CreateKeyCommand({}));
    await first.stop();
    expect(readLock(second.stateDir)?.secret).toBe(second.secret);
    const again = await second.restart();
    expect((await again.kms().send(new ListKeysCommand({}))).Keys).toHaveLength(1);
    await again.dispose();
  });
});
