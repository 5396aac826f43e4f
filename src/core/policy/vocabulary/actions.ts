import type { KeySpec, KeyUsage, Origin } from '../../kms/specs';
import { carries, findActionOf, operationOf, type ActionName } from '../../kms/actions';
import type { Family, KeyNeeds } from '../../kms/operations';
import { refusedStates, type KeyState } from '../../kms/states';
import type { AccessLevel, IamAction } from './iamData';
import { iamActions, keyResourceConditionKeys } from './iamData';

export type { AccessLevel } from './iamData';

/** What is known of a key when an action is weighed against it. */
export interface KeyTraits {
  spec?: KeySpec;
  usage?: KeyUsage;
  origin?: Origin;
  multiRegion?: boolean;
}

interface OwnFacts {
  /** What an Allow lets the principal do: a sentence that goes on from "Allows to". */
  allows: string;
  /** A change of the key's state, or another lasting effect that a reader should know of. */
  effect?: string;
  note?: string;
  /** Facts of the action where iam-data does not have it yet. */
  iam?: Omit<IamAction, 'name'>;
}

/** One KMS action with all that the editor says of it. */
export interface Action extends OwnFacts {
  /** With the prefix, in AWS's spelling: `kms:Decrypt`. */
  name: string;
  /** It orders completion and heads lists. */
  group: Family;
  /** What a key must be for the action to work on it at all. */
  needs?: KeyNeeds;
  /** Principals of other accounts can be allowed it. */
  crossAccount?: true;
  /** States in which KMS refuses it. */
  refusedIn: readonly KeyState[];
  accessLevels: readonly AccessLevel[];
  resourceTypes: readonly string[];
  /** All KMS and tag condition keys that its requests carry, templates as `kms:EncryptionContext:${…}`. */
  conditionKeys: readonly string[];
  /** False where only an IAM policy can allow it, because the request names no key. */
  inKeyPolicy: boolean;
  link: string;
}

const kemRow: Omit<IamAction, 'name'> = {
  accessLevels: ['Write'],
  resourceTypes: ['key'],
  conditionKeys: ['kms:CallerAccount', 'kms:RequestAlias', 'kms:ViaService'],
};

