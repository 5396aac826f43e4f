import { KmsError } from '../../core/errors';
import { verdictOn, type KeyAction } from '../../core/keys/allowed';
import type { Key, KeyRef } from '../../core/keys/model';
import { isCancelled } from '../../core/messages';
import type { KeyPort } from '../../core/ports';

/** One kind of change to keys. */
export interface KeyChange {
  action: KeyAction;
  run(ref: KeyRef, signal: AbortSignal): Promise<unknown>;
}

/** What came of a change to several keys. What is in neither list was left as it is. */
export interface ChangedKeys {
  done: KeyRef[];
  failures: ReadonlyMap<KeyRef, unknown>;
}

/** Describes the key now and throws, in words for people, where its kind or state forbids the action. */
export async function demandAction(
  keys: Pick<KeyPort, 'describe'>,
  action: KeyAction,
  ref: KeyRef,
): Promise<Key> {
  // A row may be minutes old, and the answer decides.
  const key = await keys.describe(ref);
  const verdict = verdictOn(action, key);
  if (verdict.allowed) return key;
  const { why, remedy } = verdict;
  throw new KmsError('not-possible', why, {
    key: ref,
    region: ref.region,
    ...(remedy === undefined ? {} : { remedy }),
  });
}

/**
 * Changes keys one after the other. One that fails does not keep the others from being changed; cancelling ends the
 * work after the key under way.
 */
export async function changeEach(
  keys: Pick<KeyPort, 'describe'>,
  refs: readonly KeyRef[],
  change: KeyChange,
  signal: AbortSignal,
  started: (ref: KeyRef) => void = () => undefined,
): Promise<ChangedKeys> {
  const failures = new Map<KeyRef, unknown>();
  const done: KeyRef[] = [];
  for (const ref of refs) {
    if (signal.aborted) break;
    started(ref);
    try {
      await demandAction(keys, change.action, ref);
      await change.run(ref, signal);
      done.push(ref);
    } catch (error) {
      if (isCancelled(error)) break;
      failures.set(ref, error);
    }
  }
  return { done, failures };
}
