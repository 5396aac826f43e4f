import type { Alias, Key, KeyRef } from '../../../../src/core/keys/model';
import { RegionIndex } from '../../../../src/sessions/keys/regionIndex';
import type { TreeModel } from '../../../../src/core/keys/nodes';
import type { Connection, Place } from '../../../../src/core/ports';

export const place: Place = { connection: 'sandbox', region: 'us-east-1' };
export const now = Date.parse('2026-11-24T12:00:00Z');
export const day = 86_400_000;

/** Ids that read well: `id(1)` is 00000001-…. */
export function id(number: number): string {
  return `${String(number).padStart(8, '0')}-12ab-34cd-56ef-1234567890ab`;
}

export function ref(keyId: string): KeyRef {
  return { ...place, keyId, arn: `arn:aws:kms:us-east-1:111122223333:key/${keyId}` };
}

export function key(changes: Partial<Key> = {}): Key {
  return {
    ...ref(changes.keyId ?? id(1)),
    accountId: '111122223333',
    manager: 'CUSTOMER',
    state: 'Enabled',
    spec: 'SYMMETRIC_DEFAULT',
    usage: 'ENCRYPT_DECRYPT',
    origin: 'AWS_KMS',
    description: '',
    algorithms: ['SYMMETRIC_DEFAULT'],
    ...changes,
  };
}

export function alias(name: string, targetKeyId?: string): Alias {
  return {
    name: `alias/${name}`,
    arn: `arn:aws:kms:us-east-1:111122223333:alias/${name}`,
    region: 'us-east-1',
    ...(targetKeyId === undefined ? {} : { targetKeyId }),
  };
}

/** A region that is listed to its end. */
export function index(keyIds: readonly string[], aliases: readonly Alias[] = []): RegionIndex {
  const made = new RegionIndex(place);
  made.addKeys(keyIds.map(ref));
  made.addAliases(aliases);
  made.keys = 'done';
  made.aliasList = 'done';
  made.arrange();
  return made;
}

export const sandboxConnection: Connection = {
  id: 'sandbox',
  kind: 'sandbox',
  name: 'Sandbox',
  defaultRegion: 'us-east-1',
  partition: 'aws',
  production: false,
};

export function model(region: RegionIndex | undefined, changes: Partial<TreeModel> = {}): TreeModel {
  return {
    connections: [{ connection: sandboxConnection, regions: ['us-east-1'] }],
    region: () => region,
    detail: () => undefined,
    limit: () => 100,
    extra: () => [],
    pins: () => new Set(),
    filter: {},
    showAwsManagedKeys: true,
    now: () => now,
    ...changes,
  };
}
