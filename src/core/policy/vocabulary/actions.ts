import type { KeySpec, KeyState, KeyUsage, Origin } from '../../keys/model';
import type { AccessLevel, IamAction } from './iamData';
import { iamActions, keyResourceConditionKeys } from './iamData';

export type { AccessLevel } from './iamData';

/** What people think of together: it orders completion and heads lists. */
export type ActionGroup =
  'use' | 'metadata' | 'administer' | 'grants' | 'material' | 'multi-region' | 'account';

/** What a key must be for an action to work on it at all; whatever is absent does not matter. */
export interface KeyNeeds {
  usages?: readonly KeyUsage[];
  specs?: 'symmetric-encryption' | 'asymmetric';
  origins?: readonly Origin[];
  multiRegion?: true;
}

/** What is known of a key when an action is weighed against it. */
export interface KeyTraits {
  spec?: KeySpec;
  usage?: KeyUsage;
  origin?: Origin;
  multiRegion?: boolean;
}

interface OwnFacts {
  group: ActionGroup;
  /** What an Allow lets the principal do: a sentence that goes on from "Allows to". */
  allows: string;
  needs?: KeyNeeds;
  /** A change of the key's state, or another lasting effect that a reader should know of. */
  effect?: string;
  note?: string;
  /** Principals of other accounts can be allowed it (API reference, "Cross-account use"). */
  crossAccount?: true;
  /** States in which KMS refuses it (developer guide, key-state table). */
  refusedIn?: readonly KeyState[];
  /** The API operation that the permission is for, where the two names differ. */
  operation?: string;
  /** Facts of the action where iam-data does not have it yet. */
  iam?: Omit<IamAction, 'name'>;
}

/** One KMS action with all that the editor says of it. */
export interface Action extends OwnFacts {
  /** With the prefix, in AWS's spelling: `kms:Decrypt`. */
  name: string;
  accessLevels: readonly AccessLevel[];
  resourceTypes: readonly string[];
  /** All KMS and tag condition keys that its requests carry, templates as `kms:EncryptionContext:${…}`. */
  conditionKeys: readonly string[];
  /** False where only an IAM policy can allow it, because the request names no key. */
  inKeyPolicy: boolean;
  link: string;
}

const deleted: readonly KeyState[] = ['PendingDeletion', 'PendingReplicaDeletion'];
const notReady: readonly KeyState[] = ['PendingImport', 'Creating', ...deleted];
const unusable: readonly KeyState[] = ['Disabled', ...notReady];
const unusableInStore: readonly KeyState[] = [...unusable, 'Unavailable'];
const encryption: KeyNeeds = { usages: ['ENCRYPT_DECRYPT'] };
const symmetric: KeyNeeds = { usages: ['ENCRYPT_DECRYPT'], specs: 'symmetric-encryption' };
const signing: KeyNeeds = { usages: ['SIGN_VERIFY'] };
const mac: KeyNeeds = { usages: ['GENERATE_VERIFY_MAC'] };
const kem: KeyNeeds = { usages: ['ENCAPSULATE_DECAPSULATE'] };
const imported: KeyNeeds = { origins: ['EXTERNAL'] };
const multiRegion: KeyNeeds = { multiRegion: true };
const kemRow: Omit<IamAction, 'name'> = {
  accessLevels: ['Write'],
  resourceTypes: ['key'],
  conditionKeys: ['kms:CallerAccount', 'kms:RequestAlias', 'kms:ViaService'],
};