/** Words of ours; facts of the operations are in `core/kms/operations`. */
const ownFacts: Readonly<Record<ActionName, OwnFacts>> = {
  Encrypt: {
    allows: 'encrypt up to 4,096 bytes with the key',
  },
  Decrypt: {
    allows: 'decrypt what was encrypted with the key, data keys included',
  },
  ReEncryptFrom: {
    allows: 'take ciphertext of this key as the source of a ReEncrypt, which decrypts it inside KMS',
    note: 'There is no API operation of this name: ReEncrypt needs kms:ReEncryptFrom on the source key and kms:ReEncryptTo on the destination key. Policies usually say kms:ReEncrypt*.',
  },
  ReEncryptTo: {
    allows: 'encrypt anew with this key in a ReEncrypt, without the plaintext leaving KMS',
    note: 'There is no API operation of this name: ReEncrypt needs kms:ReEncryptFrom on the source key and kms:ReEncryptTo on the destination key. Policies usually say kms:ReEncrypt*.',
  },
  GenerateDataKey: {
    allows: 'get a new data key, both in plaintext and encrypted with the key: the way most services encrypt',
  },
  GenerateDataKeyWithoutPlaintext: {
    allows: 'get a new data key, only encrypted with the key',
  },
  GenerateDataKeyPair: {
    allows: 'get a new key pair whose private key comes both in plaintext and encrypted with the key',
  },
  GenerateDataKeyPairWithoutPlaintext: {
    allows: 'get a new key pair whose private key comes only encrypted with the key',
  },
  Sign: {
    allows: 'sign messages or digests with the private key',
  },
  Verify: {
    allows: 'have KMS verify signatures made with the key',
  },
  GenerateMac: {
    allows: 'compute message authentication codes (HMAC) with the key',
  },
  VerifyMac: {
    allows: 'verify message authentication codes (HMAC) made with the key',
  },
  DeriveSharedSecret: {
    allows: "derive a shared secret from the key's private key and another party's public key (ECDH)",
  },
  Encapsulate: {
    allows: 'make a shared secret and its ciphertext with the public key of an ML-KEM key',
    iam: kemRow,
  },
  Decapsulate: {
    allows: 'recover a shared secret from its ciphertext with the private key of an ML-KEM key',
    iam: kemRow,
  },
  DescribeKey: {
    allows: "see the key's metadata: state, type, origin, dates. Most users of a key need it too",
  },
  GetPublicKey: {
    allows: 'download the public key, which then works outside KMS without further permission',
  },
  GetKeyPolicy: { allows: 'read the key policy' },
  ListKeyPolicies: {
    allows: "list the names of the key's policies: always one, `default`",
  },
  GetKeyRotationStatus: {
    allows: 'see whether and how often the key rotates',
  },
  ListKeyRotations: {
    allows: "list the key's materials and past rotations",
  },
  GetKeyLastUsage: { allows: 'see when and for what the key was last used' },
  ListResourceTags: { allows: "read the key's tags" },
  PutKeyPolicy: {
    allows: 'replace the key policy, and so to take or give any permission on the key',
    note: 'Whoever has it can give themselves everything else. At least one living principal should have it, or nobody can ever fix the policy.',
  },
  UpdateKeyDescription: {
    allows: "change the key's description",
  },
  EnableKey: {
    allows: 'enable a disabled key',
    effect: 'The key becomes Enabled and works again.',
  },
  DisableKey: {
    allows: 'disable the key',
    effect: 'The key becomes Disabled: no cryptographic operation works until it is enabled again.',
  },
  EnableKeyRotation: {
    allows: 'switch automatic rotation on and set its period (90 to 2,560 days)',
  },
  DisableKeyRotation: {
    allows: 'switch automatic rotation off',
  },
  RotateKeyOnDemand: {
    allows: 'rotate the key material at once',
    effect:
      'New key material encrypts from now on; the old one goes on decrypting. At most 25 times in the life of a key.',
  },
  ScheduleKeyDeletion: {
    allows: 'schedule the deletion of the key after 7 to 30 days',
    effect:
      'The key becomes PendingDeletion and stops working. Once it is deleted, nothing encrypted with it can ever be decrypted.',
  },
  CancelKeyDeletion: {
    allows: 'cancel a scheduled deletion',
    effect: 'The key becomes Disabled, not Enabled.',
  },
  CreateAlias: {
    allows: 'give the key an alias',
    note: 'Needed on the key (key policy) and on the alias (IAM policy). Where aliases decide access, it changes who has access.',
  },
  UpdateAlias: {
    allows: 'point an alias to or away from the key',
    note: 'Needed on both keys (key policies) and on the alias (IAM policy). Only the key that the alias will point to must not be pending deletion. Where aliases decide access, it changes who has access.',
  },
  DeleteAlias: {
    allows: 'delete an alias of the key',
    note: 'Needed on the key (key policy) and on the alias (IAM policy).',
  },
  TagResource: {
    allows: 'add tags to the key or change them',
    note: 'Where tags decide access, it changes who has access.',
  },
  UntagResource: {
    allows: 'remove tags from the key',
    note: 'Where tags decide access, it changes who has access.',
  },
  CreateGrant: {
    allows: 'give others permission to use the key through a grant',
    note: 'The holder can grant operations that it has no permission for itself. Narrow it with kms:GrantIsForAWSResource, kms:GrantOperations or kms:GranteePrincipal.',
  },
  ListGrants: { allows: "list the key's grants" },
  RevokeGrant: {
    allows: 'delete any grant of the key at once',
    effect: 'Whoever relied on the grant loses access.',
  },
  RetireGrant: {
    allows: 'give up a grant once its task is done',
    note: 'The grant itself names who may retire it; a policy is seldom needed.',
  },
  GetParametersForImport: {
    allows: 'get the wrapping key and the token for importing key material',
  },
  ImportKeyMaterial: {
    allows: 'import key material into the key',
    effect: 'A key that waits for its material becomes Enabled.',
  },
  DeleteImportedKeyMaterial: {
    allows: 'delete imported key material',
    effect: 'The key becomes PendingImport and stops working until the same material is imported again.',
  },
  ReplicateKey: {
    allows: 'make a replica of the multi-Region primary key in another Region',
    note: 'The caller also needs kms:CreateKey in an IAM policy in the replica Region.',
  },
  UpdatePrimaryRegion: {
    allows: 'make a replica the primary key',
    effect: 'Both keys are Updating for a moment.',
    note: 'Needed on the present primary and on the replica that becomes primary.',
  },
  SynchronizeMultiRegionKey: {
    allows: 'keep multi-Region keys in step',
    note: 'Permission only: no API operation. The service-linked role for multi-Region keys uses it.',
  },
  CreateKey: {
    allows: 'create keys, each with its first key policy',
  },
  ListKeys: { allows: 'list the ids of all keys of the account and Region' },
  ListAliases: { allows: 'list all aliases of the account and Region' },
  ListRetirableGrants: { allows: 'list the grants that a principal may retire' },
  GenerateRandom: { allows: 'get random bytes from KMS' },
  ConnectCustomKeyStore: { allows: 'connect a custom key store' },
  CreateCustomKeyStore: { allows: 'create a custom key store' },
  DeleteCustomKeyStore: { allows: 'delete a custom key store' },
  DescribeCustomKeyStores: { allows: 'see the custom key stores' },
  DisconnectCustomKeyStore: { allows: 'disconnect a custom key store' },
  UpdateCustomKeyStore: { allows: "change a custom key store's settings" },
};

