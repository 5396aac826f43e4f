/** Ends what it was given for. */
export interface Disposable {
  dispose(): void;
}

/** Calls a listener whenever something happens, until what it returns is disposed of. */
export type Event<T> = (listener: (value: T) => void) => Disposable;

/**
 * Tells listeners of something that happened, in the order in which they came. One that leaves while others are
 * being told is not called any more; one that comes meanwhile waits for the next time; one that throws disturbs
 * neither the others nor whoever tells.
 */
export class Emitter<T> {
  readonly #listeners = new Set<{ call: (value: T) => void }>();
  readonly #report: (error: unknown) => void;

  /** `report` is given what a listener throws; without it, that is an unhandled error of the program. */
  constructor(report: (error: unknown) => void = throwUnhandled) {
    this.#report = report;
  }

  readonly event: Event<T> = (listener) => {
    // An object of its own: the same function may listen twice, and each leaves for itself.
    const entry = { call: listener };
    this.#listeners.add(entry);
    return { dispose: () => void this.#listeners.delete(entry) };
  };

  fire(value: T): void {
    for (const entry of [...this.#listeners]) {
      if (!this.#listeners.has(entry)) continue;
      try {
        entry.call(value);
      } catch (error) {
        this.#report(error);
      }
    }
  }

  /** Lets go of all listeners. */
  dispose(): void {
    this.#listeners.clear();
  }
}

/** The host, the browser and the test runner each have their own way to show an error that nobody handles. */
function throwUnhandled(error: unknown): void {
  queueMicrotask(() => {
    throw error;
  });
}