/** Sources: KMS API reference (required permissions, cross-account use), developer guide (key states, key types). */
const ownFacts: Readonly<Record<string, OwnFacts>> = {
  Encrypt: {
    group: 'use',
    allows: 'encrypt up to 4,096 bytes with the key',
    needs: encryption,
    crossAccount: true,
    refusedIn: unusableInStore,
  },
  Decrypt: {
    group: 'use',
    allows: 'decrypt what was encrypted with the key, data keys included',
    needs: encryption,
    crossAccount: true,
    refusedIn: unusableInStore,
  },
  ReEncryptFrom: {
    group: 'use',
    allows: 'take ciphertext of this key as the source of a ReEncrypt, which decrypts it inside KMS',
    needs: encryption,
    note: 'There is no API operation of this name: ReEncrypt needs kms:ReEncryptFrom on the source key and kms:ReEncryptTo on the destination key. Policies usually say kms:ReEncrypt*.',
    operation: 'ReEncrypt',
    crossAccount: true,
    refusedIn: unusableInStore,
  },
  ReEncryptTo: {
    group: 'use',
    allows: 'encrypt anew with this key in a ReEncrypt, without the plaintext leaving KMS',
    needs: encryption,
    note: 'There is no API operation of this name: ReEncrypt needs kms:ReEncryptFrom on the source key and kms:ReEncryptTo on the destination key. Policies usually say kms:ReEncrypt*.',
    operation: 'ReEncrypt',
    crossAccount: true,
    refusedIn: unusableInStore,
  },
  GenerateDataKey: {
    group: 'use',
    allows: 'get a new data key, both in plaintext and encrypted with the key: the way most services encrypt',
    needs: symmetric,
    crossAccount: true,
    refusedIn: unusableInStore,
  },
  GenerateDataKeyWithoutPlaintext: {
    group: 'use',
    allows: 'get a new data key, only encrypted with the key',
    needs: symmetric,
    crossAccount: true,
    refusedIn: unusableInStore,
  },
  GenerateDataKeyPair: {
    group: 'use',
    allows: 'get a new key pair whose private key comes both in plaintext and encrypted with the key',
    needs: symmetric,
    crossAccount: true,
    refusedIn: unusableInStore,
  },
  GenerateDataKeyPairWithoutPlaintext: {
    group: 'use',
    allows: 'get a new key pair whose private key comes only encrypted with the key',
    needs: symmetric,
    crossAccount: true,
    refusedIn: unusableInStore,
  },
  Sign: {
    group: 'use',
    allows: 'sign messages or digests with the private key',
    needs: signing,
    crossAccount: true,
    refusedIn: unusable,
  },
  Verify: {
    group: 'use',
    allows: 'have KMS verify signatures made with the key',
    needs: signing,
    crossAccount: true,
    refusedIn: unusable,
  },
  GenerateMac: {
    group: 'use',
    allows: 'compute message authentication codes (HMAC) with the key',
    needs: mac,
    crossAccount: true,
    refusedIn: unusable,
  },
  VerifyMac: {
    group: 'use',
    allows: 'verify message authentication codes (HMAC) made with the key',
    needs: mac,
    crossAccount: true,
    refusedIn: unusable,
  },
  DeriveSharedSecret: {
    group: 'use',
    allows: "derive a shared secret from the key's private key and another party's public key (ECDH)",
    needs: { usages: ['KEY_AGREEMENT'] },
    crossAccount: true,
    refusedIn: unusable,
  },
  Encapsulate: {
    group: 'use',
    allows: 'make a shared secret and its ciphertext with the public key of an ML-KEM key',
    needs: kem,
    crossAccount: true,
    iam: kemRow,
  },
  Decapsulate: {
    group: 'use',
    allows: 'recover a shared secret from its ciphertext with the private key of an ML-KEM key',
    needs: kem,
    crossAccount: true,
    iam: kemRow,
  },
  DescribeKey: {
    group: 'metadata',
    allows: "see the key's metadata: state, type, origin, dates. Most users of a key need it too",
    crossAccount: true,
  },
  GetPublicKey: {
    group: 'metadata',
    allows: 'download the public key, which then works outside KMS without further permission',
    needs: { specs: 'asymmetric' },
    crossAccount: true,
    refusedIn: ['Creating', ...deleted],
  },
  GetKeyPolicy: { group: 'metadata', allows: 'read the key policy' },
  ListKeyPolicies: {
    group: 'metadata',
    allows: "list the names of the key's policies: always one, `default`",
  },
  GetKeyRotationStatus: {
    group: 'metadata',
    allows: 'see whether and how often the key rotates',
    crossAccount: true,
    refusedIn: ['PendingImport', 'Unavailable'],
  },
  ListKeyRotations: {
    group: 'metadata',
    allows: "list the key's materials and past rotations",
    refusedIn: ['Unavailable'],
  },
  GetKeyLastUsage: { group: 'metadata', allows: 'see when and for what the key was last used' },
  ListResourceTags: { group: 'metadata', allows: "read the key's tags" },
  PutKeyPolicy: {
    group: 'administer',
    allows: 'replace the key policy, and so to take or give any permission on the key',
    note: 'Whoever has it can give themselves everything else. At least one living principal should have it, or nobody can ever mend the policy.',
  },
  UpdateKeyDescription: {
    group: 'administer',
    allows: "change the key's description",
    refusedIn: deleted,
  },
  EnableKey: {
    group: 'administer',
    allows: 'enable a disabled key',
    effect: 'The key becomes Enabled and works again.',
    refusedIn: [...notReady, 'Updating'],
  },
  DisableKey: {
    group: 'administer',
    allows: 'disable the key',
    effect: 'The key becomes Disabled: no cryptographic operation works until it is enabled again.',
    refusedIn: [...notReady, 'Updating'],
  },
  EnableKeyRotation: {
    group: 'administer',
    allows: 'switch automatic rotation on and set its period (90 to 2,560 days)',
    needs: { ...symmetric, origins: ['AWS_KMS'] },
    refusedIn: unusableInStore,
  },
  DisableKeyRotation: {
    group: 'administer',
    allows: 'switch automatic rotation off',
    needs: { ...symmetric, origins: ['AWS_KMS'] },
    refusedIn: unusableInStore,
  },
  RotateKeyOnDemand: {
    group: 'administer',
    allows: 'rotate the key material at once',
    needs: { ...symmetric, origins: ['AWS_KMS', 'EXTERNAL'] },
    effect:
      'New key material encrypts from now on; the old one goes on decrypting. At most 25 times in the life of a key.',
    refusedIn: unusableInStore,
  },
  ScheduleKeyDeletion: {
    group: 'administer',
    allows: 'schedule the deletion of the key after 7 to 30 days',
    effect:
      'The key becomes PendingDeletion and stops working. Once it is deleted, nothing encrypted with it can ever be decrypted.',
    refusedIn: ['Updating', ...deleted],
  },
  CancelKeyDeletion: {
    group: 'administer',
    allows: 'cancel a scheduled deletion',
    effect: 'The key becomes Disabled, not Enabled.',
    refusedIn: ['Enabled', 'Disabled', 'PendingImport', 'Unavailable', 'Creating', 'Updating'],
  },
  CreateAlias: {
    group: 'administer',
    allows: 'give the key an alias',
    note: 'Needed on the key (key policy) and on the alias (IAM policy). Where aliases decide access, it changes who has access.',
    refusedIn: deleted,
  },
  UpdateAlias: {
    group: 'administer',
    allows: 'point an alias to or away from the key',
    note: 'Needed on both keys (key policies) and on the alias (IAM policy). Where aliases decide access, it changes who has access.',
  },
  DeleteAlias: {
    group: 'administer',
    allows: 'delete an alias of the key',
    note: 'Needed on the key (key policy) and on the alias (IAM policy).',
  },
  TagResource: {
    group: 'administer',
    allows: 'add tags to the key or change them',
    note: 'Where tags decide access, it changes who has access.',
    refusedIn: deleted,
  },
  UntagResource: {
    group: 'administer',
    allows: 'remove tags from the key',
    note: 'Where tags decide access, it changes who has access.',
    refusedIn: deleted,
  },
  CreateGrant: {
    group: 'grants',
    allows: 'give others permission to use the key through a grant',
    note: 'The holder can grant operations that it has no permission for itself. Narrow it with kms:GrantIsForAWSResource, kms:GrantOperations or kms:GranteePrincipal.',
    crossAccount: true,
    refusedIn: unusable,
  },
  ListGrants: { group: 'grants', allows: "list the key's grants", crossAccount: true },
  RevokeGrant: {
    group: 'grants',
    allows: 'delete any grant of the key at once',
    effect: 'Whoever relied on the grant loses access.',
    crossAccount: true,
  },
  RetireGrant: {
    group: 'grants',
    allows: 'give up a grant once its task is done',
    note: 'The grant itself names who may retire it; a policy is seldom needed.',
    crossAccount: true,
  },
  GetParametersForImport: {
    group: 'material',
    allows: 'get the wrapping key and the token for importing key material',
    needs: imported,
    refusedIn: ['Unavailable', 'Creating', 'Updating', ...deleted],
  },
  ImportKeyMaterial: {
    group: 'material',
    allows: 'import key material into the key',
    needs: imported,
    effect: 'A key that waits for its material becomes Enabled.',
    refusedIn: ['Unavailable', 'Creating', ...deleted],
  },
  DeleteImportedKeyMaterial: {
    group: 'material',
    allows: 'delete imported key material',
    needs: imported,
    effect: 'The key becomes PendingImport and stops working until the same material is imported again.',
    refusedIn: ['Creating', 'Updating'],
  },
  ReplicateKey: {
    group: 'multi-region',
    allows: 'make a replica of the multi-Region primary key in another Region',
    needs: multiRegion,
    note: 'The caller also needs kms:CreateKey in an IAM policy in the replica Region.',
    refusedIn: [...unusable, 'Updating'],
  },
  UpdatePrimaryRegion: {
    group: 'multi-region',
    allows: 'make a replica the primary key',
    needs: multiRegion,
    effect: 'Both keys are Updating for a moment.',
    note: 'Needed on the present primary and on the replica that becomes primary.',
    refusedIn: unusable,
  },
  SynchronizeMultiRegionKey: {
    group: 'multi-region',
    allows: 'keep multi-Region keys in step',
    needs: multiRegion,
    note: 'Permission only: no API operation. The service-linked role for multi-Region keys uses it.',
  },
  CreateKey: {
    group: 'account',
    allows: 'create keys, each with its first key policy',
  },
  ListKeys: { group: 'account', allows: 'list the ids of all keys of the account and Region' },
  ListAliases: { group: 'account', allows: 'list all aliases of the account and Region' },
  ListRetirableGrants: { group: 'account', allows: 'list the grants that a principal may retire' },
  GenerateRandom: { group: 'account', allows: 'get random bytes from KMS' },
  ConnectCustomKeyStore: { group: 'account', allows: 'connect a custom key store' },
  CreateCustomKeyStore: { group: 'account', allows: 'create a custom key store' },
  DeleteCustomKeyStore: { group: 'account', allows: 'delete a custom key store' },
  DescribeCustomKeyStores: { group: 'account', allows: 'see the custom key stores' },
  DisconnectCustomKeyStore: { group: 'account', allows: 'disconnect a custom key store' },
  UpdateCustomKeyStore: { group: 'account', allows: "change a custom key store's settings" },
};

