import type {
  GrantListEntry,
  KeyMetadata,
  MultiRegionConfiguration,
  RotationsListEntry,
} from '@aws-sdk/client-kms';
import { parseArn } from '../core/arn';
import type { Grant, Key, MultiRegion, Rotation } from '../core/keys/model';
import type { Place } from '../core/ports';
import { required } from './required';

/** KeyMetadata in our words. The ARN of the answer is the real key's, whatever was asked for. */
export function keyOf({ connection, region }: Place, data: KeyMetadata): Key {
  const arn = required(data.Arn);
  return {
    connection,
    region,
    arn,
    keyId: required(data.KeyId),
    accountId: data.AWSAccountId ?? parseArn(arn)?.account ?? '',
    manager: data.KeyManager ?? 'CUSTOMER',
    state: data.KeyState ?? (data.Enabled ? 'Enabled' : 'Disabled'),
    spec: data.KeySpec ?? 'SYMMETRIC_DEFAULT',
    usage: data.KeyUsage ?? 'ENCRYPT_DECRYPT',
    origin: data.Origin ?? 'AWS_KMS',
    description: data.Description ?? '',
    algorithms: [
      ...(data.EncryptionAlgorithms ?? []),
      ...(data.SigningAlgorithms ?? []),
      ...(data.MacAlgorithms ?? []),
      ...(data.KeyAgreementAlgorithms ?? []),
      ...(data.EncapsulationAlgorithms ?? []),
    ],
    ...present({
      created: data.CreationDate?.getTime(),
      deletionDate: data.DeletionDate?.getTime(),
      pendingWindowDays: data.PendingDeletionWindowInDays,
      validTo: data.ValidTo?.getTime(),
      expirationModel: data.ExpirationModel,
      customKeyStoreId: data.CustomKeyStoreId,
      xksKeyId: data.XksKeyConfiguration?.Id,
      currentKeyMaterialId: data.CurrentKeyMaterialId,
      multiRegion: multiRegionOf(data.MultiRegionConfiguration),
    }),
  };
}

export function grantOf(entry: GrantListEntry): Grant {
  return {
    id: entry.GrantId ?? '',
    grantee: entry.GranteePrincipal ?? entry.GranteeServicePrincipal ?? '',
    operations: entry.Operations ?? [],
    ...present({
      keyArn: entry.KeyId,
      // AWS answers an empty name where there is none.
      name: entry.Name === '' ? undefined : entry.Name,
      retiring: entry.RetiringPrincipal ?? entry.RetiringServicePrincipal,
      encryptionContextEquals: entry.Constraints?.EncryptionContextEquals,
      encryptionContextSubset: entry.Constraints?.EncryptionContextSubset,
      sourceArn: entry.Constraints?.SourceArn,
      created: entry.CreationDate?.getTime(),
      issuingAccount: entry.IssuingAccount,
    }),
  };
}

export function rotationOf(entry: RotationsListEntry): Rotation {
  return present({
    date: entry.RotationDate?.getTime(),
    type: entry.RotationType,
    materialId: entry.KeyMaterialId,
    materialState: entry.KeyMaterialState,
    importState: entry.ImportState,
    description: entry.KeyMaterialDescription,
    validTo: entry.ValidTo?.getTime(),
  });
}

function multiRegionOf(data: MultiRegionConfiguration | undefined): MultiRegion | undefined {
  if (data?.MultiRegionKeyType === undefined) return undefined;
  const place = (key: { Arn?: string | undefined; Region?: string | undefined } | undefined) => ({
    arn: key?.Arn ?? '',
    region: key?.Region ?? '',
  });
  return {
    role: data.MultiRegionKeyType,
    primary: place(data.PrimaryKey),
    replicas: (data.ReplicaKeys ?? []).map(place),
  };
}

type Present<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** The entries that have a value. */
export function present<T extends object>(values: T): Present<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Present<T>;
}
