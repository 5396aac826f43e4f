import { randomBytes, randomUUID } from 'node:crypto';
import { catalog } from '../../core/keys/catalog';
import type { CatalogEntry } from '../../core/keys/catalog';
import { isTakenIn } from '../../core/kms/keyStores';
import type { KeyRecord } from '../../generated/sandbox-state';
import { createMaterial } from '../crypto/generate';
import { AwsError, invalid, unsupported } from '../errors';
import { checkKeyPolicy, defaultKeyPolicy } from '../policyChecks';
import { decodeMarker, endOf } from '../paging';
import { pages, quotas } from '../../core/kms/quotas';
import { keyArnOf } from '../store/places';
import type { Call, Operations } from './call';
import { requireRegionOf } from './cryptography/usableKeys';
import { keyMetadata } from './keyMetadata';
import { furnishManagedKey } from './managedKeys';
import { checkTags, tagRecords } from './tags';

export const keys = {
  async CreateKey(call) {
    const { input, store, now } = call;
    const entry = keyType(call);
    checkTags(input.Tags ?? []);
    const storeFields = keyStoreFields(call, entry);
    call.permit('kms:CreateKey');
    const key = newKey(call, entry, storeFields);
    if (key.tags.length > 0) call.permit('kms:TagResource', keyArnOf(key, '*'));
    // The default policy is not checked: whoever may create a key need not be able to change it.
    if (input.Policy !== undefined)
      checkKeyPolicy(input.Policy, key, call, input.BypassPolicyLockoutSafetyCheck);
    const made = await withMaterial(key, call);
    if (store.keyCount(key.accountId, key.region) >= quotas.keysPerRegion)
      throw new AwsError('LimitExceededException', 'The maximum number of KMS keys has been reached.');
    store.commit({ keys: [made] });
    return { KeyMetadata: keyMetadata(made, store, now) };
  },

  async DescribeKey(call) {
    await furnishManagedKey(call);
    const key = call.use(call.input.KeyId);
    return { KeyMetadata: keyMetadata(key, call.store, call.now) };
  },

  ListKeys(call) {
    const { input, caller, region, store } = call;
    call.permit('kms:ListKeys');
    const limit = input.Limit ?? pages.keys.default;
    const after = input.Marker === undefined ? undefined : decodeMarker(input.Marker);
    const found = store.keyIdsAfter(caller.accountId, region, after, limit + 1);
    const page = found.slice(0, limit);
    const place = { accountId: caller.accountId, region };
    return {
      Keys: page.map((keyId) => ({ KeyId: keyId, KeyArn: keyArnOf(place, keyId) })),
      ...endOf(page.at(-1), (keyId) => keyId, found.length > limit),
    };
  },

  UpdateKeyDescription(call) {
    const key = call.use(call.input.KeyId);
    call.store.commit({ keys: [{ ...key, description: call.input.Description }] });
    return undefined;
  },

  GetKeyLastUsage(call) {
    const key = call.use(call.input.KeyId);
    const usage = call.store.usageOf(key.arn);
    return {
      KeyId: key.arn,
      KeyLastUsage: usage
        ? {
            Operation: usage.operation,
            Timestamp: new Date(usage.date),
            CloudTrailEventId: usage.eventId,
            KmsRequestId: usage.requestId,
          }
        : {},
      TrackingStartDate: new Date(key.created),
      KeyCreationDate: new Date(key.created),
    };
  },
} satisfies Operations;

/** The row of the catalogue that the input asks for. Throws where there is none. */
function keyType({ input, region }: Call<'CreateKey'>): CatalogEntry {
  if (input.KeySpec !== undefined && input.CustomerMasterKeySpec !== undefined)
    throw invalid(
      'You cannot specify KeySpec and CustomerMasterKeySpec in the same request. CustomerMasterKeySpec is deprecated.',
    );
  const spec = input.KeySpec ?? input.CustomerMasterKeySpec ?? 'SYMMETRIC_DEFAULT';
  if (spec !== 'SYMMETRIC_DEFAULT' && input.KeyUsage === undefined)
    throw invalid('You must specify a KeyUsage value for all KMS keys except for symmetric encryption keys.');
  const usage = input.KeyUsage ?? 'ENCRYPT_DECRYPT';
  const entry = catalog.find((row) => row.spec === spec && row.usage === usage);
  if (!entry) throw invalid(`KeyUsage ${usage} is not compatible with KeySpec ${spec}`);
  const origin = input.Origin ?? 'AWS_KMS';
  if (!entry.origins.includes(origin))
    throw invalid(`KeySpec ${spec} is not compatible with Origin ${origin}`);
  requireRegionOf(spec, region);
  if (input.MultiRegion && !entry.multiRegionOrigins.includes(origin))
    throw unsupported(`Origin ${origin} is not supported for multi-region keys.`);
  return entry;
}

