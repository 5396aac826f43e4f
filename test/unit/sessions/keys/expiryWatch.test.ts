import { describe, expect, it } from 'vitest';
import type { Key } from '../../../../src/core/keys/model';
import { watchExpiry } from '../../../../src/sessions/keys/expiryWatch';
import { day, id, key } from '../../core/keys/builders';
import { memoryStore } from '../memoryStore';

const hour = 3_600_000;
const start = Date.parse('2026-11-24T12:00:00Z');

/** Windows of one editor, whose hours a test lets go by. */
function windows(keys: Key[], store = memoryStore()) {
  let now = start;
  const ticks: (() => void)[] = [];
  const told: string[][] = [];
  let drawn = 0;
  const open = () =>
    watchExpiry({
      ...{ store, now: () => now, keys: () => keys },
      every(ms, callback) {
        expect(ms).toBe(hour);
        ticks.push(callback);
        return () => ticks.splice(ticks.indexOf(callback), 1);
      },
      onHour: () => drawn++,
      tell: (expiring) => told.push(expiring.map(({ keyId }) => keyId)),
    });
  const pass = (hours: number): void => {
    for (let count = 0; count < hours; count++) {
      now += hour;
      for (const tick of [...ticks]) tick();
    }
  };
  return { open, pass, told, store, drawn: () => drawn };
}

const expiring = key({ connection: 'work', keyId: id(1), validTo: start + 20 * day });

describe('the notice about key material that expires', () => {
  it('comes an hour after the start, not during it, and then once a day', () => {
    const { open, pass, told } = windows([expiring]);
    open();
    expect(told).toEqual([]);
    pass(1);
    expect(told).toEqual([[id(1)]]);
    pass(23);
    expect(told).toHaveLength(1);
    pass(1);
    expect(told).toHaveLength(2);
  });

  it('comes once a day from all windows, and from those that are opened later', () => {
    const first = windows([expiring]);
    first.open();
    first.open();
    first.pass(5);
    expect(first.told).toHaveLength(1);
    const later = windows([expiring], first.store);
    later.open();
    later.pass(5);
    expect(later.told).toEqual([]);
  });

  it('comes on the day on which a key has thirty days left', () => {
    const { open, pass, told } = windows([key({ ...expiring, validTo: start + 31 * day })]);
    open();
    pass(23);
    expect(told).toEqual([]);
    pass(1);
    expect(told).toEqual([[id(1)]]);
  });

  it('is spared for keys of the sandbox, and where nothing expires soon', () => {
    const { open, pass, told, drawn } = windows([
      key({ validTo: start + day }),
      key({ connection: 'work', validTo: start + 300 * day }),
      key({ connection: 'work' }),
    ]);
    open();
    pass(48);
    expect(told).toEqual([]);
    expect(drawn()).toBe(48);
  });

  it('is not silenced by a clock that was ahead', async () => {
    const store = memoryStore();
    await store.update('kms.material.expiryNotice', start + 1_000 * day);
    const { open, pass, told } = windows([expiring], store);
    open();
    pass(1);
    expect(told).toHaveLength(1);
  });

  it('ends with the window', () => {
    const { open, pass, told } = windows([expiring]);
    open().dispose();
    pass(2);
    expect(told).toEqual([]);
  });
});
