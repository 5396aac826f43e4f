import type { Key, Rotation } from './model';

/** US dollars a month for one key. Source: https://aws.amazon.com/kms/pricing/ */
const perKey = 1;
/** The first and the second rotation add as much again each; further ones add nothing. */
const chargedRotations = 2;

/**
 * What keeping the key costs a month, in US dollars; requests come on top. AWS managed keys and keys pending
 * deletion cost nothing (the latter are charged after all when the deletion is cancelled).
 */
export function monthlyCost(
  key: Pick<Key, 'manager' | 'state'>,
  rotations: readonly Rotation[] = [],
): number {
  if (key.manager === 'AWS') return 0;
  if (key.state === 'PendingDeletion' || key.state === 'PendingReplicaDeletion') return 0;
  const done = rotations.filter((rotation) => rotation.type !== undefined).length;
  return perKey * (1 + Math.min(done, chargedRotations));
}
