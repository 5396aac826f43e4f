import { describe, expect, it } from 'vitest';
import { createLimiter } from '../../../src/aws/limiter';

describe('the limiter', () => {
  it('runs no more at a time than it may, and everything in the end', async () => {
    const limit = createLimiter({ concurrency: () => 3, perSecond: 1000 });
    let running = 0;
    let most = 0;
    const work = async (): Promise<void> => {
      most = Math.max(most, ++running);
      await Promise.resolve();
      running--;
    };
    await Promise.all(Array.from({ length: 20 }, () => limit(work)));
    expect(most).toBe(3);
  });

  it('goes on where a setting says zero', async () => {
    const limit = createLimiter({ concurrency: () => 0, perSecond: 1000 });
    expect(await limit(() => Promise.resolve('done'))).toBe('done');
  });

  it('starts no more in a second than it may', async () => {
    const seconds: (() => void)[] = [];
    const limit = createLimiter({
      concurrency: () => 10,
      perSecond: 2,
      after: (_, callback) => void seconds.push(callback),
    });
    const started: number[] = [];
    const all = [1, 2, 3].map((number) => limit(() => Promise.resolve(started.push(number))));
    await Promise.all(all.slice(0, 2));
    expect(started).toEqual([1, 2]);
    seconds.shift()?.();
    await all[2];
    expect(started).toEqual([1, 2, 3]);
  });

  it('lets waiting work be aborted without running it', async () => {
    const limit = createLimiter({ concurrency: () => 1, perSecond: 1000 });
    let release: () => void = () => undefined;
    const first = limit(() => new Promise<void>((resolve) => (release = resolve)));
    const controller = new AbortController();
    let ran = false;
    const second = limit(() => Promise.resolve((ran = true)), controller.signal);
    controller.abort();
    await expect(second).rejects.toMatchObject({ name: 'AbortError' });
    release();
    await first;
    expect(ran).toBe(false);
  });

  it('goes on after work that fails', async () => {
    const limit = createLimiter({ concurrency: () => 1, perSecond: 1000 });
    await expect(limit(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    expect(await limit(() => Promise.resolve('fine'))).toBe('fine');
  });
});
