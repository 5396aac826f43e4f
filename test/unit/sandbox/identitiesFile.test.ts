import { ListKeysCommand } from '@aws-sdk/client-kms';
import { copyFileSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { SandboxIam } from '../../../src/generated/sandbox-iam';
import { testSandbox } from './server';
import type { TestSandbox } from './server';

const fileIn = ({ stateDir }: TestSandbox, name = 'iam.json') => join(stateDir, name);
const names = ({ identities }: TestSandbox) => identities.map(({ name }) => name);

function flipBit(file: string, byte: number): void {
  const bytes = readFileSync(file);
  bytes[byte] = (bytes[byte] ?? 0) ^ 2;
  writeFileSync(file, bytes);
}

function withNewcomer(text: string): string {
  const content = JSON.parse(text) as SandboxIam;
  content.accounts[0]?.users.push({ name: 'newcomer', accessKey: true });
  return JSON.stringify(content);
}

describe('a damaged file of users and roles', () => {
  it('is set aside and told, and who was there before is there', async () => {
    const first = await testSandbox({ empty: true });
    await first.stop();
    const file = fileIn(first);
    const text = readFileSync(file, 'utf8');
    // In a name, where everything else about the file stays valid.
    flipBit(file, text.indexOf('"alice"') + 1);
    const damaged = readFileSync(file, 'utf8');
    const second = await first.restart();
    const [notice] = second.notices;
    expect(notice).toMatchObject({
      kind: 'identities-invalid',
      message: expect.stringMatching(/was damaged.*set aside/) as string,
    });
    expect(readFileSync(notice?.file ?? '', 'utf8')).toBe(damaged);
    expect(readFileSync(file, 'utf8')).toBe(text);
    expect(second.identities).toEqual(first.identities);
    const third = await second.restart();
    expect(third.notices).toEqual([]);
    await third.dispose();
  });

  it('that comes back is an edit', async () => {
    const first = await testSandbox({ empty: true });
    await first.stop();
    const file = fileIn(first);
    flipBit(file, readFileSync(file, 'utf8').indexOf('"alice"') + 1);
    const second = await first.restart();
    await second.stop();
    copyFileSync(second.notices[0]?.file ?? '', file);
    const third = await second.restart();
    expect(third.notices).toEqual([]);
    expect(names(third)).toContain('clice');
    await third.dispose();
  });
});

describe('an edited file of users and roles', () => {
  it('is taken as it is, whether the sandbox ran meanwhile or not', async () => {
    const first = await testSandbox({ empty: true });
    await first.stop();
    const file = fileIn(first);
    writeFileSync(file, withNewcomer(readFileSync(file, 'utf8')));
    const second = await first.restart();
    expect(second.notices).toEqual([]);
    expect(names(second)).toContain('newcomer');
    // While it runs, also where a single letter differs.
    writeFileSync(file, readFileSync(file, 'utf8').replace('"newcomer"', '"oewcomer"'));
    const { identities } = await second.control('identities');
    expect((identities as { name: string }[]).map(({ name }) => name)).toContain('oewcomer');
    const third = await second.restart();
    expect(third.notices).toEqual([]);
    expect(names(third)).toContain('oewcomer');
    await third.dispose();
  });

  it('may begin with a byte order mark, and be deleted for a new one', async () => {
    const first = await testSandbox({ empty: true });
    const file = fileIn(first);
    writeFileSync(file, `\uFEFF${withNewcomer(readFileSync(file, 'utf8'))}`);
    expect(JSON.stringify(await first.control('identities'))).toContain('newcomer');
    const second = await first.restart();
    expect(second.notices).toEqual([]);
    expect(names(second)).toContain('newcomer');
    await second.stop();
    rmSync(file);
    const third = await second.restart();
    expect(names(third)).not.toContain('newcomer');
    await third.dispose();
  });

  it('that is not UTF-8 is refused with what to do', async () => {
    const sandbox = await testSandbox({ empty: true });
    const file = fileIn(sandbox);
    writeFileSync(file, Buffer.from(`\uFEFF${readFileSync(file, 'utf8')}`, 'utf16le'));
    expect((await sandbox.control('identities'))['problem']).toMatchObject({
      message: expect.stringMatching(/UTF-16; save it as UTF-8/) as string,
    });
    await sandbox.dispose();
  });
});

describe('the file of access keys', () => {
  it('with a flipped bit is set aside and told', async () => {
    const first = await testSandbox({ empty: true });
    await first.stop();
    const file = fileIn(first, 'credentials.json');
    const text = readFileSync(file, 'utf8');
    flipBit(file, text.indexOf('"secretAccessKey": "') + 22);
    const second = await first.restart();
    expect(second.notices).toMatchObject([
      { kind: 'identities-invalid', message: expect.stringMatching(/checksum.*set aside/) as string },
    ]);
    expect(existsSync(second.notices[0]?.file ?? '')).toBe(true);
    await second.kms().send(new ListKeysCommand({}));
    await second.dispose();
  });
});

describe('the folder of version 0.1.0', () => {
  it('is read, and written as this version does', async () => {
    const first = await testSandbox();
    const { Keys } = await first.kms().send(new ListKeysCommand({ Limit: 1000 }));
    await first.stop();
    const state = JSON.parse(readFileSync(fileIn(first, 'state.json'), 'utf8')) as Record<string, unknown>;
    const { checksum, ...rest } = state;
    expect(checksum).toMatch(/^[0-9a-f]{8}$/);
    writeFileSync(fileIn(first, 'state.json'), JSON.stringify({ ...rest, version: 1 }));
    const keys = JSON.parse(readFileSync(fileIn(first, 'credentials.json'), 'utf8')) as Record<
      string,
      unknown
    >;
    writeFileSync(fileIn(first, 'credentials.json'), JSON.stringify({ accessKeys: keys['accessKeys'] }));
    for (const name of ['state.index', 'iam.last.json']) rmSync(fileIn(first, name));

    const second = await first.restart();
    expect(second.notices).toEqual([]);
    expect(second.identities).toEqual(first.identities);
    expect((await second.kms().send(new ListKeysCommand({ Limit: 1000 }))).Keys).toEqual(Keys);
    const text = readFileSync(fileIn(first, 'state.json'), 'utf8');
    expect(text).toMatch(/^\{"version":2,[^]*"checksum":"[0-9a-f]{8}"\}\n$/);
    expect(existsSync(fileIn(first, 'state.index'))).toBe(true);
    await second.dispose();
  });

  it('whose state was edited by hand says so', async () => {
    const first = await testSandbox();
    await first.stop();
    const file = fileIn(first, 'state.json');
    renameSync(file, `${file}.kept`);
    writeFileSync(file, readFileSync(`${file}.kept`, 'utf8').replace('alias/payments', 'alias/changed'));
    const second = await first.restart();
    expect(second.notices).toMatchObject([
      { kind: 'state-corrupt', message: expect.stringMatching(/checksum.*edited by hand/) as string },
    ]);
    await second.dispose();
  });
});
