import { untilAborted } from '../async/cancelled';
import type { Disposable } from '../async/emitter';
import { KmsError } from '../core/errors';
import type { Channel, Method, Methods } from './channel';
import type { Failure } from './message';
import type { Guard } from './shape';

/** How one method is answered. `accepts` stands at the door: input of another shape never reaches `run`. */
export interface Handler<X extends Method> {
  accepts: Guard<X['in']>;
  run(input: X['in'], signal: AbortSignal): X['out'] | Promise<X['out']>;
}

/** A handler for each method: one that is missing does not compile. */
export type Handlers<M extends Methods<M>> = { readonly [K in keyof M]: Handler<M[K]> };

/**
 * Answers the requests of the other end: each exactly once, with a result or a failure. A cancelled request
 * is answered too, with reason `cancelled`; so is everything still open when this is disposed of.
 */
export function serve<M extends Methods<M>>(
  channel: Channel,
  handlers: Handlers<M>,
  report?: (method: string, error: unknown) => void,
): Disposable {
  const open = new Map<string, AbortController>();

  async function answer(id: string, method: string, input: unknown): Promise<void> {
    // A repeated id would be answered twice; the first request stands.
    if (open.has(id)) return;
    const controller = new AbortController();
    open.set(id, controller);
    try {
      // A handler that ignores its signal must not hold the answer.
      const output = await untilAborted(controller.signal, call(handlers, method, input, controller.signal));
      channel.post({ kind: 'result', id, output });
    } catch (error) {
      if (!controller.signal.aborted) report?.(method, error);
      channel.post({ kind: 'failure', id, failure: toFailure(error) });
    } finally {
      open.delete(id);
    }
  }

  const listening = channel.onMessage((message) => {
    if (message.kind === 'request') void answer(message.id, message.method, message.input);
    else if (message.kind === 'cancel') open.get(message.id)?.abort();
  });

  return {
    dispose() {
      listening.dispose();
      for (const controller of open.values()) controller.abort();
    },
  };
}

/** Answers every request with the failure that nobody can serve them for. */
export function refuseAll(channel: Channel, error: unknown): Disposable {
  return channel.onMessage((message) => {
    if (message.kind === 'request')
      channel.post({ kind: 'failure', id: message.id, failure: toFailure(error) });
  });
}

async function call<M extends Methods<M>>(
  handlers: Handlers<M>,
  method: string,
  input: unknown,
  signal: AbortSignal,
): Promise<unknown> {
  if (!Object.hasOwn(handlers, method)) throw new KmsError('unsupported', `There is no method ${method}.`);
  const handler = handlers[method as keyof M];
  if (!handler.accepts(input))
    throw new KmsError('invalid', `The input of ${method} has not the expected shape.`);
  return handler.run(input, signal);
}

export function toFailure(error: unknown): Failure {
  if (!(error instanceof KmsError)) {
    return { reason: 'unknown', message: error instanceof Error ? error.message : String(error) };
  }
  const { operation, code } = error.details;
  return {
    reason: error.reason,
    message: error.message,
    ...(operation !== undefined && { operation }),
    ...(code !== undefined && { code }),
  };
}
