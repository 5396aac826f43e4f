import { KmsError } from '../core/errors';

export interface Credentials {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
  expiration?: Date;
}

/** So long before their end, temporary credentials are had anew. */
const marginMs = 5 * 60_000;

/**
 * One provider for all clients of a connection: callers at the same time share one attempt (so one MFA
 * prompt), a success is kept in memory until shortly before it expires. Of failures only the person's own
 * "no" is kept: a dozen regions must not ask for the code a dozen times.
 */
export function shared(
  provider: () => Promise<Credentials>,
  now: () => number = Date.now,
): () => Promise<Credentials> {
  let kept: Credentials | undefined;
  let pending: Promise<Credentials> | undefined;
  let refused: unknown;
  return () => {
    if (refused instanceof KmsError) return Promise.reject(refused);
    if (kept && (kept.expiration === undefined || kept.expiration.getTime() - marginMs > now())) {
      return Promise.resolve(kept);
    }
    pending ??= provider()
      .then((credentials) => (kept = credentials))
      .catch((error: unknown) => {
        if (error instanceof KmsError && error.reason === 'cancelled') refused = error;
        throw error;
      })
      .finally(() => (pending = undefined));
    return pending;
  };
}
