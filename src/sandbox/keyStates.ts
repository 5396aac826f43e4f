import type { KeyState } from '../core/keys/model';
import type { KeyRecord } from '../generated/sandbox-state';
import { AwsError } from './errors';
import type { Store } from './operations/contract';
import type { OperationName } from './protocol/inputs';

/** How an operation fails in a state it does not work in. Notes of the table in "Key states of KMS keys". */
type Failure = 'disabled' | 'pending' | 'not-pending' | 'import' | 'unavailable' | 'busy';

type Row = { readonly [S in KeyState]?: Failure | undefined };

const cryptographic: Row = {
  Disabled: 'disabled',
  // Notes 2 and 3 allow DisabledException as well. What reaches people from AWS is KMSInvalidStateException.
  PendingDeletion: 'pending',
  PendingReplicaDeletion: 'pending',
  PendingImport: 'import',
  Unavailable: 'unavailable',
  Creating: 'busy',
};
const notWhilePending: Row = { PendingDeletion: 'pending', PendingReplicaDeletion: 'pending' };
const onOff: Row = { ...notWhilePending, PendingImport: 'import', Creating: 'busy', Updating: 'busy' };
const rotation: Row = {
  Disabled: 'disabled',
  ...notWhilePending,
  Creating: 'busy',
};
const cancelling: Row = {
  Enabled: 'not-pending',
  Disabled: 'not-pending',
  PendingImport: 'not-pending',
  Unavailable: 'not-pending',
  Creating: 'not-pending',
  Updating: 'not-pending',
};
const always: Row = {};

/** What each operation needs of the state of its key; a state that is not named lets it. Source: key-state table. */
const rows: Record<OperationName, Row> = {
  CancelKeyDeletion: cancelling,
  ConnectCustomKeyStore: always,
  CreateAlias: notWhilePending,
  CreateCustomKeyStore: always,
  CreateGrant: { ...cryptographic, Unavailable: undefined },
  CreateKey: always,
  // Not in the table: as DeriveSharedSecret, which throws the same exceptions.
  Decapsulate: cryptographic,
  Decrypt: cryptographic,
  DeleteAlias: always,
  DeleteCustomKeyStore: always,
  DeleteImportedKeyMaterial: { Creating: 'busy', Updating: 'busy' },
  DeriveSharedSecret: cryptographic,
  DescribeCustomKeyStores: always,
  DescribeKey: always,
  DisableKey: onOff,
  DisableKeyRotation: rotation,
  DisconnectCustomKeyStore: always,
  EnableKey: onOff,
  EnableKeyRotation: rotation,
  Encapsulate: cryptographic,
  Encrypt: cryptographic,
  GenerateDataKey: cryptographic,
  GenerateDataKeyPair: cryptographic,
  GenerateDataKeyPairWithoutPlaintext: cryptographic,
  GenerateDataKeyWithoutPlaintext: cryptographic,
  GenerateMac: cryptographic,
  GenerateRandom: always,
  // Not in the table, and without state exceptions in the API reference.
  GetKeyLastUsage: always,
  GetKeyPolicy: always,
  GetKeyRotationStatus: always,
  GetParametersForImport: { ...notWhilePending, Creating: 'busy', Updating: 'busy' },
  GetPublicKey: { ...cryptographic, Disabled: undefined, PendingImport: undefined },
  ImportKeyMaterial: { ...notWhilePending, Creating: 'busy' },
  ListAliases: always,
  ListGrants: always,
  ListKeyPolicies: always,
  ListKeyRotations: always,
  ListKeys: always,
  ListResourceTags: always,
  ListRetirableGrants: always,
  PutKeyPolicy: always,
  ReEncrypt: cryptographic,
  ReplicateKey: { ...cryptographic, Updating: 'busy' },
  RetireGrant: always,
  RevokeGrant: always,
  RotateKeyOnDemand: { ...rotation, PendingImport: 'import' },
  ScheduleKeyDeletion: { ...notWhilePending, Updating: 'busy' },
  Sign: cryptographic,
  TagResource: notWhilePending,
  UntagResource: notWhilePending,
  UpdateAlias: notWhilePending,
  UpdateCustomKeyStore: always,
  UpdateKeyDescription: notWhilePending,
  UpdatePrimaryRegion: { ...cryptographic },
  Verify: cryptographic,
  VerifyMac: cryptographic,
};

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

/** Throws as AWS does when an operation does not work in the key's state. */
export function checkState(operation: OperationName, key: KeyRecord, state: KeyState): void {
  const failure = rows[operation][state];
  if (failure !== undefined) throw stateError(failure, key.arn, state);
}

function stateError(failure: Failure, arn: string, state: KeyState): AwsError {
  const pending = state === 'PendingReplicaDeletion' ? 'pending replica deletion' : 'pending deletion';
  switch (failure) {
    case 'disabled':
      return new AwsError('DisabledException', `${arn} is disabled.`);
    case 'pending':
      return new AwsError('KMSInvalidStateException', `${arn} is ${pending}.`);
    case 'not-pending':
      return new AwsError('KMSInvalidStateException', `${arn} is not pending deletion.`);
    case 'import':
      return new AwsError('KMSInvalidStateException', `${arn} is pending import.`);
    case 'unavailable':
      return new AwsError('KMSInvalidStateException', `${arn} is unavailable.`);
    case 'busy':
      return new AwsError('KMSInvalidStateException', `${arn} is ${state.toLowerCase()}.`);
  }
}
