import { parseArn } from '../../../arn';
import { parseIpRange } from '../../../ipRange';
import type { ConditionFacts, StatementFacts } from '../../facts';

/** Keys that say whose request it is, or from where: enough to restrict `"Principal": "*"`. */
const callers = new Set(
  [
    'kms:CallerAccount',
    'aws:PrincipalAccount',
    'aws:PrincipalArn',
    'aws:PrincipalOrgID',
    'aws:PrincipalOrgPaths',
    'aws:userid',
    'aws:SourceAccount',
    'aws:SourceArn',
    'aws:SourceIp',
    'aws:SourceOrgID',
    'aws:SourceOrgPaths',
    'aws:SourceOwner',
    'aws:SourceVpc',
    'aws:SourceVpcArn',
    'aws:SourceVpce',
    'aws:VpceAccount',
    'aws:VpceOrgID',
    'aws:VpceOrgPaths',
    'aws:VpcSourceIp',
    'aws:PrincipalServiceName',
  ].map((name) => name.toLowerCase()),
);

/** Keys that say on whose behalf a service calls (confused deputy). */
const sources = new Set(
  ['aws:SourceArn', 'aws:SourceAccount', 'aws:SourceOrgID', 'aws:SourceOrgPaths'].map((name) =>
    name.toLowerCase(),
  ),
);

/** Whether a condition of the statement restricts who calls. */
export function restrictsCaller(statement: StatementFacts): boolean {
  return (
    statement.open.condition ||
    statement.conditions.some(
      (one) =>
        callers.has(one.name.toLowerCase()) && narrows(one) && !isOfAnyAccount(one) && !isOfAnyOwner(one),
    )
  );
}

/** A pattern of principals that leaves their account open: anybody can make a role of that name. */
function isOfAnyAccount({ name, values }: ConditionFacts): boolean {
  if (name.toLowerCase() !== 'aws:principalarn') return false;
  return values.some((value) => {
    if (value.kind !== 'string' || value.value.includes('${')) return false;
    const account = parseArn(value.value)?.account;
    return account === undefined || !/^\d{12}$/.test(account);
  });
}

/**
 * A pattern of resources that leaves their account open: everybody has some of them. Buckets and hosted zones have
 * no account in their ARN: there it is the name that tells.
 */
function isOfAnySource({ name, operator, values }: ConditionFacts): boolean {
  const key = name.toLowerCase();
  if (key !== 'aws:sourcearn' && !/^kms:encryptioncontext:.*arn$/.test(key)) return false;
  const wildcards = operator?.operator.wildcards === true;
  return values.some((value) => {
    if (value.kind !== 'string' || value.value.includes('${')) return false;
    const arn = parseArn(value.value);
    if (arn === undefined || !wildcards) return false;
    return arn.account === '' ? /^(?:[^/]*\/)?\*+$/.test(arn.resource) : /[*?]/.test(arn.account);
  });
}

/** Keys whose value is an account, an organization or a unique id, with the patterns that leave open whose it is. */
const openOwners: readonly { keys: RegExp; open: RegExp }[] = [
  {
    keys: /^(?:kms:calleraccount|aws:(?:principal|source|vpce|resource)account|aws:sourceowner)$/,
    open: /[*?]/,
  },
  { keys: /^aws:(?:principal|source|vpce)orgid$/, open: /[*?]/ },
  { keys: /^aws:(?:principal|source|vpce)orgpaths$/, open: /^[^/]*[*?]/ },
  // A unique id begins with its kind, which everybody's have; the name of a session is chosen by whoever begins it.
  { keys: /^aws:userid$/, open: /^(?:A(?:ROA|IDA|KIA|SIA)?)?[*?]/i },
];

/** A pattern that any account or organization fits. */
function isOfAnyOwner({ name, operator, values }: ConditionFacts): boolean {
  const open = openOwners.find(({ keys }) => keys.test(name.toLowerCase()))?.open;
  if (open === undefined || operator?.operator.wildcards !== true) return false;
  return values.some((value) => value.kind === 'string' && open.test(value.value));
}

/** Whether a condition of the statement restricts for whom a service calls. */
export function restrictsSource(statement: StatementFacts): boolean {
  return (
    statement.open.condition ||
    statement.conditions.some(({ name, ...one }) => {
      const key = name.toLowerCase();
      const condition = { name, ...one };
      return (
        (sources.has(key) || key.startsWith('kms:encryptioncontext')) &&
        narrows(condition) &&
        !isOfAnySource(condition) &&
        !isOfAnyOwner(condition)
      );
    })
  );
}

/** The condition is met by some values only, and not where the request lacks the key. */
export function narrows({ operator, values }: ConditionFacts): boolean {
  if (!operator || operator.ifExists || operator.qualifier === 'ForAllValues') return false;
  if (operator.operator.negated || operator.operator.family === 'Null') return false;
  return values.length > 0 && values.every((value) => value.kind !== 'string' || !matchesAll(value.value));
}

function matchesAll(value: string): boolean {
  return /^[*:?]*\*[*:?]*$/.test(value) || parseIpRange(value)?.prefix === 0;
}
