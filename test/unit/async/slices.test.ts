import fc from '../properties';
import { describe, expect, it } from 'vitest';
import { sortInSlices } from '../../../src/async/slices';

const rankOf = ({ rank }: { rank: string }): string => rank;
const ranked = (length: number, ranks: number) =>
  Array.from({ length }, (_, at) => ({ rank: String((at * 7919) % ranks).padStart(6, '0'), at }));

describe('sorting in slices', () => {
  it('sorts by rank, equal ranks in their order', async () => {
    const sizes = fc.integer({ min: 0, max: 20_000 });
    await fc.assert(
      fc.asyncProperty(sizes, fc.integer({ min: 1, max: 50_000 }), async (length, ranks) => {
        const items = ranked(length, ranks);
        const sorted = await sortInSlices(items, rankOf);
        expect(sorted).toEqual(
          [...items].sort((one, other) => Number(one.rank) - Number(other.rank) || one.at - other.at),
        );
      }),
      { numRuns: 15 },
    );
  });

  it('lets something else have its turn every few thousand items', async () => {
    let pauses = 0;
    await sortInSlices(ranked(100_000, 99_991), rankOf, () => {
      pauses++;
      return Promise.resolve();
    });
    expect(pauses).toBeGreaterThan(100);
  });
});
