import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KmsError } from '../../../../src/core/errors';
import type { KeyPort } from '../../../../src/core/ports';
import type { KeyDraft } from '../../../../src/core/wizard/draft';
import type { Run } from '../../../../src/core/wizard/run';
import { draftStore } from '../../../../src/sessions/wizard/draftStore';
import { WizardSession, type SessionPorts } from '../../../../src/sessions/wizard/session';
import { memory, sandboxPlace, sandboxPorts } from './sandboxPorts';

let sandbox: Awaited<ReturnType<typeof sandboxPorts>>;
let aliases = 0;

beforeAll(async () => {
  sandbox = await sandboxPorts();
});
afterAll(() => sandbox.stop());

/** Ports with a store of their own, and with those methods of KMS that the test has other plans for. */
function portsWith(keys: Partial<KeyPort> = {}, others: Partial<SessionPorts> = {}): SessionPorts {
  return {
    ...sandbox.ports,
    store: draftStore(memory()),
    ...others,
    keys: { ...sandbox.ports.keys, ...keys },
  };
}

/** A connected session whose draft could become a key. */
async function session(choices: Partial<KeyDraft> = {}, ports = portsWith()): Promise<WizardSession> {
  const made = new WizardSession(sandboxPlace, ports);
  await made.connect();
  aliases += 1;
  made.setDraft({ ...made.draft, alias: `test-${aliases}`, ...choices });
  return made;
}

const states = (run: Run | undefined) => run?.calls.map(({ state }) => state);
const refOf = (run: Run) => {
  if (!run.key) throw new Error('The run has no key.');
  return run.key;
};

describe('creating a key', () => {
  it('makes it with policy, tags, alias and rotation', async () => {
    const wizard = await session({
      description: 'Orders',
      tags: [{ key: 'Env', value: 'Prod' }],
      administrators: ['arn:aws:iam::111122223333:user/payments/alice'],
      rotationPeriodDays: 180,
    });
    const { policy } = wizard;
    const run = await wizard.create();
    expect(states(run)).toEqual(['done', 'done', 'done']);
    const { keys } = sandbox.ports;
    const ref = refOf(run);
    expect(await keys.describe(ref)).toMatchObject({ description: 'Orders', spec: 'SYMMETRIC_DEFAULT' });
    expect(await keys.listTags(ref)).toEqual([{ key: 'Env', value: 'Prod' }]);
    expect(JSON.parse(await keys.getPolicy(ref))).toEqual(JSON.parse(policy ?? ''));
    expect(await keys.rotationStatus(ref)).toMatchObject({ enabled: true, periodDays: 180 });
  });

  it('is refused while the draft has errors', async () => {
    const wizard = await session({ alias: 'aws/mine' });
    await expect(wizard.create()).rejects.toMatchObject({ reason: 'invalid' });
  });

  it('is refused where the change is not confirmed, and makes no call', async () => {
    const refuse = () => Promise.reject(new KmsError('cancelled', 'Not confirmed'));
    const create = () => Promise.reject(new Error('must not be called'));
    const wizard = await session({}, portsWith({ create }, { allow: refuse }));
    await expect(wizard.create()).rejects.toMatchObject({ reason: 'cancelled' });
    expect(wizard.run).toBeUndefined();
  });

  it('forgets the draft afterwards', async () => {
    const ports = portsWith();
    await (await session({}, ports)).create();
    expect(ports.store.load(sandboxPlace)).toBeUndefined();
  });

  it('sees aliases that are taken', async () => {
    const first = await session();
    await first.create();
    const second = await session({ alias: first.draft.alias });
    await second.listPrincipals();
    await expect.poll(() => second.draftView()?.problems.map(({ code }) => code)).toContain('alias-taken');
  });
});

describe('when the alias fails', () => {
  const failingOnce = (error: KmsError): Partial<KeyPort> => {
    let failed = false;
    return {
      createAlias: (...args) => {
        if (failed) return sandbox.ports.keys.createAlias(...args);
        failed = true;
        return Promise.reject(error);
      },
    };
  };

  it('the key stays known, and a retry does only the rest', async () => {
    let created = 0;
    const keys: Partial<KeyPort> = {
      ...failingOnce(new KmsError('throttled', 'Rate exceeded')),
      create: (...args) => ((created += 1), sandbox.ports.keys.create(...args)),
    };
    const wizard = await session({}, portsWith(keys));
    const failed = await wizard.create();
    expect(failed.status).toBe('failed');
    expect(states(failed)).toEqual(['done', 'failed']);
    expect(failed.calls[1]?.message).toMatch(/Too many requests/);
    const done = await wizard.create();
    expect(done.key).toEqual(failed.key);
    expect(states(done)).toEqual(['done', 'done']);
    expect(created).toBe(1);
  });

  it('the rest can be done after a crash, too', async () => {
    const ports = portsWith(failingOnce(new KmsError('network', 'ECONNRESET')));
    const failed = await (await session({}, ports)).create();
    const later = new WizardSession(sandboxPlace, ports);
    await later.connect();
    expect(later.view.run).toMatchObject({ status: 'failed', key: failed.key });
    expect((await later.create()).status).toBe('done');
  });

  it('undoing schedules the deletion and keeps the draft', async () => {
    const wizard = await session({}, portsWith(failingOnce(new KmsError('denied', 'No.'))));
    const ref = refOf(await wizard.create());
    expect((await wizard.undo()).status).toBe('undone');
    expect((await sandbox.ports.keys.describe(ref)).state).toBe('PendingDeletion');
    expect(wizard.draft.alias).not.toBe('');
    expect(wizard.run).toBeUndefined();
  });

  it('undoing is confirmed like any change', async () => {
    const asked: string[] = [];
    const allow = (_: string, change: string) => Promise.resolve(void asked.push(change));
    const wizard = await session({}, portsWith(failingOnce(new KmsError('denied', 'No.')), { allow }));
    const { keyId } = refOf(await wizard.create());
    await wizard.undo();
    expect(asked).toEqual([`Create alias/test-${aliases}`, `Schedule the deletion of ${keyId}`]);
  });

  it('an alias whose answer was lost counts as made', async () => {
    const keys: Partial<KeyPort> = {
      async createAlias(...args) {
        await sandbox.ports.keys.createAlias(...args);
        await sandbox.ports.keys.createAlias(...args);
      },
    };
    const run = await (await session({}, portsWith(keys))).create();
    expect(run.status).toBe('done');
  });
});

