import { quotas } from './quotas';
import type { KeyUsage, Origin } from './specs';
import type { StateClass } from './states';

/** What people think of together. */
export type Family = 'use' | 'metadata' | 'administer' | 'grants' | 'material' | 'multi-region' | 'account';

/** What a key must be for an operation to work on it at all; whatever is absent does not matter. */
export interface KeyNeeds {
  usages?: readonly KeyUsage[];
  specs?: 'symmetric-encryption' | 'asymmetric';
  origins?: readonly Origin[];
  multiRegion?: true;
}

/** What a request brings along that conditions of policies and constraints of grants can ask for. */
export type Carried = 'encryption-context' | 'attestation' | 'tags';

/** A condition key that repeats an input of the request. Source: developer guide, conditions-kms (2026-11). */
export interface RepeatedInput {
  /** Without `kms:`. */
  key: string;
  /** Absent where the key always has the value of `otherwise`. */
  input?: string;
  /** What KMS assumes where the input is left out (API reference); without it, the key is absent then. */
  otherwise?: string;
  /** The IAM action whose requests have it, where the operation needs several. */
  action?: string;
}

/** All that AWS says of one operation of the API. */
export interface Operation {
  family: Family;
  /** The input that names the key, on which the permission is asked; absent where there is none. */
  key?: string;
  /** The IAM actions that it needs, each with the input that names its key, where that is not the operation's name. */
  actions?: Readonly<Record<string, string>>;
  /** The input that names an alias, on which the permission is asked as well: only an IAM policy can allow it. */
  alias?: string;
  /** The key may be named by alias name or alias ARN. */
  takesAlias?: true;
  /** Principals of other accounts can be allowed it ("Cross-account use"). */
  crossAccount?: true;
  /** GetKeyLastUsage tells of it. */
  tracked?: true;
  states: StateClass;
  needs?: KeyNeeds;
  carries?: readonly Carried[];
  repeats?: readonly RepeatedInput[];
  /** Inputs that CloudTrail leaves out of its events: plaintext, ciphertext, secrets and tokens. */
  hides?: readonly string[];
  /** Requests per second, or the name of the quota that it shares. */
  rate: number | 'cryptographic';
  source: string;
}

const guide =
  'API reference (permissions, cross-account use), developer guide (key states, quotas, CloudTrail), 2026-11-23';
const sdk = 'type comments of @aws-sdk/client-kms 3.1164.0, 2026-11-23';

const usage = (...usages: KeyUsage[]): KeyNeeds => ({ usages });
const symmetric: KeyNeeds = { usages: ['ENCRYPT_DECRYPT'], specs: 'symmetric-encryption' };
const needs = {
  encryption: usage('ENCRYPT_DECRYPT'),
  symmetric,
  signing: usage('SIGN_VERIFY'),
  mac: usage('GENERATE_VERIFY_MAC'),
  agreement: usage('KEY_AGREEMENT'),
  encapsulation: usage('ENCAPSULATE_DECAPSULATE'),
  asymmetric: { specs: 'asymmetric' },
  automaticRotation: { ...symmetric, origins: ['AWS_KMS'] },
  onDemandRotation: { ...symmetric, origins: ['AWS_KMS', 'EXTERNAL'] },
  imported: { origins: ['EXTERNAL'] },
  multiRegion: { multiRegion: true },
} as const satisfies Record<string, KeyNeeds>;

const under = (input?: string, action?: string): RepeatedInput => ({
  key: 'EncryptionAlgorithm',
  ...(input !== undefined && { input }),
  ...(action !== undefined && { action }),
  otherwise: 'SYMMETRIC_DEFAULT',
});
/** Condition keys that have the name of their input. */
const same = (...names: string[]): RepeatedInput[] => names.map((name) => ({ key: name, input: name }));
const repeated = {
  encryption: [under('EncryptionAlgorithm')],
  dataKey: [under()],
  dataKeyPair: [under(), { key: 'DataKeyPairSpec', input: 'KeyPairSpec' }],
  signing: [...same('SigningAlgorithm'), { key: 'MessageType', input: 'MessageType', otherwise: 'RAW' }],
  mac: same('MacAlgorithm'),
} as const satisfies Record<string, readonly RepeatedInput[]>;

