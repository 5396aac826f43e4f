import { describe, expect, it } from 'vitest';
import { Background } from '../../../../src/sessions/policy/language/background';

function backgroundOf<T>() {
  const failures: string[] = [];
  const clock = { now: 0 };
  const background = new Background<T>({
    retryAfter: 100,
    now: () => clock.now,
    failed: (name, error) => failures.push(`${name}: ${String(error)}`),
  });
  let told = 0;
  background.onDidChange(() => told++);
  return { background, clock, failures, told: () => told };
}

/** A question whose answer comes when the test says so. */
function question<T>() {
  const asked: {
    signal: AbortSignal;
    soFar: (value: T) => void;
    answer: (value: T) => void;
    fail: (error: Error) => void;
  }[] = [];
  const find = (signal: AbortSignal, soFar: (value: T) => void): Promise<T> =>
    new Promise((answer, fail) => {
      asked.push({ signal, soFar, answer, fail });
    });
  return { asked, find };
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('what is found out by the way', () => {
  it('is asked for once, told once, and then there', async () => {
    const { background, told } = backgroundOf<string>();
    const { asked, find } = question<string>();
    expect(background.current('a', find)).toBeUndefined();
    expect(background.current('a', find)).toBeUndefined();
    asked[0]?.answer('found');
    await settled();
    expect(background.current('a', find)).toBe('found');
    expect(asked).toHaveLength(1);
    expect(told()).toBe(1);
  });

  it('is known in part while the rest is on its way', () => {
    const { background } = backgroundOf<string[]>();
    const { asked, find } = question<string[]>();
    background.current('a', find);
    asked[0]?.soFar(['first page']);
    expect(background.current('a', find)).toEqual(['first page']);
  });

  it('is not asked for again at once where that failed, and keeps the part that is known', async () => {
    const { background, clock, failures } = backgroundOf<string[]>();
    const { asked, find } = question<string[]>();
    background.current('a', find);
    asked[0]?.soFar(['first page']);
    asked[0]?.fail(new Error('denied'));
    await settled();
    expect(failures).toEqual(['a: Error: denied']);
    clock.now = 99;
    expect(background.current('a', find)).toEqual(['first page']);
    expect(asked).toHaveLength(1);
    clock.now = 100;
    background.current('a', find);
    expect(asked).toHaveLength(2);
  });

  it('is shared with somebody who waits for it, who may leave', async () => {
    const { background, told } = backgroundOf<string>();
    const { asked, find } = question<string>();
    const person = new AbortController();
    const waited = background.load('a', find, person.signal);
    background.current('a', find);
    person.abort();
    await expect(waited).rejects.toMatchObject({ reason: 'cancelled' });
    expect(asked[0]?.signal.aborted).toBe(false);
    asked[0]?.answer('found');
    await settled();
    expect(background.current('a', find)).toBe('found');
    expect(asked).toHaveLength(1);
    expect(told()).toBe(1);
  });

  it('is not kept from before a new epoch; who waits for it still gets it, else it is dropped', async () => {
    const { background, failures } = backgroundOf<string>();
    const [waitedFor, dropped, next] = [question<string>(), question<string>(), question<string>()];
    const waited = background.load('a', waitedFor.find);
    background.current('b', dropped.find);
    background.clear();
    await settled();
    expect(dropped.asked[0]?.signal.aborted).toBe(true);
    expect(waitedFor.asked[0]?.signal.aborted).toBe(false);
    waitedFor.asked[0]?.answer('old');
    expect(await waited).toBe('old');
    dropped.asked[0]?.fail(new Error('aborted'));
    await settled();
    expect(failures).toEqual([]);
    expect(background.current('a', next.find)).toBeUndefined();
    expect(next.asked).toHaveLength(1);
  });
});
