/** States of a KMS key. Source: API reference, KeyMetadata, KeyState (2026-11). */
export const keyStates = [
  'Creating',
  'Enabled',
  'Disabled',
  'PendingDeletion',
  'PendingImport',
  'PendingReplicaDeletion',
  'Unavailable',
  'Updating',
] as const;

export type KeyState = (typeof keyStates)[number];

/**
 * How KMS refuses an operation in a state. Source: developer guide, "Key states of KMS keys" (2026-11), the notes of
 * the table by number. The texts are recorded from the service for "is disabled" and "is pending import", else they
 * are the table's.
 */
export const refusals = {
  /** Note 1. */
  disabled: { code: 'DisabledException', text: 'is disabled.' },
  /** Notes 2 and 3. Where both stand KMS may answer DisabledException as well; this is what reaches callers. */
  'pending-deletion': { code: 'KMSInvalidStateException', text: 'is pending deletion.' },
  'pending-replica-deletion': { code: 'KMSInvalidStateException', text: 'is pending replica deletion.' },
  /** Note 4. */
  'not-pending-deletion': { code: 'KMSInvalidStateException', text: 'is not pending deletion.' },
  /** Note 5. */
  'pending-import': { code: 'KMSInvalidStateException', text: 'is pending import.' },
  /**
   * Notes 6, 7 and 9: only imported keys wait for material, only keys in custom key stores become unavailable, and the
   * operation works on no such key, whatever its state. The text is the operation's.
   */
  unsupported: { code: 'UnsupportedOperationException', text: undefined },
  /** Note 11. */
  unavailable: { code: 'KMSInvalidStateException', text: 'is unavailable.' },
  /** Note 14. */
  creating: { code: 'KMSInvalidStateException', text: 'is creating.' },
  /** Note 15. */
  updating: { code: 'KMSInvalidStateException', text: 'is updating.' },
} as const satisfies Record<string, { code: string; text: string | undefined }>;

export type Refusal = keyof typeof refusals;

/** A row of the key-state table: a state that is not named lets the operation, or cannot occur. */
export type StateRow = Readonly<Partial<Record<KeyState, Refusal>>>;

const unlessPending: StateRow = {
  PendingDeletion: 'pending-deletion',
  PendingReplicaDeletion: 'pending-replica-deletion',
};
/** Keys that are in no custom key store: the table says "not applicable" of their being Unavailable. */
const enabled: StateRow = {
  ...unlessPending,
  Disabled: 'disabled',
  PendingImport: 'pending-import',
  Creating: 'creating',
};
const automaticRotation: StateRow = { ...enabled, PendingImport: 'unsupported', Unavailable: 'unsupported' };

/**
 * What a class of operations needs of the state of its key.
 * Source: developer guide, "Key states of KMS keys" (2026-11).
 */
export const stateClasses = {
  always: {},
  unlessPending,
  /** Cryptographic operations on keys that may be in a custom key store. */
  symmetric: { ...enabled, Unavailable: 'unavailable' },
  /** Note 7: no key pairs from keys in custom key stores. */
  keyPair: { ...enabled, Unavailable: 'unsupported' },
  /** The other cryptographic operations, and CreateGrant, which keys that are unavailable allow. */
  enabled,
  publicKey: { ...unlessPending, Creating: 'creating' },
  /** Note 12: an unavailable key takes the call, and changes once it is available. */
  onOff: { ...unlessPending, PendingImport: 'pending-import', Creating: 'creating', Updating: 'updating' },
  automaticRotation,
  rotation: { ...automaticRotation, PendingImport: 'pending-import' },
  rotationStatus: { PendingImport: 'unsupported', Unavailable: 'unsupported' },
  rotationHistory: { Unavailable: 'unsupported' },
  scheduleDeletion: { ...unlessPending, Updating: 'updating' },
  /** Note 13: a key that becomes unavailable while it is pending deletion stays PendingDeletion. */
  cancelDeletion: {
    Creating: 'not-pending-deletion',
    Enabled: 'not-pending-deletion',
    Disabled: 'not-pending-deletion',
    PendingImport: 'not-pending-deletion',
    Unavailable: 'not-pending-deletion',
    Updating: 'not-pending-deletion',
  },
  importParameters: {
    ...unlessPending,
    Unavailable: 'unsupported',
    Creating: 'creating',
    Updating: 'updating',
  },
  /** Note 9 stands for PendingDeletion, too; a key that can import is told KMSInvalidStateException (API reference). */
  import: { ...unlessPending, Unavailable: 'unsupported', Creating: 'creating' },
  deleteMaterial: { Creating: 'creating', Updating: 'updating' },
  replicate: { ...enabled, Updating: 'updating' },
} as const satisfies Record<string, StateRow>;

export type StateClass = keyof typeof stateClasses;

/** How an operation of this class is refused in a state, or undefined where KMS takes it. */
export function refusalIn(states: StateClass, state: KeyState): Refusal | undefined {
  const row: StateRow = stateClasses[states];
  return row[state];
}

/** The states in which operations of this class are refused. */
export function refusedStates(states: StateClass): KeyState[] {
  return keyStates.filter((state) => refusalIn(states, state) !== undefined);
}
