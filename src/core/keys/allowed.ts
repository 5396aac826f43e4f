import type { Remedy } from '../errors';
import { operations, type OperationName } from '../kms/operations';
import { refusalIn, type KeyState, type Refusal } from '../kms/states';
import { catalog, type CatalogEntry } from './catalog';
import { hasPublicKey } from './kinds';
import type { Key } from './model';

/** Whether an action can be done, and if not, why: a whole sentence, and what helps where something does. */
export type Verdict = { allowed: true } | Forbidden;

interface Forbidden {
  allowed: false;
  why: string;
  remedy?: Remedy;
}

interface ActionRule {
  /** The operation that the action calls; of those that come in pairs, the one with the same states. */
  operation: OperationName;
  /** States that KMS lets pass or words otherwise, and in which there is nothing to do. */
  already?: Readonly<Partial<Record<KeyState, string>>>;
  /** What the key must be, whatever its state. */
  kind?: (key: Key) => Verdict;
}

const yes: Verdict = { allowed: true };

const deletionScheduled = 'The key is pending deletion already.';

const rules = {
  enable: { operation: 'EnableKey', already: { Enabled: 'The key is enabled already.' } },
  disable: { operation: 'DisableKey', already: { Disabled: 'The key is disabled already.' } },
  scheduleDeletion: {
    operation: 'ScheduleKeyDeletion',
    already: { PendingDeletion: deletionScheduled, PendingReplicaDeletion: deletionScheduled },
  },
  cancelDeletion: { operation: 'CancelKeyDeletion' },
  editDescription: { operation: 'UpdateKeyDescription' },
  editTags: { operation: 'TagResource' },
  editPolicy: { operation: 'PutKeyPolicy' },
  createAlias: { operation: 'CreateAlias' },
  createGrant: { operation: 'CreateGrant' },
  takeAlias: { operation: 'UpdateAlias' },
  rotation: {
    operation: 'EnableKeyRotation',
    kind: (key) => rotates(key, 'automaticRotation', importedByHand) ?? primary(key),
  },
  rotateNow: {
    operation: 'RotateKeyOnDemand',
    kind: (key) => rotates(key, 'onDemandRotation') ?? primary(key),
  },
  replicate: { operation: 'ReplicateKey', kind: multiRegionPrimary },
  changePrimary: { operation: 'UpdatePrimaryRegion', kind: primaryWithReplicas },
  syncRegions: { operation: 'PutKeyPolicy', kind: inSeveralRegions },
  importMaterial: { operation: 'ImportKeyMaterial', kind: importable },
  deleteMaterial: { operation: 'DeleteImportedKeyMaterial', kind: importable },
  publicKey: {
    operation: 'GetPublicKey',
    kind: (key) => (hasPublicKey(key) ? yes : no('Only asymmetric keys have a public key.')),
  },
  rotationHistory: {
    operation: 'ListKeyRotations',
    kind: (key) => rotates(key, 'onDemandRotation') ?? yes,
  },
} as const satisfies Readonly<Record<string, ActionRule>>;

/** What can be done with a key, as far as its kind and state decide it. */
export type KeyAction = keyof typeof rules;

export const keyActions = Object.keys(rules) as KeyAction[];

const pendingDeletion = no('The key is pending deletion. Cancel the deletion first.', 'cancel-deletion');

/** What a person reads where the key-state table refuses, and what they can do about it. */
const refused: Readonly<Record<Refusal, Forbidden>> = {
  disabled: no('The key is disabled. Enable it first.', 'enable'),
  'pending-deletion': pendingDeletion,
  'pending-replica-deletion': pendingDeletion,
  'not-pending-deletion': no('The key is not pending deletion.'),
  'pending-import': no('The key has no key material. Import some first.'),
  unsupported: no(
    'The key is in a custom key store or has imported key material, and does not support this.',
  ),
  unavailable: no('The custom key store of the key is not connected. Connect it first.'),
  creating: no('The key is still being created. Try again in a minute.', 'retry'),
  updating: no('The key is being updated. Try again in a minute.', 'retry'),
};

/** Whether the key's manager, kind and state let the action succeed; permissions are another matter. */
export function verdictOn(action: KeyAction, key: Key): Verdict {
  const { operation, already, kind }: ActionRule = rules[action];
  if (key.manager === 'AWS') return no('This key is managed by AWS and is read-only.');
  const byKind = kind?.(key) ?? yes;
  if (!byKind.allowed) return byKind;
  const nothingToDo = already?.[key.state];
  if (nothingToDo !== undefined) return no(nothingToDo);
  return stateVerdict(operation, key);
}

/** Whether the key's state lets the operation succeed. */
export function stateVerdict(operation: OperationName, { state }: Pick<Key, 'state'>): Verdict {
  const refusal = refusalIn(operations[operation].states, state);
  return refusal === undefined ? yes : refused[refusal];
}

const importedByHand =
  'Imported key material does not rotate by itself. Import new material, then rotate on demand.';

/** Why keys of this spec and origin do not rotate, or undefined where they do. */
function rotates(
  key: Key,
  rotation: 'automaticRotation' | 'onDemandRotation',
  imported?: string,
): Forbidden | undefined {
  if (entryOf(key)?.[rotation].includes(key.origin)) return undefined;
  if (key.spec !== 'SYMMETRIC_DEFAULT') {
    return no('Only symmetric encryption keys rotate. Create a new key and point the alias to it.');
  }
  return no(
    imported !== undefined && key.origin === 'EXTERNAL'
      ? imported
      : 'Keys in a custom key store do not rotate.',
  );
}

function multiRegionPrimary({ multiRegion }: Key): Verdict {
  if (multiRegion === undefined)
    return no('Only multi-Region keys are replicated, which is chosen when a key is made.');
  return multiRegion.role === 'PRIMARY'
    ? yes
    : no(`Replicas are made from the primary key, which is in ${multiRegion.primary.region}.`);
}

function primaryWithReplicas(key: Key): Verdict {
  const verdict = inSeveralRegions(key);
  if (!verdict.allowed || key.multiRegion?.role === 'PRIMARY') return verdict;
  return no(
    `The primary is changed from the key that is it now, in ${key.multiRegion?.primary.region ?? ''}.`,
  );
}

function inSeveralRegions({ multiRegion }: Key): Verdict {
  if (multiRegion === undefined) return no('The key is in one Region only.');
  return multiRegion.replicas.length > 0 ? yes : no('The key has no replicas yet.');
}

function importable({ origin }: Key): Verdict {
  if (origin === 'EXTERNAL') return yes;
  return no(
    'Key material can only be imported into keys of origin External, which is chosen when a key is made.',
  );
}

function primary({ multiRegion }: Key): Verdict {
  if (multiRegion?.role !== 'REPLICA') return yes;
  return no(`Replicas rotate with their primary key, which is in ${multiRegion.primary.region}.`);
}

function entryOf(key: Key): CatalogEntry | undefined {
  return catalog.find((entry) => entry.spec === key.spec && entry.usage === key.usage);
}

function no(why: string, remedy?: Remedy): Forbidden {
  return { allowed: false, why, ...(remedy === undefined ? {} : { remedy }) };
}
