import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KmsError } from '../../../../src/core/errors';
import type { KeyRef, NewKey } from '../../../../src/core/keys/model';
import type { KeyPort } from '../../../../src/core/ports';
import type { Run } from '../../../../src/core/wizard/run';
import { openWizard, portsOver } from './openWizard';
import { sandboxPlace, sandboxPorts } from './sandboxPorts';

let sandbox: Awaited<ReturnType<typeof sandboxPorts>>;
beforeAll(async () => {
  sandbox = await sandboxPorts();
});
afterAll(() => sandbox.stop());

const states = (run: Run | undefined) => run?.calls.map(({ state }) => state);

/** A gate that the test opens. */
function gate() {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open: () => open() };
}

/** The sandbox's KMS, which counts the keys that it is asked for and answers once the gate is open. */
function slowKms(opened: Promise<void>) {
  const asked: NewKey[] = [];
  const keys: Partial<KeyPort> = {
    async create(place, key, signal) {
      asked.push(key);
      await opened;
      return sandbox.ports.keys.create(place, key, signal);
    },
  };
  return { asked, keys };
}

describe('a second Create', () => {
  it('is refused while the first one runs, and makes no second key', async () => {
    const { opened, open } = gate();
    const { asked, keys } = slowKms(opened);
    const wizard = await openWizard(portsOver(sandbox, keys));
    const first = wizard.create();
    await expect.poll(() => asked.length).toBe(1);
    await expect(wizard.create()).rejects.toMatchObject({ reason: 'conflict' });
    open();
    expect((await first).status).toBe('done');
    expect(asked).toHaveLength(1);
  });

  it('is refused while the first one waits for the person’s word', async () => {
    const { opened, open } = gate();
    const { asked, keys } = slowKms(Promise.resolve());
    const wizard = await openWizard(portsOver(sandbox, keys, { allow: () => opened }));
    const first = wizard.create();
    await expect(wizard.create()).rejects.toMatchObject({ reason: 'conflict' });
    open();
    expect((await first).status).toBe('done');
    expect(asked).toHaveLength(1);
  });

  it('may be tried after the first one was not confirmed', async () => {
    const words = ['no', 'yes'];
    const allow = () =>
      words.shift() === 'no' ? Promise.reject(new KmsError('cancelled', 'No.')) : Promise.resolve();
    const wizard = await openWizard(portsOver(sandbox, {}, { allow }));
    await expect(wizard.create()).rejects.toMatchObject({ reason: 'cancelled' });
    expect((await wizard.create()).status).toBe('done');
  });

  it('cannot be made room for by starting over, or by undoing', async () => {
    const { opened, open } = gate();
    const { asked, keys } = slowKms(opened);
    const wizard = await openWizard(portsOver(sandbox, keys), { description: 'Orders' });
    const first = wizard.create();
    await expect.poll(() => asked.length).toBe(1);
    expect(() => wizard.startOver()).toThrow(KmsError);
    await expect(wizard.undo()).rejects.toMatchObject({ reason: 'conflict' });
    expect(wizard.draft.description).toBe('Orders');
    open();
    expect((await first).status).toBe('done');
  });
});

describe('an alias that cannot be made', () => {
  it('because it points to another key is a failure, and stays with that key', async () => {
    const { keys } = sandbox.ports;
    const other = await (await openWizard(portsOver(sandbox))).create();
    const name = other.alias ?? '';
    // Taken by somebody else between the check of the draft and the call.
    const unlisted: Partial<KeyPort> = { createAlias: (place, _, id) => keys.createAlias(place, name, id) };
    const wizard = await openWizard(portsOver(sandbox, unlisted), { alias: name.replace('alias/', '') });
    const run = await wizard.create();
    expect(run.status).toBe('failed');
    expect(states(run)).toEqual(['done', 'failed']);
    expect(await targetOf(name)).toBe(other.key?.keyId);
  });

  it('is a failure whatever the listing says, unless KMS says that it is there already', async () => {
    // The alias was made, and the answer is one that says it was not: only a retry may find that out.
    let answered = false;
    const keys: Partial<KeyPort> = {
      async createAlias(...args) {
        if (answered) return sandbox.ports.keys.createAlias(...args);
        answered = true;
        await sandbox.ports.keys.createAlias(...args);
        throw new KmsError('throttled', 'Rate exceeded');
      },
    };
    const wizard = await openWizard(portsOver(sandbox, keys));
    const failed = await wizard.create();
    expect(states(failed)).toEqual(['done', 'failed']);
    const done = await wizard.create();
    expect(states(done)).toEqual(['done', 'done']);
    expect(await targetOf(done.alias ?? '')).toBe(failed.key?.keyId);
  });
});

describe('the lock-out safety check', () => {
  const nobody = JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { AWS: 'arn:aws:iam::111122223333:user/payments/alice' },
        Action: 'kms:Decrypt',
        Resource: '*',
      },
    ],
  });

  it('keeps a policy from KMS that would lock the caller out', async () => {
    const { asked, keys } = slowKms(Promise.resolve());
    const wizard = await openWizard(portsOver(sandbox, keys), { editedPolicy: nobody });
    await expect(wizard.create()).rejects.toMatchObject({ reason: 'invalid' });
    expect(asked).toEqual([]);
  });

  it('is bypassed where the person chose so', async () => {
    const wizard = await openWizard(portsOver(sandbox), { editedPolicy: nobody, bypassLockoutCheck: true });
    const run = await wizard.create();
    expect(run.calls[0]).toMatchObject({ operation: 'CreateKey', state: 'done' });
    // The caller may not even read the policy now; who made the key knows what it is.
    expect(run.key).toMatchObject<Partial<KeyRef>>(sandboxPlace);
  });
});

async function targetOf(alias: string): Promise<string | undefined> {
  for await (const page of sandbox.ports.keys.listAliases(sandboxPlace)) {
    const found = page.items.find(({ name }) => name === alias);
    if (found) return found.targetKeyId;
  }
  return undefined;
}
