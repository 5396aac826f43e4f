import {
  CreateAliasCommand,
  CreateKeyCommand,
  DecryptCommand,
  DescribeKeyCommand,
  EncryptCommand,
  ListAliasesCommand,
  ListKeysCommand,
  PutKeyPolicyCommand,
  GetKeyPolicyCommand,
  ScheduleKeyDeletionCommand,
  UpdateAliasCommand,
} from '@aws-sdk/client-kms';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { errorOf, testSandbox } from './server';
import type { TestSandbox } from './server';

type Handle = Pick<FileHandle, 'write' | 'writeFile' | 'datasync'>;

/** What all open files of this process have in common. */
let files: Handle;
let real: Handle;
beforeAll(async () => {
  const handle = await open(join(import.meta.dirname, 'diskFull.test.ts'));
  files = Object.getPrototypeOf(handle) as Handle;
  real = { write: files.write, writeFile: files.writeFile, datasync: files.datasync };
  await handle.close();
});

const full = () =>
  Promise.reject(Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' }));

let sandbox: TestSandbox;
beforeEach(async () => {
  sandbox = await testSandbox({ empty: true });
});
afterEach(async () => {
  Object.assign(files, real);
  await sandbox.dispose();
});

/** As if no file could grow any more. */
const fillDisk = () => Object.assign(files, { write: full, writeFile: full });
/** As if the data were written, but the file system could not keep them: some report it only then. */
const fillDiskLate = () => Object.assign(files, { datasync: full });
const freeDisk = () => Object.assign(files, real);

async function newKey(): Promise<string> {
  const { KeyMetadata: key } = await sandbox.kms().send(new CreateKeyCommand({}));
  return key?.KeyId ?? '';
}

async function keyIds(of = sandbox): Promise<(string | undefined)[]> {
  const { Keys = [] } = await of.kms().send(new ListKeysCommand({ Limit: 1000 }));
  return Keys.map(({ KeyId }) => KeyId);
}

describe.each([
  ['that is full', fillDisk],
  ['that turns out to be full when it is to be written', fillDiskLate],
])('a disk %s', (_, fill) => {
  it('is named by the refusal of a change, while reading goes on', async () => {
    const KeyId = await newKey();
    const kms = sandbox.kms();
    const Plaintext = Buffer.from('kept');
    const { CiphertextBlob } = await kms.send(new EncryptCommand({ KeyId, Plaintext }));
    fill();
    const error = await errorOf(kms.send(new CreateKeyCommand({})));
    expect([error.name, error.$metadata.httpStatusCode]).toEqual(['KMSInternalException', 500]);
    expect(error.message).toMatch(/^The disk is full: .*ENOSPC/);
    expect(error.message).toContain(sandbox.stateDir);
    expect(await keyIds()).toEqual([KeyId]);
    await kms.send(new DescribeKeyCommand({ KeyId }));
    await kms.send(new EncryptCommand({ KeyId, Plaintext }));
    await kms.send(new DecryptCommand({ CiphertextBlob }));
  });

  it('has not taken what was answered with an error, now or after a restart', async () => {
    const KeyId = await newKey();
    const kms = sandbox.kms();
    await kms.send(new CreateAliasCommand({ AliasName: 'alias/kept', TargetKeyId: KeyId }));
    const other = await newKey();
    const { Policy: before } = await kms.send(new GetKeyPolicyCommand({ KeyId }));
    const Policy = (before ?? '').replace('key-default-1', 'changed');
    fill();
    const changes = [
      () => kms.send(new CreateKeyCommand({})),
      () => kms.send(new UpdateAliasCommand({ AliasName: 'alias/kept', TargetKeyId: other })),
      () => kms.send(new CreateAliasCommand({ AliasName: 'alias/new', TargetKeyId: KeyId })),
      () => kms.send(new PutKeyPolicyCommand({ KeyId, Policy })),
      () => kms.send(new ScheduleKeyDeletionCommand({ KeyId })),
    ];
    for (const change of changes) expect((await errorOf(change())).name).toBe('KMSInternalException');

    // What a crash would leave of it now.
    const stateDir = mkdtempSync(join(tmpdir(), 'sandbox-full-'));
    cpSync(sandbox.stateDir, stateDir, { recursive: true });
    rmSync(join(stateDir, 'lock.json'));
    freeDisk();
    const restarted = await testSandbox({ stateDir, empty: true });
    for (const one of [sandbox, restarted]) {
      expect((await keyIds(one)).sort()).toEqual([KeyId, other].sort());
      const { Aliases } = await one.kms().send(new ListAliasesCommand({}));
      expect(Aliases?.map((alias) => [alias.AliasName, alias.TargetKeyId])).toEqual([['alias/kept', KeyId]]);
      const { Policy: now } = await one.kms().send(new GetKeyPolicyCommand({ KeyId }));
      expect(now).toBe(before);
      const { KeyMetadata: key } = await one.kms().send(new DescribeKeyCommand({ KeyId }));
      expect(key?.KeyState).toBe('Enabled');
    }
    await restarted.dispose();
    // There is room again: each works as if it had never been tried.
    for (const change of changes) await change();
    const again = await sandbox.restart();
    expect(await keyIds(again)).toHaveLength(3);
    sandbox = again;
  });

  it('lets reading go on under the fire of many changes', async () => {
    const KeyId = await newKey();
    const kms = sandbox.kms();
    fill();
    const changes = Array.from({ length: 30 }, () => errorOf(kms.send(new CreateKeyCommand({}))));
    const reads = Array.from({ length: 30 }, () => kms.send(new DescribeKeyCommand({ KeyId })));
    await Promise.all([...changes, ...reads]);
    expect(await keyIds()).toEqual([KeyId]);
  });

  it('keeps nobody from reading while something is due, which happens once there is room', async () => {
    const KeyId = await newKey();
    const kms = sandbox.kms();
    await kms.send(new ScheduleKeyDeletionCommand({ KeyId, PendingWindowInDays: 7 }));
    fill();
    expect(await sandbox.control('clock', { days: 8 })).toMatchObject({
      error: expect.stringMatching(/disk is full/) as string,
    });
    expect(await sandbox.control('clock')).toMatchObject({ aheadMs: 0 });
    await kms.send(new DescribeKeyCommand({ KeyId }));
    freeDisk();
    await sandbox.control('clock', { days: 8 });
    expect(await keyIds()).toEqual([]);
  });
});
