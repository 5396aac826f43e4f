import type {
  AliasRecord,
  GrantRecord,
  KeyRecord,
  KeySpec,
  KeyStoreRecord,
  Settings,
  UsageRecord,
} from '../../generated/sandbox-state';
import type { KeyUsage } from '../../core/kms/specs';
import type { KeyState } from '../../core/kms/states';
import type { CompiledPolicy } from '../../core/access/compiled';
import type { PolicyInput } from '../../core/access/model';
import type { Question } from '../authorize';
import type { IamDirectory } from '../identities/directory';
import type { OperationName } from '../../core/kms/operations';
import type { Input } from '../protocol/inputs';

/** Who calls, as the access key of the signature says. */
export interface Caller {
  arn: string;
  accountId: string;
  userId: string;
  /** ARN of the role of an assumed-role session, else the same as `arn`. */
  principalArn: string;
  /** Policies that were passed to AssumeRole. */
  sessionPolicies?: PolicyInput[];
  /** Of temporary credentials only. */
  session?: CallerSession;
}

/** What condition keys can ask of the session behind temporary credentials. Dates in milliseconds since 1970. */
export interface CallerSession {
  issued: number;
  /** When the caller proved to have an MFA device; absent where it was not asked for. */
  mfa?: number;
  tags: Readonly<Record<string, string>>;
  /** Keys of the tags that go on to the sessions that this one opens. */
  transitive: readonly string[];
  sourceIdentity?: string;
}

/** Changes that become visible and durable together, or not at all. */
export interface Change {
  keys?: KeyRecord[];
  aliases?: AliasRecord[];
  grants?: GrantRecord[];
  keyStores?: KeyStoreRecord[];
  usages?: UsageRecord[];
  settings?: Settings;
  remove?: {
    /** ARNs. A key takes its aliases, grants and last usage with it. */
    keys?: string[];
    /** ARNs. */
    aliases?: string[];
    /** Ids. */
    grants?: string[];
    /** Ids. */
    keyStores?: string[];
  };
}

/** Everything the sandbox knows. Records are never changed in place: put a new one through `commit`. */
export interface Store {
  readonly settings: Settings;
  key(arn: string): KeyRecord | undefined;
  keys(): Iterable<KeyRecord>;
  /** Ids of the keys of an account in a Region, sorted, from after `afterId` on. */
  keyIdsAfter(accountId: string, region: string, afterId: string | undefined, limit: number): string[];
  keyCount(accountId: string, region: string): number;
  alias(arn: string): AliasRecord | undefined;
  /** Aliases of an account in a Region, by name, from after the ARN `afterArn` on. */
  aliasesAfter(accountId: string, region: string, afterArn: string | undefined, limit: number): AliasRecord[];
  aliasesOf(keyArn: string): AliasRecord[];
  grant(id: string): GrantRecord | undefined;
  /** In order of creation. */
  grantsOf(keyArn: string): GrantRecord[];
  grants(): Iterable<GrantRecord>;
  keyStore(id: string): KeyStoreRecord | undefined;
  keyStoresIn(accountId: string, region: string): KeyStoreRecord[];
  /** A key policy, ready for the evaluator. Throws InvalidPolicyError. */
  compiledPolicy(text: string): CompiledPolicy;
  usageOf(keyArn: string): UsageRecord | undefined;
  /** Remembers the last use of a key. Written down now and then: an answer does not wait for it. */
  noteUsage(usage: UsageRecord): void;
  /**
   * Applies a change at once, as one journal entry. An operation commits last, after everything that can fail; the
   * answer waits until the change is on disk. Check and commit in one synchronous stretch: other calls run between
   * awaits.
   */
  commit(change: Change): void;
}

/** Seals bytes with the key kept beside the state. A sealed text opens only with the same context. */
export interface Vault {
  seal(bytes: Uint8Array, context: string): string;
  /** Throws when the text was not sealed by this vault with this context. */
  open(sealed: string, context: string): Buffer;
  /** The same, opened once for as long as the record lives that the sealed text is of. */
  openOnce(record: object, sealed: string, context: string): Buffer;
}

export type ContextValue = string | number | boolean | string[];
/** Condition keys of a request by name, `kms:EncryptionAlgorithm`. */
export type RequestContext = Record<string, ContextValue>;

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

/** Operations of one area: `export const aliases: Operations = { CreateAlias(call) {…}, … }`. */
export type Operations = {
  [O in OperationName]?: (call: Call<O>) => Output | Promise<Output>;
};

/**
 * Makes key material for a spec; `generateMaterial` of `crypto/generate.ts`. Secret: raw bytes or PKCS #8 DER.
 * Operations that create or rotate take `createMaterial` of the same file: it makes, seals and names the material, and
 * `secretOf` opens it again.
 */
export type GenerateMaterial = (spec: KeySpec) => Promise<GeneratedMaterial>;

export interface GeneratedMaterial {
  secret: Uint8Array;
  /** SubjectPublicKeyInfo, DER. */
  publicKey?: Uint8Array;
}