const apiReference = 'https://docs.aws.amazon.com/kms/latest/APIReference/API_';
const attestation: readonly string[] = [
  'kms:RecipientAttestation:ImageSha384',
  'kms:RecipientAttestation:NitroTPMPCR${n}',
  'kms:RecipientAttestation:PCR${n}',
];
const requestTags: readonly string[] = ['aws:RequestTag/${TagKey}', 'aws:TagKeys'];
/** Still carried beside kms:KeySpec and kms:KeyUsage. */
const deprecatedResourceKeys: readonly string[] = ['kms:CustomerMasterKeySpec', 'kms:CustomerMasterKeyUsage'];

function describe(iam: IamAction, own: OwnFacts): Action {
  const onKey = iam.resourceTypes.includes('key');
  const conditionKeys = new Set(iam.conditionKeys);
  for (const key of onKey ? [...keyResourceConditionKeys, ...deprecatedResourceKeys] : [])
    conditionKeys.add(key);
  for (const key of carries(iam.name, 'attestation') ? attestation : []) conditionKeys.add(key);
  // The guide names ReplicateKey among the operations with tags in the request; the reference does not yet.
  for (const key of carries(iam.name, 'tags') ? requestTags : []) conditionKeys.add(key);
  return {
    ...own,
    ...operationFacts(iam.name),
    name: `kms:${iam.name}`,
    accessLevels: iam.accessLevels,
    resourceTypes: iam.resourceTypes,
    conditionKeys: [...conditionKeys],
    inKeyPolicy: onKey,
  };
}

/** What is known of the operation for which the action is asked. */
function operationFacts(
  name: string,
): Pick<Action, 'group' | 'needs' | 'crossAccount' | 'refusedIn' | 'link'> {
  const operation = operationOf(name);
  if (!operation)
    return {
      group: 'multi-region',
      needs: { multiRegion: true },
      refusedIn: [],
      link: 'https://docs.aws.amazon.com/kms/latest/developerguide/multi-region-keys-auth.html',
    };
  const { family, needs, crossAccount, states } = operation;
  return {
    group: family,
    ...(needs && { needs }),
    ...(crossAccount && { crossAccount }),
    refusedIn: refusedStates(states),
    link: `${apiReference}${findActionOf(name)?.operation ?? name}.html`,
  };
}

let table: readonly Action[] | undefined;
let byName: ReadonlyMap<string, Action> | undefined;

/** All KMS actions, those that people write most first. Built on first use. */
export function actions(): readonly Action[] {
  if (table) return table;
  const known = new Map(iamActions.map((action) => [action.name, action]));
  table = Object.entries<OwnFacts>(ownFacts).flatMap(([name, own]) => {
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
