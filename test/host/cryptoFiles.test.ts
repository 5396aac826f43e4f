import assert from 'node:assert/strict';
import { appendFile, mkdir, mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { fileHanded } from '../../src/features/crypto/files';

/** Files that are handed over to be encrypted, decrypted or signed. */
describe('files for cryptography', () => {
  let folder: string;
  const file = (name: string) => vscode.Uri.file(join(folder, name));
  const { signal } = new AbortController();

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kms-crypto-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  async function lengthOf(parts: AsyncIterable<Uint8Array>, during?: () => Promise<void>): Promise<number> {
    let length = 0;
    for await (const part of parts) {
      length += part.length;
      if (during && length === part.length) await during();
    }
    return length;
  }

  it('a file of 10 GB is handed over without being read', async () => {
    const handle = await open(file('large').fsPath, 'w');
    await handle.truncate(10 * 2 ** 30);
    await handle.close();
    const handed = await fileHanded(file('large'), 'data');
    assert.equal(handed.size, 10 * 2 ** 30);
    assert.equal(handed.read.kind, 'large');
    assert.equal(handed.read.kind === 'large' ? handed.read.head?.length : 0, 64 * 1024);
    const aborted = new AbortController();
    await assert.rejects(
      lengthOf(handed.stream(aborted.signal), () => Promise.resolve(aborted.abort())),
      { name: 'AbortError' },
    );
  });

  it('a small file is read at once, and all of it streams', async () => {
    await writeFile(file('small').fsPath, 'Two teapots');
    const handed = await fileHanded(file('small'), 'data');
    assert.equal(handed.read.kind, 'read');
    assert.equal(await lengthOf(handed.stream(signal)), 11);
  });

  it('a file that changes while it is read is told, and what was read does not count', async () => {
    await writeFile(file('log').fsPath, Buffer.alloc(3 * 2 ** 20));
    const handed = await fileHanded(file('log'), 'data');
    await assert.rejects(
      lengthOf(handed.stream(signal), () => appendFile(file('log').fsPath, 'more')),
      /log changed while it was read/,
    );
  });

  it('a folder, and a file that has gone, are told as what they are', async () => {
    await mkdir(file('folder').fsPath);
    await assert.rejects(fileHanded(file('folder'), 'data'), /folder is no file but a folder/);
    await assert.rejects(fileHanded(file('gone'), 'data'), /gone cannot be read: it is not there any more/);
    await writeFile(file('short').fsPath, Buffer.alloc(2 ** 20));
    const handed = await fileHanded(file('short'), 'data');
    await rm(file('short').fsPath);
    await assert.rejects(lengthOf(handed.stream(signal)), /short cannot be read: it is not there any more/);
  });
});
