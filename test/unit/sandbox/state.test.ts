import {
  CreateAliasCommand,
  CreateKeyCommand,
  DecryptCommand,
  DescribeKeyCommand,
  EncryptCommand,
  KMSClient,
  ListAliasesCommand,
  ListKeysCommand,
  ScheduleKeyDeletionCommand,
} from '@aws-sdk/client-kms';
import fc from '../properties';
import { randomUUID } from 'node:crypto';
import {
  appendFileSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseJournal } from '../../../src/sandbox/store/journal';
import { readLock, StateInUseError } from '../../../src/sandbox/store/lock';
import { SortedIndex } from '../../../src/sandbox/store/sortedIndex';
import { builtProgram, runProgram } from './program';
import type { RunningProgram } from './program';
import { errorOf, testSandbox } from './server';

let program: string;
beforeAll(async () => {
  program = await builtProgram();
});
afterAll(() => rmSync(dirname(program), { recursive: true, force: true }));

function clientOf({ ready }: RunningProgram): KMSClient {
  const [admin] = ready.identities;
  return new KMSClient({
    endpoint: ready.endpoint,
    region: 'us-east-1',
    maxAttempts: 1,
    credentials: {
      accessKeyId: admin?.accessKeyId ?? '',
      secretAccessKey: admin?.secretAccessKey ?? '',
    },
  });
}

const newFolder = () => mkdtempSync(join(tmpdir(), 'sandbox-state-'));
const asideIn = (folder: string) => readdirSync(folder).filter((name) => name.includes('.corrupt-'));

describe('state', () => {
  it('survives a stop and a start, key material too', async () => {
    const first = await testSandbox();
    const { CiphertextBlob } = await first
      .kms()
      .send(new EncryptCommand({ KeyId: 'alias/payments', Plaintext: Buffer.from('kept') }));
    const { Keys: before } = await first.kms().send(new ListKeysCommand({ Limit: 1000 }));
    const second = await first.restart();
    expect(second.identities).toEqual(first.identities);
    const { Keys: after } = await second.kms().send(new ListKeysCommand({ Limit: 1000 }));
    expect(after).toEqual(before);
    const { Plaintext } = await second.kms().send(new DecryptCommand({ CiphertextBlob }));
    expect(Buffer.from(Plaintext ?? []).toString()).toBe('kept');
    await second.dispose();
  });

  it('is for its owner’s eyes alone', async () => {
    const sandbox = await testSandbox();
    const modes = ['wrapping.key', 'state.json', 'lock.json', 'credentials.json'].map(
      (name) => statSync(join(sandbox.stateDir, name)).mode & 0o777,
    );
    if (process.platform !== 'win32') expect(modes).toEqual([0o600, 0o600, 0o600, 0o600]);
    await sandbox.dispose();
  });

  it('that is corrupt is set aside, never overwritten, and told', async () => {
    for (const damage of ['{"version":1,"keys":', '{"version":1}', '{"version":99}', 'x']) {
      const sandbox = await testSandbox();
      await sandbox.stop();
      const file = join(sandbox.stateDir, 'state.json');
      writeFileSync(file, damage);
      const again = await sandbox.restart();
      expect(again.notices).toMatchObject([{ kind: 'state-corrupt' }]);
      const [aside] = asideIn(sandbox.stateDir);
      expect(readFileSync(join(sandbox.stateDir, aside ?? ''), 'utf8')).toBe(damage);
      expect(again.notices[0]?.message).toContain(aside);
      expect((await again.control('health'))['notices']).toEqual(again.notices);
      await again.kms().send(new DescribeKeyCommand({ KeyId: 'alias/payments' }));
      await again.dispose();
    }
  });

  it('goes back to the beginning when it is reset, identities excepted', async () => {
    const sandbox = await testSandbox();
    const { KeyMetadata: key } = await sandbox.kms().send(new CreateKeyCommand({}));
    await sandbox.control('clock', { days: 3 });
    await sandbox.control('reset', {});
    expect(await sandbox.control('clock')).toMatchObject({ aheadMs: 0 });
    const gone = await errorOf(sandbox.kms().send(new DescribeKeyCommand({ KeyId: key?.KeyId })));
    expect(gone.name).toBe('NotFoundException');
    await sandbox.kms().send(new DescribeKeyCommand({ KeyId: 'alias/payments' }));
    const again = await sandbox.restart();
    await again.kms().send(new DescribeKeyCommand({ KeyId: 'alias/payments' }));
    await again.dispose();
  });

  it('can be exported and imported elsewhere', async () => {
    const [from, to] = [await testSandbox(), await testSandbox({ empty: true })];
    const { CiphertextBlob } = await from
      .kms()
      .send(new EncryptCommand({ KeyId: 'alias/payments', Plaintext: Buffer.from('moved') }));
    const exported = await from.control('export');
    const wrongKey = Buffer.alloc(32).toString('base64');
    for (const damage of [{ state: { version: 1 } }, { wrappingKey: wrongKey }, { format: 'other' }])
      expect(await to.control('import', { ...exported, ...damage })).toHaveProperty('error');
    await to.control('import', exported);
    const again = await to.restart();
    const { Plaintext } = await again.kms().send(new DecryptCommand({ CiphertextBlob }));
    expect(Buffer.from(Plaintext ?? []).toString()).toBe('moved');
    await from.dispose();
    await again.dispose();
  });

  it('is written down while calls go on, and none of them is lost', async () => {
    const sandbox = await testSandbox({ empty: true });
    const kms = sandbox.kms();
    const made: string[] = [];
    let compacting = true;
    const workers = Array.from({ length: 4 }, async () => {
      while (compacting) made.push((await kms.send(new CreateKeyCommand({}))).KeyMetadata?.KeyId ?? '');
    });
    for (let round = 0; round < 5; round++) {
      const before = made.length;
      await expect.poll(() => made.length).toBeGreaterThan(before + 5);
      await sandbox.control('compact', {});
    }
    compacting = false;
    await Promise.all(workers);
    const again = await sandbox.restart();
    const { Keys } = await again.kms().send(new ListKeysCommand({ Limit: 1000 }));
    const found = new Set(Keys?.map(({ KeyId }) => KeyId));
    expect(made.filter((id) => !found.has(id))).toEqual([]);
    await again.dispose();
  });

  it('has one writer at a time', async () => {
    const sandbox = await testSandbox({ empty: true });
    const second = await errorOf(testSandbox({ stateDir: sandbox.stateDir }));
    expect(second).toBeInstanceOf(StateInUseError);
    await sandbox.dispose();
  });
});

