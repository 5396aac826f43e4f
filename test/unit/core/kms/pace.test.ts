import fc from '../../properties';
import { describe, expect, it } from 'vitest';
import { accepted, paceOf, refused, sent, waitOf, type Pace } from '../../../../src/core/kms/pace';

/** Sends as many requests as the pace allows until a time, and answers when each went out. */
function sendUntil(end: number, pace: Pace): { times: number[]; pace: Pace } {
  const times: number[] = [];
  let now = pace.at;
  for (now += waitOf(pace, now); now < end; now += waitOf(pace, now)) {
    pace = sent(pace, now);
    times.push(now);
  }
  return { times, pace };
}

function mostInASecond(times: readonly number[]): number {
  let most = 0;
  for (let first = 0, last = 0; last < times.length; last++) {
    while ((times[last] ?? 0) - (times[first] ?? 0) >= 1000) first++;
    most = Math.max(most, last - first + 1);
  }
  return most;
}

describe('the pace of requests', () => {
  it('never sends more in any second than it may, and nearly as many in the long run', () => {
    fc.assert(
      fc.property(fc.double({ min: 1, max: 700, noNaN: true }), (most) => {
        const { times } = sendUntil(20_000, paceOf(most, 0));
        expect(mostInASecond(times)).toBeLessThanOrEqual(Math.ceil(most));
        expect(times.length).toBeGreaterThan(most * 20 * 0.5);
      }),
      { numRuns: 50 },
    );
  });

  it('halves when a request is refused, once for all that were on their way', () => {
    let pace = paceOf(100, 0);
    pace = refused(pace, 0, 10);
    expect(pace.perSecond).toBe(50);
    pace = refused(pace, 5, 12);
    expect(pace.perSecond).toBe(50);
    pace = accepted(pace, 13);
    pace = refused(pace, 9, 14);
    expect(Math.round(pace.perSecond)).toBe(50);
    pace = refused(pace, 20, 30);
    expect(Math.round(pace.perSecond)).toBe(25);
  });

  it('is back some seconds after the last refusal, and never above what it may', () => {
    let pace = refused(paceOf(100, 0), 0, 0);
    for (let now = 1000; now <= 8000; now += 1000) pace = accepted(pace, now);
    expect(pace.perSecond).toBe(100);
  });

  it('goes on asking however long it is refused, and tells since when', () => {
    let pace = paceOf(100, 0);
    for (let now = 1000; now <= 100_000; now += 1000) pace = refused(pace, now, now);
    expect(waitOf(pace, 100_000)).toBeLessThanOrEqual(2000);
    expect(pace.refusedSince).toBe(1000);
    expect(accepted(pace, 100_001).refusedSince).toBeUndefined();
  });
});
