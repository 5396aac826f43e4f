import type { ConditionKey, ConditionKeyType, OwnKeyFacts } from './conditionKey';
import { catalog } from '../../keys/catalog';
import { grantOperations } from '../../kms/grants';
import { quotas } from '../../kms/quotas';
import { keySpecs, keyUsages, messageTypes, origins, specOf } from '../../kms/specs';
import { actions } from './actions';
import type { Action } from './actions';
import { globalKeys } from './globalKeys';
import { conditionKeyTypes } from './iamData';
import type { IamKeyType } from './iamData';
import { ownValue } from '../../ownValue';

/** A key as a policy writes it: the fact, and what stands for a template's part. */
export interface FoundConditionKey {
  key: ConditionKey;
  /** `Department` of `kms:EncryptionContext:Department`; empty where it is missing. */
  part?: string;
}

const strings = ['StringEquals', 'StringLike', 'StringNotEquals', 'StringNotLike'] as const;
const numbers = ['NumericLessThan', 'NumericLessThanEquals', 'NumericGreaterThan', 'NumericEquals'] as const;
const yesNo = ['true', 'false'] as const;
/** What most keys are and do comes before the rest. */
const usual: ReadonlySet<string> = new Set(['SYMMETRIC_DEFAULT', 'ENCRYPT_DECRYPT']);
const sorted = (values: Iterable<string>) => {
  const names = [...new Set(values)].sort();
  return [...names.filter((name) => usual.has(name)), ...names.filter((name) => !usual.has(name))];
};
const algorithms = (usage: string) =>
  sorted(catalog.filter((entry) => entry.usage === usage).flatMap((entry) => entry.algorithms));
const specNames = sorted(keySpecs);
const pairSpecs = sorted(keySpecs.filter((spec) => specOf(spec).dataKeyPair));

