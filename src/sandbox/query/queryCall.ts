import type { Identities } from '../identities/identities';
import type { Sessions } from '../identities/sessions';
import type { Caller } from '../identities/caller';

/** One authenticated request of the Query protocol. */
export interface QueryCall {
  action: string;
  parameters: URLSearchParams;
  caller: Caller;
  accessKeyId: string;
  identities: Identities;
  sessions: Sessions;
  now: number;
  /** Throws AccessDenied unless the caller's IAM policies allow the action. */
  permit(action: string, resource: string): void;
}

/** What goes into `<ActionResult>`; undefined for an action without a result. */
export type QueryOperations = Record<string, (call: QueryCall) => object | undefined>;

/** A service of the Query protocol. */
export interface QueryService {
  name: string;
  namespace: string;
  operations: QueryOperations;
}
