import { describe, expect, it } from 'vitest';
import { activityFacts, type ReadActivity } from '../../../../src/core/keyPage/activityFacts';
import type { CallRecord } from '../../../../src/core/keys/callRecord';
import { id, now, ref } from '../keys/builders';

const key = { ...ref(id(1)), aliases: [] };
const minute = 60_000;

function call(changes: Partial<CallRecord> = {}): CallRecord {
  return {
    ...{ id: 'a', time: now - minute, operation: 'Decrypt', contexts: [], keyArns: [key.arn] },
    who: { name: 'alice' },
    ...changes,
  };
}

const refused = (changes: Partial<CallRecord> = {}) =>
  call({
    keyArns: [],
    error: { code: 'AccessDenied', message: `… is not authorized … on resource: ${key.arn}` },
    ...changes,
  });

const factsOf = (read: Partial<ReadActivity>) =>
  activityFacts({ own: { calls: [], isWhole: true }, ...read }, key, now);

describe('what the Activity tab says', () => {
  it('lists calls and refusals found elsewhere together, the newest first, each once', () => {
    const own = [call({ id: 'new', time: now - minute }), call({ id: 'old', time: now - 9 * minute })];
    const all = [own[0] ?? call(), refused({ id: 'no', time: now - 5 * minute }), call({ id: 'other' })];
    const { calls } = factsOf({ own: { calls: own, isWhole: true }, all: { calls: all, isWhole: true } });
    expect(calls.map(({ id: each, outcome }) => [each, outcome])).toEqual([
      ['new', 'done'],
      ['no', 'refused'],
      ['old', 'done'],
    ]);
  });

  it('says outcome, service and encryption context of a call', () => {
    const [facts] = factsOf({
      own: {
        calls: [
          call({
            via: 's3.amazonaws.com',
            error: { code: 'DisabledException', message: 'It is disabled.' },
            contexts: [{ side: 'source', pairs: { app: 'orders' } }],
          }),
        ],
        isWhole: true,
      },
    }).calls;
    expect(facts).toMatchObject({
      ...{ outcome: 'failed', outcomeText: 'Failed: DisabledException', message: 'It is disabled.' },
      ...{ via: 'through s3.amazonaws.com', context: ['source: app = orders'], when: '1 minute ago' },
    });
    const [unread] = factsOf({ own: { calls: [call({ unread: true })], isWhole: true } }).calls;
    expect(unread?.outcomeText).toMatch(/cannot be read/);
  });

  it.each<[string, Partial<ReadActivity>, RegExp]>([
    ['nothing at all', {}, /does not mean that there was none/],
    ['nothing yet', { own: { calls: [], isWhole: false } }, /has been read yet/],
    [
      'a part',
      { own: { calls: [call()], isWhole: false } },
      /newest 1 call on this key, back to 1 minute ago/,
    ],
    ['everything', { own: { calls: [call()], isWhole: true } }, /All 1 call that CloudTrail shows/],
  ])('says how far back its calls go: %s', (_, read, words) => {
    expect(factsOf(read).covered).toMatch(words);
  });

  it.each<[string, ReadActivity['all'], RegExp]>([
    ['before the search', undefined, /not been looked for/],
    [
      'none in a part',
      { calls: [call()], isWhole: false },
      /newest 1 KMS call of this account in us-east-1, back to 1 minute ago: no refused call on this key was found among them; there may be older ones/,
    ],
    [
      'none in all',
      { calls: [call()], isWhole: true },
      /all 1 KMS call .* that CloudTrail shows: no refused/,
    ],
    ['one in a part', { calls: [refused()], isWhole: false }, /1 refused call on this key found so far/],
    ['no calls', { calls: [], isWhole: true }, /shows no KMS calls/],
  ])('never says "none" of refusals without saying where it looked: %s', (_, all, words) => {
    expect(factsOf(all ? { all } : {}).refusals).toMatch(words);
  });

  it('offers older calls as long as either way has some, and always says what cannot be seen', () => {
    expect(factsOf({}).more).toBe(false);
    expect(factsOf({ own: { calls: [], isWhole: false } }).more).toBe(true);
    expect(factsOf({ all: { calls: [], isWhole: false } }).more).toBe(true);
    const unseen = factsOf({}).unseen.join(' ');
    for (const words of [/other accounts/, /90 days/, /last minutes/, /data keys/])
      expect(unseen).toMatch(words);
  });
});
