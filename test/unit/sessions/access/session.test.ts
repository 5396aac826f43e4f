import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { denialMessage } from '../../../../src/core/access/denialMessage';
import { KmsError } from '../../../../src/core/errors';
import type { KeyRef } from '../../../../src/core/keys/model';
import { IamPolicies } from '../../../../src/sessions/access/iamPolicies';
import { AccessSession } from '../../../../src/sessions/access/session';
import type { AccessView } from '../../../../src/protocol/access';
import type { Bench } from './sandbox';
import { accessBench } from './sandbox';

let bench: Bench;
let delegating: KeyRef;
let named: KeyRef;
beforeAll(async () => {
  bench = await accessBench();
  delegating = await bench.makeKey((account) => policy(toRoot(account)));
  named = await bench.makeKey((account) => policy(toRoot(account), toAlice(account)));
});
afterAll(() => bench.stop());
beforeEach(() => bench.edit(undefined));

const policy = (...statements: object[]) => ({ Version: '2012-10-17', Statement: statements });
const toRoot = (account: string) => ({
  Effect: 'Allow',
  Principal: { AWS: `arn:aws:iam::${account}:root` },
  Action: 'kms:*',
  Resource: '*',
});
const toAlice = (account: string) => ({
  Sid: 'Alice',
  Effect: 'Allow',
  Principal: { AWS: `arn:aws:iam::${account}:user/payments/alice` },
  Action: ['kms:Sign'],
  Resource: '*',
});
const alice = () => `arn:aws:iam::${bench.account}:user/payments/alice`;

async function loaded(ref: KeyRef, ports: Partial<Bench['ports']> = {}): Promise<AccessSession> {
  const session = new AccessSession({ kind: 'key', ref }, { ...bench.ports, ...ports });
  await session.load();
  return session;
}
const answers = (view: AccessView, label: string) =>
  Object.values(view.rows.find((row) => row.label === label)?.cells ?? {}).map(({ answer }) => answer);
const denied = () => Promise.reject(new KmsError('denied', 'no', { operation: 'iam:ListUserPolicies' }));

