import { describe, expect, it } from 'vitest';
import { attentionBadge, expiresSoon, expiryNotice } from '../../../../src/core/keys/attention';
import { day, id, key, now } from './builders';

const clock = () => now;

describe('key material that expires', () => {
  it('is soon from thirty days before, and not of keys that wait for material or for their deletion', () => {
    expect(expiresSoon(key({ validTo: now + 30 * day }), now)).toBe(true);
    expect(expiresSoon(key({ validTo: now + 30 * day + 1 }), now)).toBe(false);
    expect(expiresSoon(key({ state: 'Disabled', validTo: now + day }), now)).toBe(true);
    expect(expiresSoon(key({ state: 'PendingImport', validTo: now - day }), now)).toBe(false);
    expect(expiresSoon(key({ state: 'PendingDeletion', validTo: now + day }), now)).toBe(false);
    expect(expiresSoon(key(), now)).toBe(false);
  });

  it('is counted on the view, beside the keys that are pending deletion', () => {
    expect(attentionBadge([key(), key({ validTo: now + 31 * day })], clock)).toBeUndefined();
    const expiring = key({ validTo: now + day });
    expect(attentionBadge([expiring], clock)).toEqual({
      value: 1,
      tooltip: '1 key with key material that expires within 30 days',
    });
    const deleted = key({ state: 'PendingDeletion' });
    const waiting = key({ state: 'PendingReplicaDeletion' });
    expect(attentionBadge([deleted, expiring, waiting, expiring], clock)).toEqual({
      value: 4,
      tooltip: '2 pending deletion, 2 keys with key material that expires within 30 days',
    });
  });

  it('is judged by the clock of the connection', () => {
    const ahead = (connection: string) => (connection === 'sandbox' ? now + 60 * day : now);
    const keys = [key({ validTo: now + 70 * day }), key({ connection: 'work', validTo: now + 70 * day })];
    expect(attentionBadge(keys, ahead)?.value).toBe(1);
  });

  it('is named in the notice, the soonest first and three at most', () => {
    const keys = [9, 2, 5, 7, 1].map((days) => key({ keyId: id(days), validTo: now + days * day }));
    const named = (one: { keyId: string }) => `key-${Number(one.keyId.slice(0, 8))}`;
    expect(expiryNotice(keys, named, now)?.soonest.keyId).toBe(id(1));
    expect(expiryNotice(keys, named, now)?.text).toBe(
      'Imported key material expires soon: key-1 (us-east-1, 1 day left), key-2 (us-east-1, 2 days left), key-5 (us-east-1, 5 days left) and 2 other keys. They cannot be used after that until the same material is imported again.',
    );
    expect(expiryNotice(keys.slice(0, 1), named, now)?.text).toBe(
      'Imported key material expires soon: key-9 (us-east-1, 9 days left). It cannot be used after that until the same material is imported again.',
    );
    expect(expiryNotice([], named, now)).toBeUndefined();
  });
});
