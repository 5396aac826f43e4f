import { operations, type OperationName } from '../core/kms/operations';
import { refusalIn, refusals, type KeyState } from '../core/kms/states';
import type { KeyRecord } from '../generated/sandbox-state';
import { AwsError } from './errors';
import type { Store } from './store/store';

/** The state of a key at a time. */
export function keyState(key: KeyRecord, store: Store, now: number): KeyState {
  if (key.deletion) return key.deletion.date === undefined ? 'PendingReplicaDeletion' : 'PendingDeletion';
  if (key.transition && key.transition.until > now) return key.transition.state;
  if (key.origin === 'EXTERNAL' && !hasAllMaterial(key, now)) return 'PendingImport';
  if (key.keyStoreId !== undefined && store.keyStore(key.keyStoreId)?.state !== 'CONNECTED')
    return 'Unavailable';
  return key.enabled ? 'Enabled' : 'Disabled';
}

/** Imported keys work only while every material that was ever current is there. */
function hasAllMaterial(key: KeyRecord, now: number): boolean {
  const associated = key.materials.filter(({ state }) => state === 'CURRENT' || state === 'NON_CURRENT');
  return (
    associated.length > 0 &&
    associated.every(({ secret, imported }) => secret !== undefined && (imported?.validTo ?? Infinity) > now)
  );
}

/**
 * Throws as AWS does when an operation does not work in the key's state. What works on no key of this kind, whatever
 * its state, the operation itself refuses.
 */
export function checkState(operation: OperationName, key: KeyRecord, state: KeyState): void {
  const refusal = refusalIn(operations[operation].states, state);
  if (refusal === undefined || refusal === 'unsupported') return;
  const { code, text } = refusals[refusal];
  throw new AwsError(code, `${key.arn} ${text}`);
}
