import { specOf } from '../../core/kms/specs';
import type { KeyUsage, KeyRecord } from '../../generated/sandbox-state';
import { keyState } from '../keyStates';
import { keyArnOf } from '../store/places';
import type { Store } from '../store/store';

/** The member of KeyMetadata that lists the algorithms, by key usage; the others are absent. */
export const algorithmMembers: Record<KeyUsage, string> = {
  ENCRYPT_DECRYPT: 'EncryptionAlgorithms',
  SIGN_VERIFY: 'SigningAlgorithms',
  GENERATE_VERIFY_MAC: 'MacAlgorithms',
  KEY_AGREEMENT: 'KeyAgreementAlgorithms',
  ENCAPSULATE_DECAPSULATE: 'EncapsulationAlgorithms',
};

/** KeyMetadata, as DescribeKey, CreateKey and ReplicateKey answer it. */
export function keyMetadata(key: KeyRecord, store: Store, now: number): object {
  const state = keyState(key, store, now);
  const imported = state === 'PendingImport' ? undefined : current(key)?.imported;
  return {
    AWSAccountId: key.accountId,
    KeyId: key.keyId,
    Arn: key.arn,
    CreationDate: new Date(key.created),
    Enabled: state === 'Enabled' || state === 'Updating',
    Description: key.description,
    KeyUsage: key.usage,
    KeyState: state,
    Origin: key.origin,
    KeyManager: key.manager,
    KeySpec: key.spec,
    ...(specOf(key.spec).customerMasterKeySpec && { CustomerMasterKeySpec: key.spec }),
    [algorithmMembers[key.usage]]: algorithmsOf(key),
    MultiRegion: key.multiRegion !== undefined,
    ...(key.multiRegion && { MultiRegionConfiguration: multiRegionOf(key) }),
    ...(key.currentMaterialId !== undefined &&
      state !== 'Creating' && { CurrentKeyMaterialId: key.currentMaterialId }),
    ...(key.deletion?.date !== undefined && { DeletionDate: new Date(key.deletion.date) }),
    ...(state === 'PendingReplicaDeletion' && { PendingDeletionWindowInDays: key.deletion?.windowDays }),
    ...(imported && { ExpirationModel: imported.model }),
    ...(imported?.validTo !== undefined && { ValidTo: new Date(imported.validTo) }),
    ...(key.keyStoreId !== undefined && { CustomKeyStoreId: key.keyStoreId }),
    ...(key.cloudHsmClusterId !== undefined && { CloudHsmClusterId: key.cloudHsmClusterId }),
    ...(key.xksKeyId !== undefined && { XksKeyConfiguration: { Id: key.xksKeyId } }),
  };
}

/** The algorithms of a key, in AWS's order. */
export function algorithmsOf(key: Pick<KeyRecord, 'spec' | 'usage'>): readonly string[] {
  return specOf(key.spec).usages[key.usage] ?? [];
}

function current(key: KeyRecord): KeyRecord['materials'][number] | undefined {
  return key.materials.find(({ state }) => state === 'CURRENT');
}

function multiRegionOf(key: KeyRecord): object | undefined {
  if (!key.multiRegion) return undefined;
  const { role, primaryRegion, replicaRegions } = key.multiRegion;
  const at = (region: string) => ({
    Arn: keyArnOf({ accountId: key.accountId, region }, key.keyId),
    Region: region,
  });
  return {
    MultiRegionKeyType: role,
    PrimaryKey: at(primaryRegion),
    ReplicaKeys: replicaRegions.map(at),
  };
}