type StoreFields = Pick<KeyRecord, 'keyStoreId' | 'cloudHsmClusterId' | 'xksKeyId'>;

/** What ties a key to its custom key store. */
function keyStoreFields(
  { input, store, caller, region }: Call<'CreateKey'>,
  entry: CatalogEntry,
): StoreFields {
  const origin = input.Origin ?? 'AWS_KMS';
  const inStore = origin === 'AWS_CLOUDHSM' || origin === 'EXTERNAL_KEY_STORE';
  const id = input.CustomKeyStoreId;
  if (!inStore) {
    if (id !== undefined) throw invalid(`CustomKeyStoreId cannot be specified for Origin ${origin}`);
    if (input.XksKeyId !== undefined) throw invalid(`XksKeyId cannot be specified for Origin ${origin}`);
    return {};
  }
  if (id === undefined) throw invalid(`CustomKeyStoreId is required for Origin ${origin}`);
  if (entry.spec !== 'SYMMETRIC_DEFAULT') throw unsupported();
  const keyStore = store.keyStore(id);
  if (keyStore?.accountId !== caller.accountId || keyStore.region !== region)
    throw new AwsError('CustomKeyStoreNotFoundException', `Custom key store ${id} is not found.`);
  if (!isTakenIn('CreateKey', keyStore.state))
    throw new AwsError('CustomKeyStoreInvalidStateException', `Custom key store ${id} is not connected.`);
  if (origin === 'AWS_CLOUDHSM')
    return {
      keyStoreId: id,
      ...(keyStore.clusterId !== undefined && { cloudHsmClusterId: keyStore.clusterId }),
    };
  const xksKeyId = input.XksKeyId;
  if (xksKeyId === undefined) throw invalid('XksKeyId is required for Origin EXTERNAL_KEY_STORE');
  for (const key of store.keys())
    if (key.keyStoreId === id && key.xksKeyId === xksKeyId) throw new AwsError('XksKeyAlreadyInUseException');
  return { keyStoreId: id, xksKeyId };
}

function newKey(call: Call<'CreateKey'>, entry: CatalogEntry, storeFields: StoreFields): KeyRecord {
  const { input, caller, region, now } = call;
  const place = { accountId: caller.accountId, region };
  const keyId = input.MultiRegion ? `mrk-${randomBytes(16).toString('hex')}` : randomUUID();
  return {
    arn: keyArnOf(place, keyId),
    ...place,
    keyId,
    manager: 'CUSTOMER',
    spec: entry.spec,
    usage: entry.usage,
    origin: input.Origin ?? 'AWS_KMS',
    description: input.Description ?? '',
    created: now,
    enabled: true,
    policy: input.Policy ?? defaultKeyPolicy(caller.accountId, region),
    tags: tagRecords(input.Tags ?? []),
    materials: [],
    rotations: [],
    ...(input.MultiRegion && {
      multiRegion: { role: 'PRIMARY' as const, primaryRegion: region, replicaRegions: [] },
    }),
    ...storeFields,
  };
}

/** Keys whose material is kept elsewhere, or is yet to be imported, get none. */
async function withMaterial(key: KeyRecord, { vault, now }: Call<'CreateKey'>): Promise<KeyRecord> {
  if (key.origin === 'EXTERNAL' || key.origin === 'EXTERNAL_KEY_STORE') return key;
  const material = await createMaterial(vault, key.spec, key.keyId, now);
  return {
    ...key,
    materials: [material],
    ...(key.spec === 'SYMMETRIC_DEFAULT' && { currentMaterialId: material.id }),
  };
}
