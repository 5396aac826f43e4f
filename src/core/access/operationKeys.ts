import { carries, findActionOf, operationOf } from '../kms/actions';
import { quotas } from '../kms/quotas';
import type { CallFacts } from './callFacts';
import { ownValue } from '../ownValue';

type Values = Record<string, string | string[]>;

/** From where in a call's input a condition key comes, and what KMS assumes where it is left out. */
interface Derivation {
  key: string;
  parameter: string;
  actions: RegExp;
  otherwise?: string;
}

const encryption = /^(Encrypt|Decrypt)$/;
const dataKey = /^GenerateDataKey(Pair)?(WithoutPlaintext)?$/;
const signing = /^(Sign|Verify)$/;
const mac = /^(GenerateMac|VerifyMac)$/;

/** Condition keys that repeat one parameter (developer guide, conditions-kms; defaults from the API reference). */
const derivations: readonly Derivation[] = [
  {
    key: 'EncryptionAlgorithm',
    parameter: 'EncryptionAlgorithm',
    actions: encryption,
    otherwise: 'SYMMETRIC_DEFAULT',
  },
  { key: 'EncryptionAlgorithm', parameter: '', actions: dataKey, otherwise: 'SYMMETRIC_DEFAULT' },
  {
    key: 'EncryptionAlgorithm',
    parameter: 'SourceEncryptionAlgorithm',
    actions: /^ReEncryptFrom$/,
    otherwise: 'SYMMETRIC_DEFAULT',
  },
  {
    key: 'EncryptionAlgorithm',
    parameter: 'DestinationEncryptionAlgorithm',
    actions: /^ReEncryptTo$/,
    otherwise: 'SYMMETRIC_DEFAULT',
  },
  { key: 'DataKeyPairSpec', parameter: 'KeyPairSpec', actions: /^GenerateDataKeyPair/ },
  { key: 'SigningAlgorithm', parameter: 'SigningAlgorithm', actions: signing },
  { key: 'MessageType', parameter: 'MessageType', actions: signing, otherwise: 'RAW' },
  { key: 'MacAlgorithm', parameter: 'MacAlgorithm', actions: mac },
  { key: 'KeyAgreementAlgorithm', parameter: 'KeyAgreementAlgorithm', actions: /^DeriveSharedSecret$/ },
  { key: 'WrappingAlgorithm', parameter: 'WrappingAlgorithm', actions: /^GetParametersForImport$/ },
  { key: 'WrappingKeySpec', parameter: 'WrappingKeySpec', actions: /^GetParametersForImport$/ },
  {
    key: 'ExpirationModel',
    parameter: 'ExpirationModel',
    actions: /^ImportKeyMaterial$/,
    otherwise: 'KEY_MATERIAL_EXPIRES',
  },
  { key: 'ValidTo', parameter: 'ValidTo', actions: /^ImportKeyMaterial$/ },
  {
    key: 'RotationPeriodInDays',
    parameter: 'RotationPeriodInDays',
    actions: /^EnableKeyRotation$/,
    otherwise: String(quotas.rotationDays.standard),
  },
  {
    key: 'ScheduleKeyDeletionPendingWindowInDays',
    parameter: 'PendingWindowInDays',
    actions: /^ScheduleKeyDeletion$/,
    otherwise: String(quotas.deletionDays.standard),
  },
  { key: 'ReplicaRegion', parameter: 'ReplicaRegion', actions: /^ReplicateKey$/ },
  { key: 'PrimaryRegion', parameter: 'PrimaryRegion', actions: /^UpdatePrimaryRegion$/ },
  {
    key: 'BypassPolicyLockoutSafetyCheck',
    parameter: 'BypassPolicyLockoutSafetyCheck',
    // Not there where the caller does not use the parameter.
    actions: /^(CreateKey|PutKeyPolicy)$/,
  },
  { key: 'KeyOrigin', parameter: 'Origin', actions: /^CreateKey$/, otherwise: 'AWS_KMS' },
  { key: 'MultiRegion', parameter: 'MultiRegion', actions: /^CreateKey$/, otherwise: 'false' },
  { key: 'GranteePrincipal', parameter: 'GranteePrincipal', actions: /^CreateGrant$/ },
  { key: 'RetiringPrincipal', parameter: 'RetiringPrincipal', actions: /^CreateGrant$/ },
  { key: 'GranteeServicePrincipal', parameter: 'GranteeServicePrincipal', actions: /^CreateGrant$/ },
  { key: 'RetiringServicePrincipal', parameter: 'RetiringServicePrincipal', actions: /^CreateGrant$/ },
];

