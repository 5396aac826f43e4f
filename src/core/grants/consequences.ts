import type { Hit } from '../access/surveyAnswer';
import type { Grant } from '../keys/model';
import { grantDelay } from '../kms/grants';
import { deletedGrantee, shortPrincipal } from './grantee';
import type { Loss } from './losses';
import { serviceBehind } from './services';

/** How a grant ends: by who may manage the key, or by whom the grant itself lets. */
export type Ending = 'revoke' | 'retire';

/**
 * What ends with a grant, one sentence each, the worst first.
 * @param losses absent where nobody stands behind the grant
 * @param unread what could not be read, as sentences: then nobody can tell what else allows it
 */
export function consequences(
  grant: Grant,
  losses: readonly Loss[] | undefined,
  unread: readonly string[] = [],
): string[] {
  const behind = serviceBehind(grant);
  return [
    ...(behind === undefined ? [] : [`${behind.service} made this grant for itself. ${behind.lost}`]),
    ...whatIsLost(grant, losses),
    ...unread,
    `This is not immediate: until all of KMS knows it, ${grantDelay}, the grant may still work.`,
  ];
}

function whatIsLost(grant: Grant, losses: readonly Loss[] | undefined): string[] {
  const deleted = deletedGrantee(grant.grantee);
  if (deleted !== undefined)
    return [`Nobody loses anything: the ${deleted.what} that has this grant was deleted.`];
  if (losses === undefined) return [];
  const who = shortPrincipal(grant.grantee);
  return kinds.flatMap(({ kind, words }) => {
    const found = losses.filter((loss) => loss.kind === kind);
    if (found.length === 0) return [];
    const operations = listed(found.map(({ operation }) => operation));
    const allowing = [...new Set(found.flatMap(({ by }) => (by === undefined ? [] : [allowedBy(by)])))];
    const conditions = [...new Set(found.flatMap((loss) => loss.conditions))];
    return [words({ who, operations, allowing, conditions })];
  });
}

interface Told {
  who: string;
  operations: string;
  /** What goes on allowing them. */
  allowing: readonly string[];
  conditions: readonly string[];
}

const kinds: readonly { kind: Loss['kind']; words: (told: Told) => string }[] = [
  { kind: 'loses', words: ({ who, operations }) => `${who} loses ${operations}: nothing else allows it.` },
  {
    kind: 'unknown',
    words: ({ who, operations }) =>
      `Whether ${who} loses ${operations} cannot be told: a policy that may decide cannot be read.`,
  },
  {
    kind: 'iam',
    words: ({ who, operations }) =>
      `${who} keeps ${operations} only if an IAM policy allows it, which is not known here.`,
  },
  {
    kind: 'keeps',
    words: ({ who, operations, allowing, conditions }) => {
      const by = allowing.length === 0 ? 'something else' : listed(allowing);
      const allow = allowing.length > 1 ? 'allow' : 'allows';
      const when = conditions.length === 0 ? '' : `, if ${conditions.join(', and ')}`;
      return `${who} keeps ${operations}: ${by} ${allow} it${when}.`;
    },
  },
  {
    kind: 'denied',
    words: ({ who, operations }) => `${who} could not use ${operations} before: a statement denies it.`,
  },
];

function allowedBy({ layer, sid, statement, policy, grantId }: Hit): string {
  if (layer === 'grant') return `grant ${(grantId ?? '').slice(0, 8)}…`;
  const place = sid === undefined ? `statement ${(statement ?? 0) + 1}` : `statement “${sid}”`;
  return layer === 'key-policy' ? `${place} of the key policy` : `${place} of ${policy ?? 'an IAM policy'}`;
}

function listed(words: readonly string[]): string {
  const [last, ...before] = [...words].reverse();
  return before.length === 0 ? (last ?? '') : `${before.reverse().join(', ')} and ${last ?? ''}`;
}
