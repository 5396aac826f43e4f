/** What tells rows apart, and how many of them a list holds. */
export interface RowIdentity<T> {
  /** Undefined for a row that cannot be chosen, such as a note below the others. */
  idOf: (row: T) => string | undefined;
  most: number;
}

/**
 * A list that still fills in, so that nobody chooses another row than the one they point at: what is shown stays where
 * it is, what is new comes below it, and notes come last. A row that no longer fits is left out; one that a full
 * list only has no more room for stays.
 */
export function steadyRows<T>(shown: readonly T[], found: readonly T[], { idOf, most }: RowIdentity<T>): T[] {
  const left = new Map<string, T>();
  for (const row of found) {
    const id = idOf(row);
    if (id !== undefined) left.set(id, row);
  }
  const isFull = left.size >= most;
  const kept = shown.flatMap((row) => {
    const id = idOf(row);
    if (id === undefined) return [];
    const now = left.get(id) ?? (isFull ? row : undefined);
    left.delete(id);
    return now === undefined ? [] : [now];
  });
  const notes = found.filter((row) => idOf(row) === undefined);
  return [...[...kept, ...left.values()].slice(0, most), ...notes];
}
