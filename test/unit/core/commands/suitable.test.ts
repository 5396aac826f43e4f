import { describe, expect, it } from 'vitest';
import type { Candidate } from '../../../../src/core/commands/command';
import { aliasTargets } from '../../../../src/core/commands/fits';
import { judged, menuTokens, noneSuits, preferredFirst } from '../../../../src/core/commands/suitable';
import { commands } from '../../../../src/core/commands/table';
import type { Key } from '../../../../src/core/keys/model';
import { id, key, place } from '../keys/builders';

const candidate = (changes: Partial<Key> = {}, more: Partial<Candidate> = {}): Candidate => {
  const described = key(changes);
  return { ref: described, key: described, pinned: false, aliases: [], ...more };
};

const suiting = (one: Candidate): string[] =>
  judged(one).flatMap(({ id, verdict }) => (verdict?.allowed === true ? [id] : []));

describe('the commands on keys', () => {
  it('suit a key by its state, its kind, its aliases and its pin', () => {
    expect(suiting(candidate({ state: 'Disabled' }))).toEqual(
      expect.arrayContaining(['kms.key.enable', 'kms.pin']),
    );
    expect(suiting(candidate({ state: 'Disabled' }))).not.toContain('kms.key.disable');
    expect(suiting(candidate({ state: 'Enabled' }))).not.toContain('kms.key.cancelDeletion');
    expect(suiting(candidate({}, { pinned: true }))).toContain('kms.unpin');
    expect(suiting(candidate({}, { pinned: true }))).not.toContain('kms.pin');
    expect(suiting(candidate({ spec: 'HMAC_256', usage: 'GENERATE_VERIFY_MAC' }))).not.toContain(
      'kms.key.rotation',
    );
    expect(suiting(candidate({ manager: 'AWS' })).filter((id) => id.startsWith('kms.key.'))).toEqual([]);
    expect(suiting(candidate({ connection: 'sandbox' }))).not.toContain('kms.openInConsole');
    expect(suiting(candidate({ connection: 'profile:work' }))).toContain('kms.openInConsole');
    expect(suiting(candidate({}, { aliases: ['alias/a'] }))).toContain('kms.copyAlias');
    expect(suiting(candidate())).not.toContain('kms.copyAlias');
  });

  it('that a menu leaves out each say why, in a sentence', () => {
    const all = [candidate({ state: 'PendingDeletion' }), candidate({ manager: 'AWS' }, { pinned: true })];
    const reasons = all
      .flatMap(judged)
      .flatMap(({ verdict }) => (verdict?.allowed === false ? [verdict.why] : []));
    expect(reasons.length).toBeGreaterThan(10);
    for (const why of reasons) expect(why).toMatch(/^[A-Z].+\.$/);
  });

  it('are neither offered nor refused while it is not known what the key is', () => {
    const unknown = candidate({}, { key: undefined, aliases: ['alias/a'] });
    const undecided = judged(unknown).flatMap(({ id, verdict }) => (verdict === undefined ? [id] : []));
    expect(undecided).toEqual(expect.arrayContaining(['kms.key.enable', 'kms.alias.create']));
    expect(menuTokens(unknown).sort()).toEqual(['has-alias', 'has-policy', 'key', 'pinnable']);
  });

  it('say why no key suits, by the reason that most keys share', () => {
    const already = 'The key is enabled already.';
    const pending = 'The key is pending deletion. Cancel the deletion first.';
    const { fits } = commands['kms.key.enable'];
    expect(noneSuits(fits, [pending, already, already])).toBe(`No key here can be enabled: ${already}`);
    expect(noneSuits(fits, [])).toBe('No key here can be enabled.');
  });
});

describe('the keys that an alias can be pointed to', () => {
  const verdict = (before: Key | undefined, one: Candidate) => aliasTargets({ place, before }).verdict(one);

  it('are in its Region, of the type and usage of the key before, and not pending deletion', () => {
    const before = key({ keyId: id(2), state: 'PendingDeletion' });
    expect(verdict(before, candidate())).toEqual({ allowed: true });
    expect(verdict(undefined, candidate({ spec: 'RSA_2048', usage: 'SIGN_VERIFY' }))).toEqual({
      allowed: true,
    });
    const refusals = [
      candidate({ region: 'eu-west-1' }),
      candidate({ connection: 'profile:work' }),
      candidate({ spec: 'RSA_2048', usage: 'SIGN_VERIFY' }),
      candidate({ spec: 'RSA_2048', usage: 'ENCRYPT_DECRYPT' }),
      candidate({ state: 'PendingDeletion' }),
      candidate({ manager: 'AWS' }),
      candidate({ keyId: id(2) }),
    ].map((one) => verdict(before, one));
    expect(refusals.map((one) => one?.allowed)).toEqual(refusals.map(() => false));
  });

  it('may include one that is not described yet', () => {
    expect(verdict(key({ keyId: id(2) }), candidate({}, { key: undefined }))).toBeUndefined();
  });
});

describe('the order in which keys are offered', () => {
  const keys = [
    { keyId: 'a', created: 1 },
    { keyId: 'b', created: 3 },
    { keyId: 'c', created: 2 },
    { keyId: 'd', created: undefined },
  ];
  const ids = (selected: string[]): string =>
    preferredFirst(keys, selected)
      .map(({ keyId }) => keyId)
      .join('');

  it('begins with the selected key, else with the newest, and leaves the others as they are', () => {
    expect(ids(['c'])).toBe('cabd');
    expect(ids([])).toBe('bacd');
    expect(ids(['elsewhere'])).toBe('bacd');
    expect(preferredFirst([{ keyId: 'x' }, { keyId: 'y' }], []).map(({ keyId }) => keyId)).toEqual([
      'x',
      'y',
    ]);
    expect(preferredFirst([], ['c'])).toEqual([]);
  });
});
