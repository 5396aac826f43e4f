import { carries, findActionOf, operationOf } from '../kms/actions';
import type { CallFacts } from './callFacts';
import { ownValue } from '../ownValue';

type Values = Record<string, string | string[]>;

/** The condition keys that come from a call's own parameters. */
export function operationKeys(call: CallFacts): Values {
  const operation = nameOfAction(call);
  const values: Values = {};
  for (const { key, input, otherwise, action } of operationOf(operation)?.repeats ?? []) {
    if (action !== undefined && action !== operation) continue;
    const given = input === undefined ? undefined : asText(ownValue(call.parameters, input));
    const value = given ?? otherwise;
    if (value !== undefined) values[`kms:${key}`] = value;
  }
  Object.assign(values, grantKeys(call, operation), tagKeys(call, operation));
  if (operation === 'CreateKey') Object.assign(values, keyTypeKeys(call));
  if (/^ReEncrypt/.test(operation)) values['kms:ReEncryptOnSameKey'] = String(call.sameKey ?? false);
  const alias = operationOf(operation)?.takesAlias ? requestAlias(call, operation) : undefined;
  if (alias !== undefined) values['kms:RequestAlias'] = alias;
  return values;
}

/** Without `kms:`, in AWS's spelling: IAM ignores case in actions. */
function nameOfAction({ action }: CallFacts): string {
  const bare = action.replace(/^kms:/i, '');
  return findActionOf(bare)?.name ?? bare;
}

/** The encryption context of the call; of a grant's constraint for CreateGrant and RetireGrant. */
export function encryptionContextOf(call: CallFacts): Record<string, string> {
  const operation = nameOfAction(call);
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
      return carries(operation, 'encryption-context') ? pairsOf(call.parameters.EncryptionContext) : {};
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
