import type { CryptoCalls, CryptoOperation, CryptoOptions } from './crypto/calls';
import type { CallRecord } from './keys/callRecord';
import type {
  Alias,
  Grant,
  Key,
  KeyRef,
  LastUsage,
  NewGrant,
  NewKey,
  Principal,
  Rotation,
  RotationStatus,
  Tag,
} from './keys/model';
import type { KeyStore } from './keyStores/model';
import type { Wrapping } from './kms/wrapping';

/** A place where keys live: the sandbox, a profile, or the environment's default credentials. */
export interface Connection {
  /** `sandbox`, `environment` or `profile:NAME`; stable across sessions. */
  id: string;
  kind: 'sandbox' | 'profile' | 'environment';
  name: string;
  /** How credentials are had: static, assume-role, mfa, sso, login, process, web-identity, instance. */
  credentials?: string;
  /** `localhost:4566` where the endpoint is not AWS's own. */
  endpointLabel?: string;
  /** The profile that signs in for it, by `aws sso login` or `aws login`: its own, or the one that its role starts from. */
  signIn?: { profile: string; kind: 'sso' | 'login' };
  /** Why it cannot be used as it stands in the files. */
  problem?: string;
  defaultRegion: string;
  partition: string;
  production: boolean;
}

export interface Identity {
  accountId: string;
  arn: string;
  userId: string;
}

export interface ConnectionPort {
  /** All connections a person may open. Never fails: an unreadable file is a log line and fewer profiles. */
  list(): Promise<Connection[]>;
  get(id: string): Promise<Connection>;
  /** Who we are there (STS GetCallerIdentity), cached for the epoch. */
  identity(id: string, signal?: AbortSignal): Promise<Identity>;
  /** Grows by one whenever files or identities change; replies of an older epoch must be dropped. */
  readonly epoch: number;
  onDidChange(listener: () => void): { dispose(): void };
  /** Begins a new epoch: files, credentials and identities are read again. */
  renew(): void;
}

export interface Page<T> {
  items: T[];
  /** True on the last page. */
  last: boolean;
}

/** A place in a connection: what every listing needs. */
export interface Place {
  connection: string;
  region: string;
}

/** Keys, as we need them. Every method throws `KmsError`; every method can be aborted. */
export interface KeyPort {
  listKeys(place: Place, signal?: AbortSignal): AsyncIterable<Page<KeyRef>>;
  listAliases(place: Place, signal?: AbortSignal): AsyncIterable<Page<Alias>>;
  /** All aliases that point to the key. */
  aliasesOf(ref: KeyRef, signal?: AbortSignal): Promise<Alias[]>;
  describe(ref: KeyRef, signal?: AbortSignal): Promise<Key>;
  create(place: Place, key: NewKey, signal?: AbortSignal): Promise<Key>;

  createAlias(place: Place, name: string, keyId: string, signal?: AbortSignal): Promise<void>;
  updateAlias(place: Place, name: string, keyId: string, signal?: AbortSignal): Promise<void>;
  deleteAlias(place: Place, name: string, signal?: AbortSignal): Promise<void>;

  listTags(ref: KeyRef, signal?: AbortSignal): Promise<Tag[]>;
  tag(ref: KeyRef, tags: Tag[], signal?: AbortSignal): Promise<void>;
  untag(ref: KeyRef, keys: string[], signal?: AbortSignal): Promise<void>;

  getPolicy(ref: KeyRef, signal?: AbortSignal): Promise<string>;
  putPolicy(
    ref: KeyRef,
    policy: string,
    options?: { bypassLockoutCheck?: boolean },
    signal?: AbortSignal,
  ): Promise<void>;

  enable(ref: KeyRef, signal?: AbortSignal): Promise<void>;
  disable(ref: KeyRef, signal?: AbortSignal): Promise<void>;
  /** Days 7 to 30. Answers the date of deletion, absent while replicas remain. */
  scheduleDeletion(ref: KeyRef, days: number, signal?: AbortSignal): Promise<{ date?: number }>;
  cancelDeletion(ref: KeyRef, signal?: AbortSignal): Promise<void>;
  updateDescription(ref: KeyRef, description: string, signal?: AbortSignal): Promise<void>;

