import type { CredentialContext } from './context';

/** A refresh token is good for one use: connections that share a sign-in share its renewal. */
export function renewOnce<T>(
  file: string,
  context: CredentialContext,
  renew: (context: CredentialContext) => Promise<T>,
): Promise<T> {
  const renewal = context.renewals.get(file, (signal) => renew({ ...context, signal }), context.signal);
  // One file is renewed by one kind of sign-in only: its path says which.
  return renewal as Promise<T>;
}