describe('a principal that IAM has just made', () => {
  const unknown = new KmsError(
    'invalid-principal',
    'Policy contains a statement with one or more invalid principals.',
  );
  const unknownFor = (times: number): Partial<KeyPort> => {
    let left = times;
    return {
      create: (...args) => {
        if (left === 0) return sandbox.ports.keys.create(...args);
        left -= 1;
        return Promise.reject(unknown);
      },
    };
  };

  it('is waited for, visibly', async () => {
    const wizard = await session({}, portsWith(unknownFor(3), { wait: () => Promise.resolve() }));
    const seen: string[] = [];
    wizard.onDidRun(({ status }) => seen.push(status));
    expect((await wizard.create()).status).toBe('done');
    expect(seen.filter((status) => status === 'retrying')).toHaveLength(3);
  });

  it('is waited for two minutes and no longer', async () => {
    let waited = 0;
    const wait = (milliseconds: number) => ((waited += milliseconds), Promise.resolve());
    const wizard = await session({}, portsWith(unknownFor(1000), { wait }));
    const run = await wizard.create();
    expect(run.status).toBe('failed');
    expect(waited).toBe(120_000);
    expect(run.calls[0]?.message).toMatch(/invalid principals/);
  });

  it('is given up at once where the person wants to', async () => {
    const wizard = await session({}, portsWith(unknownFor(1000)));
    wizard.onDidRun(({ status }) => {
      if (status === 'retrying') wizard.stopRetrying();
    });
    expect(await wizard.create()).toMatchObject({ status: 'failed', calls: [{ state: 'failed' }, {}] });
  });
});

describe('the draft', () => {
  it('is there again in the next session', async () => {
    const ports = portsWith();
    (await session({ description: 'half done' }, ports)).dispose();
    const next = new WizardSession(sandboxPlace, ports);
    expect(next.draft.description).toBe('half done');
    expect(next.view.restoredFrom).toBeTypeOf('number');
  });

  it('of another region is another one', async () => {
    const ports = portsWith();
    (await session({ description: 'half done' }, ports)).dispose();
    const elsewhere = new WizardSession({ connection: 'sandbox', region: 'eu-west-1' }, ports);
    expect(elsewhere.draft.description).toBe('');
  });

  it('kept by a page is taken where it is newer, and left where it is older or none of ours', async () => {
    const wizard = await session();
    const { revision, draft } = wizard.view;
    wizard.adopt({ revision: revision - 1, draft: { ...draft, alias: 'older' }, step: 'labels' });
    wizard.adopt({ revision: revision + 9, draft: { ...draft, spec: 'AES' as 'RSA_2048' }, step: 'labels' });
    expect(wizard.draft.alias).toBe(draft.alias);
    wizard.adopt({ revision: revision + 1, draft: { ...draft, alias: 'newer' }, step: 'labels' });
    expect(wizard.draft.alias).toBe('newer');
  });

  it('kept in another shape is left out, and the others are read', () => {
    const store = memory();
    void store.update('kms.wizard.drafts', [{ place: 'x' }, null, { step: 'labels' }]);
    expect(draftStore(store).latest()).toBeUndefined();
  });

  it('gets the policy that is typed in an editor', async () => {
    const wizard = await session();
    let told = 0;
    wizard.onDidChange(() => (told += 1));
    wizard.setPolicy('{ "Version": "2012-10-17" }');
    expect(wizard.view.view?.policy).toBe('{ "Version": "2012-10-17" }');
    expect(told).toBe(1);
  });
});

describe('a connection that does not answer', () => {
  it('is told in words, and the draft can be worked on', async () => {
    const connections = {
      ...sandbox.ports.connections,
      epoch: 0,
      identity: () =>
        Promise.reject(new KmsError('credentials-expired', 'Expired.', { connection: 'sandbox' })),
    };
    const wizard = new WizardSession(sandboxPlace, portsWith({}, { connections }));
    await wizard.connect();
    wizard.setDraft({ ...wizard.draft, alias: 'x' });
    expect(wizard.view.placeFailure).toMatch(/expired/);
    await expect(wizard.create()).rejects.toBeInstanceOf(KmsError);
  });
});