  rotationStatus(ref: KeyRef, signal?: AbortSignal): Promise<RotationStatus>;
  enableRotation(ref: KeyRef, periodDays: number, signal?: AbortSignal): Promise<void>;
  disableRotation(ref: KeyRef, signal?: AbortSignal): Promise<void>;
  rotateNow(ref: KeyRef, signal?: AbortSignal): Promise<void>;
  listRotations(ref: KeyRef, signal?: AbortSignal): Promise<Rotation[]>;

  listGrants(ref: KeyRef, signal?: AbortSignal): Promise<Grant[]>;
  lastUsage(ref: KeyRef, signal?: AbortSignal): Promise<LastUsage>;
  /** DER, SubjectPublicKeyInfo. */
  publicKey(ref: KeyRef, signal?: AbortSignal): Promise<Uint8Array>;
}

/** What keys do with data. Throws `KmsError`; can be aborted. */
export interface CryptoPort {
  /** `where` is a key, or a place where the operation needs none: random bytes, a ciphertext that names its key. */
  call<O extends CryptoOperation>(
    operation: O,
    input: CryptoCalls[O]['in'],
    where: Place | KeyRef,
    options?: CryptoOptions,
  ): Promise<CryptoCalls[O]['out']>;
  /** Asks KMS whether it would do it, and does nothing (`DryRun`). Throws what the call itself would. */
  rehearse<O extends Exclude<CryptoOperation, 'GenerateRandom'>>(
    operation: O,
    input: CryptoCalls[O]['in'],
    where: Place | KeyRef,
    options?: CryptoOptions,
  ): Promise<void>;
}

/** How a message of the AWS Encryption SDK is made or read. */
export interface EnvelopeOptions extends CryptoOptions {
  /** To encrypt, the first one makes the data key; to decrypt, those that may be asked. At least one. */
  keys: readonly KeyRef[];
  context: Readonly<Record<string, string>>;
  signal: AbortSignal;
}

/**
 * Envelope encryption: messages of the AWS Encryption SDK, part by part. What comes out throws `KmsError`, also after
 * parts that came before: what was decrypted must not be used until it has ended well.
 */
export interface EnvelopePort {
  encrypt(plaintext: AsyncIterable<Uint8Array>, options: EnvelopeOptions): AsyncIterable<Uint8Array>;
  /** `context`: pairs that the message has to have. */
  decrypt(message: AsyncIterable<Uint8Array>, options: EnvelopeOptions): AsyncIterable<Uint8Array>;
}

/** Whose calls: of one key, or all on KMS in a Region. */
export type CallsOf = { key: KeyRef } | { place: Place };

export interface CallPage {
  /** The newest first. */
  calls: CallRecord[];
  /** What to ask for older ones with; absent on the last page. */
  next?: string;
}

/** CloudTrail's event history: the calls of 90 days in one account and Region. */
export interface ActivityPort {
  calls(of: CallsOf, after?: string, signal?: AbortSignal): Promise<CallPage>;
}

/** Grants, as we need them. Every method throws `KmsError`; every method can be aborted. */
export interface GrantPort {
  /** The grants of a key, a hundred at a time. */
  pages(ref: KeyRef, signal?: AbortSignal): AsyncIterable<Page<Grant>>;
  /** Answers the token by which the grant counts before all of KMS knows it; only this call tells it. */
  create(ref: KeyRef, grant: NewGrant, signal?: AbortSignal): Promise<{ id: string; token: string }>;
  revoke(ref: KeyRef, id: string, signal?: AbortSignal): Promise<void>;
  /** By whom the grant says may retire it. */
  retire(ref: KeyRef, id: string, signal?: AbortSignal): Promise<void>;
  /** The grants in a Region that name a principal as the one who may retire them, of any account's keys. */
  retirable(place: Place, principal: string, signal?: AbortSignal): AsyncIterable<Page<Grant>>;
}

