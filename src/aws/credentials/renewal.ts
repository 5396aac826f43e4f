import { joinable } from '../limits';
import type { CredentialContext } from './context';

/** A refresh token is good for one use: connections that share a sign-in share its renewal. */
export function renewOnce<T>(
  file: string,
  context: CredentialContext,
  renew: (context: CredentialContext) => Promise<T>,
): Promise<T> {
  const { renewals } = context;
  let renewal = renewals.get(file);
  if (renewal === undefined) {
    renewal = joinable((signal) => renew({ ...context, signal }).finally(() => renewals.delete(file)));
    renewals.set(file, renewal);
  }
  // One file is renewed by one kind of sign-in only: its path says which.
  return renewal(context.signal) as Promise<T>;
}
