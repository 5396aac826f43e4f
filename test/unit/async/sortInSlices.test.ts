import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sortInSlices } from '../../../src/async/sortInSlices';

const compare = (one: { rank: number }, other: { rank: number }): number => one.rank - other.rank;

describe('sorting in slices', () => {
  it('sorts as the platform does, equal items in their order', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 30_000 }),
        fc.integer({ min: 1, max: 50_000 }),
        async (length, ranks) => {
          const items = Array.from({ length }, (_, at) => ({ rank: (at * 7919) % ranks, at }));
          expect(await sortInSlices(items, compare)).toEqual([...items].sort(compare));
        },
      ),
      { numRuns: 20 },
    );
  });

  it('lets something else have its turn every few thousand items', async () => {
    let pauses = 0;
    const items = Array.from({ length: 100_000 }, (_, at) => ({ rank: (at * 7919) % 99_991 }));
    await sortInSlices(items, compare, () => {
      pauses++;
      return Promise.resolve();
    });
    expect(pauses).toBeGreaterThan(50);
  });
});
