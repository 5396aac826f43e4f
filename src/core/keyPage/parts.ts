import type { Key } from '../keys/model';
import { hasRotationStatus } from '../keys/kinds';
import { keyTabIds, type KeyTab } from './view';

/** The tabs that a key has: those of which KMS can say something. */
export function tabsOf(key: Key): KeyTab[] {
  const absent: Partial<Record<KeyTab, boolean>> = {
    rotation: !hasRotationStatus(key),
    regions: key.multiRegion === undefined,
  };
  return keyTabIds.filter((tab) => absent[tab] !== true);
}
