import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { awsPrincipals } from '../../../src/aws/principals';
import type { KmsError } from '../../../src/core/errors';
import type { Key, KeyRef, Principal } from '../../../src/core/keys/model';
import type { Page } from '../../../src/core/ports';
import { testSandbox, type TestSandbox } from '../sandbox/server';
import { newKey } from './newKey';
import { portsTo, type Ports } from './ports';

const place = { connection: 'sandbox', region: 'us-east-1' };
let sandbox: TestSandbox;
let ports: Ports;

beforeAll(async () => {
  sandbox = await testSandbox();
  ports = portsTo(sandbox);
});
afterAll(async () => {
  ports.dispose();
  await sandbox.dispose();
});

describe('keys over the SDK', () => {
  it('makes a key and describes it as it was asked for', async () => {
    const key = await ports.keys.create(
      place,
      newKey({ description: 'Invoices', tags: [{ key: 'team', value: 'billing' }] }),
    );
    const described = await ports.keys.describe(key);
    expect(described).toMatchObject({
      ...place,
      state: 'Enabled',
      spec: 'SYMMETRIC_DEFAULT',
      usage: 'ENCRYPT_DECRYPT',
      origin: 'AWS_KMS',
      manager: 'CUSTOMER',
      description: 'Invoices',
      accountId: sandbox.accountId,
    });
    expect(described.arn).toBe(`arn:aws:kms:us-east-1:${sandbox.accountId}:key/${described.keyId}`);
    expect(await ports.keys.listTags(key)).toEqual([{ key: 'team', value: 'billing' }]);
  });

  it('lists every key and alias, page by page, with the last page marked', async () => {
    const keys = await pages(ports.keys.listKeys(place));
    const aliases = await pages(ports.keys.listAliases(place));
    expect(keys.at(-1)?.last).toBe(true);
    expect(keys.slice(0, -1).every((page) => !page.last)).toBe(true);
    expect(keys.flatMap((page) => page.items).length).toBeGreaterThan(5);
    expect(aliases.flatMap((page) => page.items).map((alias) => alias.name)).toContain('alias/aws/s3');
  });

  it('walks a key through its life: disable, schedule deletion, cancel, enable', async () => {
    const key = await ports.keys.create(place, newKey());
    await ports.keys.disable(key);
    expect((await ports.keys.describe(key)).state).toBe('Disabled');
    const before = Date.now();
    const { date } = await ports.keys.scheduleDeletion(key, 7);
    expect(Math.round(((date ?? 0) - before) / 86_400_000)).toBe(7);
    expect(await ports.keys.describe(key)).toMatchObject({ state: 'PendingDeletion' });
    await ports.keys.cancelDeletion(key);
    expect((await ports.keys.describe(key)).state).toBe('Disabled');
    await ports.keys.enable(key);
    expect((await ports.keys.describe(key)).state).toBe('Enabled');
  });

  it('makes, moves and deletes aliases', async () => {
    const [first, second] = [
      await ports.keys.create(place, newKey()),
      await ports.keys.create(place, newKey()),
    ];
    await ports.keys.createAlias(place, 'alias/moving', first.keyId);
    expect(await targetOf('alias/moving')).toBe(first.keyId);
    await ports.keys.updateAlias(place, 'alias/moving', second.keyId);
    expect(await targetOf('alias/moving')).toBe(second.keyId);
    await ports.keys.deleteAlias(place, 'alias/moving');
    expect(await targetOf('alias/moving')).toBeUndefined();
  });

  it('bypasses the lock-out safety check of KMS where that is asked for, and only there', async () => {
    const app = { AWS: `arn:aws:iam::${sandbox.accountId}:user/payments/alice` };
    const nobody = JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: app, Action: 'kms:Decrypt', Resource: '*' }],
    });
    await expect(ports.keys.create(place, newKey({ policy: nobody }))).rejects.toMatchObject({
      reason: 'lockout',
    });
    const locked = await ports.keys.create(place, newKey({ policy: nobody, bypassLockoutCheck: true }));
    expect(locked.keyId).toMatch(/^[0-9a-f-]{36}$/);
    const key = await ports.keys.create(place, newKey());
    await expect(ports.keys.putPolicy(key, nobody)).rejects.toMatchObject({ reason: 'lockout' });
    await ports.keys.putPolicy(key, nobody, { bypassLockoutCheck: true });
    await expect(ports.keys.getPolicy(key)).rejects.toMatchObject({ reason: 'denied' });
  });

  it('changes description, tags and policy', async () => {
    const key = await ports.keys.create(place, newKey());
    await ports.keys.updateDescription(key, 'Changed');
    await ports.keys.tag(key, [
      { key: 'Env', value: 'prod' },
      { key: 'env', value: 'test' },
    ]);
    await ports.keys.untag(key, ['env']);
    const policy = await ports.keys.getPolicy(key);
    await ports.keys.putPolicy(key, policy);
    expect((await ports.keys.describe(key)).description).toBe('Changed');
    expect(await ports.keys.listTags(key)).toEqual([{ key: 'Env', value: 'prod' }]);
    expect(JSON.parse(policy)).toHaveProperty('Statement');
  });

  it('turns rotation on with a period, rotates now, and tells what was rotated', async () => {
    const key = await ports.keys.create(place, newKey());
    await ports.keys.enableRotation(key, 180);
    expect(await ports.keys.rotationStatus(key)).toMatchObject({ enabled: true, periodDays: 180 });
    await ports.keys.rotateNow(key);
    const rotations = await ports.keys.listRotations(key);
    expect(rotations.map((rotation) => rotation.type)).toContain('ON_DEMAND');
    await ports.keys.disableRotation(key);
    expect((await ports.keys.rotationStatus(key)).enabled).toBe(false);
  });

  it('reads the public key of an asymmetric key as DER', async () => {
    const key = await ports.keys.create(place, newKey({ spec: 'ECC_NIST_P256', usage: 'SIGN_VERIFY' }));
    const der = await ports.keys.publicKey(key);
    expect(der[0]).toBe(0x30);
    expect(key.algorithms).toEqual(['ECDSA_SHA_256']);
  });

  it('tells that a new key was not used since recording began', async () => {
    const key = await ports.keys.create(place, newKey());
    const usage = await ports.keys.lastUsage(key);
    expect(usage.used).toBeUndefined();
    expect(usage.trackingStart).toBeTypeOf('number');
  });
});

