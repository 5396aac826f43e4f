import { describe, expect, it } from 'vitest';
import { KmsError } from '../../../src/core/errors';
import { nextLoad, notAsked, type Load, type LoadEvent } from '../../../webview/ui/loadState';

type Event = LoadEvent<string[]>;
const ask: Event = { kind: 'asked' };
const answer = (request: number, ...value: string[]): Event => ({ kind: 'answered', request, value });
const fail = (request: number, error: unknown = new Error('AWS did not answer.')): Event => ({
  kind: 'failed',
  request,
  error,
});
const after = (...events: Event[]): Load<string[]> => events.reduce(nextLoad<string[]>, notAsked);

describe('what is loaded', () => {
  it('is on its way, then there', () => {
    expect(after(ask)).toEqual({ request: 1, loading: true });
    expect(after(ask, answer(1, 'a'))).toEqual({ request: 1, loading: false, value: ['a'] });
  });

  it('says whether it was denied or failed', () => {
    const denied = new KmsError('denied', 'You may not list grants.');
    expect(after(ask, fail(1, denied)).failure).toEqual({ reason: 'denied', message: denied.message });
    expect(after(ask, fail(1)).failure).toEqual({ reason: 'failed', message: 'AWS did not answer.' });
    expect(after(ask, fail(1, 'odd')).failure).toEqual({ reason: 'failed', message: 'odd' });
  });

  it('keeps what it had while it is asked for again, and when that fails', () => {
    expect(after(ask, answer(1, 'a'), ask)).toMatchObject({ loading: true, value: ['a'] });
    expect(after(ask, answer(1, 'a'), ask, fail(2))).toMatchObject({
      value: ['a'],
      failure: { reason: 'failed' },
    });
  });

  it('keeps the failure in sight until the next answer, which recovers from it', () => {
    const retrying = after(ask, fail(1), ask);
    expect(retrying).toMatchObject({ loading: true, failure: { reason: 'failed' } });
    const recovered = nextLoad(retrying, answer(2, 'a'));
    expect(recovered).toEqual({ request: 2, loading: false, value: ['a'], recovered: true });
    expect(nextLoad(recovered, ask)).toEqual({ request: 3, loading: true, value: ['a'] });
  });

  it('passes over answers that are too late', () => {
    const asked = after(ask, ask);
    for (const late of [answer(1, 'old'), fail(1)]) expect(nextLoad(asked, late)).toBe(asked);
    const answered = after(ask, answer(1, 'a'));
    expect(nextLoad(answered, answer(1, 'twice'))).toBe(answered);
  });
});