describe('the journal', () => {
  it('drops a last line that a crash cut off, and tells damage before good lines', () => {
    const whole = `${checked('{"remove":{"keys":["a"]}}')}\n${checked('{"remove":{"keys":["b"]}}')}\n`;
    expect(parseJournal(whole)).toMatchObject({ health: 'whole', changes: [{}, {}] });
    expect(parseJournal('')).toEqual({ health: 'whole', changes: [] });
    for (let cut = 36; cut < whole.length; cut++)
      expect(parseJournal(whole.slice(0, cut))).toMatchObject({
        health: 'torn',
        changes: [{ remove: { keys: ['a'] } }],
      });
    expect(parseJournal(`garbage\n${whole}`)).toEqual({ health: 'damaged', changes: [] });
  });

  function checked(json: string): string {
    let crc = ~0;
    for (const byte of Buffer.from(json)) {
      crc ^= byte;
      for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (0xedb88320 & -(crc & 1));
    }
    return `${(~crc >>> 0).toString(16).padStart(8, '0')} ${json}`;
  }
});

describe('sorted names', () => {
  it('page like a sorted list, whatever was added and deleted', () => {
    const change = fc.tuple(fc.boolean(), fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'));
    fc.assert(
      fc.property(fc.array(change), fc.option(fc.constantFrom('a', 'c', 'z')), (changes, after) => {
        const [index, model] = [new SortedIndex(), new Set<string>()];
        for (const [adds, name] of changes) {
          if (adds) index.add(name);
          else index.delete(name);
          if (adds) model.add(name);
          else model.delete(name);
        }
        const expected = [...model].sort().filter((name) => after === null || name >= after);
        expect([...index.from(after ?? '')]).toEqual(expected);
        expect(index.between(after ?? '', 'zz')).toBe(expected.length);
        expect(index.size).toBe(model.size);
      }),
    );
  });
});

describe('the program', () => {
  it('ends cleanly on SIGTERM and SIGINT, and leaves no lock', async () => {
    const folder = newFolder();
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      const watching = signal === 'SIGINT' ? ['--parent-stdin'] : [];
      const running = await runProgram(program, ['--state', folder, '--empty', ...watching]);
      expect(running.ready).toMatchObject({ region: 'us-east-1', accountId: '111122223333' });
      expect(await running.end(signal)).toBe(0);
      expect(readdirSync(folder)).not.toContain('lock.json');
    }
    rmSync(folder, { recursive: true });
  });

  it('ends when the parent that started it is gone', async () => {
    const folder = newFolder();
    const running = await runProgram(program, ['--state', folder, '--empty', '--parent-stdin']);
    const ended = new Promise((resolve) => running.child.once('exit', resolve));
    running.child.stdin?.end();
    expect(await ended).toBe(0);
    rmSync(folder, { recursive: true });
  });

  it('takes over the lock of a process that was killed, but not of one that lives', async () => {
    const folder = newFolder();
    const killed = await runProgram(program, ['--state', folder, '--empty']);
    await expect(runProgram(program, ['--state', folder])).rejects.toThrow(/uses this state folder/);
    await killed.end('SIGKILL');
    expect(readdirSync(folder)).toContain('lock.json');
    const next = await runProgram(program, ['--state', folder]);
    await next.end('SIGTERM');
    rmSync(folder, { recursive: true });
  });

  it('goes on when nobody reads what it says any more', async () => {
    const folder = newFolder();
    const running = await runProgram(program, ['--state', folder, '--empty']);
    running.child.stderr?.destroy();
    writeFileSync(join(folder, 'iam.json'), 'no JSON, about which it complains');
    const kms = clientOf(running);
    for (let round = 0; round < 3; round++) await kms.send(new ListKeysCommand({}));
    expect(await running.end('SIGTERM')).toBe(0);
    kms.destroy();
    rmSync(folder, { recursive: true });
  });

  it('says at once what is wrong with the users and roles', async () => {
    const folder = newFolder();
    const running = await runProgram(program, ['--state', folder, '--empty']);
    writeFileSync(join(folder, 'iam.json'), '{');
    const kms = clientOf(running);
    await kms.send(new ListKeysCommand({}));
    await expect.poll(() => running.complaints()).toMatch(/iam\.json cannot be used: .*JSON.*stay in force/);
    await running.end('SIGTERM');
    kms.destroy();
    rmSync(folder, { recursive: true });
  });

  it('says what is wrong with its options', async () => {
    await expect(runProgram(program, ['--port', '99999'])).rejects.toThrow(/99999 is not a port/);
    await expect(runProgram(program, [])).rejects.toThrow(/--state DIR/);
    await expect(runProgram(program, ['--state', 'x', '--account', '12'])).rejects.toThrow(/12 digits/);
  });

  it('warns when other machines can reach it', async () => {
    const folder = newFolder();
    const running = await runProgram(program, ['--state', folder, '--empty', '--host', '0.0.0.0']);
    expect(running.complaints()).toMatch(/^Warning: the sandbox listens on 0\.0\.0\.0/);
    await running.end('SIGTERM');
    rmSync(folder, { recursive: true });
  });

  it('takes only so much memory for bodies that never end', async () => {
    const folder = newFolder();
    const running = await runProgram(program, ['--state', folder, '--empty']);
    const { hostname, port } = new URL(running.ready.endpoint);
    const part = Buffer.alloc(900_000, 'x');
    const sockets = Array.from({ length: 400 }, () => {
      const socket = connect(Number(port), hostname);
      socket.on('error', () => undefined);
      socket.resume();
      socket.write('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\n');
      socket.write(part);
      return socket;
    });
    const { secret } = readLock(folder) ?? {};
    const health = async () => {
      const response = await fetch(`${running.ready.endpoint}/_sandbox/health`, {
        headers: { authorization: `Bearer ${secret ?? ''}` },
      });
      return (await response.json()) as { memoryBytes: number };
    };
    // Most of them are cut off, because together they are more than the sandbox takes.
    await expect
      .poll(() => sockets.filter((socket) => socket.destroyed).length, { timeout: 20_000 })
      .toBeGreaterThan(200);
    expect((await health()).memoryBytes).toBeLessThan(400 * 1024 * 1024);
    for (const socket of sockets) socket.destroy();
    expect(await running.end('SIGTERM')).toBe(0);
    rmSync(folder, { recursive: true });
  });

  it('loses nothing that it acknowledged when it is killed under load, again and again', async () => {
    const folder = newFolder();
    const acknowledged = {
      keys: new Set<string>(),
      aliases: new Map<string, string>(),
      scheduled: new Set<string>(),
    };
    for (let round = 0; round < 6; round++) {
      const running = await runProgram(program, ['--state', folder, '--empty']);
      const kms = clientOf(running);
      await expectAll(kms, acknowledged);
      let alive = true;
      const workers = Array.from({ length: 8 }, async () => {
        while (alive) await work(kms, acknowledged).catch(() => (alive = false));
      });
      const enough = acknowledged.keys.size + 40 + round * 10;
      await expect
        .poll(() => acknowledged.keys.size, { timeout: 20_000, interval: 5 })
        .toBeGreaterThan(enough);
      await running.end('SIGKILL');
      await Promise.all(workers);
      kms.destroy();
      // As if the kill had come in the middle of a write.
      if (round % 2) appendFileSync(join(folder, lastJournal(folder)), 'deadbeef {"keys":[{"arn');
    }
    const last = await runProgram(program, ['--state', folder]);
    expect(last.ready.notices).toBeUndefined();
    await expectAll(clientOf(last), acknowledged);
    await last.end('SIGTERM');
    rmSync(folder, { recursive: true });
  }, 120_000);
});

