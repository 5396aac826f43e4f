import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { awsGrants } from '../../../../src/aws/grants';
import { awsMultiRegion } from '../../../../src/aws/multiRegion';
import type { Key, KeyRef } from '../../../../src/core/keys/model';
import { differencesOf, prefilled } from '../../../../src/core/multiRegion/differences';
import { replicate, workIn } from '../../../../src/sessions/multiRegion/replicate';
import { readOwn, synchronise } from '../../../../src/sessions/multiRegion/synchronise';
import { portsTo, type Ports } from '../../aws/ports';
import { testSandbox, type TestSandbox } from '../../sandbox/server';

let sandbox: TestSandbox;
let ports: Ports;

beforeAll(async () => {
  sandbox = await testSandbox({ empty: true });
  ports = portsTo(sandbox);
});
afterAll(async () => {
  ports.dispose();
  await sandbox.dispose();
});

const { signal } = new AbortController();
const place = (region: string) => ({ connection: 'sandbox', region });
const policy = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::111122223333:root' }, Action: 'kms:*', Resource: '*' },
  ],
});
let count = 0;

async function newPrimary(): Promise<{ key: Key; alias: string }> {
  const key = await ports.keys.create(place('us-east-1'), {
    ...{ spec: 'SYMMETRIC_DEFAULT', usage: 'ENCRYPT_DECRYPT', origin: 'AWS_KMS', multiRegion: true },
    ...{ description: 'Orders', tags: [{ key: 'Team', value: 'blue' }], policy },
  });
  const alias = `alias/orders-${String(++count)}`;
  await ports.keys.createAlias(key, alias, key.keyId);
  return { key, alias };
}

const inRegion = (key: Key, region: string): KeyRef => ({
  ...{ connection: key.connection, keyId: key.keyId, region, arn: key.arn.replace('us-east-1', region) },
});
const run = (
  key: Key,
  plan: Parameters<typeof replicate>[2],
  works: Parameters<typeof replicate>[3]['works'],
) =>
  replicate({ keys: ports.keys, multiRegion: awsMultiRegion(ports.clients) }, key, plan, {
    ...{ works, signal, began: () => undefined },
  });
const everything = new Set(['policy', 'description', 'tags', 'aliases'] as const);

describe('replicas in several Regions', () => {
  it('have what the primary has, aliases too', async () => {
    const { key, alias } = await newPrimary();
    const plan = prefilled(await readOwn(ports.keys, key, signal), everything);
    const result = await run(key, plan, workIn(['eu-west-1', 'eu-central-1'], plan));
    expect(result).toMatchObject({ done: [{ region: 'eu-west-1' }, { region: 'eu-central-1' }], failed: [] });
    const own = await readOwn(ports.keys, inRegion(key, 'eu-central-1'), signal);
    expect(own).toMatchObject({
      description: 'Orders',
      tags: [{ key: 'Team', value: 'blue' }],
      aliases: [{ name: alias }],
    });
  });

  it('that fail keep what was made, and the rest is done once it can be', async () => {
    const { key, alias } = await newPrimary();
    const other = await ports.keys.create(place('eu-west-1'), {
      ...{ spec: 'SYMMETRIC_DEFAULT', usage: 'ENCRYPT_DECRYPT', origin: 'AWS_KMS', multiRegion: false },
      ...{ description: '', tags: [], policy },
    });
    await ports.keys.createAlias(place('eu-west-1'), alias, other.keyId);
    const plan = prefilled(await readOwn(ports.keys, key, signal), everything);
    const first = await run(key, plan, workIn(['eu-west-1', 'eu-central-1'], plan));
    expect(first.done.map(({ region }) => region)).toEqual(['eu-central-1']);
    expect(first.failed).toMatchObject([
      {
        work: { region: 'eu-west-1', replica: { region: 'eu-west-1' }, aliases: [alias] },
        error: { reason: 'already-exists' },
      },
    ]);
    await ports.keys.deleteAlias(place('eu-west-1'), alias);
    const second = await run(
      key,
      plan,
      first.failed.map(({ work }) => work),
    );
    expect(second).toMatchObject({ done: [{ region: 'eu-west-1', aliases: [] }], failed: [] });
    expect(await ports.keys.aliasesOf(inRegion(key, 'eu-west-1'))).toMatchObject([{ name: alias }]);
  });

  it('are not begun in a Region that has one', async () => {
    const { key } = await newPrimary();
    const plan = { replica: {}, aliases: [] };
    await run(key, plan, workIn(['eu-west-1'], plan));
    const again = await run(key, plan, workIn(['eu-west-1'], plan));
    expect(again.failed).toMatchObject([{ error: { reason: 'already-exists' } }]);
  });
});

it('another Region becomes the primary, and the first one its replica', async () => {
  const { key } = await newPrimary();
  const plan = { replica: { policy }, aliases: [] };
  await run(key, plan, workIn(['eu-west-1'], plan));
  await awsMultiRegion(ports.clients).changePrimary(key, 'eu-west-1');
  expect(await ports.keys.describe(key)).toMatchObject({
    multiRegion: { role: 'REPLICA', primary: { region: 'eu-west-1' } },
  });
});

it('differences that are chosen are copied over, and are none afterwards', async () => {
  const { key } = await newPrimary();
  const grants = awsGrants(ports.clients);
  await grants.create(key, {
    grantee: { kind: 'principal', name: sandbox.identities[0]?.arn ?? '' },
    ...{ operations: ['Decrypt'], encryptionContextSubset: { tenant: 'a' } },
  });
  const plan = { replica: {}, aliases: [] };
  await run(key, plan, workIn(['eu-west-1'], plan));
  const to = inRegion(key, 'eu-west-1');
  await ports.keys.tag(to, [{ key: 'Old', value: '1' }]);
  const found = differencesOf(await readOwn(ports.keys, key, signal), await readOwn(ports.keys, to, signal));
  expect(found.map(({ aspect }) => aspect)).toEqual(
    expect.arrayContaining(['description', 'tags', 'aliases', 'grants']),
  );
  const chosen = found.map((difference) => ({ ref: to, difference }));
  const result = await synchronise({ keys: ports.keys, grants }, chosen, signal);
  expect(result.failed).toEqual([]);
  expect(
    differencesOf(await readOwn(ports.keys, key, signal), await readOwn(ports.keys, to, signal)),
  ).toEqual([]);
});

it('a difference that cannot be copied does not keep the others from being copied', async () => {
  const { key, alias } = await newPrimary();
  const plan = { replica: {}, aliases: [] };
  await run(key, plan, workIn(['eu-west-1'], plan));
  const to = inRegion(key, 'eu-west-1');
  const chosen = [
    {
      ref: to,
      difference: {
        aspect: 'description',
        label: '',
        detail: '',
        removes: false,
        steps: [{ kind: 'describe', text: 'x'.repeat(9000) }],
      },
    },
    {
      ref: to,
      difference: {
        aspect: 'aliases',
        label: '',
        detail: '',
        removes: false,
        steps: [{ kind: 'create-alias', name: alias }],
      },
    },
  ] as const;
  const copied = chosen.map(({ ref, difference }) => ({
    ref,
    difference: { ...difference, steps: [...difference.steps] },
  }));
  const result = await synchronise({ keys: ports.keys, grants: awsGrants(ports.clients) }, copied, signal);
  expect(result).toMatchObject({
    done: [copied[1]],
    failed: [{ chosen: copied[0], error: { reason: 'invalid' } }],
  });
});
