import { describe, expect, it } from 'vitest';
import {
  filterInWords,
  filtersNothing,
  judge,
  unreadFor,
  type KeyFilter,
} from '../../../../src/core/keys/filter';
import { createdRange, globFits, rangeText } from '../../../../src/core/keys/filterFields';
import { keptFilter, savedFilters, withSaved } from '../../../../src/core/keys/keptFilter';
import { alias, id, index, key } from './builders';

const january = Date.UTC(2026, 0, 1);
const february = Date.UTC(2026, 1, 1);

describe('a filter of keys', () => {
  const region = index([id(1), id(2), id(3)], [alias('Payments-prod', id(1)), alias('logs', id(2))]);
  region.described.set(id(1), key({ keyId: id(1), created: january }));
  region.described.set(id(2), key({ keyId: id(2), spec: 'RSA_2048', origin: 'EXTERNAL', created: february }));

  it.each<[KeyFilter, string[]]>([
    [{ alias: 'payments-*' }, ['fits', 'no', 'no']],
    [{ alias: 'pay' }, ['no', 'no', 'no']],
    [{ specs: ['RSA_2048', 'RSA_4096'] }, ['no', 'fits', 'unread']],
    [{ origins: ['EXTERNAL'] }, ['no', 'fits', 'unread']],
    [{ createdFrom: february }, ['no', 'fits', 'unread']],
    [{ createdTo: february }, ['fits', 'no', 'unread']],
    [{ alias: '*', specs: ['SYMMETRIC_DEFAULT'] }, ['fits', 'no', 'no']],
  ])('%j judges what is known, and says what is not', (filter, expected) => {
    expect([1, 2, 3].map((number) => judge(filter, region, id(number)))).toEqual(expected);
    expect(filtersNothing(filter)).toBe(false);
    expect(filterInWords(filter)).not.toBe('');
  });

  it('describes only keys whose alias fits', () => {
    expect(unreadFor({ alias: 'nothing', specs: ['RSA_2048'] }, region, 'customer').describe).toEqual([]);
    expect(unreadFor({ specs: ['RSA_2048'] }, region, 'customer').describe).toEqual([id(3)]);
  });

  it('waits for names that are still to come, and says of others that nobody can tell', () => {
    const loading = index([id(1)]);
    loading.aliasList = 'loading';
    expect(judge({ alias: 'a*' }, loading, id(1))).toBe('unread');
  });
});

describe('a pattern', () => {
  it.each([
    ['payments', 'payments', true],
    ['payments', 'pay*', true],
    ['payments', '*ments', true],
    ['payments', 'p*y*t?', true],
    ['payments', 'p?ments', false],
    ['payments', 'pay', false],
    ['aaab', '*a*ab', true],
    ['app/prod', '*/prod', true],
    ['', '*', true],
    ['', '?', false],
    ['a', '', false],
    ['aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', '*a*a*a*a*a*a*a*a*b', false],
  ])('%j like %j: %s', (text, pattern, fits) => {
    expect(globFits(text, pattern)).toBe(fits);
  });
});

describe('a range of days', () => {
  it.each([
    ['2026-01-01..2026-01-31', { createdFrom: january, createdTo: february }],
    ['2026-01-01..', { createdFrom: january }],
    ['..2026-01-31', { createdTo: february }],
    ['2026-01-31', { createdFrom: february - 86_400_000, createdTo: february }],
    ['2026-02-30', undefined],
    ['2026-02-01..2026-01-01', undefined],
    ['..', undefined],
    ['', undefined],
    ['yesterday', undefined],
    ['2026-01-01 2026-01-02', undefined],
  ])('%j', (text, range) => {
    expect(createdRange(text)).toEqual(range);
    if (range !== undefined) expect(createdRange(rangeText(range))).toEqual(range);
  });
});

describe('a filter that was stored', () => {
  it('comes back whole', () => {
    const filter: KeyFilter = {
      ...{ text: 'a', tag: 'b', alias: 'c*', states: ['Disabled'], usages: ['SIGN_VERIFY'] },
      ...{ specs: ['RSA_2048'], origins: ['EXTERNAL'], createdFrom: 1, createdTo: 2 },
    };
    expect(keptFilter(JSON.parse(JSON.stringify(filter)))).toEqual(filter);
  });

  it('leaves out what is damaged', () => {
    expect(keptFilter({ text: 1, states: ['Melted'], specs: 'all', createdFrom: '1' })).toEqual({});
    expect(keptFilter(null)).toEqual({});
    expect(savedFilters([{ name: 'a', filter: { tag: 'x' } }, { filter: {} }, 'b'])).toEqual([
      { name: 'a', filter: { tag: 'x' } },
    ]);
    expect(savedFilters({})).toEqual([]);
  });

  it('takes the place of one of the same name', () => {
    const list = [{ name: 'b', filter: { tag: 'x' } }];
    expect(
      withSaved(withSaved(list, { name: 'a', filter: {} }), { name: 'b', filter: { tag: 'y' } }),
    ).toEqual([
      { name: 'a', filter: {} },
      { name: 'b', filter: { tag: 'y' } },
    ]);
  });
});