describe('the page of a key', () => {
  it('says whose key it is and who can use it, by key policy and IAM', async () => {
    const { view } = await loaded(delegating);
    expect(view).toMatchObject({
      name: 'payments',
      loading: false,
      editable: true,
      place: `Sandbox · ${bench.account} · us-east-1`,
    });
    expect(answers(view, `Account ${bench.account} (IAM)`)).toEqual(['iam', 'iam', 'iam', 'iam']);
    expect(answers(view, 'role/Admin')).toEqual(['yes', 'yes', 'yes', 'yes']);
    expect(answers(view, 'Anyone else')).toEqual(['no', 'no', 'no', 'no']);
  });

  it('leaves out who has no access, and says how many they are', async () => {
    const { view } = await loaded(delegating);
    expect(view.rows.some(({ label }) => label === 'role/ReadOnly')).toBe(false);
    expect(view.notes.some(({ text }) => /^\d+ more users and roles/.test(text))).toBe(true);
  });

  it('says how many users and roles of a large account it has not looked at', async () => {
    const arn = (at: number) => `arn:aws:iam::${bench.account}:role/batch-${at}`;
    const pageOf = (count: number, last: boolean) => ({
      items: Array.from({ length: count }, (_, at) => ({
        arn: arn(at),
        name: `batch-${at}`,
        kind: 'role' as const,
        path: '/',
      })),
      last,
    });
    const listing = (...pages: ReturnType<typeof pageOf>[]) => ({
      principals: {
        ...bench.ports.principals,
        async *list() {
          yield* await Promise.resolve(pages);
        },
      },
    });
    const note = ({ view }: AccessSession) =>
      view.notes.find(({ text }) => text.includes('were not looked at'))?.text;
    expect(note(await loaded(delegating))).toBeUndefined();
    expect(note(await loaded(delegating, listing(pageOf(60, true))))).toMatch(/^60 users and roles/);
    const large = await loaded(delegating, listing(pageOf(2_000, false)));
    expect(note(large)).toMatch(/^2,000 or more users and roles/);
    await large.addPrincipal(arn(7));
    expect(note(large)).toMatch(/^1,999 or more/);
  });

  it('shows whom the person adds, access or not', async () => {
    const session = await loaded(delegating);
    await session.addPrincipal(`arn:aws:iam::${bench.account}:role/ReadOnly`);
    expect(answers(session.view, 'role/ReadOnly')).toEqual(['no', 'no', 'no', 'no']);
  });

  it('adds nobody who is no principal', async () => {
    const session = await loaded(delegating);
    const before = session.view.rows.length;
    await expect(session.addPrincipal('garbage')).rejects.toThrow('"garbage" is no account, user');
    expect(session.view.rows).toHaveLength(before);
  });

  it('says why no statement can name somebody, and shows none', async () => {
    const session = await loaded(delegating);
    const principal = `arn:aws:iam::${bench.account}:role/AWSReservedSSO_Admin_0`;
    await session.addPrincipal(principal);
    const advice = session.advise({ principal, capability: 'use' });
    expect(advice.statement).toBeUndefined();
    expect(advice.texts).toEqual([expect.stringContaining('aws iam get-role')]);
  });

  it('goes on without what may not be read, and says what that is', async () => {
    const principals = { ...bench.ports.principals, policies: denied };
    const { view } = await loaded(named, { principals, iam: new IamPolicies(principals) });
    expect(answers(view, 'user/payments/alice')).toEqual(['iam', 'iam', 'iam', 'iam']);
    expect(view.notes[0]).toMatchObject({ severity: 'warning' });
    expect(view.notes[0]?.text).toContain('iam:ListUserPolicies is denied');
  });

  it('says so where the policy itself may not be read', async () => {
    const keys = {
      ...bench.ports.keys,
      getPolicy: () => Promise.reject(new KmsError('denied', 'no', { operation: 'GetKeyPolicy' })),
    };
    const { view } = await loaded(delegating, { keys });
    expect(view.rows).toEqual([]);
    expect(view.problem).toContain('GetKeyPolicy is denied');
  });

  it('follows the policy in the editor, and says that it is not saved', async () => {
    const session = await loaded(delegating);
    bench.edit(JSON.stringify(policy(toAlice(bench.account))));
    expect(answers(session.view, `Account ${bench.account} (IAM)`)).toEqual(['no', 'no', 'no', 'no']);
    expect(session.view.notes.some(({ text }) => text.includes('not saved'))).toBe(true);
  });

  it('cannot tell anything from half-typed text, and says so in every cell', async () => {
    const session = await loaded(named);
    bench.edit('{"Statement": [{');
    const { view } = session;
    expect(view.problem).toContain('The policy cannot be read. The policy is not JSON');
    const open = ['unknown', 'unknown', 'unknown', 'unknown'];
    expect(answers(view, `Account ${bench.account} (IAM)`)).toEqual(open);
    // Whatever the policy says, KMS lets no other account administer or delete a key.
    expect(answers(view, 'Anyone else')).toEqual(['no', 'unknown', 'unknown', 'no']);
  });

  it('names the statement that cannot be read, and leaves the other cells as they are', async () => {
    const session = await loaded(named);
    const deny = { ...toAlice(bench.account), Sid: 'Hold', Effect: 'Deny', Condition: { StringEqual: {} } };
    bench.edit(JSON.stringify(policy(toRoot(bench.account), toAlice(bench.account), deny)));
    const { view } = session;
    expect(view.problem).toBeUndefined();
    expect(view.notes[0]).toEqual({
      severity: 'warning',
      text: 'Statement 3 (“Hold”) of the key policy cannot be read. Condition.StringEqual: There is no condition operator "StringEqual". Did you mean "StringEquals"? Whatever it may decide says “cannot tell”.',
    });
    expect(answers(view, `Account ${bench.account} (IAM)`)).toEqual(['iam', 'iam', 'iam', 'iam']);
    bench.edit(JSON.stringify(policy(toAlice(bench.account), { ...deny, Action: 'kms:*' })));
    expect(session.advise({ principal: alice(), capability: 'administer' }).statement).toBeDefined();
    bench.edit(JSON.stringify(policy({ ...toAlice(bench.account), Action: 'kms:*' }, deny, { x: 1 })));
    const advice = session.advise({ principal: alice(), capability: 'delete' });
    expect(advice.texts).toEqual([expect.stringContaining('Put this right first')]);
    expect(advice.statement).toBeUndefined();
  });

  it('lets an unreadable IAM policy of one principal touch that one alone', async () => {
    const principals = {
      ...bench.ports.principals,
      policies: async (...[connection, arn, signal]: Parameters<typeof bench.ports.principals.policies>) =>
        arn === alice()
          ? [{ name: 'Team', document: '{"Version": ' }]
          : bench.ports.principals.policies(connection, arn, signal),
    };
    const { view } = await loaded(delegating, { iam: new IamPolicies(principals) });
    expect(answers(view, 'user/payments/alice')).toEqual(['unknown', 'unknown', 'unknown', 'unknown']);
    expect(answers(view, 'role/Admin')).toEqual(['yes', 'yes', 'yes', 'yes']);
    expect(view.notes[0]?.text).toMatch(
      /^user\/payments\/alice: The IAM policy Team cannot be read\. The policy is not JSON/,
    );
  });

  it('offers the statement that a cell lacks', async () => {
    const session = await loaded(named);
    const advice = session.advise({ principal: alice(), capability: 'administer' });
    expect(advice.statement).toMatchObject({ Effect: 'Allow', Principal: { AWS: alice() }, Resource: '*' });
    expect(advice.statement?.Action).toContain('kms:PutKeyPolicy');
    bench.edit(JSON.stringify(policy(toRoot(bench.account), advice.statement ?? {})));
    expect(answers(session.view, 'user/payments/alice')[0]).toBe('yes');
  });
});

