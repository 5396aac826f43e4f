import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { StateDirectory } from '../../../src/sandbox/store/stateDirectory';

describe('a state that takes the place of another', () => {
  const settings = { accountId: '111122223333', region: 'us-east-1', clockOffset: 0, created: 0 };
  let folder: string;
  let directory: StateDirectory;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'sandbox-replace-'));
    directory = await StateDirectory.open(folder, settings);
  });
  afterEach(async () => {
    await directory.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('lets uses that are noted meanwhile wait until it is on disk', async () => {
    const { records } = directory;
    const empty = {
      settings: records.settings,
      keys: [],
      aliases: [],
      grants: [],
      keyStores: [],
      usages: [],
    };
    const replaced = directory.replace(empty);
    await Promise.resolve();
    const keyArn = 'arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
    directory.records.noteUsage({ keyArn, operation: 'Decrypt', date: 1, eventId: 'e', requestId: 'r' });
    directory.writeUsages();
    await replaced;
    directory.writeUsages();
    await directory.durable();
    expect(directory.records.usageOf(keyArn)?.operation).toBe('Decrypt');
  });
});
