import { Emitter } from '../../../async/emitter';
import { MemoMap } from '../../../async/memo';

/** Finds out about what a name stands for; may tell what it knows so far. */
export type Find<T> = (signal: AbortSignal, soFar: (value: T) => void) => Promise<T>;

export interface BackgroundOptions {
  /** What has failed is not asked again before so many milliseconds: every keystroke asks. */
  retryAfter: number;
  now(): number;
  failed(name: string, error: unknown): void;
}

/** What is found out by the way: whoever asks gets what is known at this moment, and never waits. */
export class Background<T> {
  readonly #options: BackgroundOptions;
  readonly #found = new MemoMap<T>();
  readonly #soFar = new Map<string, T>();
  readonly #retryAt = new Map<string, number>();
  /** Found, but nobody has heard of it yet. */
  readonly #untold = new Set<string>();
  readonly #changed = new Emitter<void>();
  #ending = new AbortController();

  /** Something has been found out, or does not hold any more. */
  readonly onDidChange = this.#changed.event;

  constructor(options: BackgroundOptions) {
    this.#options = options;
  }

  /** What is known now; the first question starts finding out. */
  current(name: string, find: Find<T>): T | undefined {
    const found = this.#found.current(name);
    if (found !== undefined) return found;
    if (this.#options.now() >= (this.#retryAt.get(name) ?? 0)) void this.#start(name, find);
    return this.#soFar.get(name);
  }

  /** All that can be found out. Throws what stands in the way. */
  async load(name: string, find: Find<T>, signal?: AbortSignal): Promise<T> {
    const { signal: epoch } = this.#ending;
    const work = async (whileWanted: AbortSignal): Promise<T> => {
      const value = await find(whileWanted, (sofar) => {
        if (!epoch.aborted) this.#soFar.set(name, sofar);
      });
      if (!epoch.aborted) this.#untold.add(name);
      return value;
    };
    const value = await this.#found.get(name, work, signal);
    // Whoever waited is told once, and only when the value can be had.
    if (this.#untold.delete(name)) this.#changed.fire();
    return value;
  }

  /** What was known of one name does not hold any more. */
  forget(name: string): void {
    this.#found.forget(name);
    this.#soFar.delete(name);
    this.#retryAt.delete(name);
  }

  /** Nothing of what was known holds any more; what is under way is not kept, and goes on only where somebody waits. */
  clear(): void {
    this.#ending.abort();
    this.#ending = new AbortController();
    this.#found.clear();
    this.#soFar.clear();
    this.#retryAt.clear();
    this.#untold.clear();
    this.#changed.fire();
  }

  dispose(): void {
    this.#ending.abort();
    this.#changed.dispose();
  }

  async #start(name: string, find: Find<T>): Promise<void> {
    const { signal } = this.#ending;
    this.#retryAt.set(name, Infinity);
    try {
      await this.load(name, find, signal);
      this.#retryAt.delete(name);
    } catch (error) {
      if (signal.aborted) return;
      this.#retryAt.set(name, this.#options.now() + this.#options.retryAfter);
      this.#options.failed(name, error);
    }
  }
}
