import { describe, expect, it } from 'vitest';
import { search } from '../../../../src/core/keys/search';
import { steadyRows } from '../../../../src/core/keys/steadyRows';
import { RegionIndex } from '../../../../src/sessions/keys/regionIndex';
import { alias, id, place, ref } from './builders';

interface TestRow {
  arn?: string;
  text: string;
}

const row = (arn: string, text = arn): TestRow => ({ arn, text });
const note = (text: string): TestRow => ({ text });
const identity = { idOf: ({ arn }: TestRow) => arn, most: 3 };

describe('a list of keys that still fills in', () => {
  it.each([
    ['what is new comes below', [row('b')], [row('a'), row('b')], ['b', 'a']],
    [
      'what is known of a row changes at its place',
      [row('b'), row('c')],
      [row('c', 'C'), row('b')],
      ['b', 'C'],
    ],
    ['what no longer fits goes', [row('a'), row('b')], [row('b')], ['b']],
    [
      'what a full list has no more room for stays',
      [row('x'), row('y')],
      [row('a'), row('b'), row('c')],
      ['x', 'y', 'a'],
    ],
    [
      'notes come last, as they are now',
      [row('b'), note('3 keys')],
      [row('a'), row('b'), note('4 keys')],
      ['b', 'a', '4 keys'],
    ],
  ])('%s', (_, shown, found, expected) => {
    expect(steadyRows(shown, found, identity).map(({ text }) => text)).toEqual(expected);
  });

  it('has the row under the pointer still there when a better match arrives', () => {
    const index = new RegionIndex(place);
    const find = (): TestRow[] =>
      search([index], 'pay', 100).map(({ ref: found, label }) => row(found.arn, label));
    index.addKeys([ref(id(1)), ref(id(2))]);
    index.addAliases([alias('old-pay', id(1)), alias('repay', id(2))]);
    index.arrange();
    const before = find();
    index.addKeys([ref(id(3))]);
    index.addAliases([alias('pay', id(3))]);
    index.arrange();
    expect(find()[0]?.text).toBe('pay');
    const after = steadyRows(before, find(), { ...identity, most: 100 });
    expect(after.map(({ text }) => text)).toEqual([...before.map(({ text }) => text), 'pay']);
  });
});