describe('the advice for grants and services', () => {
  const service = 'cloudtrail.amazonaws.com';

  it('leaves conditions alone that ought to be there', async () => {
    const ref = await bench.makeKey((account) =>
      policy(
        toRoot(account),
        {
          Effect: 'Allow',
          Principal: { AWS: alice() },
          Action: 'kms:CreateGrant',
          Resource: '*',
          Condition: { Bool: { 'kms:GrantIsForAWSResource': 'true' } },
        },
        {
          Effect: 'Allow',
          Principal: { Service: service },
          Action: 'kms:GenerateDataKey*',
          Resource: '*',
          Condition: { StringEquals: { 'aws:SourceAccount': account } },
        },
      ),
    );
    const session = await loaded(ref);
    const grants = session.advise({ principal: alice(), capability: 'grant' });
    expect(grants.statement).toBeUndefined();
    expect(grants.texts.join(' ')).toContain('a condition on what is granted');
    const use = session.advise({ principal: service, capability: 'use' });
    expect(use.statement?.Action).toEqual([
      'kms:Encrypt',
      'kms:Decrypt',
      'kms:ReEncryptFrom',
      'kms:ReEncryptTo',
    ]);
    expect(use.texts.join(' ')).not.toContain('for certain');
  });
});

describe('a tried request', () => {
  it('takes the IAM policies of the caller into account', async () => {
    const session = await loaded(delegating);
    const asked = { action: 'kms:Decrypt', context: [] };
    const may = await session.tryRequest({
      ...asked,
      principal: `arn:aws:sts::${bench.account}:assumed-role/orders-api/x`,
    });
    expect(may).toMatchObject({ decision: 'Allowed', notes: [] });
    expect(may.reasons.map(({ layer }) => layer)).toEqual(['key-policy', 'identity-policy']);
    const admin = await session.tryRequest({
      ...asked,
      principal: `arn:aws:iam::${bench.account}:user/admin`,
    });
    expect(admin).toMatchObject({ decision: 'Allowed', notes: [] });
    expect(admin.steps.map(({ mark }) => mark)).toContain('allows');
  });

  it('decides as the sandbox does, and says what is missing', async () => {
    const session = await loaded(delegating);
    const stranger = `arn:aws:iam::${bench.account}:role/ReadOnly`;
    const result = await session.tryRequest({ principal: stranger, action: 'kms:Decrypt', context: [] });
    expect(result.decision).toBe('ImplicitlyDenied');
    expect(result.remedies[0]?.changes[0]).toMatchObject({
      layer: 'identity-policy',
      statement: { Action: 'kms:Decrypt' },
    });
  });

  it.each([
    ['kms:Foo', 'There is no KMS action kms:Foo.'],
    ['s3:GetObject', 'is of another service'],
  ])('says of %s that KMS has no such action, and proposes nothing', async (action, words) => {
    const session = await loaded(delegating);
    const result = await session.tryRequest({ principal: alice(), action, context: [] });
    expect(result).toMatchObject({ decision: 'CannotTell', remedies: [], steps: [] });
    expect(result.reasons[0]?.text).toContain(words);
  });

  it('says of each thing typed that cannot be what is wrong with it, at its place', async () => {
    const session = await loaded(delegating);
    const typed = { principal: 'alice', action: 'kms:Decrpt' };
    const keys = ['kms:ViaService', 'kms:EncryptionContext:app', 'kms:ViaServce', 's3:prefix'];
    const context = keys.map((key) => ({ key, value: 'x' }));
    const { problems } = await session.tryRequest({ ...typed, context });
    expect(problems?.map(({ field }) => field)).toEqual(['principal', 'action', 2, 3]);
    expect(problems?.map(({ text }) => text).join(' ')).toMatch(
      /"alice" is no account.*Did you mean "kms:Decrypt".*Did you mean "kms:ViaService".*condition key "s3:prefix"/s,
    );
    const sound = { principal: alice(), action: 'kms:Decrypt', context: context.slice(0, 2) };
    expect(await session.tryRequest(sound)).not.toHaveProperty('problems');
  });

  it('knows the key, and takes the context that is given', async () => {
    const condition = {
      StringEquals: { 'kms:KeySpec': 'SYMMETRIC_DEFAULT', 'kms:EncryptionContext:app': 'shop' },
    };
    const ref = await bench.makeKey((account) =>
      policy(toRoot(account), { ...toAlice(account), Action: 'kms:Decrypt', Condition: condition }),
    );
    const session = await loaded(ref);
    const asked = { principal: alice(), action: 'kms:Decrypt' };
    const context = [{ key: 'kms:EncryptionContext:app', value: 'shop' }];
    expect((await session.tryRequest({ ...asked, context })).reasons[0]?.sid).toBe('Alice');
    expect((await session.tryRequest({ ...asked, context: [] })).reasons[0]?.sid).toBeUndefined();
  });
});

