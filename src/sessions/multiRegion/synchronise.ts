import type { KeyRef } from '../../core/keys/model';
import { isCancelled } from '../../core/messages';
import type { Difference, OwnProperties, SyncStep } from '../../core/multiRegion/differences';
import type { GrantPort, KeyPort } from '../../core/ports';

type Reads = Pick<KeyPort, 'describe' | 'getPolicy' | 'listTags' | 'aliasesOf' | 'listGrants'>;
type Writes = Pick<
  KeyPort,
  'updateDescription' | 'putPolicy' | 'tag' | 'untag' | 'createAlias' | 'deleteAlias'
>;

/** Reads what a Region sets for itself. */
export async function readOwn(keys: Reads, ref: KeyRef, signal: AbortSignal): Promise<OwnProperties> {
  const [key, policy, tags, aliases, grants] = await Promise.all([
    keys.describe(ref, signal),
    keys.getPolicy(ref, signal),
    keys.listTags(ref, signal),
    keys.aliasesOf(ref, signal),
    keys.listGrants(ref, signal),
  ]);
  return { ref, description: key.description, policy, tags, aliases, grants };
}

/** A difference that was chosen for a Region. */
export interface ChosenDifference {
  ref: KeyRef;
  difference: Difference;
}

/** What came of it. What is in neither was not begun. */
export interface Synchronised {
  done: ChosenDifference[];
  failed: { chosen: ChosenDifference; error: unknown }[];
}

/** Copies the chosen differences over; one that fails does not keep the others from being copied. */
export async function synchronise(
  ports: { keys: Writes; grants: Pick<GrantPort, 'create' | 'revoke'> },
  all: readonly ChosenDifference[],
  signal: AbortSignal,
): Promise<Synchronised> {
  const result: Synchronised = { done: [], failed: [] };
  for (const chosen of all) {
    if (signal.aborted) break;
    try {
      for (const step of chosen.difference.steps) await take(ports, chosen.ref, step, signal);
      result.done.push(chosen);
    } catch (error) {
      result.failed.push({ chosen, error });
      if (isCancelled(error)) break;
    }
  }
  return result;
}

async function take(
  { keys, grants }: Parameters<typeof synchronise>[0],
  ref: KeyRef,
  step: SyncStep,
  signal: AbortSignal,
): Promise<void> {
  switch (step.kind) {
    case 'describe':
      return keys.updateDescription(ref, step.text, signal);
    case 'put-policy':
      return keys.putPolicy(ref, step.policy, {}, signal);
    case 'tag':
      return keys.tag(ref, step.tags, signal);
    case 'untag':
      return keys.untag(ref, step.keys, signal);
    case 'create-alias':
      return keys.createAlias(ref, step.name, ref.keyId, signal);
    case 'delete-alias':
      return keys.deleteAlias(ref, step.name, signal);
    case 'create-grant':
      await grants.create(ref, step.grant, signal);
      return;
    case 'revoke-grant':
      return grants.revoke(ref, step.id, signal);
  }
}
