import type { KMSClientConfig } from '@aws-sdk/client-kms';
import { toKmsError } from './errors';

type Strategy = NonNullable<KMSClientConfig['retryStrategy']>;

/** Pauses double from here, in milliseconds, and are drawn at random below that, as the SDK's own are. */
const firstPauseMs = 100;
const longestPauseMs = 5_000;

/**
 * Sends a request again that a network or a server failed, so many times in all. Not one that was too many: the
 * scheduler tries those again, and two layers that both did would multiply.
 */
export function transientRetries(attempts: number, random: () => number = Math.random): Strategy {
  const token = (count: number) => ({
    getRetryCount: () => count,
    getRetryDelay: () =>
      count === 0 ? 0 : random() * Math.min(longestPauseMs, firstPauseMs * 2 ** (count - 1)),
  });
  return {
    acquireInitialRetryToken: () => Promise.resolve(token(0)),
    refreshRetryTokenForRetry: (last, { error, errorType }) => {
      const next = last.getRetryCount() + 1;
      if (errorType !== 'TRANSIENT' || next >= attempts || toKmsError(error).reason === 'throttled')
        return Promise.reject(new Error('Not sent again.'));
      return Promise.resolve(token(next));
    },
    recordSuccess: () => undefined,
  };
}
