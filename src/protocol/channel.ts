import type { Disposable } from '../async/emitter';
import type { Message } from './message';

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
