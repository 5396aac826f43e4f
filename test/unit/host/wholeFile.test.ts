import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { saveWhole } from '../../../src/host/wholeFile';

describe('a file that is written whole or not at all', () => {
  let folder: string;
  let target: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'whole-'));
    target = join(folder, 'report.pdf');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  async function* parts(texts: string[], end?: Error): AsyncIterable<Uint8Array> {
    for (const text of texts) {
      // Nothing of it stands under its name while it is written.
      expect(readdirSync(folder).filter((name) => !name.startsWith('.'))).toEqual(before);
      yield await Promise.resolve(Buffer.from(text));
    }
    if (end) throw end;
  }
  let before: string[] = [];

  it('takes the place of what was there, once it is whole', async () => {
    writeFileSync(target, 'old');
    before = ['report.pdf'];
    await saveWhole(target, parts(['one', 'two']), false);
    expect(readFileSync(target, 'utf8')).toBe('onetwo');
    expect(readdirSync(folder)).toEqual(['report.pdf']);
  });

  it('leaves what was there, and nothing else, where it fails half-way', async () => {
    writeFileSync(target, 'old');
    before = ['report.pdf'];
    await expect(saveWhole(target, parts(['one'], new Error('cut off')), false)).rejects.toThrow('cut off');
    expect(readFileSync(target, 'utf8')).toBe('old');
    expect(readdirSync(folder)).toEqual(['report.pdf']);
  });

  it.runIf(process.platform !== 'win32')('is for its owner alone where it is secret', async () => {
    before = [];
    await saveWhole(target, parts(['secret']), true);
    expect(statSync(target).mode & 0o777).toBe(0o600);
  });

  it('says why it cannot be written', async () => {
    before = [];
    await expect(saveWhole(join(folder, 'gone', 'x'), parts(['one']), false)).rejects.toThrow(
      'x cannot be written: the folder is not there any more. Nothing was left.',
    );
    mkdirSync(target);
    before = ['report.pdf'];
    await expect(saveWhole(target, parts(['one']), false)).rejects.toThrow(/there is a folder of that name/);
    expect(readdirSync(folder)).toEqual(['report.pdf']);
  });
});
