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
 * prompt), a success is kept in memory until shortly before it expires, a failure is never kept.
 */
export function shared(
  provider: () => Promise<Credentials>,
  now: () => number = Date.now,
): () => Promise<Credentials> {
  let kept: Credentials | undefined;
  let pending: Promise<Credentials> | undefined;
  return () => {
    if (kept && (kept.expiration === undefined || kept.expiration.getTime() - marginMs > now())) {
      return Promise.resolve(kept);
    }
    pending ??= provider()
      .then((credentials) => (kept = credentials))
      .finally(() => (pending = undefined));
    return pending;
  };
}
