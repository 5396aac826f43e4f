import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { emptyDraft, type GrantDraft } from '../../../../src/core/grants/draft';
import type { KeyRef } from '../../../../src/core/keys/model';
import { IamPolicies } from '../../../../src/sessions/access/iamPolicies';
import { AccessSession } from '../../../../src/sessions/access/session';
import { findGrant, readConsequences } from '../../../../src/sessions/grants/consequences';
import { retirableGrants } from '../../../../src/sessions/grants/retirable';
import { GrantsSession } from '../../../../src/sessions/grants/session';
import { portsTo, type Ports } from '../../aws/ports';
import { testSandbox, type TestSandbox } from '../../sandbox/server';

const place = { connection: 'sandbox', region: 'us-east-1' };

let sandbox: TestSandbox;
let admin: Ports;
let developer: string;

beforeAll(async () => {
  sandbox = await testSandbox();
  admin = portsTo(sandbox);
  developer = `arn:aws:iam::${sandbox.accountId}:user/developer`;
});
afterAll(async () => {
  admin.dispose();
  await sandbox.dispose();
});

async function newKey(): Promise<KeyRef> {
  return admin.keys.create(place, {
    ...{ spec: 'SYMMETRIC_DEFAULT', usage: 'ENCRYPT_DECRYPT', origin: 'AWS_KMS', multiRegion: false },
    ...{ description: '', tags: [] },
    policy: JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { AWS: `arn:aws:iam::${sandbox.accountId}:root` },
          Action: 'kms:*',
          Resource: '*',
        },
      ],
    }),
  });
}

function sessionOf(ref: KeyRef, ports = admin) {
  const allowed: string[] = [];
  const session: GrantsSession = new GrantsSession(ref, {
    ...{ keys: ports.keys, grants: ports.grants, principals: ports.principals },
    setting: () => Promise.resolve({ region: ref.region }),
    now: () => Date.now(),
    allow: (change) => Promise.resolve(void allowed.push(change)),
    changed: () => Promise.resolve(session.reload()),
  });
  const ready = () => expect.poll(() => session.view.status).toBe('ready');
  return { session, allowed, ready };
}

const draft = (changes: Partial<GrantDraft> = {}): GrantDraft => ({
  ...emptyDraft,
  grantee: developer,
  operations: ['Decrypt', 'GenerateDataKey'],
  ...changes,
});

/** What the access page says of the developer's use of the key. */
async function use(ref: KeyRef): Promise<string | undefined> {
  const session = new AccessSession(
    { kind: 'key', ref },
    {
      ...{ keys: admin.keys, principals: admin.principals, connections: admin.connections },
      iam: new IamPolicies(admin.principals),
      nameOf: () => 'key',
      editedPolicy: () => undefined,
      now: () => Date.now(),
    },
  );
  await session.load();
  const row = session.view.rows.find(({ principal }) => principal === developer);
  session.dispose();
  return row?.cells.use.answer;
}

describe('a grant, from its creation to its end', () => {
  it('changes who can use the key, and says before what ends with it', async () => {
    const ref = await newKey();
    const { session, allowed, ready } = sessionOf(ref);
    session.open();
    await ready();
    expect(session.view).toMatchObject({ count: 0, complete: true, quota: 50_000 });
    expect(await use(ref)).not.toBe('yes');

    const { id, token } = await session.create(draft({ name: 'nightly' }));
    expect(token).not.toBe('');
    expect(allowed).toEqual(['Create a grant for user/developer']);
    await ready();
    expect(session.view.rows).toMatchObject([
      { id, name: 'nightly', granteeLabel: 'user/developer', issuer: sandbox.accountId },
    ]);
    expect(await use(ref)).toBe('yes');

    const grant = await findGrant(admin, ref, id);
    const ports = { ...admin, iam: new IamPolicies(admin.principals) };
    expect((await readConsequences(ports, ref, grant))[0]).toBe(
      'user/developer loses Decrypt and GenerateDataKey: nothing else allows it.',
    );
    await admin.grants.revoke(ref, id);
    expect(await use(ref)).not.toBe('yes');
    await expect(findGrant(admin, ref, id)).rejects.toMatchObject({ reason: 'not-found' });
  });

  it('is not made where the form is wrong for the key, nor without its permission', async () => {
    const ref = await newKey();
    const { session, allowed } = sessionOf(ref);
    await expect(session.create(draft({ operations: ['Sign'] }))).rejects.toMatchObject({
      reason: 'invalid',
    });
    expect(allowed).toEqual([]);
    const other = portsTo(sandbox, { identity: 'developer' });
    await expect(sessionOf(ref, other).session.create(draft())).rejects.toMatchObject({ reason: 'denied' });
    other.dispose();
  });

  it('has its encryption context, source and names as they were typed', async () => {
    const ref = await newKey();
    const { session, ready } = sessionOf(ref);
    await session.create(
      draft({
        ...{ granteeKind: 'service', grantee: 'dynamodb.amazonaws.com', retiring: developer },
        ...{ constraint: 'equals', pairs: [{ name: 'Table', value: 'Orders' }] },
        sourceArn: `arn:aws:dynamodb:us-east-1:${sandbox.accountId}:table/Orders`,
      }),
    );
    session.open();
    await ready();
    expect(session.view.rows[0]).toMatchObject({
      grantee: 'dynamodb.amazonaws.com',
      retiring: 'user/developer',
      constraints: [
        'The encryption context is exactly Table = Orders',
        `The service calls for arn:aws:dynamodb:us-east-1:${sandbox.accountId}:table/Orders`,
      ],
    });
  });

  it('says what the key policy could not tell', async () => {
    const ref = await newKey();
    const { id } = await sessionOf(ref).session.create(draft());
    const other = portsTo(sandbox, { identity: 'developer' });
    const ports = { ...other, iam: new IamPolicies(other.principals) };
    const grant = await findGrant(admin, ref, id);
    const lines = await readConsequences(ports, ref, grant);
    expect(lines[0]).toMatch(/^What else allows it cannot be told: the key policy could not be read/);
    expect(lines.join(' ')).not.toContain('loses');
    other.dispose();
  });
});

describe('the grants that a caller may retire', () => {
  it('are found and retired by another identity than made them', async () => {
    const ref = await newKey();
    const { name, arn } = sandbox.identities.find((one) => one.name === 'auditor') ?? { name: '', arn: '' };
    const { id } = await sessionOf(ref).session.create(draft({ retiring: arn }));
    const other = portsTo(sandbox, { identity: name });
    const ports = { ...other, askRole: () => Promise.reject(new Error('A user has no path to ask for.')) };
    const found = await retirableGrants(ports, place);
    expect(found).toMatchObject([{ ref: { arn: ref.arn, region: 'us-east-1' }, grant: { id } }]);
    await other.grants.retire(ref, id);
    expect(await retirableGrants(ports, place)).toEqual([]);
    other.dispose();
  });
});
