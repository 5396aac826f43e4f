import { plural } from '../keys/labels';
import type { Grant } from '../keys/model';
import { deletedGrantee } from './grantee';

/** What is wrong with a grant. */
export interface GrantFinding {
  kind: 'duplicate' | 'deleted-grantee';
  text: string;
}

/** The grants that say the same as another one of the list; their names and ids do not count. */
export function duplicates(grants: readonly Grant[]): ReadonlySet<string> {
  const first = new Map<string, string>();
  const found = new Set<string>();
  for (const grant of grants) {
    const meaning = meaningOf(grant);
    const before = first.get(meaning);
    if (before === undefined) first.set(meaning, grant.id);
    else found.add(before).add(grant.id);
  }
  return found;
}

/** What is wrong with one grant, given those of the same key that say the same as another. */
export function findingsOf(grant: Grant, twice: ReadonlySet<string>): GrantFinding[] {
  const deleted = deletedGrantee(grant.grantee);
  return [
    ...(deleted === undefined
      ? []
      : [
          {
            kind: 'deleted-grantee' as const,
            text: `The ${deleted.what} was deleted: nobody can use this grant, not even a new ${deleted.what} of the same name.`,
          },
        ]),
    ...(twice.has(grant.id)
      ? [{ kind: 'duplicate' as const, text: 'Another grant of the key says the same.' }]
      : []),
  ];
}

/** How many grants have each finding, in words; empty where none has. */
export function findingsInWords(grants: readonly Grant[], twice: ReadonlySet<string>): string[] {
  const dead = grants.filter(({ grantee }) => deletedGrantee(grantee) !== undefined).length;
  return [
    ...(dead === 0 ? [] : [`${plural(dead, 'grant')} to users or roles that were deleted.`]),
    ...(twice.size === 0 ? [] : [`${plural(twice.size, 'grant')} that say the same as another.`]),
  ];
}

function meaningOf(grant: Grant): string {
  const { encryptionContextEquals: equals, encryptionContextSubset: subset } = grant;
  const sorted = (context: Record<string, string> | undefined) =>
    context === undefined ? '' : Object.entries(context).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([
    grant.grantee,
    grant.retiring ?? '',
    [...grant.operations].sort(),
    sorted(equals),
    sorted(subset),
    grant.sourceArn ?? '',
  ]);
}