const rows = {
  Encrypt: {
    family: 'use',
    key: 'KeyId',
    takesAlias: true,
    crossAccount: true,
    tracked: true,
    states: 'symmetric',
    needs: needs.encryption,
    carries: ['encryption-context'],
    hides: ['Plaintext', 'GrantTokens'],
    repeats: repeated.encryption,
    rate: 'cryptographic',
    source: guide,
  },
  Decrypt: {
    family: 'use',
    key: 'KeyId',
    takesAlias: true,
    crossAccount: true,
    tracked: true,
    states: 'symmetric',
    needs: needs.encryption,
    carries: ['encryption-context', 'attestation'],
    hides: ['CiphertextBlob', 'Recipient', 'GrantTokens'],
    repeats: repeated.encryption,
    rate: 'cryptographic',
    source: guide,
  },
  ReEncrypt: {
    family: 'use',
    actions: { ReEncryptFrom: 'SourceKeyId', ReEncryptTo: 'DestinationKeyId' },
    takesAlias: true,
    crossAccount: true,
    tracked: true,
    states: 'symmetric',
    needs: needs.encryption,
    carries: ['encryption-context'],
    hides: ['CiphertextBlob', 'GrantTokens'],
    repeats: [
      under('SourceEncryptionAlgorithm', 'ReEncryptFrom'),
      under('DestinationEncryptionAlgorithm', 'ReEncryptTo'),
    ],
    rate: 'cryptographic',
    source: guide,
  },
  GenerateDataKey: {
    family: 'use',
    key: 'KeyId',
    takesAlias: true,
    crossAccount: true,
    tracked: true,
    states: 'symmetric',
    needs: needs.symmetric,
    carries: ['encryption-context', 'attestation'],
    hides: ['Recipient', 'GrantTokens'],
    repeats: repeated.dataKey,
    rate: 'cryptographic',
    source: guide,
  },
  GenerateDataKeyWithoutPlaintext: {
    family: 'use',
    key: 'KeyId',
    takesAlias: true,
    crossAccount: true,
    tracked: true,
    states: 'symmetric',
    needs: needs.symmetric,
    carries: ['encryption-context'],
    hides: ['GrantTokens'],
    repeats: repeated.dataKey,
    rate: 'cryptographic',
    source: guide,
  },
  GenerateDataKeyPair: {
    family: 'use',
    key: 'KeyId',
    takesAlias: true,
    crossAccount: true,
    tracked: true,
    states: 'keyPair',
    needs: needs.symmetric,
    carries: ['encryption-context', 'attestation'],
    hides: ['Recipient', 'GrantTokens'],
    repeats: repeated.dataKeyPair,
    rate: 'cryptographic',
    source: guide,
  },
  GenerateDataKeyPairWithoutPlaintext: {
    family: 'use',
    key: 'KeyId',
    takesAlias: true,
    crossAccount: true,
    tracked: true,
    states: 'keyPair',
    needs: needs.symmetric,
    carries: ['encryption-context'],
    hides: ['GrantTokens'],
    repeats: repeated.dataKeyPair,
    rate: 'cryptographic',
    source: guide,
  },
  Sign: {
    family: 'use',
    key: 'KeyId',
    takesAlias: true,
    crossAccount: true,
    tracked: true,
    states: 'enabled',
    needs: needs.signing,
    hides: ['Message', 'GrantTokens'],
    repeats: repeated.signing,
    rate: 'cryptographic',
    source: guide,
  },
  Verify: {
    family: 'use',
    key: 'KeyId',
    takesAlias: true,
    crossAccount: true,
    tracked: true,
    states: 'enabled',
    needs: needs.signing,
    hides: ['Message', 'Signature', 'GrantTokens'],
    repeats: repeated.signing,
    rate: 'cryptographic',
    source: guide,
  },
  GenerateMac: {
    family: 'use',
    key: 'KeyId',
    takesAlias: true,
    crossAccount: true,
    tracked: true,
    states: 'enabled',
    needs: needs.mac,
    hides: ['Message', 'GrantTokens'],
    repeats: repeated.mac,
    rate: 'cryptographic',
    source: guide,
  },
  VerifyMac: {
    family: 'use',
    key: 'KeyId',
    takesAlias: true,
    crossAccount: true,
    tracked: true,
    states: 'enabled',
    needs: needs.mac,
    hides: ['Message', 'Mac', 'GrantTokens'],
    repeats: repeated.mac,
    rate: 'cryptographic',
    source: guide,
  },
  DeriveSharedSecret: {
    family: 'use',
    key: 'KeyId',
    takesAlias: true,
    crossAccount: true,
    tracked: true,
    states: 'enabled',
    needs: needs.agreement,
    carries: ['attestation'],
    hides: ['PublicKey', 'Recipient', 'GrantTokens'],
    repeats: same('KeyAgreementAlgorithm'),
    rate: 'cryptographic',
    source: guide,
  },
  // Not in the key-state table: as DeriveSharedSecret, which throws the same exceptions.
  Encapsulate: {
    family: 'use',
    key: 'KeyId',
    takesAlias: true,
    crossAccount: true,
    tracked: true,
    states: 'enabled',
    needs: needs.encapsulation,
    hides: ['GrantTokens'],
    rate: 'cryptographic',
    source: sdk,
  },
  // Not in the key-state table: as DeriveSharedSecret, which throws the same exceptions.
  Decapsulate: {
    family: 'use',
    key: 'KeyId',
    takesAlias: true,
    crossAccount: true,
    tracked: true,
    states: 'enabled',
    needs: needs.encapsulation,
    hides: ['SharedSecretCiphertextBlob', 'GrantTokens'],
    rate: 'cryptographic',
    source: sdk,
  },
  DescribeKey: {
    family: 'metadata',
    key: 'KeyId',
    takesAlias: true,
    crossAccount: true,
    states: 'always',
    hides: ['GrantTokens'],
    rate: 2000,
    source: guide,
  },
  GetPublicKey: {
    family: 'metadata',
    key: 'KeyId',
    takesAlias: true,
    crossAccount: true,
    states: 'publicKey',
    needs: needs.asymmetric,
    hides: ['GrantTokens'],
    rate: 2000,
    source: guide,
  },
  GetKeyPolicy: { family: 'metadata', key: 'KeyId', states: 'always', rate: 1000, source: guide },
  ListKeyPolicies: { family: 'metadata', key: 'KeyId', states: 'always', rate: 100, source: guide },
  GetKeyRotationStatus: {
    family: 'metadata',
    key: 'KeyId',
    crossAccount: true,
    states: 'rotationStatus',
    rate: 1000,
    source: guide,
  },
  ListKeyRotations: { family: 'metadata', key: 'KeyId', states: 'rotationHistory', rate: 100, source: guide },
  // Not in the key-state table, and without state exceptions in the API reference.
  GetKeyLastUsage: { family: 'metadata', key: 'KeyId', states: 'always', rate: 5, source: sdk },
  ListResourceTags: { family: 'metadata', key: 'KeyId', states: 'always', rate: 2000, source: guide },
  PutKeyPolicy: {
    family: 'administer',
    key: 'KeyId',
    states: 'always',
    repeats: same('BypassPolicyLockoutSafetyCheck'),
    rate: 15,
    source: guide,
  },
  UpdateKeyDescription: {
    family: 'administer',
    key: 'KeyId',
    states: 'unlessPending',
    rate: 5,
    source: guide,
  },
  EnableKey: { family: 'administer', key: 'KeyId', states: 'onOff', rate: 5, source: guide },
  DisableKey: { family: 'administer', key: 'KeyId', states: 'onOff', rate: 5, source: guide },
  EnableKeyRotation: {
    family: 'administer',
    key: 'KeyId',
    states: 'automaticRotation',
    needs: needs.automaticRotation,
    repeats: [
      {
        key: 'RotationPeriodInDays',
        input: 'RotationPeriodInDays',
        otherwise: String(quotas.rotationDays.standard),
      },
    ],
    rate: 15,
    source: guide,
  },
  DisableKeyRotation: {
    family: 'administer',
    key: 'KeyId',
    states: 'automaticRotation',
    needs: needs.automaticRotation,
    rate: 5,
    source: guide,
  },
  RotateKeyOnDemand: {
    family: 'administer',
    key: 'KeyId',
    states: 'rotation',
    needs: needs.onDemandRotation,
    rate: 5,
    source: guide,
  },
  ScheduleKeyDeletion: {
    family: 'administer',
    key: 'KeyId',
    states: 'scheduleDeletion',
    repeats: [
      {
        key: 'ScheduleKeyDeletionPendingWindowInDays',
        input: 'PendingWindowInDays',
        otherwise: String(quotas.deletionDays.standard),
      },
    ],
    rate: 15,
    source: guide,
  },
  CancelKeyDeletion: { family: 'administer', key: 'KeyId', states: 'cancelDeletion', rate: 5, source: guide },
  CreateAlias: {
    family: 'administer',
    key: 'TargetKeyId',
    alias: 'AliasName',
    states: 'unlessPending',
    rate: 5,
    source: guide,
  },
  // Note 10 of the key-state table: the states are those of the key that the alias will point to.
  UpdateAlias: {
    family: 'administer',
    key: 'TargetKeyId',
    alias: 'AliasName',
    states: 'unlessPending',
    rate: 5,
    source: guide,
  },
  DeleteAlias: { family: 'administer', alias: 'AliasName', states: 'always', rate: 15, source: guide },
  TagResource: {
    family: 'administer',
    key: 'KeyId',
    states: 'unlessPending',
    carries: ['tags'],
    rate: 10,
    source: guide,
  },
  UntagResource: { family: 'administer', key: 'KeyId', states: 'unlessPending', rate: 5, source: guide },
  CreateGrant: {
    family: 'grants',
    key: 'KeyId',
    crossAccount: true,
    states: 'enabled',
    carries: ['encryption-context'],
    hides: ['GrantTokens'],
    repeats: same(
      'GranteePrincipal',
      'RetiringPrincipal',
      'GranteeServicePrincipal',
      'RetiringServicePrincipal',
    ),
    rate: 50,
    source: guide,
  },
  ListGrants: {
    family: 'grants',
    key: 'KeyId',
    crossAccount: true,
    states: 'always',
    rate: 100,
    source: guide,
  },
  RevokeGrant: {
    family: 'grants',
    key: 'KeyId',
    crossAccount: true,
    states: 'always',
    rate: 50,
    source: guide,
  },
  RetireGrant: {
    family: 'grants',
    key: 'KeyId',
    crossAccount: true,
    states: 'always',
    hides: ['GrantToken'],
    rate: 50,
    source: guide,
  },
  GetParametersForImport: {
    family: 'material',
    key: 'KeyId',
    states: 'importParameters',
    needs: needs.imported,
    repeats: same('WrappingAlgorithm', 'WrappingKeySpec'),
    rate: 1,
    source: guide,
  },
  ImportKeyMaterial: {
    family: 'material',
    key: 'KeyId',
    states: 'import',
    needs: needs.imported,
    hides: ['ImportToken', 'EncryptedKeyMaterial'],
    repeats: [
      { key: 'ExpirationModel', input: 'ExpirationModel', otherwise: 'KEY_MATERIAL_EXPIRES' },
      ...same('ValidTo'),
    ],
    rate: 15,
    source: guide,
  },
  DeleteImportedKeyMaterial: {
    family: 'material',
    key: 'KeyId',
    states: 'deleteMaterial',
    needs: needs.imported,
    rate: 15,
    source: guide,
  },
  ReplicateKey: {
    family: 'multi-region',
    key: 'KeyId',
    states: 'replicate',
    needs: needs.multiRegion,
    carries: ['tags'],
    repeats: same('ReplicaRegion'),
    rate: 5,
    source: guide,
  },
  UpdatePrimaryRegion: {
    family: 'multi-region',
    key: 'KeyId',
    states: 'enabled',
    needs: needs.multiRegion,
    repeats: same('PrimaryRegion'),
    rate: 5,
    source: guide,
  },
  CreateKey: {
    family: 'account',
    states: 'always',
    carries: ['tags'],
    repeats: [
      ...same('BypassPolicyLockoutSafetyCheck'),
      { key: 'KeyOrigin', input: 'Origin', otherwise: 'AWS_KMS' },
      { key: 'MultiRegion', input: 'MultiRegion', otherwise: 'false' },
    ],
    rate: 5,
    source: guide,
  },
  ListKeys: { family: 'account', states: 'always', rate: 500, source: guide },
  ListAliases: { family: 'account', states: 'always', rate: 500, source: guide },
  ListRetirableGrants: { family: 'account', states: 'always', rate: 100, source: guide },
  GenerateRandom: {
    family: 'account',
    states: 'always',
    carries: ['attestation'],
    hides: ['Recipient'],
    rate: 'cryptographic',
    source: guide,
  },
  ConnectCustomKeyStore: { family: 'account', states: 'always', rate: 5, source: guide },
  CreateCustomKeyStore: {
    family: 'account',
    states: 'always',
    hides: ['KeyStorePassword', 'XksProxyAuthenticationCredential', 'TrustAnchorCertificate'],
    rate: 5,
    source: guide,
  },
  DeleteCustomKeyStore: { family: 'account', states: 'always', rate: 5, source: guide },
  DescribeCustomKeyStores: { family: 'account', states: 'always', rate: 5, source: guide },
  DisconnectCustomKeyStore: { family: 'account', states: 'always', rate: 5, source: guide },
  UpdateCustomKeyStore: {
    family: 'account',
    states: 'always',
    hides: ['KeyStorePassword', 'XksProxyAuthenticationCredential'],
    rate: 5,
    source: guide,
  },
} satisfies Record<string, Operation>;

export type OperationRows = typeof rows;
export type OperationName = keyof OperationRows;

/** Every operation of the API. Those that people write most in policies come first. */
export const operations: Readonly<Record<OperationName, Operation>> = rows;

export const operationNames = Object.keys(rows) as readonly OperationName[];

export function isOperation(name: string): name is OperationName {
  return Object.hasOwn(rows, name);
}
