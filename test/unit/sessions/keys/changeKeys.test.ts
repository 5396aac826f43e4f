import { describe, expect, it } from 'vitest';
import { KmsError } from '../../../../src/core/errors';
import type { Key, KeyRef } from '../../../../src/core/keys/model';
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
          reason: 'wrong-state',
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
      reason: 'wrong-state',
      details: { key: first, region: 'us-east-1' },
    });
  });

  it('is refused with the reason that leads on: to enabling the key, or nowhere', async () => {
    const { port } = keysIn({ [first.keyId]: 'Disabled' });
    await expect(demandAction(port, 'rotateNow', first)).rejects.toMatchObject({ reason: 'disabled' });
    const describe = () => Promise.resolve(key({ manager: 'AWS' }));
    await expect(demandAction({ describe }, 'disable', first)).rejects.toMatchObject({
      reason: 'not-possible',
    });
  });

  it('is not taken for possible where the key cannot be described', async () => {
    const describe = () => Promise.reject(new KmsError('denied', 'No.'));
    await expect(demandAction({ describe }, 'disable', first)).rejects.toMatchObject({ reason: 'denied' });
  });
});
