import { operations, type OperationName } from '../kms/operations';
import { refusalIn, type KeyState, type Refusal } from '../kms/states';
import { catalog, type CatalogEntry } from './catalog';
import type { Key } from './model';

export type KeyAction =
  | 'enable'
  | 'disable'
  | 'scheduleDeletion'
  | 'cancelDeletion'
  | 'editDescription'
  | 'editTags'
  | 'editPolicy'
  | 'createAlias'
  | 'rotation'
  | 'rotateNow'
  | 'rotationHistory';

/** Whether an action can be done, and if not, why: a whole sentence. */
export type Verdict = { allowed: true } | { allowed: false; why: string };

const yes: Verdict = { allowed: true };

/** The operation that each action calls; of those that come in pairs, the one with the same states. */
const operationOf: Readonly<Record<KeyAction, OperationName>> = {
  enable: 'EnableKey',
  disable: 'DisableKey',
  scheduleDeletion: 'ScheduleKeyDeletion',
  cancelDeletion: 'CancelKeyDeletion',
  editDescription: 'UpdateKeyDescription',
  editTags: 'TagResource',
  editPolicy: 'PutKeyPolicy',
  createAlias: 'CreateAlias',
  rotation: 'EnableKeyRotation',
  rotateNow: 'RotateKeyOnDemand',
  rotationHistory: 'ListKeyRotations',
};

const pendingDeletion = 'The key is pending deletion. Cancel the deletion first.';

/** What a person reads where the key-state table refuses, and what they can do about it. */
const refusalWords: Readonly<Record<Refusal, string>> = {
  disabled: 'The key is disabled. Enable it first.',
  'pending-deletion': pendingDeletion,
  'pending-replica-deletion': pendingDeletion,
  'not-pending-deletion': 'The key is not pending deletion.',
  'pending-import': 'The key has no key material. Import some first.',
  unsupported: 'The key is in a custom key store or has imported key material, and does not support this.',
  unavailable: 'The custom key store of the key is not connected. Connect it first.',
  creating: 'The key is still being created. Try again in a minute.',
  updating: 'The key is being updated. Try again in a minute.',
};

/** States that KMS lets pass or words otherwise, and in which there is nothing to do. */
const alreadySo: Readonly<Partial<Record<KeyAction, Partial<Record<KeyState, string>>>>> = {
  enable: { Enabled: 'The key is enabled already.' },
  disable: { Disabled: 'The key is disabled already.' },
  scheduleDeletion: {
    PendingDeletion: 'The key is pending deletion already.',
    PendingReplicaDeletion: 'The key is pending deletion already.',
  },
};

/** Whether the key's manager, kind and state let the action succeed; permissions are another matter. */
export function verdictOn(action: KeyAction, key: Key): Verdict {
  if (key.manager === 'AWS') return no('AWS manages this key. It can be looked at, not changed.');
  const byKind = kindVerdict(action, key);
  if (!byKind.allowed) return byKind;
  const already = alreadySo[action]?.[key.state];
  if (already !== undefined) return no(already);
  const refusal = refusalIn(operations[operationOf[action]].states, key.state);
  return refusal === undefined ? yes : no(refusalWords[refusal]);
}

/** All actions that can be done now. */
export function allowedActions(key: Key): KeyAction[] {
  return (Object.keys(operationOf) as KeyAction[]).filter((action) => verdictOn(action, key).allowed);
}

function kindVerdict(action: KeyAction, key: Key): Verdict {
  if (action !== 'rotation' && action !== 'rotateNow' && action !== 'rotationHistory') return yes;
  const entry = entryOf(key);
  const origins = action === 'rotation' ? entry?.automaticRotation : entry?.onDemandRotation;
  if (!origins?.includes(key.origin)) return no(whyNoRotation(action, key));
  if (action !== 'rotationHistory' && key.multiRegion?.role === 'REPLICA') {
    return no(`Replicas rotate with their primary key, which is in ${key.multiRegion.primary.region}.`);
  }
  return yes;
}

function whyNoRotation(action: KeyAction, key: Key): string {
  if (key.spec !== 'SYMMETRIC_DEFAULT') {
    return 'Only symmetric encryption keys rotate. Create a new key and point the alias to it.';
  }
  if (key.origin === 'EXTERNAL' && action === 'rotation') {
    return 'Imported key material does not rotate by itself. Import new material, then rotate on demand.';
  }
  return 'Keys in a custom key store do not rotate.';
}

function entryOf(key: Key): CatalogEntry | undefined {
  return catalog.find((entry) => entry.spec === key.spec && entry.usage === key.usage);
}

function no(why: string): Verdict {
  return { allowed: false, why };
}
