import { describe, expect, it } from 'vitest';
import {
  changesOf,
  isEdited,
  nextRows,
  noRows,
  type RowKind,
  type RowsEvent,
  type RowsState,
} from '../../../webview/ui/rowsState';

interface Tag {
  key: string;
  value: string;
}
const kind: RowKind<Tag> = {
  keyOf: ({ key }) => key,
  same: (a, b) => a.key === b.key && a.value === b.value,
};
const tag = (key: string, value = ''): Tag => ({ key, value });
const tell = (...values: Tag[]): RowsEvent<Tag> => ({ kind: 'told', values });
const add = (value: Tag): RowsEvent<Tag> => ({ kind: 'added', value });
const change = (row: number, value: Tag): RowsEvent<Tag> => ({ kind: 'changed', row, value });
const remove = (row: number): RowsEvent<Tag> => ({ kind: 'removed', row });
const after = (...events: RowsEvent<Tag>[]): RowsState<Tag> =>
  events.reduce<RowsState<Tag>>((state, event) => nextRows(state, event, kind), noRows);
const now = ({ rows }: RowsState<Tag>) => rows.map((row) => row.now);
const nothing = { added: [], changed: [], removed: [] };

describe('rows that are edited', () => {
  const [a, b] = [tag('a', '1'), tag('b', '2')];

  it('tell what saving has to do', () => {
    const state = after(tell(a, b), change(0, tag('a', '9')), remove(1), add(tag('c')));
    expect(changesOf(state, kind)).toEqual({
      added: [tag('c')],
      changed: [{ before: a, now: tag('a', '9') }],
      removed: [b],
    });
    expect(isEdited(state, kind)).toBe(true);
  });

  it('have nothing to save where all is as before again', () => {
    const state = after(
      tell(a, b),
      change(0, tag('a', '9')),
      remove(1),
      add(tag('c')),
      change(0, a),
      { kind: 'restored', row: 1 },
      remove(2),
    );
    expect(changesOf(state, kind)).toEqual(nothing);
    expect(isEdited(state, kind)).toBe(false);
    const edited = after(tell(a, b), change(0, tag('a', '9')), add(tag('c')), { kind: 'discarded' });
    expect(now(edited)).toEqual([a, b]);
    expect(isEdited(edited, kind)).toBe(false);
  });

  it('put the focus into a new row, and beside a new row that goes', () => {
    expect(after(tell(a), add(tag(''))).focus).toEqual({ on: 'field', row: 1 });
    const three = [add(tag('x')), add(tag('y')), add(tag('z'))];
    expect(after(...three, remove(1)).focus).toEqual({ on: 'remove', row: 2 });
    expect(after(...three, remove(2)).focus).toEqual({ on: 'remove', row: 1 });
    expect(after(add(tag('x')), remove(0)).focus).toEqual({ on: 'add' });
    // The button of a row that the host has stays where it is.
    expect(after(tell(a), remove(0)).focus).toBeUndefined();
  });

  it('keep edits when the host tells its rows again', () => {
    const edited = [tell(a, b), change(0, tag('a', '9')), add(tag('c', '3'))];
    const state = after(...edited, tell(tag('a', '5'), tag('d')));
    // b has gone elsewhere, d has come, and what was edited is measured against what the host has now.
    expect(now(state)).toEqual([tag('a', '9'), tag('c', '3'), tag('d')]);
    expect(changesOf(state, kind)).toEqual({
      ...nothing,
      added: [tag('c', '3')],
      changed: [{ before: tag('a', '5'), now: tag('a', '9') }],
    });
  });

  it('lose no edit of a row that the host has no longer', () => {
    const state = after(tell(a, b), change(0, tag('a', '9')), remove(1), tell());
    expect(changesOf(state, kind)).toEqual({ ...nothing, added: [tag('a', '9')] });
  });

  it('are unedited once they are saved, new keys included', () => {
    const edited = [tell(a, b), change(0, tag('z', '1')), remove(1), add(tag('c', '3'))];
    const state = after(...edited, tell(tag('c', '3'), tag('z', '1')));
    expect(now(state)).toEqual([tag('z', '1'), tag('c', '3')]);
    expect(isEdited(state, kind)).toBe(false);
  });

  it('pass over events of rows that are not there', () => {
    const state = after(tell(a));
    for (const event of [change(7, b), remove(7), { kind: 'restored', row: 7 }] as const)
      expect(nextRows(state, event, kind)).toBe(state);
  });

  it('takes many that are pasted: new values for what is there, the others after it, none for the empty field', () => {
    const state = after(tell(tag('a', '1'), tag('b', '2')), remove(1), add(tag('')), {
      ...{ kind: 'pasted', row: 2 },
      values: [tag('b', '9'), tag('c', '3')],
    });
    expect(now(state)).toEqual([tag('a', '1'), tag('b', '9'), tag('c', '3')]);
    expect(changesOf(state, kind)).toEqual({
      ...{ added: [tag('c', '3')], removed: [] },
      changed: [{ before: tag('b', '2'), now: tag('b', '9') }],
    });
  });
});
