import type { NewKey } from '../keys/model';
import { sentPolicy } from '../policy/sent';
import { aliasName, type KeyDraft } from './draft';
import { rotates } from './options';

/** One call that makes the draft real. */
export type PlannedCall =
  | { operation: 'CreateKey'; key: NewKey }
  | { operation: 'CreateAlias'; name: string }
  | { operation: 'EnableKeyRotation'; periodDays: number };

/** The calls in their order: the key with its policy and tags first, then what needs its id. */
export function plan(draft: KeyDraft, policy: string): PlannedCall[] {
  const calls: PlannedCall[] = [{ operation: 'CreateKey', key: newKey(draft, policy) }];
  const name = aliasName(draft);
  if (name !== undefined) calls.push({ operation: 'CreateAlias', name });
  if (draft.rotationPeriodDays !== undefined && rotates(draft)) {
    calls.push({ operation: 'EnableKeyRotation', periodDays: draft.rotationPeriodDays });
  }
  return calls;
}

function newKey(draft: KeyDraft, policy: string): NewKey {
  const inStore = draft.origin === 'AWS_CLOUDHSM' || draft.origin === 'EXTERNAL_KEY_STORE';
  return {
    spec: draft.spec,
    usage: draft.usage,
    origin: draft.origin,
    multiRegion: draft.multiRegion,
    description: draft.description,
    tags: draft.tags,
    policy: sentPolicy(policy).text,
    ...(draft.bypassLockoutCheck && { bypassLockoutCheck: true }),
    ...(inStore && { customKeyStoreId: draft.customKeyStoreId.trim() }),
    ...(draft.origin === 'EXTERNAL_KEY_STORE' && { xksKeyId: draft.xksKeyId.trim() }),
  };
}
