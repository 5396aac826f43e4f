import { isRecord } from '../core/json';
import { unwrapPolicies } from '../core/access/policyForms';
import { ownValue } from '../core/ownValue';

/**
 * People write requests by hand, or paste what AWS answers: one policy where a list is intended, account ids as
 * numbers, grants and policies as ListGrants, GetKeyPolicy and GetRolePolicy spell them. This brings all of it
 * into the one spelling of the schema; what makes no sense is left for the schema to refuse.
 */
export function withOneSpelling(item: unknown): unknown {
  if (!isRecord(item)) return item;
  return Object.fromEntries(
    Object.entries(withoutNulls(item)).map(([field, value]) => {
      const spell = ownValue(spellings, field);
      return [field, spell === undefined || value === undefined ? value : spell(value)];
    }),
  );
}

const spellings: Readonly<Record<string, (value: unknown) => unknown>> = {
  principal: principalOf,
  principalAccount: accountOf,
  keyAccount: accountOf,
  keyPolicy: keyPolicyOf,
  identityPolicies: policiesOf,
  permissionBoundaries: policiesOf,
  sessionPolicies: policiesOf,
  serviceControlPolicies: levelsOf,
  resourceControlPolicies: levelsOf,
  grants: grantsOf,
  context: contextOf,
};

/** `{"Service": "…"}` and `{"AWS": "…"}` as in a policy are the name itself. */
function principalOf(value: unknown): unknown {
  const names = isRecord(value) ? Object.values(value) : [];
  return accountOf(names.length === 1 ? names[0] : value);
}

/** Account ids are often written as numbers, which lose their leading zeros. */
function accountOf(value: unknown): unknown {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0
    ? String(value).padStart(12, '0')
    : value;
}

/** A key has one policy: where several are found, the value stays what it is, for its reader to refuse. */
function keyPolicyOf(value: unknown): unknown {
  const [only, ...more] = unwrapPolicies(value);
  return only !== undefined && more.length === 0 ? only.document : value;
}

function policiesOf(value: unknown): unknown {
  return listOf(value).flatMap((each) => (Array.isArray(each) ? each.flatMap(entriesOf) : entriesOf(each)));
}

/** Each policy of the organization stands on a level; what holds several, as simulators take them, is one level. */
function levelsOf(value: unknown): unknown {
  return listOf(value).map((each) => {
    if (Array.isArray(each)) return each.flatMap(entriesOf);
    const entries = entriesOf(each);
    const level = isRecord(each) && (each.orgIdentifier !== undefined || Array.isArray(each.policies));
    return level || entries.length !== 1 ? entries : entries[0];
  });
}

function entriesOf(value: unknown): unknown[] {
  return unwrapPolicies(value).map(({ name, document }) =>
    name === undefined ? document : { name, document },
  );
}

/** Fields of a grant in the spelling of ListGrants; `grantee` and `granteePrincipal` are taken as well. */
const grantFields: Readonly<Record<string, string>> = {
  id: 'GrantId',
  grantId: 'GrantId',
  name: 'Name',
  grantee: 'GranteePrincipal',
  granteePrincipal: 'GranteePrincipal',
  granteeServicePrincipal: 'GranteeServicePrincipal',
  retiring: 'RetiringPrincipal',
  retiringPrincipal: 'RetiringPrincipal',
  retiringServicePrincipal: 'RetiringServicePrincipal',
  issuingAccount: 'IssuingAccount',
  operations: 'Operations',
  constraints: 'Constraints',
};
const constraintFields: Readonly<Record<string, string>> = {
  encryptionContextEquals: 'EncryptionContextEquals',
  encryptionContextSubset: 'EncryptionContextSubset',
  sourceArn: 'SourceArn',
};

function grantsOf(value: unknown): unknown {
  return listOf(isRecord(value) ? (value.Grants ?? value) : value).map(grantOf);
}

function grantOf(grant: unknown): unknown {
  if (!isRecord(grant)) return grant;
  const { Constraints: constraints, ...rest } = renamed(withoutNulls(grant), grantFields);
  const isConstraint = (field: string): boolean =>
    Object.hasOwn(constraintFields, field) || Object.values(constraintFields).includes(field);
  const inner = Object.entries(rest).filter(([field]) => isConstraint(field));
  const outer = Object.fromEntries(Object.entries(rest).filter(([field]) => !isConstraint(field)));
  const all = { ...(isRecord(constraints) ? withoutNulls(constraints) : {}), ...Object.fromEntries(inner) };
  if (outer.Operations !== undefined) outer.Operations = listOf(outer.Operations).map(operationOf);
  return {
    ...outer,
    ...(Object.keys(all).length > 0 && { Constraints: renamed(all, constraintFields) }),
  };
}

/** Grants name operations, not actions: `kms:Decrypt` is intended as `Decrypt`. */
function operationOf(name: unknown): unknown {
  return typeof name === 'string' ? name.replace(/^kms:/i, '') : name;
}

function renamed(
  value: Record<string, unknown>,
  names: Readonly<Record<string, string>>,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(value).map(([field, entry]) => [ownValue(names, field) ?? field, entry]),
  );
}

/** What is null is not there. */
function withoutNulls(value: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== null));
}

/** Condition keys with a name at their end, which people also write as one object. */
const separators: Readonly<Record<string, string>> = {
  'kms:encryptioncontext': ':',
  'aws:principaltag': '/',
  'aws:requesttag': '/',
  'aws:resourcetag': '/',
};

/** `{"kms:EncryptionContext": {"app": "pay"}}` is `{"kms:EncryptionContext:app": "pay"}`. */
function contextOf(value: unknown): unknown {
  if (!isRecord(value)) return value;
  const entries = Object.entries(withoutNulls(value)).flatMap(([key, entry]) => {
    const separator = ownValue(separators, key.toLowerCase());
    if (separator === undefined || !isRecord(entry)) return [[key, entry] as const];
    return Object.entries(withoutNulls(entry)).map(
      ([name, inner]) => [`${key}${separator}${name}`, inner] as const,
    );
  });
  return Object.fromEntries(entries);
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [value];
}
