import { KmsError } from '../../core/errors';
import type { Key, KeyRef } from '../../core/keys/model';
import type { KeyPort, Place } from '../../core/ports';
import type { PlannedCall } from '../../core/wizard/plan';
import { withCall, type Run } from '../../core/wizard/run';

/** How long a principal that IAM has just made may take until KMS knows it. */
const propagation = { pause: 5_000, limit: 120_000 };

export interface RunSupport {
  keys: KeyPort;
  place: Place;
  /** Aborts everything, as when the panel closes. */
  signal: AbortSignal;
  /** Aborts only the waiting for a new principal. */
  impatience: AbortSignal;
  /** Resolves after so many milliseconds, or rejects when the signal aborts. */
  wait(milliseconds: number, signal: AbortSignal): Promise<void>;
  changed(run: Run): void;
  /** A failure in words; undefined where the person cancelled. */
  explain(error: unknown, operation: string): string;
}

/**
 * Makes the calls that the run has not done yet, one after the other; ends `done` or `failed`, never throws.
 * The key's ARN is in the run from the moment KMS has answered, whatever fails afterwards.
 */
export async function runPlan(calls: readonly PlannedCall[], start: Run, support: RunSupport): Promise<Run> {
  let run: Run = { ...start, status: 'running' };
  const tell = (next: Run) => {
    run = next;
    support.changed(run);
  };
  for (const call of calls) {
    if (run.calls.find(({ operation }) => operation === call.operation)?.state === 'done') continue;
    tell({ ...withCall(run, call.operation, 'running'), status: 'running' });
    try {
      const key = await makeCall(call, run.key, support, (message) =>
        tell({ ...withCall(run, call.operation, 'running', message), status: 'retrying' }),
      );
      tell({ ...withCall(run, call.operation, 'done'), status: 'running', ...(key && { key }) });
    } catch (error) {
      const message = support.explain(error, call.operation);
      tell({ ...withCall(run, call.operation, 'failed', message), status: 'failed' });
      return run;
    }
  }
  tell({ ...run, status: 'done' });
  return run;
}

async function makeCall(
  call: PlannedCall,
  key: KeyRef | undefined,
  support: RunSupport,
  waiting: (message: string) => void,
): Promise<KeyRef | undefined> {
  const { keys, place, signal } = support;
  if (call.operation === 'CreateKey') {
    return refOf(await untilPropagated(() => keys.create(place, call.key, signal), support, waiting), place);
  }
  if (key === undefined) throw new Error(`${call.operation} needs the key that CreateKey makes.`);
  if (call.operation === 'CreateAlias') await createAlias(call.name, key, support);
  else await keys.enableRotation(key, call.periodDays, signal);
  return undefined;
}

function refOf(key: Key, place: Place): KeyRef {
  return { connection: place.connection, region: place.region, keyId: key.keyId, arn: key.arn };
}

/** An alias that is there already and points to our key is one whose answer was lost: that is success. */
async function createAlias(name: string, key: KeyRef, { keys, place, signal }: RunSupport): Promise<void> {
  try {
    await keys.createAlias(place, name, key.keyId, signal);
  } catch (error) {
    if (!(error instanceof KmsError) || error.reason !== 'already-exists') throw error;
    if ((await targetOf(name, place, keys, signal)) !== key.keyId) throw error;
  }
}

async function targetOf(
  name: string,
  place: Place,
  keys: KeyPort,
  signal: AbortSignal,
): Promise<string | undefined> {
  for await (const page of keys.listAliases(place, signal)) {
    const found = page.items.find((alias) => alias.name === name);
    if (found) return found.targetKeyId;
  }
  return undefined;
}

/** KMS refuses principals that IAM has made seconds ago; a while later it knows them. */
async function untilPropagated<T>(
  attempt: () => Promise<T>,
  support: RunSupport,
  waiting: (message: string) => void,
): Promise<T> {
  const { signal, impatience } = support;
  const patience = AbortSignal.any([signal, impatience]);
  for (let waited = 0; ; waited += propagation.pause) {
    try {
      return await attempt();
    } catch (error) {
      const again =
        error instanceof KmsError &&
        error.reason === 'invalid-principal' &&
        waited < propagation.limit &&
        !impatience.aborted;
      if (!again) throw error;
      const left = Math.round((propagation.limit - waited) / 1000);
      waiting(
        `KMS does not know a principal of the policy yet. Where it was made just now, that takes a moment: trying again for ${left} more seconds.`,
      );
      try {
        await support.wait(propagation.pause, patience);
      } catch {
        // Whoever stops the waiting wants to see why KMS refused, not that the waiting was stopped.
        throw error;
      }
    }
  }
}
