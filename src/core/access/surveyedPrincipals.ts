import { parseArn } from '../arn';
import type { CompiledCondition, CompiledPolicy, Naming, PrincipalPattern } from './compiled';
import { matchGrantee } from './grants';
import type { Identity } from './identity';
import { identityOf } from './identity';
import type { PrincipalMatch } from './principals';
import { matchPrincipals, notListed, outsideNotPrincipals } from './principals';
import type { SurveyInput } from './surveyInput';
import type { Surveyed } from './surveyAnswer';
import { situationOf } from './situation';
import { ownValue } from '../ownValue';

/** Everybody whom the policy, the grants or the connection name; the key's account first, anyone else last. */
export function surveyed(input: SurveyInput, policy: CompiledPolicy): Surveyed[] {
  const names = new Set<string>();
  const add = (name: string): void => {
    if (name !== input.keyAccount) names.add(name);
  };
  for (const { principals, notPrincipals } of [...policy.statements, ...(policy.unread ?? [])])
    for (const pattern of [...(principals ?? []), ...(notPrincipals ?? [])]) {
      const name = nameOf(pattern);
      if (name !== undefined) add(name);
    }
  for (const { conditions } of policy.statements) conditions.flatMap(namedInCondition).forEach(add);
  for (const grant of input.grants ?? []) add(accountOf(grant.grantee) ?? grant.grantee);
  for (const { arn } of input.principals ?? []) add(arn);
  const others = [...names].map((name) => surveyedByName(name, input)).sort(byKind);
  return [accountRow(input.keyAccount, input), ...others, anyone()];
}

