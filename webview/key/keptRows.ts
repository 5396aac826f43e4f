import type { EditedRow } from '../../src/protocol/keyPageEdits';
import type { RowsState } from '../ui/rowsState';

/** Edited rows as the host keeps them. */
export function keptRows<V>({ rows }: RowsState<V>): EditedRow<V>[] {
  return rows.map(({ before, now, removed }) => ({ ...(before !== undefined && { before }), now, removed }));
}

/** The rows again. */
export function rowsOf<V>(kept: readonly EditedRow<V>[]): RowsState<V> {
  const rows = kept.map(({ before, now, removed }, id) => ({
    ...{ id, now, removed },
    ...(before !== undefined && { before }),
  }));
  return { rows, nextId: rows.length };
}
