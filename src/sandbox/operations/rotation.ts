import { dayMs } from '../../core/time';
import type { KeyMaterial, KeyRecord, RotationRecord } from '../../generated/sandbox-state';
import { createMaterial } from '../crypto/generate';
import { AwsError, unsupported } from '../errors';
import { pageOf } from '../paging';
import { operations, type OperationName } from '../../core/kms/operations';
import { pages, quotas } from '../../core/kms/quotas';
import type { Origin } from '../../core/kms/specs';
import { replicasOf, rotated } from '../rotate';
import type { Call, Operations } from './call';

export const rotation = {
  EnableKeyRotation(call) {
    const { input, store, now } = call;
    const key = call.use(input.KeyId);
    checkRotatable(key, originsOf('EnableKeyRotation'));
    const periodDays = input.RotationPeriodInDays ?? key.rotation?.periodDays ?? quotas.rotationDays.standard;
    const next = (key.rotations.findLast(isAutomatic)?.date ?? now) + periodDays * dayMs;
    const enabled = { ...key, rotation: { periodDays, next: Math.max(next, now + dayMs) } };
    const unchanged = key.rotation?.periodDays === periodDays;
    if (!unchanged) store.commit({ keys: [enabled, ...sharedWith(enabled, call)] });
    return undefined;
  },

  DisableKeyRotation(call) {
    const key = call.use(call.input.KeyId);
    checkRotatable(key, originsOf('DisableKeyRotation'));
    if (!key.rotation) return undefined;
    const { rotation: _, ...disabled } = key;
    call.store.commit({ keys: [disabled, ...sharedWith(disabled, call)] });
    return undefined;
  },

  GetKeyRotationStatus(call) {
    const key = call.use(call.input.KeyId);
    if (key.keyStoreId !== undefined || call.stateOf(key) === 'PendingImport') throw wrongOrigin(key);
    const { rotation: automatic } = key;
    // No automatic rotation happens while a key waits for its deletion.
    const enabled = automatic !== undefined && key.deletion === undefined;
    return {
      // AWS's examples show the id; recordings of the service have the ARN, as in RotateKeyOnDemand.
      KeyId: key.arn,
      KeyRotationEnabled: enabled,
      ...(enabled && {
        RotationPeriodInDays: automatic.periodDays,
        NextRotationDate: new Date(automatic.next),
      }),
    };
  },

  async RotateKeyOnDemand(call) {
    const { input, store, now, vault } = call;
    const key = call.use(input.KeyId);
    checkRotatable(key, originsOf('RotateKeyOnDemand'));
    checkOnDemand(key, now);
    const material =
      key.origin === 'EXTERNAL'
        ? pendingMaterial(key)
        : await createMaterial(vault, key.spec, key.keyId, now);
    // Making material took a while: the key may have changed meanwhile.
    const fresh = store.key(key.arn) ?? key;
    store.commit({ keys: rotated(fresh, material, 'ON_DEMAND', now, store) });
    return { KeyId: key.arn };
  },

  ListKeyRotations(call) {
    const key = call.use(call.input.KeyId);
    if (key.keyStoreId !== undefined || key.spec !== 'SYMMETRIC_DEFAULT') throw unsupported();
    const rows = call.input.IncludeKeyMaterial === 'ALL_KEY_MATERIAL' ? allMaterial(key) : happened(key);
    const { items, end } = pageOf(rows, (row) => row.KeyMaterialId, call.input, pages.rotations.default);
    return { Rotations: items, ...end };
  },
} satisfies Operations;

type RotationCall = Call<'EnableKeyRotation' | 'DisableKeyRotation'>;

function originsOf(operation: OperationName): readonly Origin[] {
  return operations[operation].needs?.origins ?? [];
}

function checkRotatable(key: KeyRecord, origins: readonly Origin[]): void {
  // AWS sends no text for asymmetric and HMAC keys.
  if (key.spec !== 'SYMMETRIC_DEFAULT') throw unsupported();
  if (!origins.includes(key.origin)) throw wrongOrigin(key);
  if (key.multiRegion?.role === 'REPLICA') throw unsupported(`${key.arn} is not a multi-region primary key.`);
}

function wrongOrigin(key: KeyRecord): AwsError {
  return unsupported(`${key.arn} origin is ${key.origin} which is not valid for this operation.`);
}

function checkOnDemand(key: KeyRecord, now: number): void {
  if (key.rotations.filter((done) => done.type === 'ON_DEMAND').length >= quotas.onDemandRotationsPerKey)
    throw new AwsError(
      'LimitExceededException',
      `The on-demand rotations limit has been reached for the given keyId. No more on-demand rotations can be performed for this key: ${key.arn}`,
    );
  const last = key.rotations.findLast(isAutomatic)?.date ?? -Infinity;
  const next = key.rotation?.next ?? Infinity;
  if (now - last < quotas.rotationConflictMs || next - now < quotas.rotationConflictMs)
    throw new AwsError(
      'ConflictException',
      'The request was rejected because an automatic rotation of this key is currently in progress or scheduled to begin within the next 20 minutes.',
    );
}

function pendingMaterial(key: KeyRecord): KeyMaterial {
  const pending = key.materials.find(({ state }) => state === 'PENDING_ROTATION');
  if (pending) return pending;
  throw new AwsError(
    'KMSInvalidStateException',
    `No available key material pending rotation for the key: ${key.arn}.`,
  );
}

/** Rotation settings are shared by the keys of a multi-Region set. */
function sharedWith(primary: KeyRecord, { store }: RotationCall): KeyRecord[] {
  return replicasOf(primary, store).map((replica) => {
    const { rotation: _, ...rest } = replica;
    return primary.rotation ? { ...rest, rotation: primary.rotation } : rest;
  });
}

function isAutomatic({ type }: RotationRecord): boolean {
  return type === 'AUTOMATIC';
}

interface RotationRow {
  KeyId: string;
  KeyMaterialId: string;
}

function happened(key: KeyRecord): RotationRow[] {
  return key.rotations.map((done) => rowOf(key, done.materialId, done));
}

/** The first material and one that is pending, too. */
function allMaterial(key: KeyRecord): RotationRow[] {
  return key.materials.map(({ id }) =>
    rowOf(
      key,
      id,
      key.rotations.find(({ materialId }) => materialId === id),
    ),
  );
}

function rowOf(key: KeyRecord, materialId: string, done: RotationRecord | undefined): RotationRow {
  const material = key.materials.find(({ id }) => id === materialId);
  const imported = key.origin === 'EXTERNAL';
  return {
    KeyId: key.keyId,
    KeyMaterialId: materialId,
    ...(material && { KeyMaterialState: material.state }),
    ...(done && { RotationDate: new Date(done.date), RotationType: done.type }),
    ...(imported && { ImportState: material?.secret === undefined ? 'PENDING_IMPORT' : 'IMPORTED' }),
    ...(material?.imported && { ExpirationModel: material.imported.model }),
    ...(material?.imported?.validTo !== undefined && { ValidTo: new Date(material.imported.validTo) }),
    ...(material?.imported?.description !== undefined && {
      KeyMaterialDescription: material.imported.description,
    }),
  };
}
