import { parseArn } from '../core/arn';
import type { KmsError } from '../core/errors';

/** What is known of a call that a server, other than AWS's own, has failed. */
export interface FailedCall<Input> {
  input: Input;
  failure: KmsError;
  /** Sending it twice is not the same as once. */
  once: boolean;
  /** Whose keys the server has; fails where it does not say. */
  account(): Promise<string>;
}

/**
 * The same request with a key id in place of its ARN, where that may help: moto and older LocalStack look some keys up
 * by their id alone, and answer an ARN with a page of status 500 or "not found". Undefined where it would not be the
 * same key, or where the failure is of another kind. Source: localstack#5410; moto, `kms/responses.py`, `disable_key`.
 */
export async function withKeyId<Input>(call: FailedCall<Input>): Promise<Input | undefined> {
  const { input, failure, once } = call;
  const { KeyId } = input as { KeyId?: unknown };
  const given = typeof KeyId === 'string' ? parseArn(KeyId) : undefined;
  const id = /^key\/(.+)$/.exec(given?.resource ?? '')?.[1];
  if (id === undefined || given === undefined || !mayHelp(failure, once)) return undefined;
  const account = await call.account().catch(() => undefined);
  return account === given.account ? { ...input, KeyId: id } : undefined;
}

function mayHelp({ reason }: KmsError, once: boolean): boolean {
  // After an inner error nobody knows whether the work was done.
  return reason === 'not-found' || reason === 'invalid' || (reason === 'service' && !once);
}