/** Callers whom a statement for everyone names in its conditions. */
function namedInCondition({ lowerKey, values }: CompiledCondition): string[] {
  if (lowerKey === 'aws:principalarn')
    return values.filter((value) => !/[*?]|\$\{/.test(value) && parseArn(value) !== undefined);
  if (lowerKey === 'kms:calleraccount' || lowerKey === 'aws:principalaccount')
    return values.filter((value) => /^\d{12}$/.test(value));
  return [];
}

const kinds: Surveyed['kind'][] = ['account', 'principal', 'other-account', 'service', 'anyone'];

function byKind(a: Surveyed, b: Surveyed): number {
  return kinds.indexOf(a.kind) - kinds.indexOf(b.kind) || a.label.localeCompare(b.label, 'en');
}

function nameOf(pattern: PrincipalPattern): string | undefined {
  switch (pattern.kind) {
    case 'everyone':
    case 'never':
      return undefined;
    case 'account':
      return pattern.account;
    case 'arn':
      return pattern.arn;
    case 'unique-id':
      return pattern.id;
    case 'service':
      return pattern.name;
    case 'federated':
      return pattern.provider;
  }
}

function accountOf(arn: string): string | undefined {
  const parsed = parseArn(arn);
  return parsed?.resource === 'root' ? parsed.account : undefined;
}

function surveyedByName(name: string, input: SurveyInput): Surveyed {
  if (/^\d{12}$/.test(name)) return accountRow(name, input);
  const unique = /^A[A-Z0-9]{11,}$/.test(name);
  const identity: Identity = unique
    ? {
        type: name.startsWith('AROA') ? 'Role' : 'User',
        arn: name,
        partition: 'aws',
        account: input.keyAccount,
        uniqueId: name,
      }
    : identityOf({ principal: name, action: '', resource: '' });
  const context = situationOf({
    principal: name,
    action: '',
    resource: input.keyArn,
    keyAccount: input.keyAccount,
  }).context;
  return {
    kind: identity.type === 'Service' ? 'service' : 'principal',
    principal: name,
    label: unique ? `Deleted principal ${name}` : labelOf(identity, input.keyAccount),
    ...(identity.account !== undefined && { account: identity.account }),
    match: (statement) => matchStatement(statement, identity),
    sparedSessions: ({ notPrincipals = [] }) => sparedSessions(notPrincipals, identity),
    matchGrantee: (grantee) => matchGrantee(grantee, identity),
    context: (key) => (unique || !certain(key, identity) ? 'unknown' : context.get(key)),
  };
}

/** Keys whose value, or absence, follows from who asks. */
function certain(key: string, identity: Identity): boolean {
  // What a service does in its own name is never a call on somebody's behalf (developer guide, conditions-kms).
  if (identity.type === 'Service')
    return /^(aws:principal(arn|account|orgid|orgpaths|isawsservice|servicename)|kms:(viaservice|calleraccount)|aws:(username|userid|resourceaccount|requestedregion))$/.test(
      key,
    );
  return /^(aws:principal(arn|account|type|isawsservice|servicename)|kms:calleraccount|aws:(username|resourceaccount|requestedregion|source(arn|account)))$/.test(
    key,
  );
}

function matchStatement(statement: Naming, identity: Identity): PrincipalMatch {
  if (statement.principals !== undefined) return matchPrincipals(statement.principals, identity);
  if (statement.notPrincipals === undefined) return 'none';
  return outsideNotPrincipals(statement.notPrincipals, identity, statement.effect) ? 'everyone' : 'none';
}

/** Sessions of the role that are listed with it and with its account. */
function sparedSessions(patterns: readonly PrincipalPattern[], identity: Identity): string[] {
  if (identity.type !== 'Role' || notListed(patterns, identity).join() !== 'session') return [];
  return patterns.flatMap((pattern) => {
    if (pattern.kind !== 'arn') return [];
    const session = identityOf({ principal: pattern.arn, action: '', resource: '' });
    const own = session.type === 'AssumedRole' && notListed(patterns, session).length === 0;
    const same = session.account === identity.account && session.name === identity.name;
    return own && same ? [pattern.arn] : [];
  });
}

/** The users and roles of an account that nothing names: what is left to their IAM policies. */
function accountRow(account: string, input: SurveyInput): Surveyed {
  const own = account === input.keyAccount;
  const known: Record<string, string> = {
    'aws:principalaccount': account,
    'kms:calleraccount': account,
    'aws:principalisawsservice': 'false',
    'aws:resourceaccount': input.keyAccount,
  };
  const partition = parseArn(input.keyArn)?.partition ?? 'aws';
  const somebody: Identity = { type: 'User', arn: '', partition, account };
  return {
    kind: own ? 'account' : 'other-account',
    principal: account,
    label: own ? `Account ${account} (IAM)` : `Account ${account}`,
    account,
    match: (statement) => matchStatement(statement, somebody),
    sparedSessions: () => [],
    matchGrantee: (grantee) => matchGrantee(grantee, somebody),
    context: (key) => {
      // Only calls of AWS services in their own name have those.
      if (/^aws:source(arn|account|orgid|orgpaths)$/.test(key)) return undefined;
      const value = ownValue(known, key);
      return value === undefined ? 'unknown' : [value];
    },
  };
}

/** Somebody of another account whom nothing names. */
function anyone(): Surveyed {
  const somebody: Identity = { type: 'User', arn: '', partition: '' };
  return {
    kind: 'anyone',
    principal: '*',
    label: 'Anyone else',
    match: (statement) => matchStatement(statement, somebody),
    sparedSessions: () => [],
    matchGrantee: () => 'none',
    // Accounts that a condition names have rows of their own: this one is of none of them.
    context: (key) =>
      key === 'kms:calleraccount' || key === 'aws:principalaccount' ? ['some other account'] : 'unknown',
  };
}

function labelOf(identity: Identity, keyAccount: string): string {
  const resource = parseArn(identity.arn)?.resource ?? identity.arn;
  const elsewhere = identity.account !== undefined && identity.account !== keyAccount;
  return elsewhere ? `${resource} of ${identity.account ?? ''}` : resource;
}
