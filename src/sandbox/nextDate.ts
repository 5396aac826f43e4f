import type { KeyRecord } from '../generated/sandbox-state';

/** When something next happens to a key by time alone: deletion, rotation, expiry of imported material. */
export function nextDate(key: KeyRecord): number | undefined {
  const dates = [
    key.deletion?.date,
    key.deletion ? undefined : rotationDate(key),
    ...key.materials.map(({ secret, imported }) => (secret === undefined ? undefined : imported?.validTo)),
  ].filter((date) => date !== undefined);
  return dates.length > 0 ? Math.min(...dates) : undefined;
}

/** Replicas rotate with their primary. */
export function rotationDate(key: KeyRecord): number | undefined {
  return key.multiRegion?.role === 'REPLICA' ? undefined : key.rotation?.next;
}
