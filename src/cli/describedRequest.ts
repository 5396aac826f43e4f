import type { AccessRequest, Decision } from '../core/access/model';
import type { DuplicateName } from '../core/access/duplicateNames';
import { duplicateNames, pathInWords } from '../core/access/duplicateNames';
import type { Grant } from '../core/keys/model';
import { didYouMean } from '../core/policy/rules/parts/words';
import { closest } from '../core/policy/vocabulary/match';
import type { DescribedRequest } from '../generated/access-request';
import validate from '../generated/access-request.validate.js';
import { unreadablePolicies, shapeProblems } from './requestProblems';
import { withOneSpelling } from './requestSpelling';
import { requestWarnings } from './requestWarnings';

/** One request of a file, ready to be decided. */
export interface Described {
  name: string;
  expect?: Decision;
  request: AccessRequest;
  /** What of it cannot be in AWS. */
  warnings: string[];
}

export interface Reading {
  requests: Described[];
  /** What makes the file unusable, each with its place. */
  errors: string[];
  warnings: string[];
}

const fields = {
  name: true,
  expect: true,
  principal: true,
  principalAccount: true,
  principalId: true,
  session: true,
  action: true,
  resource: true,
  keyAccount: true,
  keyPolicy: true,
  identityPolicies: true,
  grants: true,
  grantTokens: true,
  context: true,
  serviceControlPolicies: true,
  resourceControlPolicies: true,
  permissionBoundaries: true,
  sessionPolicies: true,
} satisfies Record<keyof DescribedRequest, true>;
const known = new Set(Object.keys(fields));
const policyFields = [...known].filter((field) => /polic|boundar|grant/i.test(field));

/** Reads the requests of one file: an object or a list of them. Conditions on the time see `now`. */
export function readRequests(text: string, file: string, now: number): Reading {
  const reading: Reading = { requests: [], errors: [], warnings: [] };
  let root: unknown;
  try {
    root = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    reading.errors.push(`${file}: not JSON: ${error instanceof Error ? error.message : String(error)}`);
    return reading;
  }
  const written: unknown[] = Array.isArray(root) ? root : [root];
  const duplicates = duplicateNames(text.replace(/^\uFEFF/, ''));
  written.forEach((original, index) => {
    const item = withOneSpelling(original);
    const fallback = Array.isArray(root) ? `${file}[${index}]` : file;
    const name = writtenName(item) ?? fallback;
    const where = name === fallback ? fallback : `${fallback} (“${name}”)`;
    const refuse = (problems: readonly string[]): void => {
      reading.errors.push(...problems.map((problem) => `${where}: ${problem}`));
    };
    if (!validate(item)) {
      refuse(shapeProblems());
      return;
    }
    const problems = [
      ...duplicatesOf(Array.isArray(root) ? index : undefined, duplicates),
      ...unreadablePolicies(item),
      ...misnamedFields(item),
    ];
    if (problems.length > 0) {
      refuse(problems);
      return;
    }
    for (const field of Object.keys(item))
      if (!known.has(field))
        reading.warnings.push(`${where}: the field "${field}" is not known and is ignored.`);
    const warnings = requestWarnings(item, original);
    reading.warnings.push(...warnings.map((warning) => `${where}: ${warning}`));
    reading.requests.push({
      name,
      ...(item.expect !== undefined && { expect: item.expect }),
      request: requestOf(item, now),
      warnings,
    });
  });
  return reading;
}

/** A field that nobody reads is harmless, unless a policy in it would count under the right name. */
function misnamedFields(item: object): string[] {
  return Object.keys(item).flatMap((field) => {
    const intended = known.has(field) ? undefined : closest(field, policyFields);
    if (intended === undefined) return [];
    return `the field "${field}" is not known, and what it holds would not count.${didYouMean(intended)}`;
  });
}

/** Of two members of one name JSON keeps the last: which was intended, nobody can say. */
function duplicatesOf(index: number | undefined, duplicates: readonly DuplicateName[]): string[] {
  return duplicates
    .filter(({ path }) => index === undefined || path[0] === index)
    .map(({ path }) => `${pathInWords(index === undefined ? path : path.slice(1))} is there twice.`);
}

function writtenName(item: unknown): string | undefined {
  const name = typeof item === 'object' && item !== null && 'name' in item ? item.name : undefined;
  return typeof name === 'string' && name !== '' ? name : undefined;
}

function requestOf(item: DescribedRequest, now: number): AccessRequest {
  const { grants, context, ...rest } = item;
  return {
    ...rest,
    ...(grants !== undefined && { grants: grants.map(grantOf) }),
    context: contextOf(context ?? {}, now),
  };
}

function contextOf(
  given: Record<string, string | number | boolean | (string | number | boolean)[]>,
  now: number,
): Record<string, string | string[]> {
  const context: Record<string, string | string[]> = Object.fromEntries(
    Object.entries(given).map(([key, value]) => [
      key,
      Array.isArray(value) ? value.map(String) : String(value),
    ]),
  );
  const names = new Set(Object.keys(context).map((key) => key.toLowerCase()));
  if (!names.has('aws:currenttime')) context['aws:CurrentTime'] = new Date(now).toISOString();
  if (!names.has('aws:epochtime')) context['aws:EpochTime'] = String(Math.floor(now / 1000));
  return context;
}

type DescribedGrant = NonNullable<DescribedRequest['grants']>[number];

function grantOf(grant: DescribedGrant, index: number): Grant {
  const {
    EncryptionContextEquals: equals,
    EncryptionContextSubset: subset,
    SourceArn: source,
  } = grant.Constraints ?? {};
  const retiring = grant.RetiringPrincipal ?? grant.RetiringServicePrincipal;
  return {
    id: grant.GrantId ?? `grants[${index}]`,
    grantee: grant.GranteePrincipal ?? grant.GranteeServicePrincipal ?? '',
    operations: grant.Operations,
    ...(grant.Name !== undefined && { name: grant.Name }),
    ...(retiring !== undefined && { retiring }),
    ...(equals !== undefined && { encryptionContextEquals: equals }),
    ...(subset !== undefined && { encryptionContextSubset: subset }),
    ...(source !== undefined && { sourceArn: source }),
    ...(grant.IssuingAccount !== undefined && { issuingAccount: grant.IssuingAccount }),
  };
}
