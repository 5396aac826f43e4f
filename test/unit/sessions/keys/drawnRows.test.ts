import { describe, expect, it } from 'vitest';
import type { Node } from '../../../../src/core/keys/nodes';
import type { Row } from '../../../../src/core/keys/row';
import { DrawnRows, type Current } from '../../../../src/sessions/keys/drawnRows';

/** A tree of rows by their ids, each with a word for how it looks. */
type Shape = { [id: string]: { look?: string; rows?: Shape } };

const node = (id: string): Node => ({ kind: 'connection', id, connection: id });

describe('the rows that the editor was given', () => {
  const shape: Shape = {
    region: { rows: { group: { look: '2', rows: { a: { look: 'Enabled', rows: { tags: {} } }, b: {} } } } },
  };

  it('are not drawn again where nothing differs', () => {
    const rows = drawn(shape);
    expect(rows.outdated(undefined, now(shape))).toEqual([]);
  });

  it('are drawn again alone where only their look differs, though their whole region is compared', () => {
    const rows = drawn(shape);
    const changed: Shape = {
      region: {
        rows: { group: { look: '2', rows: { a: { look: 'Disabled', rows: { tags: {} } }, b: {} } } },
      },
    };
    expect(idsOf(rows.outdated(rows.node('region'), now(changed)))).toEqual(['a']);
    expect(idsOf(rows.outdated(undefined, now(changed)))).toEqual(['a']);
  });

  it('are drawn again with the row above them where one comes, goes or moves, and no further up', () => {
    for (const below of [{ a: {}, b: {}, c: {} }, { a: {} }, { b: {}, a: {} }] as Shape[]) {
      const rows = drawn(shape);
      const changed: Shape = { region: { rows: { group: { look: '2', rows: below } } } };
      expect(idsOf(rows.outdated(undefined, now(changed)))).toEqual(['group']);
    }
  });

  it('are drawn again once by the highest of them that differs', () => {
    const rows = drawn(shape);
    const changed: Shape = { region: { look: 'renamed', rows: { group: { look: '9', rows: {} } } } };
    expect(idsOf(rows.outdated(undefined, now(changed)))).toEqual(['region']);
  });

  it('are all drawn again where another root comes', () => {
    expect(drawn(shape).outdated(undefined, now({ ...shape, other: {} }))).toBe('everything');
  });

  it('are left alone below a row that is drawn again, until the editor has asked about it', () => {
    const rows = drawn(shape);
    const changed: Shape = { region: { rows: { group: { look: '2', rows: { a: {}, b: {}, c: {} } } } } };
    rows.outdated(undefined, now(changed));
    expect(rows.outdated(undefined, now(changed))).toEqual([]);
    expect(rows.shown(rows.node('group'))).toEqual([]);
    rows.answered(
      node('group'),
      ['a', 'b', 'c'].map((id) => rows.keep(node(id))),
    );
    expect(idsOf(rows.shown(rows.node('group')))).toEqual(['a', 'b', 'c']);
    expect(idsOf(rows.outdated(undefined, now(shape)))).toEqual(['group']);
  });

  it('are the same objects as long as they are shown, and forgotten with all below them when they go', () => {
    const rows = drawn(shape);
    const a = rows.node('a');
    expect(rows.keep(node('a'))).toBe(a);
    rows.answered(node('group'), [rows.keep(node('b'))]);
    expect(rows.node('a')).toBeUndefined();
    expect(rows.node('tags')).toBeUndefined();
    expect(rows.look('a')).toBeUndefined();
  });
});

/** What the editor has after it asked about every row of the shape. */
function drawn(shape: Shape): DrawnRows {
  const rows = new DrawnRows();
  const current = now(shape);
  const give = (parent: Node | undefined): void => {
    const below = current.children(parent).map((row) => rows.keep(row));
    for (const row of below) rows.drew(row.id, current.look(row));
    rows.answered(parent, below);
    below.forEach(give);
  };
  give(undefined);
  return rows;
}

function now(shape: Shape): Current {
  const find = (id: string, among: Shape): Shape[string] | undefined =>
    among[id] ?? Object.values(among).flatMap(({ rows }) => (rows && find(id, rows)) ?? [])[0];
  return {
    children: (parent) => Object.keys((parent ? find(parent.id, shape)?.rows : shape) ?? {}).map(node),
    look: ({ id }): Row => ({
      label: id,
      description: find(id, shape)?.look ?? '',
      icon: 'key',
      expandable: true,
      tokens: [],
    }),
  };
}

function idsOf(nodes: Node[] | 'everything'): string[] | 'everything' {
  return nodes === 'everything' ? nodes : nodes.map(({ id }) => id);
}
