import { Pool } from '../../async/pool';
import type { DeletionCandidate } from '../../core/keys/bulkDeletion';
import type { KeyRef } from '../../core/keys/model';
import { isCancelled } from '../../core/messages';
import type { Clock, GrantPort, KeyPort } from '../../core/ports';

export interface CandidatePorts {
  keys: Pick<KeyPort, 'describe' | 'lastUsage'>;
  grants: Pick<GrantPort, 'pages'>;
  aliasesOf(ref: KeyRef): readonly string[];
  clock: Clock;
}

const atOnce = 4;

/** What is known of keys whose deletion is considered, in their order. What may not be read is absent. */
export async function deletionCandidates(
  ports: CandidatePorts,
  refs: readonly KeyRef[],
  signal: AbortSignal,
  started: (ref: KeyRef) => void = () => undefined,
): Promise<Map<KeyRef, DeletionCandidate>> {
  const found = new Map<KeyRef, DeletionCandidate>();
  const read = async (ref: KeyRef): Promise<void> => {
    started(ref);
    const [key, lastUsage, grants] = await Promise.all([
      optional(ports.keys.describe(ref, signal)),
      optional(ports.keys.lastUsage(ref, signal)),
      optional(firstGrants(ports, ref, signal)),
    ]);
    found.set(ref, {
      ...{ aliases: ports.aliasesOf(ref), now: ports.clock(ref.connection) },
      ...(key && { key }),
      ...(lastUsage && { lastUsage }),
      ...(grants && { grants }),
    });
  };
  await new Pool({ size: atOnce }).each(refs, read, { signal });
  return new Map([...found].sort(([one], [other]) => refs.indexOf(one) - refs.indexOf(other)));
}

/** A hundred say enough: the key is in use. */
async function firstGrants(
  { grants }: CandidatePorts,
  ref: KeyRef,
  signal: AbortSignal,
): Promise<{ count: number; isPart: boolean }> {
  for await (const { items, last } of grants.pages(ref, signal))
    return { count: items.length, isPart: !last };
  return { count: 0, isPart: false };
}

async function optional<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (isCancelled(error)) throw error;
    return undefined;
  }
}
