import { reasonOf, untilAborted } from './cancelled';

export interface MemoOptions<T> {
  /** Whether a value may still be given out; one that may not is asked for again. Always, if absent. */
  isFresh?: (value: T) => boolean;
}

/** Does the work; the signal aborts once nobody waits for it any more. */
export type Work<T> = (signal: AbortSignal) => Promise<T>;

interface Attempt<T> {
  outcome: Promise<T>;
  controller: AbortController;
  waiting: number;
}

/**
 * Work that is done once, for all who ask. Those who ask while it is under way share it: each may leave without
 * disturbing the others, and it is aborted when the last one has left. Its value is kept, a failure is not.
 */
export class Memo<T> {
  readonly #work: Work<T>;
  readonly #isFresh: (value: T) => boolean;
  #kept: { value: T } | undefined;
  #attempt: Attempt<T> | undefined;

  constructor(work: Work<T>, { isFresh = () => true }: MemoOptions<T> = {}) {
    this.#work = work;
    this.#isFresh = isFresh;
  }

  /** The value, or `reasonOf(signal)` where that aborts first. */
  async get(signal?: AbortSignal): Promise<T> {
    if (signal?.aborted) throw reasonOf(signal);
    const kept = this.#fresh();
    if (kept) return kept.value;
    const attempt = (this.#attempt ??= this.#begin());
    attempt.waiting++;
    try {
      return await untilAborted(signal, attempt.outcome);
    } finally {
      attempt.waiting--;
      if (attempt.waiting === 0) this.#end(attempt);
    }
  }

  /** The value if it is there at this moment. */
  get current(): T | undefined {
    return this.#fresh()?.value;
  }

  /** Whether it was done, also where it comes to nothing. */
  get isKept(): boolean {
    return this.#fresh() !== undefined;
  }

  /** Whether there is neither a value nor anything under way. */
  get isEmpty(): boolean {
    return this.#fresh() === undefined && this.#attempt === undefined;
  }

  /** The next to ask begins again. Who waits now still gets what they asked for; it is not kept. */
  forget(): void {
    this.#kept = undefined;
    this.#attempt = undefined;
  }

  /** Forgets, and gives out what was kept or is under way, for whoever has to put it away. */
  drain(): Promise<T> | undefined {
    const known = this.#attempt?.outcome ?? (this.#kept && Promise.resolve(this.#kept.value));
    this.forget();
    return known;
  }

  #fresh(): { value: T } | undefined {
    return this.#kept && this.#isFresh(this.#kept.value) ? this.#kept : undefined;
  }

  #begin(): Attempt<T> {
    const controller = new AbortController();
    const outcome = (async () => this.#work(controller.signal))();
    const attempt = { outcome, controller, waiting: 0 };
    outcome.then(
      (value) => {
        if (this.#attempt === attempt && this.#isFresh(value)) this.#kept = { value };
        this.#end(attempt);
      },
      () => this.#end(attempt),
    );
    return attempt;
  }

  /** It is over, or nobody waits for it: aborting what is over does nothing. */
  #end(attempt: Attempt<T>): void {
    if (this.#attempt === attempt) this.#attempt = undefined;
    attempt.controller.abort();
  }
}

/** The same for work on many things, by the name of each. */
export class MemoMap<T> {
  readonly #memos = new Map<string, Memo<T>>();
  readonly #options: MemoOptions<T>;

  constructor(options: MemoOptions<T> = {}) {
    this.#options = options;
  }

  /** The value of that name; the work is done where there is none and nobody is at it. */
  async get(name: string, work: Work<T>, signal?: AbortSignal): Promise<T> {
    const known = this.#memos.get(name);
    const memo = known === undefined || known.isEmpty ? new Memo(work, this.#options) : known;
    this.#memos.set(name, memo);
    try {
      return await memo.get(signal);
    } finally {
      if (memo.isEmpty && this.#memos.get(name) === memo) this.#memos.delete(name);
    }
  }

  /** The value if it is there at this moment. */
  current(name: string): T | undefined {
    return this.#memos.get(name)?.current;
  }

  /** Whether the work of that name was done and its value is kept. */
  isKept(name: string): boolean {
    return this.#memos.get(name)?.isKept === true;
  }

  forget(name: string): void {
    this.#memos.get(name)?.forget();
    this.#memos.delete(name);
  }

  /** Forgets all. */
  clear(): void {
    for (const memo of this.#memos.values()) memo.forget();
    this.#memos.clear();
  }

  /** Forgets all, and gives out what was kept or is under way, for whoever has to put it away. */
  drain(): Promise<T>[] {
    const all = [...this.#memos.values()].flatMap((memo) => memo.drain() ?? []);
    this.#memos.clear();
    return all;
  }
}
