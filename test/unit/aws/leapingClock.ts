import { vi } from 'vitest';
import type { Ticks } from '../../../src/aws/scheduler';

/** A clock that leaps to whatever is waited for next. `Date` goes with it, so that a sandbox in this process does. */
export class LeapingClock implements Ticks {
  private readonly waiting = new Map<object, { at: number; callback: () => void }>();
  private leaping = false;
  private at = 0;
  private readonly begin = Date.now();

  constructor() {
    vi.useFakeTimers({ toFake: ['Date'], now: this.begin });
  }

  now(): number {
    return this.at;
  }

  after(ms: number, callback: () => void): () => void {
    const id = {};
    this.waiting.set(id, { at: this.at + ms, callback });
    this.leap();
    return () => void this.waiting.delete(id);
  }

  dispose(): void {
    this.waiting.clear();
    vi.useRealTimers();
  }

  private leap(): void {
    if (this.leaping) return;
    this.leaping = true;
    setImmediate(() => {
      this.leaping = false;
      const [next] = [...this.waiting].sort(([, one], [, other]) => one.at - other.at);
      if (next === undefined) return;
      const [id, { at, callback }] = next;
      this.waiting.delete(id);
      this.at = Math.max(this.at, at);
      vi.setSystemTime(this.begin + this.at);
      callback();
      this.leap();
    });
  }
}
