import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { filesWith } from '../../harness/secretScan';

const secret = Buffer.from('fb00ff10203040506070', 'hex');
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'scan-'));
  await mkdir(join(folder, 'deep'));
});
afterAll(() => rm(folder, { recursive: true }));

it('the scan for a secret finds it in any file, as bytes and as text', async () => {
  await writeFile(join(folder, 'other'), 'nothing');
  expect(await filesWith(folder, secret)).toEqual({ searched: 1, found: [] });
  const hex = secret.toString('hex');
  const written = [secret, secret.toString('base64'), secret.toString('base64url'), hex, hex.toUpperCase()];
  for (const form of written) {
    const path = join(folder, 'deep', 'state.json');
    await writeFile(path, Buffer.concat([Buffer.from('{"a":"'), Buffer.from(form), Buffer.from('"}')]));
    expect(await filesWith(folder, secret)).toEqual({ searched: 2, found: [path] });
  }
});
