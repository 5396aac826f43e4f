import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Journal, newFile, parseJournal } from '../../../../src/sandbox/store/journal';
import type { Change } from '../../../../src/sandbox/store/store';

let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'journal-'));
  path = join(folder, 'journal');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A change that can be told from others. */
const change = (name: string): Change => ({ remove: { aliases: [name] } });
const namesIn = (file = path): string[] =>
  parseJournal(readFileSync(file, 'utf8')).changes.flatMap(({ remove }) => remove?.aliases ?? []);

describe('a journal', () => {
  it('has on disk what was waited for, in the order of its coming', async () => {
    const journal = await Journal.create(path);
    for (const name of ['a', 'b', 'c']) journal.append(change(name));
    await journal.durable();
    expect(namesIn()).toEqual(['a', 'b', 'c']);
    expect(journal.size).toBe(readFileSync(path).length);
    expect(journal.durable()).toBeUndefined();
    journal.append(change('d'));
    await journal.durable();
    expect(namesIn()).toEqual(['a', 'b', 'c', 'd']);
    await journal.close();
  });

  it('writes what is still waiting before it closes', async () => {
    const journal = await Journal.create(path);
    journal.append(change('a'));
    const noted = journal.note(change('n'));
    await journal.close();
    await noted;
    expect(namesIn()).toEqual(['a', 'n']);
  });

  it('writes a note that nobody waits for with anything else', async () => {
    const journal = await Journal.create(path);
    await journal.note(change('n'));
    expect(namesIn()).toEqual(['n']);
    expect(journal.durable()).toBeUndefined();
    await journal.close();
  });

  it('never begins in a file that there is already', async () => {
    await (await newFile(path)).close();
    await expect(Journal.create(path)).rejects.toMatchObject({ code: 'EEXIST' });
  });

  it('goes on in another file after all that came before', async () => {
    const journal = await Journal.create(path);
    const second = join(folder, 'second');
    journal.append(change('a'));
    const turned = journal.turn(await newFile(second));
    journal.append(change('b'));
    await turned;
    await journal.durable();
    expect(namesIn()).toEqual(['a']);
    expect(namesIn(second)).toEqual(['b']);
    expect(journal.size).toBe(readFileSync(second).length);
    await journal.close();
  });
});

describe('a journal that cannot be written', () => {
  it('takes back all that is not on disk, the latest first, and tells whoever waits', async () => {
    let broken = false;
    const journal = await Journal.create(path, () => {
      if (broken) throw new Error('The disk is full.');
    });
    const undone: string[] = [];
    journal.append(change('a'), () => undone.push('a'));
    await journal.durable();
    broken = true;
    journal.append(change('b'), () => undone.push('b'));
    const second = journal.durable();
    journal.append(change('c'), () => undone.push('c'));
    const third = journal.durable();
    await expect(second).rejects.toThrow('The disk is full.');
    await expect(third).rejects.toThrow('The disk is full.');
    expect(undone).toEqual(['c', 'b']);
    expect(namesIn()).toEqual(['a']);
    broken = false;
    journal.append(change('d'));
    await journal.durable();
    expect(namesIn()).toEqual(['a', 'd']);
    await journal.close();
  });

  it('tells whoever noted something, and can be tried again', async () => {
    let broken = true;
    const journal = await Journal.create(path, () => {
      if (broken) throw new Error('The disk is full.');
    });
    await expect(journal.note(change('n'))).rejects.toThrow('The disk is full.');
    expect(namesIn()).toEqual([]);
    broken = false;
    await journal.note(change('n'));
    expect(namesIn()).toEqual(['n']);
    await journal.close();
  });

  it('tells whoever wanted it to go on elsewhere, and stays where it is', async () => {
    let broken = true;
    const journal = await Journal.create(path, () => {
      if (broken) throw new Error('The disk is full.');
    });
    const second = join(folder, 'second');
    const next = await newFile(second);
    journal.append(change('a'));
    await expect(journal.turn(next)).rejects.toThrow('The disk is full.');
    await next.close();
    broken = false;
    journal.append(change('b'));
    await journal.durable();
    expect(namesIn()).toEqual(['b']);
    expect(namesIn(second)).toEqual([]);
    await journal.close();
  });

  it('cuts off what a failed write has left before it writes anything else', async () => {
    const journal = await Journal.create(path);
    const second = join(folder, 'second');
    const file = await newFile(second);
    const faults = { sync: true, truncate: true };
    await journal.turn(failing(file, faults));
    journal.append(change('lost'));
    await expect(journal.durable()).rejects.toThrow('sync');
    // The line is still there: it could not be cut off.
    expect(namesIn(second)).toEqual(['lost']);
    faults.sync = false;
    journal.append(change('lost as well'));
    await expect(journal.durable()).rejects.toThrow('truncate');
    faults.truncate = false;
    journal.append(change('a'));
    await journal.durable();
    expect(namesIn(second)).toEqual(['a']);
    await journal.close();
  });

  it('goes on until a short write is whole', async () => {
    const journal = await Journal.create(path);
    const second = join(folder, 'second');
    const file = await newFile(second);
    const byteByByte = (bytes: Buffer, offset: number, _length: number, position: number) =>
      file.write(bytes, offset, 1, position);
    await journal.turn(
      new Proxy(file, { get: (target, name) => (name === 'write' ? byteByByte : bound(target, name)) }),
    );
    journal.append(change('a'));
    journal.append(change('b'));
    await journal.durable();
    expect(namesIn(second)).toEqual(['a', 'b']);
    await journal.close();
  });
});

describe('the text of a journal', () => {
  const lines = async (...names: string[]): Promise<string> => {
    const journal = await Journal.create(path);
    for (const name of names) journal.append(change(name));
    await journal.close();
    return readFileSync(path, 'utf8');
  };

  it('is whole to its end, or torn in its last line', async () => {
    const text = await lines('a', 'b');
    expect(parseJournal('')).toEqual({ changes: [], health: 'whole' });
    expect(parseJournal(text)).toEqual({ changes: [change('a'), change('b')], health: 'whole' });
    for (let end = text.indexOf('\n') + 2; end < text.length - 1; end++)
      expect(parseJournal(text.slice(0, end)), String(end)).toEqual({
        changes: [change('a')],
        health: 'torn',
      });
  });

  it('is damaged where a line that was whole is not, and is read up to there', async () => {
    const text = await lines('a', 'b', 'c');
    const second = text.indexOf('\n') + 1;
    const flipped = (at: number): string =>
      text.slice(0, at) + String.fromCharCode(text.charCodeAt(at) ^ 1) + text.slice(at + 1);
    for (const at of [second, second + 8, second + 12])
      expect(parseJournal(flipped(at)), String(at)).toEqual({ changes: [change('a')], health: 'damaged' });
    // The end of the last line is another character: all of the line is there.
    expect(parseJournal(flipped(text.length - 1))).toEqual({
      changes: [change('a'), change('b'), change('c')],
      health: 'damaged',
    });
  });
});

/** The file, whose sync and truncate fail as long as they are told to. */
function failing(file: FileHandle, faults: { sync: boolean; truncate: boolean }): FileHandle {
  return new Proxy(file, {
    get(target, name) {
      if (name === 'datasync' && faults.sync) return () => Promise.reject(new Error('sync'));
      if (name === 'truncate' && faults.truncate) return () => Promise.reject(new Error('truncate'));
      return bound(target, name);
    },
  });
}

function bound(target: FileHandle, name: string | symbol): unknown {
  const member: unknown = Reflect.get(target, name, target);
  return typeof member === 'function' ? member.bind(target) : member;
}
