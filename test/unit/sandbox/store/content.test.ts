import { mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BlockChecksums, BlockContent, DamagedStateError } from '../../../../src/sandbox/store/content';
import fc from '../../properties';

/** Some blocks, the last one not full. */
const bytes = Buffer.from(Uint32Array.from({ length: 90_000 }, (_, at) => at * 2_654_435_761).buffer);

let folder: string;
let opened: BlockContent[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sandbox-content-'));
  opened = [];
});
afterEach(async () => {
  await Promise.all(opened.map((content) => content.close()));
  rmSync(folder, { recursive: true });
});

/** A file that holds something else than what was written. */
function content(held: Buffer = bytes): BlockContent & { damages: number } {
  const name = join(folder, 'state.json');
  writeFileSync(name, held);
  const written = new BlockChecksums();
  for (let from = 0; from < bytes.length; from += 50_000) written.add(bytes.subarray(from, from + 50_000));
  const file = { handle: openSync(name, 'r'), bytes: bytes.length, checksums: written.take(), name };
  const made = Object.assign(new BlockContent(file), { damages: 0 });
  made.onDamage = () => made.damages++;
  opened.push(made);
  return made;
}

function flipped(at: number): Buffer {
  const held = Buffer.from(bytes);
  held[at] = (held[at] ?? 0) ^ 4;
  return held;
}

const place = fc.nat(bytes.length);

describe('a file that is read block by block', () => {
  it('reads as what it holds', () => {
    const file = content();
    fc.assert(
      fc.property(place, place, (a, b) => {
        const [from, to] = [Math.min(a, b), Math.max(a, b)];
        expect(file.slice(from, to).equals(bytes.subarray(from, to))).toBe(true);
      }),
    );
    expect(file.damages).toBe(0);
  });

  it.each([
    ['a flipped bit', flipped(200_000)],
    ['a cut-off end', bytes.subarray(0, 200_000)],
  ])('with %s refuses what is damaged, and reads the rest', (_, held) => {
    const file = content(held);
    expect(() => file.slice(199_999, 200_002)).toThrow(DamagedStateError);
    expect(() => file.slice(0, bytes.length)).toThrow(/state\.json/);
    expect(file.slice(0, 100).equals(bytes.subarray(0, 100))).toBe(true);
    expect(file.damages).toBe(1);
  });

  it('finds damage that nobody asks for', async () => {
    const file = content(flipped(bytes.length - 1));
    const found = new Promise<void>((resolve) => (file.onDamage = resolve));
    file.checkAll();
    await found;
    await file.close();
  });

  it('that is whole is found to be', async () => {
    const file = content();
    file.checkAll();
    await file.checked;
    expect(file.damages).toBe(0);
  });
});
