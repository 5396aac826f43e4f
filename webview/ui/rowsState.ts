/** One row of a table that is edited as a whole and saved at once, such as a key's tags. */
export interface EditedRow<V> {
  id: number;
  /** As the host has it; absent for a new row. */
  before?: V;
  now: V;
  /** It goes when the table is saved; until then it can be had back. */
  removed: boolean;
}

export interface RowsState<V> {
  rows: readonly EditedRow<V>[];
  nextId: number;
  /** What the last event has put the focus on. */
  focus?: { on: 'field' | 'remove'; row: number } | { on: 'add' };
}

export type RowsEvent<V> =
  /** What the host has now, perhaps changed elsewhere. Edits stay. */
  | { kind: 'told'; values: readonly V[] }
  | { kind: 'added'; value: V }
  | { kind: 'changed'; row: number; value: V }
  /** Many were pasted into a row: those that are there take the new value, the others come after them. */
  | { kind: 'pasted'; row: number; values: readonly V[] }
  | { kind: 'removed'; row: number }
  | { kind: 'restored'; row: number }
  | { kind: 'discarded' };

export interface RowKind<V> {
  /** What tells one value from another in the host: a tag's key. */
  keyOf: (value: V) => string;
  same: (a: V, b: V) => boolean;
}

/** What saving has to do. */
export interface RowChanges<V> {
  added: V[];
  changed: { before: V; now: V }[];
  removed: V[];
}

export const noRows: RowsState<never> = { rows: [], nextId: 0 };

/** The rows after an event; the same value where the event names no row. */
export function nextRows<V>(state: RowsState<V>, event: RowsEvent<V>, kind: RowKind<V>): RowsState<V> {
  const { rows, nextId } = state;
  switch (event.kind) {
    case 'told':
      return told(state, event.values, kind);
    case 'discarded':
      return { nextId, rows: rows.flatMap(asBefore) };
    case 'added':
      return {
        rows: [...rows, { id: nextId, now: event.value, removed: false }],
        nextId: nextId + 1,
        focus: { on: 'field', row: nextId },
      };
    case 'pasted':
      return pasted(state, event, kind);
    case 'removed':
      return remove(state, event.row);
    case 'changed':
      return replace(state, event.row, ({ removed, ...row }) => ({ ...row, removed, now: event.value }));
    case 'restored':
      return replace(state, event.row, (row) => ({ ...row, removed: false }));
  }
}

function asBefore<V>(row: EditedRow<V>): EditedRow<V>[] {
  return row.before === undefined ? [] : [{ ...row, now: row.before, removed: false }];
}

function replace<V>(
  state: RowsState<V>,
  id: number,
  change: (row: EditedRow<V>) => EditedRow<V>,
): RowsState<V> {
  if (!state.rows.some((row) => row.id === id)) return state;
  const { focus: _, ...others } = state;
  return { ...others, rows: state.rows.map((row) => (row.id === id ? change(row) : row)) };
}

/** A new row goes at once, and the focus to its neighbour; one that the host has stays in sight until it is saved. */
function remove<V>(state: RowsState<V>, id: number): RowsState<V> {
  const at = state.rows.findIndex((row) => row.id === id);
  if (state.rows[at]?.before !== undefined) return replace(state, id, (row) => ({ ...row, removed: true }));
  if (at < 0) return state;
  const rows = state.rows.filter((row) => row.id !== id);
  const neighbour = rows[Math.min(at, rows.length - 1)];
  return { ...state, rows, focus: neighbour ? { on: 'remove', row: neighbour.id } : { on: 'add' } };
}

function pasted<V>(
  state: RowsState<V>,
  { row: into, values }: Extract<RowsEvent<V>, { kind: 'pasted' }>,
  { keyOf }: RowKind<V>,
): RowsState<V> {
  const isBlank = ({ id, before, now }: EditedRow<V>): boolean =>
    id === into && before === undefined && keyOf(now) === '';
  const start = { ...state, rows: state.rows.filter((row) => !isBlank(row)) };
  return values.reduce<RowsState<V>>((before, value) => {
    const there = before.rows.find(({ now }) => keyOf(now) === keyOf(value));
    if (there) return replace(before, there.id, (row) => ({ ...row, removed: false, now: value }));
    return {
      rows: [...before.rows, { id: before.nextId, now: value, removed: false }],
      nextId: before.nextId + 1,
      focus: { on: 'field', row: before.nextId },
    };
  }, start);
}

function told<V>(state: RowsState<V>, values: readonly V[], { keyOf, same }: RowKind<V>): RowsState<V> {
  const { focus: _, ...others } = state;
  const fresh = new Map(values.map((value) => [keyOf(value), value]));
  const take = (row: V | undefined): V | undefined => {
    const key = row === undefined ? undefined : keyOf(row);
    const value = key === undefined ? undefined : fresh.get(key);
    if (key !== undefined) fresh.delete(key);
    return value;
  };
  const rows = state.rows.flatMap(({ id, before, now, removed }): EditedRow<V>[] => {
    // A row that was added, or whose key was changed, is found by its new key once it is saved.
    const value = take(before) ?? (removed ? undefined : take(now));
    const edited = before === undefined || removed || !same(before, now);
    if (value === undefined) return edited && !removed ? [{ id, now, removed: false }] : [];
    return [{ id, before: value, now: edited ? now : value, removed }];
  });
  const added = [...fresh.values()].map((value, at) => ({
    id: state.nextId + at,
    before: value,
    now: value,
    removed: false,
  }));
  return { ...others, rows: [...rows, ...added], nextId: state.nextId + added.length };
}

/** What differs from what the host has. */
export function changesOf<V>({ rows }: RowsState<V>, { same }: RowKind<V>): RowChanges<V> {
  const changes: RowChanges<V> = { added: [], changed: [], removed: [] };
  for (const { before, now, removed } of rows) {
    if (before === undefined) changes.added.push(now);
    else if (removed) changes.removed.push(before);
    else if (!same(before, now)) changes.changed.push({ before, now });
  }
  return changes;
}

export function isEdited<V>(state: RowsState<V>, kind: RowKind<V>): boolean {
  return Object.values(changesOf(state, kind)).some(({ length }) => length > 0);
}
