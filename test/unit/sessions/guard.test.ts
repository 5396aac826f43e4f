import { describe, expect, it } from 'vitest';
import { KmsError } from '../../../src/core/errors';
import { createGuard, type Guard } from '../../../src/sessions/guard';
import { sandboxConnection } from '../core/keys/builders';

interface Bench {
  guard: Guard;
  asked: string[];
  looked: string[];
}

function bench(settings: { readOnly?: boolean; production?: boolean; answer?: boolean }): Bench {
  const asked: string[] = [];
  const looked: string[] = [];
  const guard = createGuard({
    connections: {
      get(id) {
        looked.push(id);
        return Promise.resolve({
          ...sandboxConnection,
          name: 'acme',
          production: settings.production === true,
        });
      },
    },
    isReadOnly: () => settings.readOnly === true,
    readOnlyWords: 'Read-only mode is on.',
    confirm(change, connection) {
      asked.push(`${change} on ${connection}`);
      return Promise.resolve(settings.answer === true);
    },
  });
  return { guard, asked, looked };
}

describe('the guard of changes', () => {
  it('lets a change pass without a question on an ordinary connection', async () => {
    const { guard, asked, looked } = bench({});
    await guard.allow('profile:acme', 'Disable payments');
    expect(asked).toEqual([]);
    expect(looked).toEqual(['profile:acme']);
  });

  it('asks on a production connection, with the change and its name, each time', async () => {
    const { guard, asked } = bench({ production: true, answer: true });
    await guard.allow('profile:acme', 'Disable payments');
    await guard.allow('profile:acme', 'Rotate payments');
    expect(asked).toEqual(['Disable payments on acme', 'Rotate payments on acme']);
  });

  it('takes anything but a yes for a no, and then says nothing more', async () => {
    const { guard } = bench({ production: true, answer: false });
    await expect(guard.allow('profile:acme', 'Disable payments')).rejects.toMatchObject({
      reason: 'cancelled',
    });
  });

  it('refuses in read-only mode before it asks or looks, and says why', async () => {
    const { guard, asked, looked } = bench({ readOnly: true, production: true, answer: true });
    await expect(guard.allow('profile:acme', 'Disable payments')).rejects.toMatchObject({
      reason: 'read-only',
      message: 'Read-only mode is on.',
      details: { connection: 'profile:acme' },
    });
    expect([...asked, ...looked]).toEqual([]);
  });

  it('follows the setting as it is at the moment', async () => {
    const settings = { readOnly: false };
    const { guard } = bench(settings);
    await guard.allow('profile:acme', 'Disable payments');
    settings.readOnly = true;
    await expect(guard.allow('profile:acme', 'Disable payments')).rejects.toMatchObject({
      reason: 'read-only',
    });
  });

  it('allows nothing on a connection of which nobody knows whether it is production', async () => {
    const guard = createGuard({
      connections: { get: () => Promise.reject(new KmsError('credentials-missing', 'No such profile.')) },
      isReadOnly: () => false,
      readOnlyWords: '',
      confirm: () => Promise.resolve(true),
    });
    await expect(guard.allow('profile:gone', 'Disable payments')).rejects.toMatchObject({
      reason: 'credentials-missing',
    });
  });
});
