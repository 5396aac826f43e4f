import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { KeyRef } from '../../../../src/core/keys/model';
import { IamPolicies } from '../../../../src/sessions/access/iamPolicies';
import { AccessSession, type SessionPorts } from '../../../../src/sessions/access/session';
import type { Bench } from './sandbox';
import { accessBench } from './sandbox';

let bench: Bench;
let ref: KeyRef;
beforeAll(async () => {
  bench = await accessBench();
  ref = await bench.makeKey((account) => policyFor(account, 'alice'));
});
afterAll(() => bench.stop());

const policyFor = (account: string, user: string) => ({
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${account}:root` }, Action: 'kms:*', Resource: '*' },
    {
      Sid: 'User',
      Effect: 'Allow',
      Principal: { AWS: `arn:aws:iam::${account}:user/payments/${user}` },
      Action: 'kms:Sign',
      Resource: '*',
    },
  ],
});

/** Answers that come when the test says so, in the order that it says. */
function held<T>() {
  const answers: ((value: T) => void)[] = [];
  return {
    ask: () => new Promise<T>((resolve) => answers.push(resolve)),
    asked: () => answers.length,
    answer: (question: number, value: T) => answers[question]?.(value),
  };
}

const sessionOver = (ports: Partial<SessionPorts>) =>
  new AccessSession({ kind: 'key', ref }, { ...bench.ports, ...ports });
const labels = (session: AccessSession) => session.view.rows.map(({ label }) => label);

describe('a page that is loaded again before the first answers are there', () => {
  it('shows the newer policy, whichever comes last', async () => {
    const { ask, asked, answer } = held<string>();
    const session = sessionOver({ keys: { ...bench.ports.keys, getPolicy: ask } });
    const older = session.load();
    await expect.poll(asked).toBe(1);
    const newer = session.load();
    await expect.poll(asked).toBe(2);
    answer(1, JSON.stringify(policyFor(bench.account, 'new')));
    await newer;
    answer(0, JSON.stringify(policyFor(bench.account, 'old')));
    await older;
    expect(labels(session)).toContain('user/payments/new');
    expect(labels(session)).not.toContain('user/payments/old');
    expect(session.view.loading).toBe(false);
  });

  it('goes on saying that it loads when only the older load has ended', async () => {
    const { ask, asked, answer } = held<string>();
    const session = sessionOver({ keys: { ...bench.ports.keys, getPolicy: ask } });
    const older = session.load();
    await expect.poll(asked).toBe(1);
    const newer = session.load();
    await expect.poll(asked).toBe(2);
    answer(0, '{}');
    await older;
    expect(session.view.loading).toBe(true);
    answer(1, JSON.stringify(policyFor(bench.account, 'new')));
    await newer;
    expect(session.view.loading).toBe(false);
  });

  it('says who we are now, not who we were', async () => {
    const { connections } = bench.ports;
    const { ask, asked, answer } = held<Awaited<ReturnType<typeof connections.identity>>>();
    const session = sessionOver({ connections: { ...connections, epoch: 0, identity: ask } });
    const who = (accountId: string) => ({ accountId, arn: `arn:aws:iam::${accountId}:user/x`, userId: 'x' });
    const older = session.load();
    await expect.poll(asked).toBe(1);
    const newer = session.load();
    await expect.poll(asked).toBe(2);
    answer(1, who('222222222222'));
    await newer;
    answer(0, who('111111111111'));
    await older;
    expect(session.view.place).toContain('222222222222');
  });

  it('does not take IAM policies that were read for the older load', async () => {
    const { principals } = bench.ports;
    const { ask, asked, answer } = held<Awaited<ReturnType<typeof principals.policies>>>();
    const alice = `arn:aws:iam::${bench.account}:user/payments/alice`;
    const slow = {
      ...principals,
      policies: (connection: string, arn: string, signal?: AbortSignal) =>
        arn === alice ? ask() : principals.policies(connection, arn, signal),
    };
    const iam = new IamPolicies(slow);
    const session = sessionOver({ principals: slow, iam });
    const older = session.load();
    await expect.poll(asked).toBe(1);
    iam.forget();
    const newer = session.load();
    await expect.poll(asked).toBe(2);
    answer(1, []);
    await newer;
    const everything = JSON.stringify({
      Statement: { Effect: 'Allow', Action: 'kms:*', Resource: '*' },
    });
    answer(0, [{ name: 'old', document: everything }]);
    await older;
    const row = session.view.rows.find(({ principal }) => principal === alice);
    expect(row?.cells.administer.answer).toBe('no');
  });
});

describe('a tried request', () => {
  it('takes every pair of its encryption context', async () => {
    const pairs = ['Tenant', 'Stage', 'Table'].map((name) => ({
      key: `kms:EncryptionContext:${name}`,
      value: `its ${name}`,
    }));
    const limited = await bench.makeKey((account) => {
      const policy = policyFor(account, 'alice');
      const Condition = {
        StringEquals: Object.fromEntries(pairs.map(({ key, value }) => [key, value])),
        'ForAllValues:StringEquals': { 'kms:EncryptionContextKeys': ['Tenant', 'Stage', 'Table'] },
      };
      return {
        ...policy,
        Statement: [policy.Statement[0], { ...policy.Statement[1], Action: 'kms:Decrypt', Condition }],
      };
    });
    const session = new AccessSession({ kind: 'key', ref: limited }, bench.ports);
    await session.load();
    const asked = {
      principal: `arn:aws:iam::${bench.account}:user/payments/alice`,
      action: 'kms:Decrypt',
    };
    const sid = async (context: typeof pairs) =>
      (await session.tryRequest({ ...asked, context })).reasons[0]?.sid;
    expect(await sid(pairs)).toBe('User');
    for (const left of pairs) expect(await sid(pairs.filter((pair) => pair !== left))).not.toBe('User');
    // Keys that the condition does not list are keys of the request, too.
    expect(await sid([...pairs, { key: 'kms:EncryptionContext:More', value: 'x' }])).not.toBe('User');
  });
});
