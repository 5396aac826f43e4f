/** So many items are sorted or merged before something else has its turn: a millisecond or two. */
const slice = 2_048;

interface Ranked<T> {
  item: T;
  rank: string;
}

/** Sorts by rank, equal ranks in their order, in slices, so that the editor does not wait for 100,000 rows. */
export async function sortInSlices<T>(
  items: readonly T[],
  rankOf: (item: T) => string,
  pause: () => Promise<void> = nextTurn,
): Promise<T[]> {
  let runs: Ranked<T>[][] = [];
  for (let at = 0; at < items.length; at += slice) {
    const run = items.slice(at, at + slice).map((item) => ({ item, rank: rankOf(item) }));
    runs.push(run.sort((one, other) => (one.rank < other.rank ? -1 : one.rank > other.rank ? 1 : 0)));
    await pause();
  }
  while (runs.length > 1) {
    const merged: Ranked<T>[][] = [];
    for (let at = 0; at < runs.length; at += 2) {
      merged.push(await merge(runs[at] ?? [], runs[at + 1] ?? [], pause));
    }
    runs = merged;
  }
  return mapInSlices(runs[0] ?? [], ({ item }) => item, pause);
}

/** Does the same with each item, in slices. */
export async function mapInSlices<T, R>(
  items: readonly T[],
  change: (item: T) => R,
  pause: () => Promise<void> = nextTurn,
): Promise<R[]> {
  const changed: R[] = [];
  for (let at = 0; at < items.length; at += slice) {
    for (const item of items.slice(at, at + slice)) changed.push(change(item));
    await pause();
  }
  return changed;
}

async function merge<T>(
  left: readonly Ranked<T>[],
  right: readonly Ranked<T>[],
  pause: () => Promise<void>,
): Promise<Ranked<T>[]> {
  const merged: Ranked<T>[] = [];
  let atLeft = 0;
  let atRight = 0;
  for (;;) {
    const one = left[atLeft];
    const other = right[atRight];
    if (one === undefined && other === undefined) return merged;
    if (other === undefined || (one !== undefined && one.rank <= other.rank)) {
      merged.push(one as Ranked<T>);
      atLeft++;
    } else {
      merged.push(other);
      atRight++;
    }
    if (merged.length % slice === 0) await pause();
  }
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