/** The condition keys that come from a call's own parameters. */
export function operationKeys(call: CallFacts): Values {
  const operation = call.action.replace(/^kms:/i, '');
  const values: Values = {};
  for (const { key, parameter, actions, otherwise } of derivations) {
    if (!actions.test(operation)) continue;
    const value = asText(ownValue(call.parameters, parameter)) ?? otherwise;
    if (value !== undefined) values[`kms:${key}`] = value;
  }
  Object.assign(values, grantKeys(call, operation), tagKeys(call, operation));
  if (operation === 'CreateKey') Object.assign(values, keyTypeKeys(call));
  if (/^ReEncrypt/.test(operation)) values['kms:ReEncryptOnSameKey'] = String(call.sameKey ?? false);
  const alias = operationOf(operation)?.takesAlias ? requestAlias(call, operation) : undefined;
  if (alias !== undefined) values['kms:RequestAlias'] = alias;
  return values;
}

/** The encryption context of the call; of a grant's constraint for CreateGrant and RetireGrant. */
export function encryptionContextOf(call: CallFacts): Record<string, string> {
  const operation = call.action.replace(/^kms:/i, '');
  switch (operation) {
    case 'ReEncryptFrom':
      return pairsOf(call.parameters.SourceEncryptionContext);
    case 'ReEncryptTo':
      return pairsOf(call.parameters.DestinationEncryptionContext);
    case 'CreateGrant': {
      const constraints = record(call.parameters.Constraints);
      return pairsOf(constraints.EncryptionContextEquals ?? constraints.EncryptionContextSubset);
    }
    case 'RetireGrant':
      return call.grant?.encryptionContextEquals ?? call.grant?.encryptionContextSubset ?? {};
    default:
      return encryption.test(operation) || dataKey.test(operation)
        ? pairsOf(call.parameters.EncryptionContext)
        : {};
  }
}

/** Both generations of names: "the condition keys work the same way, only the names differ". */
function keyTypeKeys({ parameters }: CallFacts): Values {
  const spec = asText(parameters.KeySpec) ?? asText(parameters.CustomerMasterKeySpec) ?? 'SYMMETRIC_DEFAULT';
  const usage = asText(parameters.KeyUsage) ?? 'ENCRYPT_DECRYPT';
  return {
    'kms:KeySpec': spec,
    'kms:CustomerMasterKeySpec': spec,
    'kms:KeyUsage': usage,
    'kms:CustomerMasterKeyUsage': usage,
  };
}

function grantKeys(call: CallFacts, operation: string): Values {
  const values: Values = {};
  if (/^(CreateGrant|ListGrants|RevokeGrant)$/.test(operation))
    values['kms:GrantIsForAWSResource'] = String(call.viaService !== undefined);
  const { grant } = call;
  const constraints =
    operation === 'CreateGrant'
      ? record(call.parameters.Constraints)
      : operation === 'RetireGrant'
        ? {
            EncryptionContextEquals: grant?.encryptionContextEquals,
            EncryptionContextSubset: grant?.encryptionContextSubset,
          }
        : {};
  // A constraint by SourceArn has a condition key of its own; the type does not see it.
  const type = ['EncryptionContextEquals', 'EncryptionContextSubset'].find(
    (name) => ownValue(record(constraints), name) !== undefined,
  );
  if (type !== undefined) values['kms:GrantConstraintType'] = type;
  if (operation !== 'CreateGrant') return values;
  const source = asText(record(constraints).SourceArn);
  if (source !== undefined) values['kms:GrantConstraintSourceArn'] = source;
  const operations = texts(call.parameters.Operations);
  if (operations.length > 0) values['kms:GrantOperations'] = operations;
  return values;
}

function tagKeys(call: CallFacts, operation: string): Values {
  if (operation === 'UntagResource') {
    const names = texts(call.parameters.TagKeys);
    return names.length > 0 ? { 'aws:TagKeys': names } : {};
  }
  if (!carries(operation, 'tags') || !Array.isArray(call.parameters.Tags)) return {};
  const values: Values = {};
  const names: string[] = [];
  for (const tag of call.parameters.Tags as unknown[]) {
    const name = asText(record(tag).TagKey);
    if (name === undefined) continue;
    names.push(name);
    values[`aws:RequestTag/${name}`] = asText(record(tag).TagValue) ?? '';
  }
  if (names.length > 0) values['aws:TagKeys'] = names;
  return values;
}

/** Only where the caller named the alias: the key's other aliases are `kms:ResourceAliases`. */
function requestAlias(call: CallFacts, operation: string): string | undefined {
  const parameter = findActionOf(operation)?.key ?? 'KeyId';
  const id = asText(ownValue(call.parameters, parameter)) ?? '';
  return /(?:^|:)(alias\/.+)$/.exec(id)?.[1];
}

function asText(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (value instanceof Date) return String(value.getTime() / 1000);
  return undefined;
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function pairsOf(value: unknown): Record<string, string> {
  return Object.fromEntries(
    Object.entries(record(value)).filter((pair): pair is [string, string] => typeof pair[1] === 'string'),
  );
}
