import { catalog, type CatalogEntry } from './catalog';
import type { Key, KeyState } from './model';

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

/** Why a key in this state cannot be worked with. */
const busy: Partial<Record<KeyState, string>> = {
  Creating: 'The key is still being created. Try again in a minute.',
  Updating: 'The key is being updated. Try again in a minute.',
};

const pendingDeletion = 'The key is pending deletion. Cancel the deletion first.';
const pendingImport = 'The key has no key material. Import some first.';

type Reasons = Partial<Record<KeyState, string>>;

const whilePending: Reasons = {
  PendingDeletion: pendingDeletion,
  PendingReplicaDeletion: pendingDeletion,
};

const rotationStates: Reasons = {
  ...whilePending,
  Disabled: 'The key is disabled. Enable it first.',
  PendingImport: pendingImport,
  Creating: 'The key is still being created. Try again in a minute.',
};

/** States in which an action fails, with the reason. Source: key-state table of the developer guide. */
const refusals: Readonly<Record<KeyAction, Reasons>> = {
  enable: { ...whilePending, ...busy, PendingImport: pendingImport, Enabled: 'The key is enabled already.' },
  disable: {
    ...whilePending,
    ...busy,
    PendingImport: pendingImport,
    Disabled: 'The key is disabled already.',
  },
  scheduleDeletion: {
    PendingDeletion: 'The key is pending deletion already.',
    PendingReplicaDeletion: 'The key is pending deletion already.',
    Updating: 'The key is being updated. Try again in a minute.',
  },
  cancelDeletion: Object.fromEntries(
    (['Creating', 'Enabled', 'Disabled', 'PendingImport', 'Unavailable', 'Updating'] as const).map(
      (state) => [state, 'The key is not pending deletion.'],
    ),
  ),
  editDescription: whilePending,
  editTags: whilePending,
  editPolicy: {},
  createAlias: whilePending,
  rotation: rotationStates,
  rotateNow: rotationStates,
  rotationHistory: {},
};

/** Whether the key's manager, kind and state let the action succeed; permissions are another matter. */
export function verdictOn(action: KeyAction, key: Key): Verdict {
  if (key.manager === 'AWS') return no('AWS manages this key. It can be looked at, not changed.');
  const byKind = kindVerdict(action, key);
  if (!byKind.allowed) return byKind;
  const why = refusals[action][key.state];
  return why === undefined ? yes : no(why);
}

/** All actions that can be done now. */
export function allowedActions(key: Key): KeyAction[] {
  return (Object.keys(refusals) as KeyAction[]).filter((action) => verdictOn(action, key).allowed);
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
