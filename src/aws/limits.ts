import { reasonOf } from '../async/cancelled';
import { KmsError } from '../core/errors';

/** How long the steps before and of a call may take, in milliseconds. */
export interface Limits {
  /** One answer of STS, IAM Identity Center or the sign-in service, tries included. */
  stepMs: number;
  /** One `credential_process`; some wait for a person's browser or telephone. */
  processMs: number;
  /** One answer of a metadata service, which is next door. The AWS CLI waits as long. */
  metadataMs: number;
}

export const defaultLimits: Limits = { stepMs: 20_000, processMs: 180_000, metadataMs: 1_000 };

/** What ends work before it is done. */
export interface Bounds {
  ms?: number;
  signal?: AbortSignal | undefined;
}

/**
 * Does work that ends at once when it is cancelled or its time is over, whether or not the work looks at its
 * signal. Rejects with `KmsError('cancelled')` or `KmsError('timeout')`.
 */
export function within<T>(bounds: Bounds, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const { ms, signal } = bounds;
  const inner = new AbortController();
  return new Promise<T>((resolve, reject) => {
    const stop = (why: KmsError): void => {
      reject(why);
      inner.abort(why);
    };
    const leave = (): void => stop(reasonOf(signal));
    if (signal?.aborted) return leave();
    signal?.addEventListener('abort', leave, { once: true });
    const timer = ms === undefined ? undefined : setTimeout(() => stop(tooLate(ms)), ms);
    void work(inner.signal)
      .then(resolve, reject)
      .finally(() => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', leave);
      });
  });
}

function tooLate(ms: number): KmsError {
  return new KmsError('timeout', `There was no complete answer within ${ms / 1000} seconds.`);
}