/** Source: developer guide, "AWS KMS condition keys"; the values are the API's enums. */
const ownFacts: Readonly<Record<string, OwnKeyFacts>> = {
  'kms:ViaService': {
    description:
      'The AWS service through which the request comes, when a service acts on behalf of the principal (forward access session).',
    source: 'via-service',
    operators: strings,
    note: 'Absent from direct calls, and from calls that a service makes as itself: for a service principal use aws:SourceArn or aws:SourceAccount.',
    rank: 3,
  },
  'kms:CallerAccount': {
    description: 'The account of the caller, 12 digits.',
    source: 'account',
    operators: strings,
    note: 'With Principal {"AWS": "*"} it means every identity of that account. It does not apply to service principals.',
    rank: 3,
  },
  'kms:EncryptionContext:${EncryptionContextKey}': {
    description: 'The value of one pair of the encryption context. The name of the pair follows the colon.',
    part: 'the name of an encryption context pair',
    operators: strings,
    note: 'Only symmetric encryption keys have an encryption context. The name is compared without case, the value as the operator says. A statement with this condition never matches DescribeKey and other actions that have no encryption context.',
    rank: 3,
  },
  'kms:EncryptionContextKeys': {
    description: 'The names of all pairs of the encryption context.',
    operators: strings,
    note: '"Null": {"kms:EncryptionContextKeys": "false"} requires that there is an encryption context at all.',
    rank: 2,
  },
  'kms:GrantIsForAWSResource': {
    description:
      'True when a service that is integrated with KMS manages a grant on behalf of the principal.',
    values: yesNo,
    operators: ['Bool'],
    note: 'The usual guard on kms:CreateGrant: it forbids the principal to make grants directly.',
    rank: 3,
  },
  'kms:GrantOperations': {
    description: 'The operations that the grant would allow.',
    values: sorted(grantOperations),
    operators: strings,
    rank: 2,
  },
  'kms:GranteePrincipal': {
    description: 'The principal that would get the grant.',
    source: 'principal',
    operators: strings,
    rank: 2,
  },
  'kms:GranteeServicePrincipal': {
    description: 'The service that would get the grant.',
    source: 'service-principal',
    operators: strings,
    rank: 1,
  },
  'kms:RetiringPrincipal': {
    description: 'The principal that may retire the grant.',
    source: 'principal',
    operators: strings,
    rank: 1,
  },
  'kms:RetiringServicePrincipal': {
    description: 'The service that may retire the grant.',
    source: 'service-principal',
    operators: strings,
    rank: 1,
  },
  'kms:GrantConstraintType': {
    description: 'The kind of encryption-context constraint that the grant has.',
    values: ['EncryptionContextEquals', 'EncryptionContextSubset'],
    operators: strings,
    note: 'It does not see constraints on the source ARN: use kms:GrantConstraintSourceArn.',
    rank: 1,
  },
  'kms:GrantConstraintSourceArn': {
    description: 'The source ARN to which the grant is bound.',
    source: 'source-arn',
    operators: ['ArnLike', 'ArnEquals', 'ArnNotLike', 'ArnNotEquals'],
    rank: 1,
  },
  'kms:RequestAlias': {
    description: 'The alias by which the request names the key.',
    source: 'alias',
    operators: strings,
    note: 'The name with alias/, never the ARN. Absent when the request names the key by its id or ARN.',
    rank: 2,
  },
  'kms:ResourceAliases': {
    description: 'All aliases of the key.',
    source: 'alias',
    operators: strings,
    note: 'For IAM policies: a key policy belongs to one key, so it need not choose keys by their aliases.',
    iamOnly: true,
  },
  'kms:EncryptionAlgorithm': {
    description: 'The encryption algorithm of the request.',
    values: algorithms('ENCRYPT_DECRYPT'),
    operators: strings,
    rank: 1,
  },
  'kms:SigningAlgorithm': {
    description: 'The signing algorithm of the request.',
    values: algorithms('SIGN_VERIFY'),
    operators: strings,
    rank: 2,
  },
  'kms:MessageType': {
    description: 'Whether Sign and Verify get the message itself or its digest.',
    values: messageTypes,
    operators: strings,
    rank: 2,
  },
  'kms:MacAlgorithm': {
    description: 'The MAC algorithm of the request.',
    values: algorithms('GENERATE_VERIFY_MAC'),
    operators: strings,
    rank: 2,
  },
  'kms:KeyAgreementAlgorithm': {
    description: 'The key agreement algorithm of the request.',
    values: algorithms('KEY_AGREEMENT'),
    operators: strings,
    rank: 2,
  },
  'kms:DataKeyPairSpec': {
    description: 'The type of the data key pair that the request asks for.',
    values: pairSpecs,
    operators: strings,
    rank: 1,
  },
  'kms:ReEncryptOnSameKey': {
    description: 'True when ReEncrypt takes the same key as source and destination.',
    values: yesNo,
    operators: ['Bool'],
    rank: 1,
  },
  'kms:BypassPolicyLockoutSafetyCheck': {
    description:
      'Whether the request asks KMS to skip the check that the caller can still change the policy afterwards.',
    values: yesNo,
    operators: ['Bool', 'Null'],
    rank: 2,
  },
  'kms:ScheduleKeyDeletionPendingWindowInDays': {
    description: 'The waiting period that the request asks for, in days.',
    range: [quotas.deletionDays.least, quotas.deletionDays.most],
    operators: numbers,
    rank: 2,
  },
  'kms:TrailingDaysWithoutKeyUsage': {
    description:
      'Whole days since the last successful cryptographic operation with the key (or since KMS began to track it).',
    range: [0, undefined],
    operators: ['NumericLessThanEquals', 'NumericLessThan', 'NumericGreaterThan', 'NumericGreaterThanEquals'],
    note: 'A Deny with NumericLessThanEquals keeps keys that are still in use from being disabled or deleted.',
    rank: 3,
  },
  'kms:RotationPeriodInDays': {
    description: 'The rotation period that the request asks for, in days.',
    range: [quotas.rotationDays.least, quotas.rotationDays.most],
    operators: numbers,
    rank: 2,
  },
  'kms:PrimaryRegion': {
    description: 'The Region that would become the primary Region.',
    source: 'region',
    operators: strings,
    rank: 2,
  },
  'kms:ReplicaRegion': {
    description: 'The Region in which the replica would be made.',
    source: 'region',
    operators: strings,
    rank: 2,
  },
  'kms:ExpirationModel': {
    description: 'Whether the imported key material expires.',
    values: ['KEY_MATERIAL_EXPIRES', 'KEY_MATERIAL_DOES_NOT_EXPIRE'],
    operators: strings,
    rank: 2,
  },
  'kms:ValidTo': {
    description: 'When the imported key material expires.',
    operators: ['NumericLessThanEquals', 'DateLessThan', 'DateLessThanEquals', 'DateGreaterThan'],
    note: 'Unix time in seconds, or a date.',
    rank: 1,
  },
  'kms:WrappingAlgorithm': {
    description: 'The algorithm that will wrap the key material for import.',
    values: [
      'RSAES_OAEP_SHA_1',
      'RSAES_OAEP_SHA_256',
      'RSA_AES_KEY_WRAP_SHA_1',
      'RSA_AES_KEY_WRAP_SHA_256',
      'SM2PKE',
    ],
    operators: strings,
    rank: 2,
  },
  'kms:WrappingKeySpec': {
    description: 'The type of the public key that will wrap the key material for import.',
    values: ['RSA_2048', 'RSA_3072', 'RSA_4096', 'SM2'],
    operators: strings,
    rank: 2,
  },
  'kms:KeyOrigin': {
    description: "Where the key's material comes from.",
    values: origins,
    operators: strings,
  },
  'kms:KeySpec': { description: 'The type of the key.', values: specNames, operators: strings },
  'kms:KeyUsage': {
    description: 'What the key may be used for.',
    values: sorted(keyUsages),
    operators: strings,
  },
  'kms:MultiRegion': {
    description: 'Whether the key is a multi-Region key.',
    values: yesNo,
    operators: ['Bool'],
  },
  'kms:MultiRegionKeyType': {
    description: 'Whether a multi-Region key is the primary or a replica.',
    values: ['PRIMARY', 'REPLICA'],
    operators: [...strings, 'Null'],
    note: 'Single-Region keys do not have it.',
  },
  'kms:CustomerMasterKeySpec': {
    description: 'The former name of kms:KeySpec.',
    values: specNames,
    operators: strings,
    replacement: 'kms:KeySpec',
  },
  'kms:CustomerMasterKeyUsage': {
    description: 'The former name of kms:KeyUsage.',
    values: sorted(keyUsages),
    operators: strings,
    replacement: 'kms:KeyUsage',
  },
  'kms:RecipientAttestation:ImageSha384': {
    description:
      'The digest of the enclave image in the signed attestation document of a Nitro enclave (PCR0).',
    source: 'digest',
    operators: ['StringEqualsIgnoreCase'],
    rank: 1,
  },
  'kms:RecipientAttestation:PCR${n}': {
    description:
      'A platform configuration register in the attestation document of a Nitro enclave: PCR0 to PCR31.',
    part: 'the number of the register, 0 to 31',
    source: 'digest',
    operators: ['StringEqualsIgnoreCase'],
    rank: 1,
  },
  'kms:RecipientAttestation:NitroTPMPCR${n}': {
    description:
      'A register in the attestation document of an EC2 instance with NitroTPM: NitroTPMPCR0 to NitroTPMPCR23.',
    part: 'the number of the register, 0 to 23',
    source: 'digest',
    operators: ['StringEqualsIgnoreCase'],
  },
};

