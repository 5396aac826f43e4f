import { dayMs } from '../../core/time';
import { invalid } from '../errors';
import { quotas } from '../../core/kms/quotas';
import type { Operations } from './call';

export const lifecycle = {
  EnableKey(call) {
    const key = call.use(call.input.KeyId);
    if (!key.enabled) call.store.commit({ keys: [{ ...key, enabled: true }] });
    return undefined;
  },

  DisableKey(call) {
    const key = call.use(call.input.KeyId);
    if (key.enabled) call.store.commit({ keys: [{ ...key, enabled: false }] });
    return undefined;
  },

  ScheduleKeyDeletion(call) {
    const { input, store, now } = call;
    const { least, most, standard } = quotas.deletionDays;
    const windowDays = input.PendingWindowInDays ?? standard;
    if (windowDays < least || windowDays > most)
      throw invalid(`PendingWindowInDays must be between ${least} and ${most} (inclusive).`);
    const key = call.use(input.KeyId);
    // The clock of a primary key starts when its last replica is gone.
    const waits = key.multiRegion?.role === 'PRIMARY' && key.multiRegion.replicaRegions.length > 0;
    const deletion = waits ? { windowDays } : { windowDays, date: now + windowDays * dayMs };
    const scheduled = { ...key, deletion };
    store.commit({ keys: [scheduled] });
    return {
      KeyId: key.arn,
      ...(deletion.date !== undefined && { DeletionDate: new Date(deletion.date) }),
      KeyState: call.stateOf(scheduled),
      PendingWindowInDays: windowDays,
    };
  },

  CancelKeyDeletion(call) {
    const key = call.use(call.input.KeyId);
    const { deletion: _, ...kept } = key;
    call.store.commit({ keys: [{ ...kept, enabled: false }] });
    return { KeyId: key.arn };
  },
} satisfies Operations;