describe('failures of calls', () => {
  it('names the operation, the key and the region', async () => {
    const key = await ports.keys.create(place, newKey());
    const error = await failure(ports.keys.cancelDeletion(key));
    expect(error).toMatchObject({
      reason: 'wrong-state',
      details: { operation: 'CancelKeyDeletion', region: 'us-east-1', code: 'KMSInvalidStateException' },
    });
    expect(error.details.key).toMatchObject({ keyId: key.keyId });
  });

  it('tells a key that does not exist', async () => {
    const error = await failure(ports.keys.describe(refTo('1234abcd-12ab-34cd-56ef-1234567890ab')));
    expect(error.reason).toBe('not-found');
  });

  it('tells an alias that is taken', async () => {
    const key = await ports.keys.create(place, newKey());
    await ports.keys.createAlias(place, 'alias/taken', key.keyId);
    expect((await failure(ports.keys.createAlias(place, 'alias/taken', key.keyId))).reason).toBe(
      'already-exists',
    );
  });

  it('tells a malformed policy from one that locks its author out', async () => {
    const key = await ports.keys.create(place, newKey());
    expect((await failure(ports.keys.putPolicy(key, '{'))).reason).toBe('malformed-policy');
    const nobody = { Version: '2012-10-17', Statement: [] };
    expect(['lockout', 'malformed-policy']).toContain(
      (await failure(ports.keys.putPolicy(key, JSON.stringify(nobody)))).reason,
    );
  });

  it.each(['arn:aws:iam:::root', 'arn:aws:iam::111122223333:role/Nobody'])(
    'tells a policy that names %s, which is no principal',
    async (AWS) => {
      const key = await ports.keys.create(place, newKey());
      const statement = { Effect: 'Allow', Principal: { AWS }, Action: 'kms:*', Resource: '*' };
      const policy = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
      expect((await failure(ports.keys.putPolicy(key, policy))).reason).toBe('invalid-principal');
    },
  );

  it('says nothing but "cancelled" for a call that was aborted', async () => {
    const controller = new AbortController();
    controller.abort();
    expect((await failure(ports.keys.describe(refTo('x'), controller.signal))).reason).toBe('cancelled');
    expect((await failure(ports.keys.listTags(refTo('x'), controller.signal))).reason).toBe('cancelled');
  });
});

describe('principals over the SDK', () => {
  it('lists users and roles, then says that this was all', async () => {
    const principals = awsPrincipals(ports.clients);
    const listed = await pages<Principal>(principals.list('sandbox'));
    const all = listed.flatMap((page) => page.items);
    expect(new Set(all.map((principal) => principal.kind))).toEqual(new Set(['user', 'role']));
    expect(listed.at(-1)?.last).toBe(true);
    const user = all.find((principal) => principal.kind === 'user');
    expect(user?.arn).toContain(`:user/`);
  });

  it('reads inline and attached policies as JSON', async () => {
    const principals = awsPrincipals(ports.clients);
    const all = (await pages(principals.list('sandbox'))).flatMap((page) => page.items);
    const policies = (await Promise.all(all.map((one) => principals.policies('sandbox', one.arn)))).flat();
    expect(policies.length).toBeGreaterThan(0);
    for (const policy of policies) expect(JSON.parse(policy.document)).toHaveProperty('Statement');
  });

  it('refuses an ARN that is neither', async () => {
    const principals = awsPrincipals(ports.clients);
    const error = await failure(principals.policies('sandbox', 'arn:aws:iam::111122223333:root'));
    expect(error.reason).toBe('invalid');
  });
});

function refTo(keyId: string): KeyRef {
  return { ...place, keyId, arn: `arn:aws:kms:us-east-1:${sandbox.accountId}:key/${keyId}` };
}

async function targetOf(name: string): Promise<string | undefined> {
  const all = (await pages(ports.keys.listAliases(place))).flatMap((page) => page.items);
  return all.find((alias) => alias.name === name)?.targetKeyId;
}

async function pages<T>(listing: AsyncIterable<Page<T>>): Promise<Page<T>[]> {
  const result: Page<T>[] = [];
  for await (const page of listing) result.push(page);
  return result;
}

async function failure(call: Promise<unknown>): Promise<KmsError> {
  const outcome = await call.then(
    (value: unknown) => value as Key,
    (error: unknown) => error,
  );
  expect(outcome).toMatchObject({ name: 'KmsError' });
  return outcome as KmsError;
}
