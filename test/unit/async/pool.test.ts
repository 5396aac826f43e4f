import fc from '../properties';
import { describe, expect, it } from 'vitest';
import { Pool } from '../../../src/async/pool';
import { Queue } from '../../../src/async/queue';

/** Work that ends when the test says so. */
function held<T>(value: T): { work: () => Promise<T>; end(): void; fail(error: Error): void } {
  let resolve: (value: T) => void = () => undefined;
  let reject: (error: Error) => void = () => undefined;
  const promise = new Promise<T>((yes, no) => ([resolve, reject] = [yes, no]));
  return { work: () => promise, end: () => resolve(value), fail: (error) => reject(error) };
}

describe('a pool', () => {
  it('never runs more at a time than it may, runs everything once and in order, whatever fails or is cancelled', async () => {
    const job = fc.record({
      steps: fc.nat({ max: 3 }),
      fails: fc.boolean(),
      cancelled: fc.constantFrom('no', 'before', 'after'),
      urgent: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 5 }),
        fc.array(job, { maxLength: 25 }),
        async (size, jobs) => {
          const pool = new Pool({ size });
          const started: number[] = [];
          let running = 0;
          const outcomes = jobs.map(({ steps, fails, cancelled, urgent }, number) => {
            const controller = new AbortController();
            if (cancelled === 'before') controller.abort();
            const outcome = pool.run(
              async () => {
                started.push(number);
                running++;
                expect(running).toBeLessThanOrEqual(size);
                for (let step = 0; step < steps; step++) await Promise.resolve();
                running--;
                if (fails) throw new Error(`job ${number}`);
                return number;
              },
              { signal: controller.signal, urgent },
            );
            if (cancelled === 'after') controller.abort();
            return outcome;
          });
          const settled = await Promise.allSettled(outcomes);
          // Work that was cancelled while it ran goes on by itself; the next turn is after it.
          await pool.run(() => Promise.resolve());
          settled.forEach((one, number) => {
            const { fails, cancelled } = jobs[number] as (typeof jobs)[number];
            if (cancelled !== 'no') expect(one).toMatchObject({ reason: { reason: 'cancelled' } });
            else if (fails) expect(one).toMatchObject({ reason: { message: `job ${number}` } });
            else expect(one).toEqual({ status: 'fulfilled', value: number });
          });
          expect(new Set(started).size).toBe(started.length);
          jobs.forEach(({ cancelled }, number) => {
            if (cancelled === 'no') expect(started).toContain(number);
            if (cancelled === 'before') expect(started).not.toContain(number);
          });
          const inTurn = started.filter((number) => jobs[number]?.urgent === false);
          expect(inTurn).toEqual(inTurn.toSorted((a, b) => a - b));
        },
      ),
      { numRuns: 200 },
    );
  });

  it('goes on where a setting says zero, less or a word', async () => {
    for (const size of [0, -1, Number.NaN]) {
      const pool = new Pool({ size: () => size });
      expect(await pool.run(() => Promise.resolve('done'))).toBe('done');
      expect(await pool.run(() => Promise.resolve('again'))).toBe('again');
    }
  });

  it('runs more at a time once a setting allows it', async () => {
    let size = 1;
    const pool = new Pool({ size: () => size });
    const [first, second, third] = [held(1), held(2), held(3)];
    const started: number[] = [];
    const all = [first, second, third].map(({ work }, number) =>
      pool.run(() => {
        started.push(number);
        return work();
      }),
    );
    expect(started).toEqual([0]);
    size = 2;
    first.end();
    await all[0];
    expect(started).toEqual([0, 1, 2]);
    second.end();
    third.end();
    expect(await Promise.all(all)).toEqual([1, 2, 3]);
  });

  it('takes what is urgent before what waits', async () => {
    const pool = new Pool({ size: 1 });
    const first = held(0);
    const started: string[] = [];
    const note = (name: string) => () => Promise.resolve(started.push(name));
    const all = [
      pool.run(first.work),
      pool.run(note('a')),
      pool.run(note('b')),
      pool.run(note('visible'), { urgent: true }),
    ];
    first.end();
    await Promise.all(all);
    expect(started).toEqual(['visible', 'a', 'b']);
  });

  it('does not hold whoever cancels work that runs, and keeps its place taken until it ends', async () => {
    const pool = new Pool({ size: 1 });
    const controller = new AbortController();
    const deaf = held('late');
    const first = pool.run(deaf.work, { signal: controller.signal });
    let next = false;
    const second = pool.run(() => Promise.resolve((next = true)));
    controller.abort();
    await expect(first).rejects.toMatchObject({ reason: 'cancelled' });
    expect(next).toBe(false);
    deaf.end();
    await second;
    expect(next).toBe(true);
  });

  it('takes work that throws before it begins for failed, and goes on', async () => {
    const pool = new Pool({ size: 1 });
    const thrown = pool.run(() => {
      throw new Error('at once');
    });
    await expect(thrown).rejects.toThrow('at once');
    expect(await pool.run(() => Promise.resolve('fine'))).toBe('fine');
  });
});