/** How many registers there are (developer guide, "condition keys for attested platforms"). */
const registers: Readonly<Record<string, number>> = {
  'kms:recipientattestation:pcr': 32,
  'kms:recipientattestation:nitrotpmpcr': 24,
};

const guide = 'https://docs.aws.amazon.com/kms/latest/developerguide/';

function linkOf(name: string): string {
  if (/^kms:RecipientAttestation:NitroTPM/.test(name)) return `${guide}conditions-nitro-tpm.html`;
  if (name.startsWith('kms:RecipientAttestation:')) return `${guide}conditions-nitro-enclaves.html`;
  const words = name
    .replace(/^kms:|:\$.*$/g, '')
    .replace('ReEncrypt', 'Reencrypt')
    .replace('AWSResource', 'AwsResource')
    .replace(/([a-z])([A-Z])/g, '$1-$2');
  return `${guide}conditions-kms.html#conditions-kms-${words.toLowerCase()}`;
}

const plain = (type: IamKeyType): ConditionKeyType => (type === 'ArrayOfString' ? 'String' : type);

let table: readonly ConditionKey[] | undefined;
let byName: ReadonlyMap<string, ConditionKey> | undefined;
let templates: readonly { prefix: string; key: ConditionKey }[] | undefined;

/** The condition keys of KMS itself, then the global ones. Built on first use. */
export function conditionKeys(): readonly ConditionKey[] {
  table ??= [
    ...Object.entries(ownFacts).flatMap(([name, own]) => {
      const type = ownValue(conditionKeyTypes, name);
      if (!type) return [];
      const multivalued = type === 'ArrayOfString';
      return [{ ...own, name, type: plain(type), multivalued, global: false, link: linkOf(name) }];
    }),
    ...globalKeys(),
  ];
  return table;
}

