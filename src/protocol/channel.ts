import type { Message } from './message';

export interface Disposable {
  dispose(): void;
}

/** One end of the way between a webview and the host. Messages arrive in order, and only well-formed ones. */
export interface Channel {
  post(message: Message): void;
  onMessage(listener: (message: Message) => void): Disposable;
}

/** What an interface of methods is made of: `interface WizardMethods { validate: { in: Draft; out: Problem[] } }`. */
export interface Method {
  in: unknown;
  out: unknown;
}

/** Any interface whose members are all methods. */
export type Methods<M> = { [K in keyof M]: Method };

/** The listeners of one channel; a listener may remove itself while it is called. */
export class Listeners<T> {
  readonly #listeners = new Set<(value: T) => void>();

  add(listener: (value: T) => void): Disposable {
    this.#listeners.add(listener);
    return { dispose: () => this.#listeners.delete(listener) };
  }

  emit(value: T): void {
    for (const listener of [...this.#listeners]) listener(value);
  }
}