/** Users and roles of a connection's account, for pickers and for completion. */
export interface PrincipalPort {
  list(connection: string, signal?: AbortSignal): AsyncIterable<Page<Principal>>;
  /** Inline and attached IAM policies of one principal, as JSON texts with their names. */
  policies(
    connection: string,
    arn: string,
    signal?: AbortSignal,
  ): Promise<{ name: string; document: string }[]>;
}

/** The wrapping key and the token of one import, used as a pair. */
export interface ImportParameters {
  /** SubjectPublicKeyInfo, DER. */
  publicKey: Uint8Array;
  token: Uint8Array;
  validTo: number;
}

/** How imported material is to be kept. */
export interface ImportTerms {
  /** When it expires; never without. */
  validTo?: number;
  /** The rest is taken for symmetric encryption keys only. */
  description?: string;
  type?: 'NEW_KEY_MATERIAL' | 'EXISTING_KEY_MATERIAL';
  /** The material that this is to be, compared by KMS. */
  materialId?: string;
}

/** What a replica is to have of its own; what is left out is KMS's default: nothing, and the policy for programs. */
export interface NewReplica {
  description?: string;
  policy?: string;
  tags?: Tag[];
}

/** The keys of a multi-Region key. Every method throws `KmsError`; every method can be aborted. */
export interface MultiRegionPort {
  /** Answers the replica, which is Creating for some seconds. */
  replicate(primary: KeyRef, region: string, replica: NewReplica, signal?: AbortSignal): Promise<Key>;
  /** Makes the replica of another Region the primary; both are Updating for some seconds. */
  changePrimary(primary: KeyRef, region: string, signal?: AbortSignal): Promise<void>;
}

/** Custom key stores of a Region. Every method throws `KmsError`; every method can be aborted. */
export interface KeyStorePort {
  list(place: Place, signal?: AbortSignal): AsyncIterable<Page<KeyStore>>;
  /** Begins to connect; the store is CONNECTING for minutes. */
  connect(place: Place, id: string, signal?: AbortSignal): Promise<void>;
  disconnect(place: Place, id: string, signal?: AbortSignal): Promise<void>;
  delete(place: Place, id: string, signal?: AbortSignal): Promise<void>;
}

/** Key material that comes from outside. Every method throws `KmsError`; every method can be aborted. */
export interface MaterialPort {
  importParameters(ref: KeyRef, wrapping: Wrapping, signal?: AbortSignal): Promise<ImportParameters>;
  /** Answers the id of the material where KMS gives it one. */
  importMaterial(
    ref: KeyRef,
    wrapped: { token: Uint8Array; material: Uint8Array },
    terms: ImportTerms,
    signal?: AbortSignal,
  ): Promise<{ materialId?: string }>;
  /** Deletes the current material, or the one with the id. */
  deleteMaterial(ref: KeyRef, materialId?: string, signal?: AbortSignal): Promise<void>;
}

/** A user or role of the sandbox that calls can be made as. */
export interface SandboxIdentity {
  name: string;
  arn: string;
  accessKeyId: string;
  secretAccessKey: string;
}

export interface RunningSandbox {
  /** `http://127.0.0.1:PORT`. */
  endpoint: string;
  region: string;
  accountId: string;
  identities: SandboxIdentity[];
}

/** A running sandbox with the means to steer it. */
export interface LaunchedSandbox extends RunningSandbox {
  /** What a person should know about its state: a damaged file that was put aside, say. */
  notices: readonly { message: string; file?: string }[];
  /** Calls the sandbox's own interface: reset, clock, export, import, identities. */
  control(path: string, body?: object, signal?: AbortSignal): Promise<unknown>;
  /** Resolves when it is gone, however that came. */
  readonly ended: Promise<void>;
  dispose(): Promise<void>;
}

/** What time it is where a connection's keys live: the sandbox's clock can be ahead. Milliseconds since 1970. */
export type Clock = (connection: string) => number;

/** The embedded KMS as a place to connect to. Fails with `KmsError('sandbox')`. */
export interface SandboxPort {
  /** Starts it if it does not run; every caller gets the same running one. */
  start(): Promise<RunningSandbox>;
  /** Who calls are made as; the first identity until somebody else is chosen. */
  current(): Promise<SandboxIdentity>;
}
