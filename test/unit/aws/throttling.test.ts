import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createScheduler, type Scheduler } from '../../../src/aws/scheduler';
import { operations, type OperationName } from '../../../src/core/kms/operations';
import type { SandboxState } from '../../../src/generated/sandbox-state';
import { KeyDirectory } from '../../../src/sessions/keys/directory';
import { testSandbox, type TestSandbox } from '../sandbox/server';
import { LeapingClock } from './leapingClock';
import { portsTo, type Ports } from './ports';

const keyCount = 2_000;
const place = { connection: 'profile:aws', region: 'us-east-1' };
let sandbox: TestSandbox;
let folder: string;

beforeAll(async () => {
  sandbox = await testSandbox();
  folder = mkdtempSync(join(tmpdir(), 'throttling-'));
  const { accessKeyId, secretAccessKey } = sandbox.identities.find(({ name }) => name === 'admin') ?? {};
  writeFileSync(
    join(folder, 'config'),
    `[profile aws]\nregion = us-east-1\nendpoint_url = ${sandbox.endpoint}\n` +
      `aws_access_key_id = ${accessKeyId ?? ''}\naws_secret_access_key = ${secretAccessKey ?? ''}\n`,
  );
  await fill(sandbox);
});
afterAll(async () => {
  await sandbox.dispose();
  rmSync(folder, { recursive: true, force: true });
});

/** Keys that wait for their material: DescribeKey is all that is asked of them. */
async function fill(target: TestSandbox): Promise<void> {
  const exported = (await target.control('export')) as { state: SandboxState };
  const { state } = exported;
  const pattern = state.keys.find((key) => key.spec === 'SYMMETRIC_DEFAULT' && key.region === place.region);
  if (pattern === undefined) throw new Error('There is no key to multiply.');
  const keys = Array.from({ length: keyCount }, () => {
    const keyId = randomUUID();
    const arn = pattern.arn.replace(pattern.keyId, keyId);
    return { ...pattern, keyId, arn, origin: 'EXTERNAL' as const, materials: [], rotations: [] };
  });
  const aliases = keys.map(({ keyId, accountId, region }, at) => {
    const name = `alias/bulk/${String(at)}`;
    const arn = `arn:aws:kms:${region}:${accountId}:${name}`;
    return { accountId, region, name, arn, targetKeyId: keyId, created: 0, updated: 0 };
  });
  const imported = { ...exported, state: { ...state, keys, aliases, grants: [], usages: [] } };
  expect(await target.control('import', imported)).not.toHaveProperty('error');
}

describe('a Region of an account that throttles', () => {
  let clock: LeapingClock;
  let sends: { operation: string; at: number }[];
  let ports: Ports;
  let directory: KeyDirectory;

  beforeEach(() => {
    clock = new LeapingClock();
    sends = [];
    const inner = createScheduler({ ticks: clock });
    const scheduler: Scheduler = {
      run: (counted, work, signal) =>
        inner.run(
          counted,
          () => {
            sends.push({ operation: counted.operation, at: clock.now() });
            return work();
          },
          signal,
        ),
    };
    const files = { config: join(folder, 'config'), credentials: join(folder, 'none') };
    ports = portsTo(sandbox, { files, scheduler });
    directory = new KeyDirectory({ keys: ports.keys, epoch: () => 0 });
  });
  afterEach(() => {
    ports.dispose();
    clock.dispose();
  });

  it('is listed and described to the end, however small the quotas are', { timeout: 60_000 }, async () => {
    await sandbox.control('throttling', {
      enabled: true,
      rates: { ListKeys: 2, ListAliases: 3, DescribeKey: 150 },
    });
    const index = await directory.loadAll(place);
    expect([index.keys, index.aliasList, index.size]).toEqual(['done', 'done', keyCount]);
    await directory.describe(index.idsOf('customer').map((id) => index.refOf(id)));
    expect(index.denied.size).toBe(0);
    expect(index.described.size).toBe(keyCount);
  });

  it('is never refused a request while nobody else sends any, and keeps to a third', async () => {
    await sandbox.control('throttling', { enabled: true });
    const index = await directory.loadAll(place);
    await directory.describe(
      index
        .idsOf('customer')
        .slice(0, 900)
        .map((id) => index.refOf(id)),
    );
    expect(sends.filter(({ operation }) => operation === 'DescribeKey')).toHaveLength(900);
    for (const operation of ['ListKeys', 'ListAliases', 'DescribeKey'] as const)
      expect(mostInASecond(operation)).toBeLessThanOrEqual(Math.ceil(Number(operations[operation].rate) / 3));
  });

  it('is asked nothing more once that is cancelled', async () => {
    await sandbox.control('throttling', { enabled: true, rates: { DescribeKey: 0.001 } });
    const index = await directory.loadAll(place);
    const controller = new AbortController();
    const refs = index.idsOf('customer').map((id) => index.refOf(id));
    const described = directory.describe(refs.slice(0, 100), controller.signal);
    while (sends.filter(({ operation }) => operation === 'DescribeKey').length < 20)
      await new Promise((resolve) => setImmediate(resolve));
    controller.abort();
    await described;
    const count = sends.length;
    await sandbox.control('throttling', { enabled: false });
    await ports.keys.describe(index.refOf(index.idsOf('customer')[200] ?? ''));
    expect(sends).toHaveLength(count + 1);
    expect(index.denied.size).toBe(0);
  });

  function mostInASecond(operation: OperationName): number {
    const times = sends.filter((send) => send.operation === operation).map(({ at }) => at);
    return Math.max(...times.map((end) => times.filter((at) => at <= end && at > end - 1000).length));
  }
});
