import { describe, expect, it } from 'vitest';
import { KmsError } from '../../../../src/core/errors';
import type { KeyAction } from '../../../../src/core/keys/allowed';
import type { Key, KeyRef } from '../../../../src/core/keys/model';
import { explain } from '../../../../src/core/messages';
import { changeEach, demandAction } from '../../../../src/sessions/keys/changeKeys';
import { id, key, ref } from '../../core/keys/builders';

const refs = [1, 2, 3, 4].map((number) => ref(id(number)));
const [first, second, third, fourth] = refs as [KeyRef, KeyRef, KeyRef, KeyRef];

/** Keys in these states, and what was done to them. */
function keysIn(states: Partial<Record<string, Key['state']>> = {}) {
  const disabled: string[] = [];
  return {
    disabled,
    port: {
      describe: ({ keyId }: KeyRef) => Promise.resolve(key({ keyId, state: states[keyId] ?? 'Enabled' })),
    },
    run: ({ keyId }: KeyRef) => Promise.resolve(void disabled.push(keyId)),
  };
}

const running = () => new AbortController().signal;

describe('a change to several keys', () => {
  it('is made to each of them, in their order', async () => {
    const { port, run, disabled } = keysIn();
    const started: KeyRef[] = [];
    const changed = await changeEach(port, refs, { action: 'disable', run }, running(), (one) => {
      started.push(one);
    });
    expect(changed.done).toEqual(refs);
    expect(changed.failures.size).toBe(0);
    expect(disabled).toEqual(refs.map(({ keyId }) => keyId));
    expect(started).toEqual(refs);
  });

  it('passes over keys whose state forbids it, says why, and goes on', async () => {
    const { port, run, disabled } = keysIn({ [second.keyId]: 'PendingDeletion' });
    const changed = await changeEach(port, refs, { action: 'disable', run }, running());
    expect(changed.done).toEqual([first, third, fourth]);
    expect([...changed.failures]).toEqual([
      [
        second,
        expect.objectContaining({
          reason: 'not-possible',
          message: expect.stringContaining('deletion') as string,
        }),
      ],
    ]);
    expect(disabled).not.toContain(second.keyId);
  });

  it('goes on after a key that KMS refuses', async () => {
    const { port } = keysIn();
    const refused = new KmsError('denied', 'No.');
    const run = (one: KeyRef) => (one === second ? Promise.reject(refused) : Promise.resolve());
    const changed = await changeEach(port, refs, { action: 'disable', run }, running());
    expect(changed.done).toEqual([first, third, fourth]);
    expect([...changed.failures]).toEqual([[second, refused]]);
  });

  it('ends where the person cancels: what is done is done, the rest is left and no failure', async () => {
    const { port } = keysIn();
    const controller = new AbortController();
    const run = (one: KeyRef) => {
      if (one === second) controller.abort();
      return Promise.resolve();
    };
    const changed = await changeEach(port, refs, { action: 'disable', run }, controller.signal);
    expect(changed.done).toEqual([first, second]);
    expect(changed.failures.size).toBe(0);
  });

  it('counts the key whose call was cancelled among those that are left', async () => {
    const { port } = keysIn();
    const run = (one: KeyRef) =>
      one === third ? Promise.reject(new KmsError('cancelled', 'Cancelled')) : Promise.resolve();
    const changed = await changeEach(port, refs, { action: 'disable', run }, running());
    expect(changed.done).toEqual([first, second]);
    expect(changed.failures.size).toBe(0);
  });
});

describe('an action on one key', () => {
  it('is decided by the state that the key has now', async () => {
    const { port } = keysIn({ [first.keyId]: 'Disabled' });
    expect(await demandAction(port, 'enable', first)).toMatchObject({ keyId: first.keyId });
    await expect(demandAction(port, 'disable', first)).rejects.toMatchObject({
      reason: 'not-possible',
      details: { key: first, region: 'us-east-1' },
    });
  });

  it.each<[KeyAction, Partial<Key>, string, string[]]>([
    ['rotateNow', { state: 'Disabled' }, 'The key is disabled. Enable it first.', ['enable']],
    [
      'enable',
      { state: 'PendingDeletion' },
      'The key is pending deletion. Cancel the deletion first.',
      ['cancel-deletion'],
    ],
    ['createAlias', { state: 'PendingReplicaDeletion' }, 'The key is pending deletion.', ['cancel-deletion']],
    ['disable', { state: 'Updating' }, 'The key is being updated. Try again in a minute.', ['retry']],
    ['enable', { state: 'Enabled' }, 'The key is enabled already.', []],
    ['scheduleDeletion', { state: 'PendingDeletion' }, 'The key is pending deletion already.', []],
    ['cancelDeletion', { state: 'Enabled' }, 'The key is not pending deletion.', []],
    ['disable', { manager: 'AWS' }, 'This key is managed by AWS and is read-only.', []],
    ['rotation', { state: 'Disabled', spec: 'RSA_2048', usage: 'SIGN_VERIFY' }, 'Only symmetric', []],
  ])(
    'refuses to %s a key that is %j: “%s”, with what leads out of it',
    async (action, changes, why, steps) => {
      const describe = () => Promise.resolve(key(changes));
      const refusal: unknown = await demandAction({ describe }, action, first).catch(
        (error: unknown) => error,
      );
      const explanation = explain(refusal, 'change it');
      expect(explanation?.text).toContain(`Could not change it: ${why}`);
      expect(explanation?.steps).toEqual(steps);
    },
  );

  it('is not taken for possible where the key cannot be described', async () => {
    const describe = () => Promise.reject(new KmsError('denied', 'No.'));
    await expect(demandAction({ describe }, 'disable', first)).rejects.toMatchObject({ reason: 'denied' });
  });
});
