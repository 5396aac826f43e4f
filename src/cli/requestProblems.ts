import { isNamed } from '../core/access/ask';
import type { PolicyKind } from '../core/access/compiled';
import type { PolicyInput } from '../core/access/model';
import { readPolicy } from '../core/access/readPolicy';
import type { DescribedRequest } from '../generated/access-request';
import validate from '../generated/access-request.validate.js';
import { ownValue } from '../core/ownValue';

/** What is wrong with the shape of a request that the schema refused, each with the place of the wrong element. */
export function shapeProblems(): string[] {
  const errors = validate.errors ?? [];
  // Where none of several shapes fits, one sentence says so; what each of them misses says nothing to people.
  const choices = errors.filter(({ keyword }) => keyword === 'anyOf').map(({ instancePath }) => instancePath);
  const told = errors.filter(
    ({ keyword, instancePath }) =>
      keyword === 'anyOf' ||
      !choices.some((path) => instancePath === path || instancePath.startsWith(`${path}/`)),
  );
  return [...new Set(told.map(sentence))];
}

type SchemaError = NonNullable<typeof validate.errors>[number];

function sentence({ instancePath, keyword, message, params }: SchemaError): string {
  const path = pointer(instancePath);
  const subject = path === '' ? 'the request' : path;
  switch (keyword) {
    case 'required':
      return `${subject} has no "${String(params.missingProperty)}".`;
    case 'type':
      return `${subject} has to be ${ownValue(types, String(params.type)) ?? String(params.type)}.`;
    case 'enum':
      return `${subject} has to be ${(params.allowedValues as string[]).join(', ')}.`;
    case 'minLength':
      return `${subject} is empty.`;
    case 'pattern':
      return `${subject} has to be ${ownValue(patterns, path) ?? `like ${String(params.pattern)}`}.`;
    case 'additionalProperties':
      return `${subject} has an unknown field "${String(params.additionalProperty)}".`;
    case 'anyOf':
      return `${subject} ${choice(path)}.`;
    default:
      return `${subject} ${message ?? 'is not valid'}.`;
  }
}

const types: Readonly<Record<string, string>> = {
  string: 'a text',
  object: 'an object',
  array: 'a list',
};

const patterns: Readonly<Record<string, string>> = {
  action: 'an action such as kms:Decrypt, without wildcards',
  keyAccount: 'an account id of 12 digits',
  principalAccount: 'an account id of 12 digits',
};

function choice(path: string): string {
  if (path.startsWith('context')) return 'has to be a text, a number, true or false, or a list of these';
  if (path.startsWith('grants')) return 'has no "GranteePrincipal" and no "GranteeServicePrincipal"';
  return 'has to be a policy: an object, or its text';
}

/** `/grants/0/Operations` as people write it: `grants[0].Operations`. */
function pointer(instancePath: string): string {
  return instancePath
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce(
      (path, part) => (/^\d+$/.test(part) ? `${path}[${part}]` : path === '' ? part : `${path}.${part}`),
      '',
    );
}

/** What in the policies of a request cannot be read: `identityPolicies[1].Statement[0].Effect: …`. */
export function unreadablePolicies(item: DescribedRequest): string[] {
  const { keyPolicy } = item;
  const lists = policyFields.flatMap((field) =>
    (item[field] ?? []).flatMap((entry, index) => policiesAt(`${field}[${index}]`, kindOf(field), entry)),
  );
  const all: Placed[] =
    keyPolicy === undefined ? lists : [{ path: 'keyPolicy', kind: 'key', policy: keyPolicy }, ...lists];
  return all.flatMap(policyProblemsAt);
}

const policyFields = [
  'identityPolicies',
  'permissionBoundaries',
  'sessionPolicies',
  'serviceControlPolicies',
  'resourceControlPolicies',
] as const;

function kindOf(field: (typeof policyFields)[number]): PolicyKind {
  return field === 'resourceControlPolicies' ? 'resource-control' : 'identity';
}

interface Placed {
  path: string;
  kind: PolicyKind;
  policy: PolicyInput;
}

function policiesAt(path: string, kind: PolicyKind, entry: PolicyInput | PolicyInput[]): Placed[] {
  return Array.isArray(entry)
    ? entry.map((policy, index) => ({ path: `${path}[${index}]`, kind, policy }))
    : [{ path, kind, policy: entry }];
}

function policyProblemsAt({ path, kind, policy }: Placed): string[] {
  const { unread = [] } = readPolicy(isNamed(policy) ? policy.document : policy, kind);
  return unread
    .flatMap(({ problems }) => problems)
    .map(({ at, message }) => (at === '' ? `${path}: ${message}` : `${path}.${at}: ${message}`));
}
