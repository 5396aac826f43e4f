import type { OperationName } from '../../core/kms/operations';
import type { KeyUsage } from '../../core/kms/specs';
import type { KeyState } from '../../core/kms/states';
import type { GrantRecord, KeyRecord } from '../../generated/sandbox-state';
import type { Question, RequestContext } from '../authorize';
import type { Caller } from '../identities/caller';
import type { IamDirectory } from '../identities/directory';
import type { Input } from '../protocol/inputs';
import type { Store } from '../store/store';
import type { Vault } from '../vault';

export interface UseOptions {
  /** The action that must be allowed; else `kms:` and the operation's name. */
  action?: string;
  /** Condition keys that do not follow from the input by themselves: defaults, both sides of ReEncrypt. */
  context?: RequestContext;
  /** Encryption context against which constraints of grants are held; else the input's `EncryptionContext`. */
  encryptionContext?: Record<string, string>;
  /** RetireGrant: the grant that is to be retired, which says itself who may. */
  grant?: GrantRecord;
  /** What the key has to be for. Throws InvalidKeyUsageException. */
  usage?: KeyUsage;
  /** The row of the key-state table; else the operation. False for no check. */
  state?: OperationName | false;
}

/** One request on its way through an operation. */
export interface Call<O extends OperationName = OperationName> {
  readonly operation: O;
  readonly input: Input<O>;
  readonly caller: Caller;
  /** Of the signature's credential scope. */
  readonly region: string;
  /** The sandbox's clock, milliseconds since 1970. */
  readonly now: number;
  readonly requestId: string;
  readonly store: Store;
  readonly vault: Vault;
  /** Users, roles and accounts that exist, for principals named in policies and grants. */
  readonly iam: IamDirectory;
  /**
   * The key that a request names (by id, ARN, alias name or alias ARN where the operation takes those), once the
   * caller may do the action with it and its state lets the operation. Throws NotFoundException,
   * AccessDeniedException, DisabledException, KMSInvalidStateException and so on. Counts as a use of the key for
   * GetKeyLastUsage and CloudTrail when the operation succeeds.
   */
  use(reference: string, options?: UseOptions): KeyRecord;
  /** The same without authorisation or state check, for what comes before them (extracting an id, comparing keys). */
  find(reference: string): KeyRecord;
  /** Authorises an action that is not on a key (`resource` is `*`) or on an alias (its ARN). Throws AccessDeniedException. */
  permit(action: string, resource?: string, context?: RequestContext): void;
  /** Authorises an action on a key that was found before, without looking at its state. */
  permitOn(key: KeyRecord, action: string, context?: RequestContext): void;
  /** What `authorize` would be asked for an action on a key, for checks of another policy than the key's own. */
  question(action: string, key: KeyRecord): Question;
  stateOf(key: KeyRecord): KeyState;
}

/**
 * What an operation answers: a plain object by AWS's names. Buffers go out as base64, Dates as seconds, members that
 * are undefined not at all. Nothing at all is an empty body.
 */
export type Output = object | undefined;

/** The handler of every operation. */
export type Handlers = {
  [O in OperationName]: (call: Call<O>) => Output | Promise<Output>;
};

/** Operations of one area: `export const aliases = { CreateAlias(call) {…}, … } satisfies Operations`. */
export type Operations = Partial<Handlers>;
