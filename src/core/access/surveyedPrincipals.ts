import type { Arn } from '../arn';
import { parseArn } from '../arn';
import type { CompiledCondition, Naming, PrincipalPattern } from './compiled';
import type { Identity } from './identity';
import { identityOf, identityOfArn } from './identity';
import type { PrincipalMatch } from './principalMatch';
import { matchPrincipals, notListed, outsideNotPrincipals } from './principalMatch';
import type { About, Surveyed } from './surveyAnswer';
import { contextOf } from './situation';
import { ownValue } from '../ownValue';
import { couldBeUserId } from './userIds';

/** Everybody whom the policy, the grants or the connection name; the key's account first, anyone else last. */
export function surveyed(listed: readonly { arn: string }[], about: About): Surveyed[] {
  const { keyPolicy, keyAccount, grants } = about;
  const names = new Map<string, Arn | undefined>();
  const add = (name: string | undefined, arn: Arn | undefined): void => {
    if (name !== undefined && name !== keyAccount && !names.has(name)) names.set(name, arn);
  };
  const addPattern = (pattern: PrincipalPattern): void => {
    add(nameIn(pattern), pattern.kind === 'arn' ? pattern.arn : undefined);
  };
  for (const { principals, notPrincipals } of [...keyPolicy.statements, ...(keyPolicy.unread ?? [])])
    [...(principals ?? []), ...(notPrincipals ?? [])].forEach(addPattern);
  for (const { conditions } of keyPolicy.statements)
    for (const { name, arn } of conditions.flatMap(namedInCondition)) add(name, arn);
  for (const { grantee } of grants)
    if (grantee.kind === 'never') add(grantee.text, undefined);
    else addPattern(grantee);
  for (const { arn } of listed) if (!names.has(arn)) add(arn, parseArn(arn));
  const others = [...names].map(([name, arn]) => surveyedByName(name, arn, about)).sort(byKind);
  return [accountRow(keyAccount, about), ...others, anyone()];
}

/** Callers whom a statement for everyone names in its conditions. */
function namedInCondition({ lowerKey, values }: CompiledCondition): { name: string; arn?: Arn }[] {
  if (lowerKey === 'aws:principalarn')
    return values.flatMap((name) => {
      const arn = /[*?]|\$\{/.test(name) ? undefined : parseArn(name);
      return arn === undefined ? [] : [{ name, arn }];
    });
  if (lowerKey === 'kms:calleraccount' || lowerKey === 'aws:principalaccount')
    return values.filter((value) => /^\d{12}$/.test(value)).map((name) => ({ name }));
  return [];
}

const kinds: Surveyed['kind'][] = ['account', 'principal', 'other-account', 'service', 'anyone'];

function byKind(a: Surveyed, b: Surveyed): number {
  return kinds.indexOf(a.kind) - kinds.indexOf(b.kind) || a.label.localeCompare(b.label, 'en');
}

/** The name under which somebody has a row. */
function nameIn(pattern: PrincipalPattern): string | undefined {
  switch (pattern.kind) {
    case 'everyone':
    case 'never':
      return undefined;
    case 'account':
      return pattern.account;
    case 'arn':
      return pattern.arn.text;
    case 'unique-id':
      return pattern.id;
    case 'service':
      return pattern.name;
    case 'federated':
      return pattern.provider;
  }
}

function surveyedByName(name: string, arn: Arn | undefined, about: About): Surveyed {
  const { key, keyAccount } = about;
  if (/^\d{12}$/.test(name)) return accountRow(name, about);
  const unique = /^A[A-Z0-9]{11,}$/.test(name);
  const identity = unique
    ? deletedPrincipal(name, keyAccount)
    : arn === undefined
      ? identityOf({ principal: name })
      : identityOfArn(arn);
  const named = typeof key === 'string' ? undefined : key;
  const context = contextOf({ request: {}, identity, operation: '', keyAccount, named });
  return {
    kind: identity.type === 'Service' ? 'service' : 'principal',
    principal: name,
    label: unique ? `Deleted principal ${name}` : labelOf(identity, keyAccount),
    ...(identity.account !== undefined && { account: identity.account }),
    match: (statement) => matchStatement(statement, identity),
    sparedSessions: ({ notPrincipals = [] }) => sparedSessions(notPrincipals, identity),
    matchGrantee: (grantee) => matchPrincipals([grantee], identity),
    context: (key) => (unique || !certain(key, identity) ? 'unknown' : context.get(key)),
    couldHave: (key, pattern) => key !== 'aws:userid' || couldBeUserId(pattern, identity),
  };
}

/** KMS writes the unique id of a user or role that was deleted in the place of its ARN. */
function deletedPrincipal(id: string, account: string): Identity {
  const type = id.startsWith('AROA') ? 'Role' : 'User';
  return { type, arn: id, partition: 'aws', account, uniqueId: id };
}

/** Keys whose value, or absence, follows from who asks. */
function certain(key: string, identity: Identity): boolean {
  // What a service does in its own name is never a call on somebody's behalf (developer guide, conditions-kms).
  if (identity.type === 'Service')
    return /^(aws:principal(arn|account|orgid|orgpaths|isawsservice|servicename)|kms:(viaservice|calleraccount)|aws:(username|userid|resourceaccount|requestedregion))$/.test(
      key,
    );
  return /^(aws:principal(arn|account|type|isawsservice|servicename)|kms:calleraccount|aws:(username|resourceaccount|requestedregion|source(arn|account|orgid|orgpaths)))$/.test(
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
    const session = identityOfArn(pattern.arn);
    const own = session.type === 'AssumedRole' && notListed(patterns, session).length === 0;
    const same = session.account === identity.account && session.name === identity.name;
    return own && same ? [pattern.arn.text] : [];
  });
}

/** The users and roles of an account that nothing names: what is left to their IAM policies. */
function accountRow(account: string, { key, keyAccount }: About): Surveyed {
  const own = account === keyAccount;
  const known: Record<string, string> = {
    'aws:principalaccount': account,
    'kms:calleraccount': account,
    'aws:principalisawsservice': 'false',
    'aws:resourceaccount': keyAccount,
  };
  const partition = typeof key === 'string' ? 'aws' : key.partition;
  const somebody: Identity = { type: 'User', arn: '', partition, account };
  return {
    kind: own ? 'account' : 'other-account',
    principal: account,
    label: own ? `Account ${account} (IAM)` : `Account ${account}`,
    account,
    match: (statement) => matchStatement(statement, somebody),
    sparedSessions: () => [],
    matchGrantee: (grantee) => matchPrincipals([grantee], somebody),
    couldHave: () => true,
    context: (key) => {
      // Only calls of AWS services in their own name have those.
      if (
        /^aws:(source(arn|account|orgid|orgpaths)|principalservicename|principalservicenameslist)$/.test(key)
      )
        return undefined;
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
    couldHave: () => true,
    // Accounts that a condition names have rows of their own: this one is of none of them.
    context: (key) =>
      key === 'kms:calleraccount' || key === 'aws:principalaccount' ? ['some other account'] : 'unknown',
  };
}

function labelOf(identity: Identity, keyAccount: string): string {
  const resource = identity.parsed?.resource ?? identity.arn;
  const elsewhere = identity.account !== undefined && identity.account !== keyAccount;
  return elsewhere ? `${resource} of ${identity.account ?? ''}` : resource;
}
