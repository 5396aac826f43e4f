import { reasonOf } from './cancelled';
import { Queue } from './queue';

export interface PoolOptions {
  /** How many may run at the same time; a function is asked before each start. Less than one counts as one. */
  size: number | (() => number);
}

export interface Turn {
  /** Aborted, work that waits is never started, and nobody waits for work that runs. */
  signal?: AbortSignal | undefined;
  /** Before everything that waits and is not urgent: what a person is looking at. */
  urgent?: boolean;
}

interface Task {
  start(): void;
  cancelled: boolean;
}

/** Runs work with at most so many at a time, in the order in which it came. */
export class Pool {
  readonly #size: () => number;
  readonly #urgent = new Queue<Task>();
  readonly #waiting = new Queue<Task>();
  #running = 0;

  constructor({ size }: PoolOptions) {
    this.#size = typeof size === 'number' ? () => size : size;
  }

  /** What the work comes to, once it has had its turn. Rejects with `reasonOf(signal)` where that aborts first. */
  run<T>(work: () => Promise<T>, { signal, urgent = false }: Turn = {}): Promise<T> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(reasonOf(signal));
      const leave = (): void => {
        task.cancelled = true;
        reject(reasonOf(signal));
      };
      const start = (): void => {
        // An `async` function, so that work that throws before its first `await` is a failure like any other.
        const outcome = (async () => work())().finally(() => {
          signal?.removeEventListener('abort', leave);
          this.#running--;
          this.#startNext();
        });
        outcome.then(resolve, reject);
      };
      const task: Task = { start, cancelled: false };
      signal?.addEventListener('abort', leave, { once: true });
      (urgent ? this.#urgent : this.#waiting).push(task);
      this.#startNext();
    });
  }

  /**
   * Does the work for each item; items are taken one by one, as turns come up. The first failure ends it: no other
   * item is begun, and the signal that the running ones were given aborts.
   */
  async each<T>(
    items: Iterable<T>,
    work: (item: T, signal: AbortSignal) => Promise<void>,
    turn: Turn = {},
  ): Promise<void> {
    const failed = new AbortController();
    const signal = turn.signal ? AbortSignal.any([turn.signal, failed.signal]) : failed.signal;
    const rest = items[Symbol.iterator]();
    const worker = async (): Promise<void> => {
      if (signal.aborted) throw reasonOf(signal);
      for (let next = rest.next(); next.done !== true; next = rest.next()) {
        const { value } = next;
        await this.run(() => work(value, signal), { ...turn, signal });
      }
    };
    try {
      await Promise.all(Array.from({ length: atLeastOne(this.#size()) }, worker));
    } catch (error) {
      failed.abort(error);
      throw error;
    }
  }

  #startNext(): void {
    while (this.#running < atLeastOne(this.#size())) {
      const task = this.#urgent.take() ?? this.#waiting.take();
      if (task === undefined) return;
      if (task.cancelled) continue;
      this.#running++;
      task.start();
    }
  }
}

/** The number may come from a setting: nobody waits for ever because of a zero or a word there. */
function atLeastOne(wanted: number): number {
  return wanted >= 1 ? Math.floor(wanted) : 1;
}
