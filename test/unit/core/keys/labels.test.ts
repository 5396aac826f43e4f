import { describe, expect, it } from 'vitest';
import { KmsError } from '../../../../src/core/errors';
import { descriptionOf, labelOf, plural, shortId, timeAgo, timeLeft } from '../../../../src/core/keys/labels';
import { day, id, key, now } from './builders';

describe('the label of a key', () => {
  const keyId = id(1);
  it('is its first alias without the prefix', () => {
    expect(labelOf({ keyId, aliases: ['alias/app/payments', 'alias/other'], description: 'x' })).toBe(
      'app/payments',
    );
  });
  it('is its description where it has no alias', () => {
    expect(labelOf({ keyId, aliases: [], description: '  Orders ' })).toBe('Orders');
  });
  it('is its short id where it has neither', () => {
    expect(labelOf({ keyId, aliases: [], description: ' ' })).toBe('00000001');
    expect(shortId('mrk-1f24e8f7468e4770814')).toBe('mrk-1f24e8f7');
  });
});

describe('the description of a key', () => {
  it('tells how an ordinary key rotates, and its type where it does not', () => {
    expect(descriptionOf(key(), { enabled: true, periodDays: 180 }, now)).toBe('rotates every 180 d');
    expect(descriptionOf(key(), { enabled: false }, now)).toBe('symmetric');
  });
  it('tells rotation that may not be read from a key that does not rotate', () => {
    expect(descriptionOf(key(), new KmsError('denied', 'no'), now)).toBe('no permission to read rotation');
    expect(descriptionOf(key(), new KmsError('network', 'no'), now)).toBe('rotation unknown');
  });
  it('tells what an asymmetric key is for', () => {
    expect(descriptionOf(key({ spec: 'RSA_2048', usage: 'SIGN_VERIFY' }), undefined, now)).toBe(
      'RSA_2048 · sign and verify',
    );
  });
  it('tells a state that is not "Enabled" in place of the spec', () => {
    expect(descriptionOf(key({ state: 'Disabled' }), undefined, now)).toBe('Disabled');
    expect(descriptionOf(key({ state: 'PendingImport' }), undefined, now)).toBe('Pending import');
  });
  it('tells the days that are left before a deletion', () => {
    const pending = key({ state: 'PendingDeletion', deletionDate: now + 5.5 * day });
    expect(descriptionOf(pending, undefined, now)).toBe('6 days left · pending deletion');
    expect(descriptionOf(key({ state: 'PendingDeletion' }), undefined, now)).toBe('Pending deletion');
  });
  it('tells when imported material expires, of a disabled key too', () => {
    const validTo = now + 5 * day;
    expect(descriptionOf(key({ validTo }), undefined, now)).toBe('material 5 days left');
    expect(descriptionOf(key({ state: 'Disabled', validTo }), undefined, now)).toBe(
      'Disabled · material 5 days left',
    );
  });
  it('tells the part a multi-Region key plays', () => {
    const multiRegion = { role: 'REPLICA', primary: { arn: '', region: 'eu-west-1' }, replicas: [] } as const;
    expect(descriptionOf(key({ multiRegion: { ...multiRegion, replicas: [] } }), undefined, now)).toContain(
      'multi-Region replica',
    );
  });
});

describe('times in words', () => {
  it.each([
    [now + 10 * day, '10 days left'],
    [now + day, '1 day left'],
    [now + day - 1, '24 hours left'],
    [now + 60_000, '1 hour left'],
    [now - 1, 'any moment'],
  ])('%i is %s', (until, words) => expect(timeLeft(until, now)).toBe(words));
  it.each([
    [now - 10, 'just now'],
    [now - 61_000, '1 minute ago'],
    [now - 3 * 3_600_000, '3 hours ago'],
    [now - 40 * day, '40 days ago'],
  ])('%i is %s', (at, words) => expect(timeAgo(at, now)).toBe(words));
  it('counts in words', () => {
    expect([plural(1, 'key'), plural(12_345, 'key'), plural(2, 'alias')]).toEqual([
      '1 key',
      '12,345 keys',
      '2 aliases',
    ]);
  });
});

it('a row says first how long imported material lasts', () => {
  const now = Date.parse('2026-12-01T00:00:00Z');
  const imported = key({ origin: 'EXTERNAL', validTo: now + 12 * 86_400_000 });
  expect(descriptionOf(imported, undefined, now)).toBe('material 12 days left');
});
