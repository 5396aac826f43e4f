import type { ImportedMaterial, KeyMaterial, KeyRecord } from '../../../generated/sandbox-state';
import { AwsError } from '../../errors';
import type { Input } from '../../protocol/inputs';
import { replicasOf } from '../../rotate';
import { keyArnOf } from '../../store/places';
import type { Store } from '../../store/store';

type ImportInput = Input<'ImportKeyMaterial'>;

/**
 * The key, and what changes in the keys that share its material, once material has been unwrapped and checked.
 * Throws where KMS does not take this material now.
 */
export function endImport(
  store: Store,
  key: KeyRecord,
  material: KeyMaterial,
  input: ImportInput,
): KeyRecord[] {
  const known = key.materials.find(({ id }) => id === material.id);
  const isNew = importType(key, input) === 'NEW_KEY_MATERIAL';
  if (isNew) checkNew(key, material, known);
  else if (!known) throw incorrect('The key material is not associated with this KMS key.');
  const imported = importedRecord(material, known, input);
  if (known) return withPendingState(store, replaced(key, { ...known, ...sealedPart(material), imported }));
  return withNewMaterial(store, key, { ...material, imported });
}

/** The key after its material, or one of them, is deleted. What was never current leaves no trace. */
export function withoutSecret(key: KeyRecord, id: string): KeyRecord {
  const materials = key.materials.flatMap((material) => {
    if (material.id !== id) return [material];
    if (material.state !== 'CURRENT' && material.state !== 'NON_CURRENT') return [];
    const { secret, imported, ...rest } = material;
    return [rest];
  });
  return { ...key, materials };
}

function importType(key: KeyRecord, input: ImportInput): ImportInput['ImportType'] {
  // A replica only ever takes what its primary key has already; other key types know one material at all.
  const first = key.materials.length === 0 && key.multiRegion?.role !== 'REPLICA';
  return input.ImportType ?? (first ? 'NEW_KEY_MATERIAL' : 'EXISTING_KEY_MATERIAL');
}

function checkNew(key: KeyRecord, material: KeyMaterial, known: KeyMaterial | undefined): void {
  if (key.multiRegion?.role === 'REPLICA')
    throw new AwsError(
      'UnsupportedOperationException',
      `New key material must be imported into the primary key of ${key.arn} first.`,
    );
  const pending = key.materials.find(({ state }) => state.startsWith('PENDING'));
  if (pending)
    throw new AwsError(
      'KMSInvalidStateException',
      `New key material (id: ${material.id}) cannot be imported into KMS key ${key.arn}, because another key material (id: ${pending.id}) is pending rotation.`,
    );
  if (known) throw incorrect('The key material is already associated with this KMS key.');
}

function importedRecord(
  material: KeyMaterial,
  known: KeyMaterial | undefined,
  input: ImportInput,
): ImportedMaterial {
  const description = input.KeyMaterialDescription ?? known?.imported?.description;
  return {
    date: material.created,
    model: input.ExpirationModel ?? 'KEY_MATERIAL_EXPIRES',
    ...(input.ValidTo !== undefined && { validTo: input.ValidTo }),
    ...(description !== undefined && { description }),
  };
}

function sealedPart({ secret, publicKey }: KeyMaterial): Partial<KeyMaterial> {
  return { ...(secret !== undefined && { secret }), ...(publicKey !== undefined && { publicKey }) };
}

/** The first material is current at once; a later one waits for a rotation, and for its import into the replicas. */
function withNewMaterial(store: Store, key: KeyRecord, material: KeyMaterial): KeyRecord[] {
  const first = key.materials.length === 0;
  const replicas = replicasOf(key, store);
  const state = first
    ? 'CURRENT'
    : replicas.length > 0
      ? 'PENDING_MULTI_REGION_IMPORT_AND_ROTATION'
      : 'PENDING_ROTATION';
  const added = { ...material, state } as const;
  const { secret, imported, ...announced } = added;
  const members = [
    { ...key, materials: [...key.materials, added] },
    ...replicas.map((replica) => ({ ...replica, materials: [...replica.materials, announced] })),
  ];
  if (!first || key.spec !== 'SYMMETRIC_DEFAULT') return members;
  return members.map((member) => ({ ...member, currentMaterialId: material.id }));
}

function replaced(key: KeyRecord, material: KeyMaterial): KeyRecord {
  return {
    ...key,
    materials: key.materials.map((existing) => (existing.id === material.id ? material : existing)),
  };
}

/** Pending material can be rotated to as soon as every key of the multi-Region set has it. */
function withPendingState(store: Store, key: KeyRecord): KeyRecord[] {
  const members = setOf(store, key);
  const waiting = key.materials.find(({ state }) => state === 'PENDING_MULTI_REGION_IMPORT_AND_ROTATION');
  if (!waiting) return [key];
  const everywhere = members.every((member) =>
    member.materials.some(({ id, secret }) => id === waiting.id && secret !== undefined),
  );
  if (!everywhere) return [key];
  return members.map((member) => ({
    ...member,
    materials: member.materials.map((material) =>
      material.id === waiting.id ? { ...material, state: 'PENDING_ROTATION' as const } : material,
    ),
  }));
}

/** A key with the others of its multi-Region set, the key itself as given. */
function setOf(store: Store, key: KeyRecord): KeyRecord[] {
  if (!key.multiRegion) return [key];
  const { accountId, keyId } = key;
  const { primaryRegion, replicaRegions } = key.multiRegion;
  const others = [primaryRegion, ...replicaRegions].filter((region) => region !== key.region);
  return [key, ...others.flatMap((region) => store.key(keyArnOf({ accountId, region }, keyId)) ?? [])];
}

function incorrect(text: string): AwsError {
  return new AwsError('IncorrectKeyMaterialException', text);
}
