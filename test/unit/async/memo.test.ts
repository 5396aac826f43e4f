import { describe, expect, it } from 'vitest';
import { KmsError } from '../../../src/core/errors';
import { Memo, MemoMap } from '../../../src/async/memo';

/** Work whose attempts end when the test says so. */
function attempts<T>() {
  const made: { signal: AbortSignal; resolve: (value: T) => void; reject: (error: Error) => void }[] = [];
  const work = (signal: AbortSignal): Promise<T> =>
    new Promise((resolve, reject) => void made.push({ signal, resolve, reject }));
  return { made, work };
}

describe('a memo', () => {
  it('does the work once for all who ask while it is under way, and for those who come later', async () => {
    const { made, work } = attempts<string>();
    const memo = new Memo(work);
    const both = [memo.get(), memo.get(new AbortController().signal)];
    expect(memo.current).toBeUndefined();
    made[0]?.resolve('answer');
    expect(await Promise.all(both)).toEqual(['answer', 'answer']);
    expect(await memo.get()).toBe('answer');
    expect(memo.current).toBe('answer');
    expect(made).toHaveLength(1);
  });

  it('keeps a value that is undefined', async () => {
    let asked = 0;
    const memo = new Memo(() => {
      asked++;
      return Promise.resolve(undefined);
    });
    await memo.get();
    await memo.get();
    expect(asked).toBe(1);
  });

  it('does not keep a failure, be it thrown at once or later', async () => {
    let asked = 0;
    const memo = new Memo(() => {
      asked++;
      if (asked === 1) throw new Error('at once');
      return asked === 2 ? Promise.reject(new Error('later')) : Promise.resolve('fine');
    });
    await expect(memo.get()).rejects.toThrow('at once');
    await expect(memo.get()).rejects.toThrow('later');
    expect(await memo.get()).toBe('fine');
  });

  it('lets one who asked leave without disturbing the others, the first one too', async () => {
    for (const leaves of [0, 1]) {
      const { made, work } = attempts<string>();
      const memo = new Memo(work);
      const controllers = [new AbortController(), new AbortController()];
      const asked = controllers.map(({ signal }) => memo.get(signal));
      controllers[leaves]?.abort();
      await expect(asked[leaves]).rejects.toMatchObject({ reason: 'cancelled' });
      expect(made[0]?.signal.aborted).toBe(false);
      made[0]?.resolve('answer');
      expect(await asked[1 - leaves]).toBe('answer');
      expect(await memo.get()).toBe('answer');
      expect(made).toHaveLength(1);
    }
  });

  it('aborts the work once nobody waits for it, and begins anew for the next', async () => {
    const { made, work } = attempts<string>();
    const memo = new Memo(work);
    const controllers = [new AbortController(), new AbortController()];
    const asked = Promise.allSettled(controllers.map(({ signal }) => memo.get(signal)));
    controllers.forEach((controller) => controller.abort());
    await asked;
    expect(made[0]?.signal.aborted).toBe(true);
    const next = memo.get();
    expect(made).toHaveLength(2);
    // Work that does not look at its signal may still end: nobody asked for its value.
    made[0]?.resolve('too late');
    made[1]?.resolve('answer');
    expect(await next).toBe('answer');
    expect(await memo.get()).toBe('answer');
  });

  it('gives whoever leaves the reason that they gave', async () => {
    const { work } = attempts<string>();
    const controller = new AbortController();
    const asked = new Memo(work).get(controller.signal);
    controller.abort(new KmsError('timeout', 'Too late'));
    await expect(asked).rejects.toMatchObject({ reason: 'timeout' });
  });

  it('does not begin for somebody who has left already', async () => {
    const { made, work } = attempts<string>();
    await expect(new Memo(work).get(AbortSignal.abort())).rejects.toMatchObject({ reason: 'cancelled' });
    expect(made).toHaveLength(0);
  });

  it('begins anew after it was told to forget, and keeps nothing of what was under way', async () => {
    const { made, work } = attempts<string>();
    const memo = new Memo(work);
    const before = memo.get();
    const forgotten = memo.drain();
    const after = memo.get();
    made[1]?.resolve('new');
    expect(await after).toBe('new');
    made[0]?.resolve('old');
    expect(await before).toBe('old');
    expect(await forgotten).toBe('old');
    expect(await memo.get()).toBe('new');
    expect(await memo.drain()).toBe('new');
    expect(memo.drain()).toBeUndefined();
  });

  it('asks again for a value that is not fresh any more', async () => {
    let now = 0;
    const memo = new Memo(() => Promise.resolve({ until: now + 10 }), {
      isFresh: ({ until }) => now < until,
    });
    expect(await memo.get()).toEqual({ until: 10 });
    now = 9;
    expect(await memo.get()).toEqual({ until: 10 });
    now = 10;
    expect(memo.current).toBeUndefined();
    expect(await memo.get()).toEqual({ until: 20 });
  });
});

describe('memos by name', () => {
  it('do the work of each name once', async () => {
    const memos = new MemoMap<string>();
    const asked: string[] = [];
    const work = (name: string) => () => {
      asked.push(name);
      return Promise.resolve(name);
    };
    const values = ['a', 'b', 'a', '__proto__'].map((name) => memos.get(name, work(name)));
    expect(await Promise.all(values)).toEqual(['a', 'b', 'a', '__proto__']);
    expect(asked).toEqual(['a', 'b', '__proto__']);
    expect(memos.current('b')).toBe('b');
    memos.forget('b');
    expect(memos.current('b')).toBeUndefined();
    expect(memos.current('a')).toBe('a');
  });

  it('do the work that was asked for last where an earlier one failed or was left', async () => {
    const memos = new MemoMap<string>();
    await expect(memos.get('a', () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    const controller = new AbortController();
    const left = memos.get('a', () => new Promise(() => undefined), controller.signal);
    controller.abort();
    await expect(left).rejects.toMatchObject({ reason: 'cancelled' });
    expect(await memos.get('a', () => Promise.resolve('fine'))).toBe('fine');
  });

  it('give out, when they forget all, what is there and what is on its way', async () => {
    const memos = new MemoMap<string>();
    const { made, work } = attempts<string>();
    await memos.get('a', () => Promise.resolve('there'));
    const late = memos.get('b', work);
    const all = memos.drain();
    made[0]?.resolve('on its way');
    expect(await Promise.all(all)).toEqual(['there', 'on its way']);
    expect(await late).toBe('on its way');
    expect(memos.current('a')).toBeUndefined();
    expect(memos.current('b')).toBeUndefined();
  });
});
