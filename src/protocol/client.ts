import { KmsError } from '../core/errors';
import type { Disposable } from '../async/emitter';
import type { Channel, Methods } from './channel';
import type { Failure } from './message';

/** Calls the methods that the other end serves. Every failure is a `KmsError`. */
export interface Client<M extends Methods<M>> extends Disposable {
  call<K extends keyof M & string>(method: K, input: M[K]['in'], signal?: AbortSignal): Promise<M[K]['out']>;
}

interface Pending {
  resolve(output: unknown): void;
  reject(error: KmsError): void;
}

/**
 * Ids carry a mark of this client: a page that VS Code has hidden and made again must not take the late
 * answer to its predecessor's first request for the answer to its own.
 */
export function client<M extends Methods<M>>(channel: Channel): Client<M> {
  const session = globalThis.crypto.randomUUID();
  const pending = new Map<string, Pending>();
  let count = 0;

  const listening = channel.onMessage((message) => {
    if (message.kind !== 'result' && message.kind !== 'failure') return;
    const request = pending.get(message.id);
    pending.delete(message.id);
    if (message.kind === 'result') request?.resolve(message.output);
    else request?.reject(toError(message.failure));
  });

  return {
    call(method, input, signal) {
      if (signal?.aborted) return Promise.reject(cancelled());
      count += 1;
      const id = `${session}:${count}`;
      return new Promise((resolve, reject) => {
        const abort = () => {
          pending.delete(id);
          channel.post({ kind: 'cancel', id });
          reject(cancelled());
        };
        signal?.addEventListener('abort', abort, { once: true });
        const settled = () => signal?.removeEventListener('abort', abort);
        pending.set(id, {
          resolve: (output) => (settled(), resolve(output)),
          reject: (error) => (settled(), reject(error)),
        });
        channel.post({ kind: 'request', id, method, input });
      });
    },
    dispose() {
      listening.dispose();
      for (const request of pending.values()) request.reject(cancelled());
      pending.clear();
    },
  };
}

function cancelled(): KmsError {
  return new KmsError('cancelled', 'Cancelled.');
}

function toError({ reason, message, operation, code }: Failure): KmsError {
  return new KmsError(reason, message, {
    ...(operation !== undefined && { operation }),
    ...(code !== undefined && { code }),
  });
}
