import { Memo } from '../../async/memo';
import { KmsError } from '../../core/errors';
import type { Credentials } from './context';

/** Gives credentials; whoever asks may stop waiting for them. */
export type CredentialProvider = (signal?: AbortSignal) => Promise<Credentials>;

/** Temporary credentials are renewed so long before their end … */
const marginMs = 5 * 60_000;
/** … or in the last tenth of their life, if they live shorter: not one process, or one MFA code, for each call. */
const marginOfLife = 0.1;

/**
 * One provider for all clients of a connection: callers at the same time share one attempt (so one MFA
 * prompt), which ends when the last of them leaves. A success is kept in memory until shortly before it expires. Of
 * failures only the person's own are kept, a "no" and codes that were not accepted: a dozen Regions must not ask for
 * the code a dozen times.
 */
export function shared(
  provider: (signal: AbortSignal) => Promise<Credentials>,
  now: () => number = Date.now,
): CredentialProvider {
  let refused: KmsError | undefined;
  const memo = new Memo(
    async (signal) => {
      try {
        const credentials = await provider(signal);
        return { credentials, until: goodUntil(credentials, now()) };
      } catch (error) {
        if (!signal.aborted && isThePersons(error)) refused = error;
        throw error;
      }
    },
    { isFresh: ({ until }) => now() < until },
  );
  return async (signal) => {
    if (refused !== undefined) throw refused;
    return (await memo.get(signal)).credentials;
  };
}

function isThePersons(error: unknown): error is KmsError {
  return error instanceof KmsError && (error.reason === 'cancelled' || error.reason === 'mfa-wrong');
}

function goodUntil({ expiration }: Credentials, now: number): number {
  if (expiration === undefined) return Infinity;
  const end = expiration.getTime();
  return end - Math.min(marginMs, (end - now) * marginOfLife);
}
