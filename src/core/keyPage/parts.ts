import type { Key } from '../keys/model';
import { specOf } from '../kms/specs';
import { keyTabIds, type KeyTab } from './view';

/** The tabs that a key has: those of which KMS can say something. */
export function tabsOf(key: Key): KeyTab[] {
  const absent: Partial<Record<KeyTab, boolean>> = {
    rotation: !rotates(key),
    regions: key.multiRegion === undefined,
  };
  return keyTabIds.filter((tab) => absent[tab] !== true);
}

export function hasPublicKey({ spec }: Pick<Key, 'spec'>): boolean {
  return specOf(spec).material.kind !== 'secret';
}

/** GetKeyRotationStatus answers for symmetric encryption keys outside of custom key stores (API reference). */
function rotates(key: Key): boolean {
  return key.spec === 'SYMMETRIC_DEFAULT' && key.customKeyStoreId === undefined;
}
