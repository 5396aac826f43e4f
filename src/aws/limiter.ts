/** Runs work with at most so many at a time and so many starts a second; waiting work can be aborted. */
export type Limiter = <T>(work: () => Promise<T>, signal?: AbortSignal) => Promise<T>;

export interface LimiterOptions {
  concurrency(): number;
  perSecond: number;
  /** Calls back after so many milliseconds; the platform's timer unless a test has its own. */
  after?: (ms: number, callback: () => void) => void;
}

interface Waiting {
  start(): void;
  signal?: AbortSignal;
}

export function createLimiter(options: LimiterOptions): Limiter {
  const after = options.after ?? ((ms, callback) => void setTimeout(callback, ms));
  const queue: Waiting[] = [];
  let running = 0;
  let startsLeft = options.perSecond;

  const pump = (): void => {
    while (queue.length > 0 && running < atLeastOne(options.concurrency()) && startsLeft > 0) {
      const next = queue.shift();
      if (next === undefined || next.signal?.aborted) continue;
      running++;
      startsLeft--;
      after(1000, () => {
        startsLeft++;
        pump();
      });
      next.start();
    }
  };

  return (work, signal) =>
    new Promise((resolve, reject) => {
      const refuse = (): void => reject(abortReason(signal));
      if (signal?.aborted) return refuse();
      signal?.addEventListener('abort', refuse, { once: true });
      const start = (): void => {
        void work()
          .then(resolve, reject)
          .finally(() => {
            signal?.removeEventListener('abort', refuse);
            running--;
            pump();
          });
      };
      queue.push(signal ? { start, signal } : { start });
      pump();
    });
}

/** The number comes from a setting: nobody may wait for ever because of a zero or a word there. */
function atLeastOne(wanted: number): number {
  return wanted >= 1 ? wanted : 1;
}

function abortReason(signal: AbortSignal | undefined): Error {
  const reason: unknown = signal?.reason;
  return reason instanceof Error ? reason : new DOMException('Aborted', 'AbortError');
}
