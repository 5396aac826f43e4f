import type { Identity } from './identity';
import type { Unspared } from './model';
import type { Level } from './level';
import { principalArnOf } from './situation';

/**
 * Why a Deny with NotPrincipal hits the caller, as a sentence. Source: IAM user guide,
 * reference_policies_elements_notprincipal and access_policies_boundaries.
 */
export function unsparedInWords({ notListed, bounded }: Unspared, identity: Identity): string {
  const boundary =
    'A Deny with NotPrincipal hits everybody who has a permissions boundary, listed or not, and the caller has one.';
  if (notListed.length === 0) return boundary;
  const missing = listOf(notListed.map((level) => levelInWords(level, identity)));
  const verb = notListed.length === 1 ? 'is' : 'are';
  const rule = rules[identity.type];
  return `In its NotPrincipal ${missing} ${verb} not listed${rule === undefined ? '' : `: ${rule}`}.${bounded ? ` ${boundary}` : ''}`;
}

/** What to change, so that the statement spares the caller. */
export function sparingInWords({ notListed, bounded }: Unspared, place: string, identity: Identity): string {
  const arn = principalArnOf(identity) ?? identity.arn;
  const better = `write "Principal": "*" with the condition "ArnNotEquals": {"aws:PrincipalArn": "${arn}"} instead of NotPrincipal`;
  if (bounded)
    return `In ${place}, ${better}. To list the caller does not help, as it has a permissions boundary.`;
  // Sessions come and go: a list of them is never complete.
  if (notListed.includes('session'))
    return `In ${place}, ${better}: that spares every session of the role. Each would have to be listed otherwise.`;
  if (notListed.includes('caller') && identity.type === 'Service')
    return `List ${identity.arn} in the NotPrincipal of ${place}.`;
  const missing = listOf(notListed.map((level) => levelInWords(level, identity)));
  return `List ${missing} in the NotPrincipal of ${place}, too; or better, ${better}.`;
}

const rules: Readonly<Partial<Record<Identity['type'], string>>> = {
  User: 'to spare a user, the account and the user both have to be',
  FederatedUser: 'to spare a federated user, the account and the user both have to be',
  Role: 'nobody calls as the role itself, and to spare a session, the account, the role and the session all have to be',
  AssumedRole: 'to spare a session, the account, the role and the session all have to be',
};

function levelInWords(level: Level, identity: Identity): string {
  switch (level) {
    case 'account':
      return `the account ${identity.account ?? ''}`.trimEnd();
    case 'role':
      return `the role ${principalArnOf(identity) ?? ''}`.trimEnd();
    case 'session':
      return identity.type === 'Role' ? 'the session of the role' : `the session ${identity.arn}`;
    case 'user':
    case 'caller':
      return identity.arn;
  }
}

function listOf(names: readonly string[]): string {
  return names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
}
