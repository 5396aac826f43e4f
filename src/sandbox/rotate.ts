import type { KeyMaterial, KeyRecord, RotationRecord } from '../generated/sandbox-state';
import type { Store } from './store/store';
import { keyArnOf } from './store/places';

/** A key after a rotation to a material, and with it every replica, which shares its material. */
export function rotated(
  key: KeyRecord,
  material: KeyMaterial,
  type: RotationRecord['type'],
  date: number,
  store: Store,
): KeyRecord[] {
  return [key, ...replicasOf(key, store)].map((member) => withCurrent(member, material, { type, date }));
}

function withCurrent(
  key: KeyRecord,
  material: KeyMaterial,
  { type, date }: Pick<RotationRecord, 'type' | 'date'>,
): KeyRecord {
  // A replica of an imported key holds the material under the same id, imported there by itself.
  const own = key.materials.find(({ id }) => id === material.id) ?? material;
  const others = key.materials
    .filter(({ id }) => id !== material.id)
    .map((old) => (old.state === 'CURRENT' ? { ...old, state: 'NON_CURRENT' as const } : old));
  return {
    ...key,
    materials: [...others, { ...own, state: 'CURRENT' }],
    currentMaterialId: material.id,
    rotations: [...key.rotations, { date, type, materialId: material.id }],
  };
}

/** The replicas of a multi-Region primary key; none for other keys. */
export function replicasOf(key: KeyRecord, store: Store): KeyRecord[] {
  if (key.multiRegion?.role !== 'PRIMARY') return [];
  const { accountId, keyId } = key;
  return key.multiRegion.replicaRegions.flatMap(
    (region) => store.key(keyArnOf({ accountId, region }, keyId)) ?? [],
  );
}