interface Acknowledged {
  keys: Set<string>;
  aliases: Map<string, string>;
  scheduled: Set<string>;
}

/** Makes a key, an alias for it, and now and then schedules its deletion. */
async function work(kms: KMSClient, done: Acknowledged): Promise<void> {
  const { KeyMetadata: key } = await kms.send(new CreateKeyCommand({}));
  const KeyId = key?.KeyId ?? '';
  done.keys.add(KeyId);
  const AliasName = `alias/${randomUUID()}`;
  await kms.send(new CreateAliasCommand({ AliasName, TargetKeyId: KeyId }));
  done.aliases.set(AliasName, KeyId);
  if (done.keys.size % 5) return;
  await kms.send(new ScheduleKeyDeletionCommand({ KeyId }));
  done.scheduled.add(KeyId);
}

async function expectAll(kms: KMSClient, { keys, aliases, scheduled }: Acknowledged): Promise<void> {
  const { Keys } = await kms.send(new ListKeysCommand({ Limit: 1000 }));
  const found = new Set(Keys?.map(({ KeyId }) => KeyId));
  expect([...keys].filter((id) => !found.has(id))).toEqual([]);
  const targets = new Map<string | undefined, string | undefined>();
  let Marker: string | undefined;
  do {
    const page = await kms.send(new ListAliasesCommand({ Limit: 100, Marker }));
    for (const alias of page.Aliases ?? []) targets.set(alias.AliasName, alias.TargetKeyId);
    Marker = page.NextMarker;
  } while (Marker !== undefined);
  expect([...aliases].filter(([name, id]) => targets.get(name) !== id)).toEqual([]);
  for (const KeyId of scheduled) {
    const { KeyMetadata: key } = await kms.send(new DescribeKeyCommand({ KeyId }));
    expect(key?.KeyState).toBe('PendingDeletion');
  }
}

function lastJournal(folder: string): string {
  const number = (name: string) => Number(/\d+/.exec(name)?.[0]);
  const journals = readdirSync(folder).filter((name) => name.startsWith('journal-'));
  return journals.sort((a, b) => number(a) - number(b)).at(-1) ?? '';
}
