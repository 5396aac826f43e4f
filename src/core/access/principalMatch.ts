import type { Level } from './level';
import { parseArn } from '../arn';
import type { PrincipalPattern } from './compiled';
import type { Identity } from './identity';

/**
 * How a statement's principal fits the caller. `self`: names the caller, or everyone; `role`: names the role
 * of the caller's session; `account`: names the caller's account.
 */
export type PrincipalMatch = 'self' | 'everyone' | 'role' | 'account' | 'none';

/** Reads one entry of the principal map. */
export function compilePrincipal(kind: string, text: string): PrincipalPattern {
  switch (kind) {
    case 'AWS':
      return awsPrincipal(text);
    case 'Service':
      return { kind: 'service', name: text.toLowerCase() };
    case 'Federated':
      return { kind: 'federated', provider: text };
    default:
      return { kind: 'never', text };
  }
}

function awsPrincipal(text: string): PrincipalPattern {
  if (text === '*') return { kind: 'everyone' };
  if (/^\d{12}$/.test(text)) return { kind: 'account', account: text };
  if (/^A[A-Z0-9]{3}[A-Z0-9]{8,}$/.test(text)) return { kind: 'unique-id', id: text };
  const arn = parseArn(text);
  if (arn === undefined || /[*?]/.test(text)) return { kind: 'never', text };
  if (arn.service === 'iam' && arn.resource === 'root')
    return { kind: 'account', account: arn.account, partition: arn.partition };
  const name = /^role\/(?:.*\/)?([^/]+)$/.exec(arn.resource)?.[1];
  return {
    kind: 'arn',
    arn,
    ...(arn.service === 'iam' && name !== undefined && { role: name.toLowerCase() }),
  };
}

/** The strongest way in which one of the patterns fits. */
export function matchPrincipals(patterns: readonly PrincipalPattern[], identity: Identity): PrincipalMatch {
  let best: PrincipalMatch = 'none';
  for (const pattern of patterns) {
    const match = matchPrincipal(pattern, identity);
    if (match === 'self') return 'self';
    if (strength[match] > strength[best]) best = match;
  }
  return best;
}

const strength: Record<PrincipalMatch, number> = { none: 0, account: 1, role: 2, everyone: 3, self: 4 };

function matchPrincipal(pattern: PrincipalPattern, identity: Identity): PrincipalMatch {
  switch (pattern.kind) {
    case 'everyone':
      return 'everyone';
    case 'account':
      return matchAccount(pattern, identity);
    case 'service':
      return identity.type === 'Service' && identity.arn.toLowerCase() === pattern.name ? 'self' : 'none';
    case 'federated':
      return identity.federatedProvider === pattern.provider ? 'self' : 'none';
    case 'unique-id':
      if (identity.uniqueId !== pattern.id) return 'none';
      return identity.type === 'AssumedRole' || identity.type === 'Role' ? 'role' : 'self';
    case 'arn':
      return matchArn(pattern, identity);
    case 'never':
      return 'none';
  }
}

function matchAccount(pattern: { account: string; partition?: string }, identity: Identity): PrincipalMatch {
  if (identity.type === 'Service' || identity.account !== pattern.account) return 'none';
  if (pattern.partition !== undefined && pattern.partition !== identity.partition) return 'none';
  return identity.type === 'Account' ? 'self' : 'account';
}

function matchArn(pattern: PrincipalPattern & { kind: 'arn' }, identity: Identity): PrincipalMatch {
  const { arn, role } = pattern;
  if (arn.text === identity.arn) return identity.type === 'Role' ? 'role' : 'self';
  if (role === undefined || identity.type !== 'AssumedRole') return 'none';
  if (identity.roleArn !== undefined) return arn.text === identity.roleArn ? 'role' : 'none';
  // The ARN of a session leaves out the role's path; names are unique in an account whatever the path and case.
  const same =
    arn.account === identity.account &&
    arn.partition === identity.partition &&
    role === identity.name?.toLowerCase();
  return same ? 'role' : 'none';
}

/**
 * Is the caller outside a NotPrincipal list? AWS checks the account, then the user or role, then the session:
 * to be spared by a Deny, each of them has to be listed (IAM user guide, NotPrincipal). An Allow spares whom
 * the list names in any of these ways.
 */
export function outsideNotPrincipals(
  patterns: readonly PrincipalPattern[],
  identity: Identity,
  effect: 'Allow' | 'Deny',
): boolean {
  if (patterns.some((pattern) => pattern.kind === 'everyone')) return false;
  if (effect === 'Allow') return matchPrincipals(patterns, identity) === 'none';
  return notListed(patterns, identity).length > 0;
}

/** What of the caller is missing in the NotPrincipal of a Deny; empty where it spares the caller. */
export function notListed(patterns: readonly PrincipalPattern[], identity: Identity): Level[] {
  if (patterns.some((pattern) => pattern.kind === 'everyone')) return [];
  const listed = new Set(patterns.map((pattern) => matchPrincipal(pattern, identity)));
  const lacking = (needed: Partial<Record<Level, PrincipalMatch>>): Level[] =>
    levels.filter((level) => needed[level] !== undefined && !listed.has(needed[level]));
  switch (identity.type) {
    case 'User':
    case 'FederatedUser':
      return lacking({ account: 'account', user: 'self' });
    case 'Role':
      // Nobody calls as the role itself, only as a session of it; which, nobody can say.
      return [...lacking({ account: 'account', role: 'role' }), 'session'];
    case 'AssumedRole':
      return lacking({ account: 'account', role: 'role', session: 'self' });
    case 'Account':
    case 'Service':
    case 'Unknown':
      return lacking({ caller: 'self' });
  }
}

const levels: readonly Level[] = ['account', 'user', 'role', 'session', 'caller'];
