import { KmsError } from '../core/errors';

/** Why a signal ended the work: the reason it was given if that is ours, else `KmsError('cancelled')`. */
export function reasonOf(signal: AbortSignal | undefined): KmsError {
  const reason: unknown = signal?.reason;
  return reason instanceof KmsError ? reason : new KmsError('cancelled', 'Cancelled');
}

/** What the work comes to, or `reasonOf(signal)` as soon as that aborts, whether or not the work looks at it. */
export function untilAborted<T>(signal: AbortSignal | undefined, work: Promise<T>): Promise<T> {
  if (signal === undefined) return work;
  return new Promise((resolve, reject) => {
    const leave = (): void => reject(reasonOf(signal));
    if (signal.aborted) leave();
    signal.addEventListener('abort', leave, { once: true });
    void work.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
  });
}
