import type { Key, KeyRef } from '../../core/keys/model';
import { isCancelled } from '../../core/messages';
import type { KeyPort, MultiRegionPort, NewReplica } from '../../core/ports';

/** What each replica is to have. */
export interface ReplicaPlan {
  replica: NewReplica;
  /** With the prefix `alias/`. */
  aliases: readonly string[];
}

/** What is to be done in one Region; `replica` once it is there. */
export interface RegionWork {
  region: string;
  replica?: KeyRef;
  /** Those that are not made yet. */
  aliases: readonly string[];
}

/** How it went. What is in neither was not begun, because the person cancelled. */
export interface Replicated {
  done: RegionWork[];
  /** What is left to do there, and why it failed. */
  failed: { work: RegionWork; error: unknown }[];
}

interface Ports {
  keys: Pick<KeyPort, 'createAlias'>;
  multiRegion: MultiRegionPort;
}

/** The work of a plan in Regions that have no replica yet. */
export function workIn(regions: readonly string[], { aliases }: ReplicaPlan): RegionWork[] {
  return regions.map((region) => ({ region, aliases }));
}

/**
 * Makes the replicas one after the other, as the quota of ReplicateKey has it. A Region that fails does not keep the
 * others from theirs, and keeps what was made in it: `failed` says what is left, to be handed in again.
 */
export async function replicate(
  { keys, multiRegion }: Ports,
  primary: Key,
  plan: ReplicaPlan,
  run: { works: readonly RegionWork[]; signal: AbortSignal; began: (region: string) => void },
): Promise<Replicated> {
  const result: Replicated = { done: [], failed: [] };
  for (const work of run.works) {
    if (run.signal.aborted) break;
    run.began(work.region);
    let left = work;
    try {
      if (left.replica === undefined) {
        const replica = await multiRegion.replicate(primary, work.region, plan.replica, run.signal);
        left = { ...left, replica };
      }
      for (const name of work.aliases) {
        const place = { connection: primary.connection, region: work.region };
        await keys.createAlias(place, name, primary.keyId, run.signal);
        left = { ...left, aliases: left.aliases.filter((one) => one !== name) };
      }
      result.done.push(left);
    } catch (error) {
      result.failed.push({ work: left, error });
      if (isCancelled(error)) break;
    }
  }
  return result;
}
