import {
  CreateKeyCommand,
  DecryptCommand,
  DescribeKeyCommand,
  EncryptCommand,
  ListKeysCommand,
} from '@aws-sdk/client-kms';
import { once } from 'node:events';
import {
  chmodSync,
  copyFileSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { SandboxState } from '../../../src/generated/sandbox-state';
import type { Notice } from '../../../src/sandbox/store/aside';
import { decodeIndex } from '../../../src/sandbox/store/stateIndex';
import { testSandbox } from './server';
import type { TestSandbox } from './server';

// After the one key whose material opens: the copies' does not.
const idOf = (at: number) => `ffffffff-0000-4000-8000-${String(at).padStart(12, '0')}`;

/** A sandbox that has ended over more state than is read at once: 600 keys, and one more. */
async function largeState(): Promise<TestSandbox> {
  const first = await testSandbox({ empty: true });
  await newKey(first);
  await first.stop();
  const file = join(first.stateDir, 'state.json');
  const { checksum: _, ...state } = JSON.parse(readFileSync(file, 'utf8')) as SandboxState;
  const [pattern] = state.keys;
  if (!pattern) throw new Error('There is no key.');
  const policy = pattern.policy.padEnd(32_000);
  const keys = Array.from({ length: 600 }, (_, at) => {
    const keyId = idOf(at);
    return { ...pattern, keyId, arn: pattern.arn.replace(pattern.keyId, keyId), policy };
  });
  writeFileSync(file, JSON.stringify({ ...state, keys: [pattern, ...keys] }));
  // Without a checksum it is read whole, and written with an index.
  const second = await first.restart();
  await second.stop();
  return second;
}

const asideIn = (folder: string) => readdirSync(folder).filter((name) => name.includes('.corrupt-'));

/** What a crash of the machine would leave of a sandbox right now. */
function crashedCopy({ stateDir }: TestSandbox): string {
  const folder = mkdtempSync(join(tmpdir(), 'sandbox-crash-'));
  // Journals before the snapshot, in the order in which their end and its beginning come about.
  for (const name of readdirSync(stateDir).sort()) {
    try {
      copyFileSync(join(stateDir, name), join(folder, name));
    } catch (error) {
      // It was put in its place, or was not needed any more, just now.
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }
  rmSync(join(folder, 'lock.json'), { force: true });
  return folder;
}

async function newKey(sandbox: TestSandbox): Promise<string> {
  const { KeyMetadata: key } = await sandbox.kms().send(new CreateKeyCommand({}));
  return key?.KeyId ?? '';
}

async function keysIn(sandbox: TestSandbox): Promise<(string | undefined)[]> {
  const { Keys = [] } = await sandbox.kms().send(new ListKeysCommand({ Limit: 1000 }));
  return Keys.map(({ KeyId }) => KeyId);
}

describe('the wrapping key', () => {
  it.each([
    ['is missing', undefined],
    ['is no key', 'short\n'],
    ['is another one', `${Buffer.alloc(32, 7).toString('base64')}\n`],
  ])('that %s costs nothing that cannot be put back', async (_, content) => {
    const first = await testSandbox();
    const { CiphertextBlob } = await first
      .kms()
      .send(new EncryptCommand({ KeyId: 'alias/payments', Plaintext: Buffer.from('kept') }));
    await first.stop();
    const file = join(first.stateDir, 'wrapping.key');
    const key = readFileSync(file);
    if (content === undefined) rmSync(file);
    else writeFileSync(file, content);

    const second = await first.restart();
    expect(second.notices.map(({ kind }) => kind)).toContain('state-corrupt');
    expect(second.notices.at(-1)?.message).toMatch(/wrapping\.key.*set aside as .*state\.json\.corrupt-/);
    await second.kms().send(new DescribeKeyCommand({ KeyId: 'alias/payments' }));
    await second.stop();

    writeFileSync(file, key);
    const state = asideIn(first.stateDir).find((name) => name.startsWith('state.json'));
    renameSync(join(first.stateDir, state ?? ''), join(first.stateDir, 'state.json'));
    const third = await second.restart();
    const { Plaintext } = await third.kms().send(new DecryptCommand({ CiphertextBlob }));
    expect(Buffer.from(Plaintext ?? []).toString()).toBe('kept');
    await third.dispose();
  });

  it.skipIf(process.platform === 'win32')('that others could read is closed to them, and told', async () => {
    const first = await testSandbox({ empty: true });
    await first.stop();
    const file = join(first.stateDir, 'wrapping.key');
    chmodSync(file, 0o644);
    const second = await first.restart();
    expect(second.notices).toMatchObject([{ kind: 'state-exposed', file }]);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const third = await second.restart();
    expect(third.notices).toEqual([]);
    await third.dispose();
  });
});

describe('a state that was edited by hand', () => {
  it('is read, however it is formatted, and what was changed in it holds', async () => {
    const sandbox = await testSandbox();
    const { KeyMetadata: key } = await sandbox.kms().send(new CreateKeyCommand({ Description: 'before' }));
    await sandbox.stop();
    const file = join(sandbox.stateDir, 'state.json');
    const text = readFileSync(file, 'utf8');
    const edited = JSON.stringify(JSON.parse(text.replace('"before"', '"edited"')), null, 4);
    writeFileSync(file, `\uFEFF${edited.replaceAll('\n', '\r\n')}\r\n`);
    const again = await sandbox.restart();
    expect(again.notices).toEqual([]);
    const { KeyMetadata } = await again.kms().send(new DescribeKeyCommand({ KeyId: key?.KeyId }));
    expect(KeyMetadata?.Description).toBe('edited');
    await again.dispose();
  });
});

describe('a damaged journal', () => {
  it('is told and kept, and what it held before the damage outlives another crash', async () => {
    const sandbox = await testSandbox({ empty: true });
    const kept = [await newKey(sandbox), await newKey(sandbox)];
    const lost = await newKey(sandbox);
    const folder = crashedCopy(sandbox);
    await sandbox.dispose();
    const [journal = ''] = readdirSync(folder).filter((name) => name.startsWith('journal-'));
    const text = readFileSync(join(folder, journal), 'utf8');
    // A single wrong letter in the last line, which was written to its end.
    writeFileSync(join(folder, journal), text.replace(lost, lost.replaceAll('-', '+')));

    const damaged = await testSandbox({ stateDir: folder, empty: true });
    expect(damaged.notices).toMatchObject([{ kind: 'state-damaged' }]);
    expect(asideIn(folder)).toEqual([expect.stringContaining(journal)]);
    expect((await keysIn(damaged)).sort()).toEqual([...kept].sort());
    const again = await testSandbox({ stateDir: crashedCopy(damaged), empty: true });
    expect(again.notices).toEqual([]);
    expect((await keysIn(again)).sort()).toEqual([...kept].sort());
    await again.dispose();
    await damaged.dispose();
  });
});

describe('a reset', () => {
  it('leaves the old state or the new one, whenever it is cut off', async () => {
    const sandbox = await testSandbox();
    const old = await newKey(sandbox);
    const count = (await keysIn(sandbox)).length;
    const copies: string[] = [];
    let resetting = true;
    const reset = sandbox.control('reset', {}).finally(() => (resetting = false));
    while (resetting) {
      copies.push(crashedCopy(sandbox));
      await new Promise((resolve) => setTimeout(resolve, 15));
    }
    await reset;
    for (const stateDir of [...copies, crashedCopy(sandbox)]) {
      const after = await testSandbox({ stateDir });
      const keys = await keysIn(after);
      expect(keys).toHaveLength(keys.includes(old) ? count : count - 1);
      await after.dispose();
    }
    await sandbox.dispose();
  });
});

describe('an exported sandbox', () => {
  it('is not taken into an account whose users and roles could not use its keys', async () => {
    const from = await testSandbox({ empty: true });
    const to = await testSandbox({ accountId: '999988887777', empty: true });
    const key = await newKey(to);
    expect(await to.control('import', await from.control('export'))).toEqual({
      error: expect.stringMatching(/of account 111122223333, this one of 999988887777/) as string,
    });
    expect(await keysIn(to)).toEqual([key]);
    await from.dispose();
    await to.dispose();
  });
});

describe('a sandbox that ends', () => {
  it('has ended before another one takes its state over', async () => {
    const first = await testSandbox({ empty: true });
    // A request on its way in keeps it from ending at once.
    const slow = connect(Number(new URL(first.endpoint).port), '127.0.0.1');
    slow.write('POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 9\r\n\r\n');
    await once(slow, 'data');
    const order: string[] = [];
    const ended = first.stop().then(() => order.push('ended'));
    const second = await testSandbox({ stateDir: first.stateDir, empty: true });
    order.push('taken over');
    await ended;
    slow.destroy();
    expect(order).toEqual(['ended', 'taken over']);
    await second.dispose();
  });
});

describe('a large state', () => {
  it('is read as it is asked for, and written again with what has changed', async () => {
    const first = await (await largeState()).restart();
    await first.kms().send(new DescribeKeyCommand({ KeyId: idOf(599) }));
    const made = await newKey(first);
    await first.control('compact', {});
    const second = await first.restart();
    const keys = await keysIn(second);
    expect(keys).toHaveLength(602);
    expect(keys).toContain(made);
    const { KeyMetadata: last } = await second.kms().send(new DescribeKeyCommand({ KeyId: idOf(599) }));
    expect(last?.KeyId).toBe(idOf(599));
    expect(second.notices).toEqual([]);
    await second.dispose();
  });

  it('of which the index is lost gets it anew, and is not written again', async () => {
    const ended = await largeState();
    const [file, index] = [join(ended.stateDir, 'state.json'), join(ended.stateDir, 'state.index')];
    const withoutSeal = () => ({ ...decodeIndex(readFileSync(index)), seal: '' });
    const [before, { ino }] = [withoutSeal(), statSync(file)];
    rmSync(index);
    const sandbox = await ended.restart();
    expect(await keysIn(sandbox)).toHaveLength(601);
    await sandbox.stop();
    expect(withoutSeal()).toEqual(before);
    expect(statSync(file).ino).toBe(ino);
    await sandbox.dispose();
  });

  it('of an older version is used as it is, and has checksum and index in the end', async () => {
    const ended = await largeState();
    const [file, index] = [join(ended.stateDir, 'state.json'), join(ended.stateDir, 'state.index')];
    const end = /,\n"checksum":"[^"]*"\}\n$/;
    writeFileSync(file, readFileSync(file, 'utf8').replace(end, '}\n').replace('"version":2', '"version":1'));
    rmSync(index);
    const sandbox = await ended.restart();
    const made = await newKey(sandbox);
    expect(readFileSync(file, 'utf8')).not.toMatch(end);
    const next = await sandbox.restart();
    expect(readFileSync(file, 'utf8')).toMatch(end);
    expect(decodeIndex(readFileSync(index))?.keys.starts).toHaveLength(602);
    expect(await keysIn(next)).toContain(made);
    expect(next.notices).toEqual([]);
    await next.dispose();
  });

  it('of which a part is damaged is used as far as it is whole, and the next start sets it aside', async () => {
    const ended = await largeState();
    const file = join(ended.stateDir, 'state.json');
    const bytes = readFileSync(file);
    const at = bytes.indexOf(`"keyId":"${idOf(300)}"`);
    bytes[at + 10] = (bytes[at + 10] ?? 0) ^ 1;
    writeFileSync(file, bytes);

    let told: (notice: Notice) => void = () => undefined;
    const notice = new Promise<Notice>((resolve) => (told = resolve));
    const sandbox = await ended.restart({ onNotice: (one) => told(one) });
    expect(await notice).toMatchObject({ kind: 'state-damaged', file });
    const describe = (key: number) => sandbox.kms().send(new DescribeKeyCommand({ KeyId: idOf(key) }));
    await expect(describe(300)).rejects.toThrow(/state\.json was damaged/);
    await describe(0);
    expect(await keysIn(sandbox)).toHaveLength(601);
    const { notices } = await sandbox.control('health');
    expect(notices).toContainEqual(await notice);
    await newKey(sandbox);

    const next = await sandbox.restart();
    expect(next.notices.map(({ kind }) => kind)).toContain('state-corrupt');
    expect(asideIn(next.stateDir).some((name) => name.startsWith('state.json'))).toBe(true);
    expect(await keysIn(next)).toEqual([]);
    await next.dispose();
  });
});
