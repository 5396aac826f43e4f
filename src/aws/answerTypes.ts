import { NormalizedSchema } from '@smithy/core/schema';
import { ownValue } from '../core/ownValue';
import { isRecord } from '../core/json';

type Schema = Parameters<typeof NormalizedSchema.of>[0];

/**
 * Where an answer differs from AWS's model of the operation, in words; undefined where it does not. Members
 * that the model lacks are let through, as in all SDKs: AWS adds some.
 */
export function mismatchIn(output: unknown, operationSchema: unknown): string | undefined {
  if (!Array.isArray(operationSchema)) return undefined;
  // What is no object comes out of the SDK as one with numbered members.
  if (Object.keys(output ?? {}).some((key) => /^\d+$/.test(key))) return 'the answer is not an object';
  // A static operation schema: kind, namespace, name, traits, input, output.
  const schema = NormalizedSchema.of(operationSchema[5] as Schema);
  return schema.isStructSchema() ? mismatch(output, schema, '') : undefined;
}

/**
 * What AWS's answers always hold, by the structure: the models name no member of an answer as required. Source: "API
 * Reference" of each service, "Response Elements", and the answers of the services themselves.
 */
const always: Readonly<Record<string, readonly string[]>> = {
  ListKeysResponse: ['Keys'],
  KeyListEntry: ['KeyId', 'KeyArn'],
  ListAliasesResponse: ['Aliases'],
  AliasListEntry: ['AliasName', 'AliasArn'],
  DescribeKeyResponse: ['KeyMetadata'],
  CreateKeyResponse: ['KeyMetadata'],
  KeyMetadata: ['KeyId', 'Arn'],
  ListResourceTagsResponse: ['Tags'],
  ListGrantsResponse: ['Grants'],
  GrantListEntry: ['GrantId', 'Operations'],
  CreateGrantResponse: ['GrantId', 'GrantToken'],
  ListKeyRotationsResponse: ['Rotations'],
  GetKeyPolicyResponse: ['Policy'],
  GetKeyRotationStatusResponse: ['KeyRotationEnabled'],
  GetKeyLastUsageResponse: ['KeyId'],
  GetPublicKeyResponse: ['PublicKey'],
  GetParametersForImportResponse: ['ImportToken', 'PublicKey', 'ParametersValidTo'],
  ScheduleKeyDeletionResponse: ['KeyId'],
  CancelKeyDeletionResponse: ['KeyId'],
  RotateKeyOnDemandResponse: ['KeyId'],
  ReplicateKeyResponse: ['ReplicaKeyMetadata'],
  DescribeCustomKeyStoresResponse: ['CustomKeyStores'],
  CustomKeyStoresListEntry: ['CustomKeyStoreId', 'CustomKeyStoreName', 'ConnectionState'],
  GetCallerIdentityResponse: ['Account', 'Arn'],
  AssumeRoleResponse: ['Credentials'],
  AssumeRoleWithWebIdentityResponse: ['Credentials'],
  ListUsersResponse: ['Users'],
  ListRolesResponse: ['Roles'],
  User: ['UserName', 'Arn'],
  Role: ['RoleName', 'Arn'],
  ListUserPoliciesResponse: ['PolicyNames'],
  ListRolePoliciesResponse: ['PolicyNames'],
  ListAttachedUserPoliciesResponse: ['AttachedPolicies'],
  ListAttachedRolePoliciesResponse: ['AttachedPolicies'],
  GetUserPolicyResponse: ['PolicyDocument'],
  GetRolePolicyResponse: ['PolicyDocument'],
  GetPolicyResponse: ['Policy'],
  LookupEventsResponse: ['Events'],
  Event: ['EventId', 'EventName', 'EventTime'],
  GetPolicyVersionResponse: ['PolicyVersion'],
  PolicyVersion: ['Document'],
};

function mismatch(value: unknown, schema: NormalizedSchema, path: string): string | undefined {
  const { is, kind } = expected(schema);
  if (!is(value)) return `“${path}” is not ${kind}`;
  const missing = missingIn(value, schema);
  if (missing !== undefined) return `“${joined(path, missing)}” is missing`;
  for (const [name, part, partSchema] of partsOf(value, schema)) {
    if (part === undefined) continue;
    const found = mismatch(part, partSchema, joined(path, name));
    if (found !== undefined) return found;
  }
  return undefined;
}

function missingIn(value: unknown, schema: NormalizedSchema): string | undefined {
  if (!schema.isStructSchema()) return undefined;
  const members = value as Record<string, unknown>;
  return ownValue(always, schema.getName() ?? '')?.find((name) => ownValue(members, name) === undefined);
}

function joined(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}

interface Expected {
  is: (value: unknown) => boolean;
  kind: string;
}

/** The types of Smithy as the SDK gives them. Source: Smithy specification, "Simple types" and "Aggregate types". */
const types: readonly (readonly [(schema: NormalizedSchema) => boolean, Expected])[] = [
  [(schema) => schema.isStructSchema(), { is: isRecord, kind: 'an object' }],
  [(schema) => schema.isMapSchema(), { is: isRecord, kind: 'an object' }],
  [(schema) => schema.isListSchema(), { is: Array.isArray, kind: 'a list' }],
  [(schema) => schema.isStringSchema(), { is: (value) => typeof value === 'string', kind: 'a text' }],
  [
    (schema) => schema.isBooleanSchema(),
    { is: (value) => typeof value === 'boolean', kind: 'true or false' },
  ],
  [(schema) => schema.isNumericSchema(), { is: (value) => typeof value === 'number', kind: 'a number' }],
  [(schema) => schema.isBlobSchema(), { is: (value) => value instanceof Uint8Array, kind: 'bytes' }],
  [
    (schema) => schema.isTimestampSchema(),
    { is: (value) => value instanceof Date && !Number.isNaN(value.getTime()), kind: 'a date' },
  ],
];

function expected(schema: NormalizedSchema): Expected {
  return types.find(([fits]) => fits(schema))?.[1] ?? { is: () => true, kind: '' };
}

function partsOf(value: unknown, schema: NormalizedSchema): [string, unknown, NormalizedSchema][] {
  if (schema.isListSchema()) {
    const items = value as unknown[];
    return items.map((item, index) => [String(index), item, schema.getValueSchema()]);
  }
  const members = value as Record<string, unknown>;
  if (schema.isMapSchema()) {
    return Object.entries(members).map(([name, member]) => [name, member, schema.getValueSchema()]);
  }
  if (!schema.isStructSchema()) return [];
  return [...schema.structIterator()].map(([name, member]) => [name, ownValue(members, name), member]);
}
