/** A slice is sorted, or so many items are merged, before something else has its turn: a few milliseconds. */
const slice = 8_192;

/** Sorts as `Array.sort` does, in slices, so that the editor does not wait for 100,000 rows. */
export async function sortInSlices<T>(
  items: readonly T[],
  compare: (one: T, other: T) => number,
  pause: () => Promise<void> = nextTurn,
): Promise<T[]> {
  let runs: T[][] = [];
  for (let at = 0; at < items.length; at += slice) {
    runs.push(items.slice(at, at + slice).sort(compare));
    await pause();
  }
  while (runs.length > 1) {
    const merged: T[][] = [];
    for (let at = 0; at < runs.length; at += 2) {
      merged.push(await merge(runs[at] ?? [], runs[at + 1] ?? [], compare, pause));
    }
    runs = merged;
  }
  return runs[0] ?? [];
}

async function merge<T>(
  left: readonly T[],
  right: readonly T[],
  compare: (one: T, other: T) => number,
  pause: () => Promise<void>,
): Promise<T[]> {
  const merged: T[] = [];
  let atLeft = 0;
  let atRight = 0;
  while (atLeft < left.length || atRight < right.length) {
    const takesLeft =
      atRight >= right.length ||
      (atLeft < left.length && compare(left[atLeft] as T, right[atRight] as T) <= 0);
    merged.push((takesLeft ? left[atLeft++] : right[atRight++]) as T);
    if (merged.length % slice === 0) await pause();
  }
  return merged;
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