/** The names that our own facts cover, for the test that compares them with the reference. */
export const describedConditionKeys: readonly string[] = Object.keys(ownFacts);

function index(): ReadonlyMap<string, ConditionKey> {
  byName ??= new Map(conditionKeys().map((key) => [key.name.toLowerCase(), key]));
  return byName;
}

/** The condition key that a policy names, whatever its case: IAM ignores case in the names of condition keys. */
export function findConditionKey(name: string): FoundConditionKey | undefined {
  const wanted = name.toLowerCase();
  const exact = index().get(wanted);
  if (exact) return { key: exact };
  templates ??= conditionKeys()
    .filter((key) => key.name.endsWith('}'))
    .map((key) => ({ prefix: key.name.slice(0, key.name.indexOf('${')).toLowerCase(), key }));
  const found = templates.find(({ prefix }) => wanted.startsWith(prefix));
  if (!found) return undefined;
  const part = name.slice(found.prefix.length);
  const limit = ownValue(registers, found.prefix);
  if (limit !== undefined && !(/^\d{1,2}$/.test(part) && Number(part) < limit)) return undefined;
  return { key: found.key, part };
}

/** The key that people want most of those whose names go on after the text; undefined where it is too short to tell. */
export function beginningWith(text: string): string | undefined {
  const start = text.toLowerCase();
  if (start.length < 'aws:'.length + 5) return undefined;
  const found = conditionKeys().filter(
    ({ name }) => name.toLowerCase().startsWith(start) && !name.endsWith('}'),
  );
  return found.sort((a, b) => (b.rank ?? 0) - (a.rank ?? 0))[0]?.name;
}

/** Whether requests of the action carry the key: global keys always may. */
export function appliesTo(key: ConditionKey, action: Action): boolean {
  return (key.global && !isTagKey(key)) || action.conditionKeys.includes(key.name);
}

/** Global by name, yet only in the requests that AWS lists: tags. */
function isTagKey(key: ConditionKey): boolean {
  return key.name === 'aws:TagKeys' || /^aws:(Request|Resource)Tag\//.test(key.name);
}

/** The actions whose requests carry the key. */
export function actionsWith(key: ConditionKey): readonly Action[] {
  return actions().filter((action) => appliesTo(key, action));
}