const apiReference = 'https://docs.aws.amazon.com/kms/latest/APIReference/API_';
const attestation: readonly string[] = [
  'kms:RecipientAttestation:ImageSha384',
  'kms:RecipientAttestation:NitroTPMPCR${n}',
  'kms:RecipientAttestation:PCR${n}',
];
/** Operations that take an attestation document (developer guide, conditions-attestation). */
const attestable = new Set([
  'Decrypt',
  'DeriveSharedSecret',
  'GenerateDataKey',
  'GenerateDataKeyPair',
  'GenerateRandom',
]);
/** Still carried beside kms:KeySpec and kms:KeyUsage. */
const deprecatedResourceKeys: readonly string[] = ['kms:CustomerMasterKeySpec', 'kms:CustomerMasterKeyUsage'];

function describe(iam: IamAction, own: OwnFacts): Action {
  const onKey = iam.resourceTypes.includes('key');
  const conditionKeys = new Set(iam.conditionKeys);
  for (const key of onKey ? [...keyResourceConditionKeys, ...deprecatedResourceKeys] : [])
    conditionKeys.add(key);
  for (const key of attestable.has(iam.name) ? attestation : []) conditionKeys.add(key);
  // The guide names ReplicateKey among the operations with tags in the request; the reference does not yet.
  for (const key of iam.name === 'ReplicateKey' ? ['aws:RequestTag/${TagKey}', 'aws:TagKeys'] : [])
    conditionKeys.add(key);
  return {
    ...own,
    name: `kms:${iam.name}`,
    accessLevels: iam.accessLevels,
    resourceTypes: iam.resourceTypes,
    conditionKeys: [...conditionKeys],
    inKeyPolicy: onKey,
    link:
      iam.name === 'SynchronizeMultiRegionKey'
        ? 'https://docs.aws.amazon.com/kms/latest/developerguide/multi-region-keys-auth.html'
        : `${apiReference}${own.operation ?? iam.name}.html`,
  };
}

