import type { KeyRef } from './keys/model';

/** Why something could not be done, as far as a person's next step depends on it. */
export type Reason =
  | 'denied'
  | 'credentials-missing'
  | 'credentials-expired'
  | 'credentials-wrong'
  | 'mfa-wrong'
  | 'region-off'
  | 'clock-wrong'
  | 'network'
  | 'certificate'
  | 'endpoint-wrong'
  | 'not-aws'
  | 'timeout'
  | 'throttled'
  | 'service'
  | 'not-found'
  | 'already-exists'
  | 'wrong-state'
  | 'disabled'
  | 'unsupported'
  | 'not-possible'
  | 'untrusted'
  | 'read-only'
  | 'invalid'
  | 'limit'
  | 'malformed-policy'
  | 'lockout'
  | 'invalid-principal'
  | 'conflict'
  | 'sandbox'
  | 'cancelled'
  | 'unknown';

/** What leads out of a refusal. */
export type Remedy = 'enable' | 'cancel-deletion' | 'retry';

export interface KmsErrorDetails {
  /** The operation that failed, as AWS names it. */
  operation?: string;
  key?: Partial<KeyRef>;
  /** What was asked for where it is no key: a role, say. */
  resource?: string;
  region?: string;
  /** `localhost:4566` where the server asked is not AWS's own. */
  endpoint?: string;
  connection?: string;
  /** What helps, where more is known of it than the reason says. */
  remedy?: Remedy;
  /** AWS's error code, for the log and for tests. */
  code?: string;
  requestId?: string;
  cause?: unknown;
}

/** Every failure that reaches a person is one of these; `message` is the server's own text or ours. */
export class KmsError extends Error {
  override readonly name = 'KmsError';
  constructor(
    readonly reason: Reason,
    message: string,
    readonly details: KmsErrorDetails = {},
  ) {
    super(message, { cause: details.cause });
  }
}