describe('each item of a list in a pool', () => {
  it('is worked on once, with no more at a time than may be, and none is taken before its turn', async () => {
    const pool = new Pool({ size: 3 });
    let taken = 0;
    let done = 0;
    function* items(): Generator<number> {
      for (; taken < 50; taken++) {
        expect(taken - done).toBeLessThanOrEqual(3);
        yield taken;
      }
    }
    const seen: number[] = [];
    await pool.each(items(), async (item) => {
      seen.push(item);
      await Promise.resolve();
      done++;
    });
    expect(seen.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, index) => index));
  });

  it('is not begun after one has failed, and those under way are told', async () => {
    const pool = new Pool({ size: 2 });
    const begun: number[] = [];
    let told: AbortSignal | undefined;
    const waiting = held(undefined);
    const all = pool.each([0, 1, 2, 3], async (item, signal) => {
      begun.push(item);
      if (item === 1) throw new Error('broken');
      told = signal;
      await waiting.work();
    });
    await expect(all).rejects.toThrow('broken');
    expect(told?.aborted).toBe(true);
    waiting.end();
    await pool.run(() => Promise.resolve());
    expect(begun).toEqual([0, 1]);
  });

  it('is not begun after the caller has cancelled', async () => {
    const pool = new Pool({ size: 1 });
    const controller = new AbortController();
    const begun: number[] = [];
    const all = pool.each(
      [0, 1, 2],
      (item) => {
        begun.push(item);
        controller.abort();
        return Promise.resolve();
      },
      { signal: controller.signal },
    );
    await expect(all).rejects.toMatchObject({ reason: 'cancelled' });
    expect(begun).toEqual([0]);
    await expect(pool.each([], () => Promise.resolve(), { signal: controller.signal })).rejects.toMatchObject(
      {
        reason: 'cancelled',
      },
    );
  });

  it('shares the places of the pool with everything else in it', async () => {
    const pool = new Pool({ size: 2 });
    let running = 0;
    const work = async (): Promise<void> => {
      running++;
      expect(running).toBeLessThanOrEqual(2);
      await Promise.resolve();
      running--;
    };
    await Promise.all([
      pool.each(Array.from({ length: 10 }), work),
      pool.each(Array.from({ length: 10 }), work),
      ...Array.from({ length: 10 }, () => pool.run(work)),
    ]);
  });
});

describe('a queue', () => {
  it('gives out what came first, like a list', () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.integer(), { nil: undefined }), { maxLength: 200 }), (steps) => {
        const queue = new Queue<number>();
        const list: number[] = [];
        for (const step of steps) {
          if (step === undefined) expect(queue.take()).toBe(list.shift());
          else {
            queue.push(step);
            list.push(step);
          }
        }
        for (const item of list) expect(queue.take()).toBe(item);
        expect(queue.take()).toBeUndefined();
      }),
    );
  });
});