let table: readonly Action[] | undefined;
let byName: ReadonlyMap<string, Action> | undefined;

/** All KMS actions, those that people write most first. Built on first use. */
export function actions(): readonly Action[] {
  if (table) return table;
  const known = new Map(iamActions.map((action) => [action.name, action]));
  table = Object.entries(ownFacts).flatMap(([name, own]) => {
    const iam = known.get(name) ?? (own.iam && { name, ...own.iam });
    return iam ? [describe(iam, own)] : [];
  });
  return table;
}

/** The names that our own facts cover, for the test that compares them with the reference. */
export const describedActions: readonly string[] = Object.keys(ownFacts);

/** The action of that name, prefix included, whatever its letters' case: IAM ignores case in actions. */
export function findAction(name: string): Action | undefined {
  byName ??= new Map(actions().map((action) => [action.name.toLowerCase(), action]));
  return byName.get(name.toLowerCase());
}

const asymmetricSpec = /^(RSA|ECC|ML_DSA|ML_KEM|SM2)/;

/** Why the action can never succeed on such a key, or undefined where it can (or where too little is known). */
export function whyNotFor(action: Action, key: KeyTraits): string | undefined {
  const { needs } = action;
  if (!needs) return undefined;
  if (needs.usages && key.usage && !needs.usages.includes(key.usage))
    return `needs a key with usage ${needs.usages.join(' or ')}, and this one has ${key.usage}`;
  if (needs.specs === 'symmetric-encryption' && key.spec && key.spec !== 'SYMMETRIC_DEFAULT')
    return `needs a symmetric encryption key, and this one is ${key.spec}`;
  if (needs.specs === 'asymmetric' && key.spec && !asymmetricSpec.test(key.spec))
    return `needs an asymmetric key, and this one is ${key.spec}`;
  if (needs.origins && key.origin && !needs.origins.includes(key.origin))
    return `needs a key of origin ${needs.origins.join(' or ')}, and this one has ${key.origin}`;
  if (needs.multiRegion && key.multiRegion === false)
    return 'needs a multi-Region key, and this one is single-Region';
  return undefined;
}