describe('a tried request that depends on what cannot be read', () => {
  const decrypt = { action: 'kms:Decrypt', context: [] };
  const deny = (account: string) => ({ ...toAlice(account), Effect: 'Deny', Action: 'kms:*', Resource: 7 });

  it('cannot be told, and leads to the place', async () => {
    const session = await loaded(delegating);
    bench.edit(
      JSON.stringify(
        policy({ ...toAlice(bench.account), Action: 'kms:*' }, { ...deny(bench.account), Sid: 'Hold' }),
      ),
    );
    const open = await session.tryRequest({ ...decrypt, principal: alice() });
    expect(open).toMatchObject({
      decision: 'CannotTell',
      reasons: [
        {
          layer: 'key-policy',
          statement: 1,
          text: 'Statement 2 (“Hold”) of the key policy cannot be read. Resource: A text or a list of texts is needed here.',
        },
      ],
      remedies: [],
    });
    expect(open.steps[0]).toMatchObject({ mark: 'unread', place: { statement: 1 } });
  });

  it('cannot be told where the key policy could not be had', async () => {
    const keys = { ...bench.ports.keys, getPolicy: denied };
    const session = await loaded(delegating, { keys });
    const result = await session.tryRequest({ ...decrypt, principal: alice() });
    expect(result.decision).toBe('CannotTell');
    expect(result.reasons[0]?.text).toContain('The key policy could not be read');
  });
});

describe('a page of a file', () => {
  const file = (text: string) => {
    bench.edit(text);
    return new AccessSession({ kind: 'file', name: 'key-policy.json' }, bench.ports);
  };

  it('reads the account off the policy', async () => {
    const session = file(JSON.stringify(policy(toRoot('444455556666'))));
    await session.load();
    expect(session.view.rows.map(({ label }) => label)).toEqual([
      'Account 444455556666 (IAM)',
      'Anyone else',
    ]);
    expect(session.view.ref).toBeUndefined();
  });

  it.each<[string, (text: string) => string]>([
    ['get-key-policy', (text) => JSON.stringify({ Policy: text, PolicyName: 'default' })],
    ['get-key-policy --output text', (text) => `${text}\tdefault\n`],
    ['get-key-policy --query Policy', (text) => JSON.stringify(text)],
  ])('takes the policy out of what the CLI printed: %s', async (_what, print) => {
    const session = file(print(JSON.stringify(policy(toRoot('444455556666')), undefined, 2)));
    await session.load();
    expect(session.view.problem).toBeUndefined();
    expect(answers(session.view, 'Account 444455556666 (IAM)')).toEqual(['iam', 'iam', 'iam', 'iam']);
  });

  it('says so where no account is named', async () => {
    const session = file('{"Statement": []}');
    await session.load();
    expect(session.view.problem).toContain('names no account');
  });
});

it('reads back what the sandbox answers to a refused call', async () => {
  const session = await loaded(delegating);
  const request = { principal: alice(), action: 'kms:PutKeyPolicy', resource: delegating.arn };
  const text = denialMessage(request, {
    decision: 'ImplicitlyDenied',
    layer: 'key-policy',
    reasons: [],
    trace: [],
  });
  expect(session.explainError(text)).toMatchObject({ layer: 'key-policy', principal: alice() });
});
