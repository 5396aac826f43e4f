import type { KeyMaterial, KeyRecord } from '../../generated/sandbox-state';
import { AwsError, invalid, unsupported } from '../errors';
import { checkState } from '../keyStates';
import { checkKeyPolicy, defaultKeyPolicy } from '../policyChecks';
import { quotas } from '../../core/kms/quotas';
import { replicasOf } from '../rotate';
import { keyArnOf, partitionIdOf } from '../store/places';
import type { Call, Operations } from './call';
import type { RequestContext } from '../authorize';
import { keyMetadata } from './keyMetadata';
import { checkTags, tagRecords } from './tags';

/**
 * Multi-Region keys: the same key id and material in several Regions. In AWS a replica is Creating, and the two keys
 * of a change of primary are Updating, for some seconds. Here both are over with the answer: programs that are tested
 * against a sandbox use the keys at once.
 */
export const replication = {
  ReplicateKey(call) {
    const { input, store, now } = call;
    checkTags(input.Tags ?? []);
    const primary = primaryKey(call, input.KeyId);
    const replica = newReplica(call, primary);
    if (store.key(replica.arn))
      throw new AwsError('AlreadyExistsException', `Key '${replica.arn}' already exists.`);
    call.permit('kms:CreateKey', '*', { ...keyTypeOf(primary), 'aws:RequestedRegion': input.ReplicaRegion });
    if (replica.tags.length > 0)
      call.permit('kms:TagResource', keyArnOf(replica, '*'), { 'aws:RequestedRegion': input.ReplicaRegion });
    if (input.Policy !== undefined)
      checkKeyPolicy(input.Policy, replica, call, input.BypassPolicyLockoutSafetyCheck);
    if (store.keyCount(replica.accountId, replica.region) >= quotas.keysPerRegion)
      throw new AwsError('LimitExceededException', 'The maximum number of KMS keys has been reached.');
    const replicaRegions = replica.multiRegion.replicaRegions;
    const members = [primary, ...replicasOf(primary, store)].map((member) => ({
      ...member,
      materials: member.materials.map(awaited),
      ...(member.multiRegion && { multiRegion: { ...member.multiRegion, replicaRegions } }),
    }));
    store.commit({ keys: [...members, replica] });
    return {
      ReplicaKeyMetadata: keyMetadata(beingCreated(replica, now), store, now),
      ReplicaPolicy: replica.policy,
      ...(replica.tags.length > 0 && {
        ReplicaTags: replica.tags.map(({ key: TagKey, value: TagValue }) => ({ TagKey, TagValue })),
      }),
    };
  },

  UpdatePrimaryRegion(call) {
    const { input, store } = call;
    const primary = primaryKey(call, input.KeyId);
    const successor = replicasOf(primary, store).find(({ region }) => region === input.PrimaryRegion);
    if (!successor) throw unsupported(`${primary.arn} has no replica key in Region ${input.PrimaryRegion}.`);
    call.permitOn(successor, 'kms:UpdatePrimaryRegion');
    const state = call.stateOf(successor);
    if (state !== 'Enabled')
      throw new AwsError('KMSInvalidStateException', `${successor.arn} is ${wordsOf[state]}.`);
    const replicaRegions = [primary, ...replicasOf(primary, store)]
      .map(({ region }) => region)
      .filter((region) => region !== successor.region);
    const members = [primary, ...replicasOf(primary, store)].map((member): KeyRecord => {
      const role = member === successor ? 'PRIMARY' : 'REPLICA';
      return { ...member, multiRegion: { role, primaryRegion: successor.region, replicaRegions } };
    });
    store.commit({ keys: members });
    return undefined;
  },
} satisfies Operations;

/** What a replica is made of: its primary says it, not the parameters of the call. */
function keyTypeOf({ spec, usage, origin }: KeyRecord): RequestContext {
  return {
    'kms:KeySpec': spec,
    'kms:KeyUsage': usage,
    'kms:KeyOrigin': origin,
    'kms:CustomerMasterKeySpec': spec,
    'kms:CustomerMasterKeyUsage': usage,
    'kms:MultiRegion': 'true',
  };
}

const wordsOf = {
  Creating: 'creating',
  Enabled: 'enabled',
  Disabled: 'disabled',
  PendingDeletion: 'pending deletion',
  PendingReplicaDeletion: 'pending replica deletion',
  PendingImport: 'pending import',
  Unavailable: 'unavailable',
  Updating: 'updating',
} as const;

function primaryKey(call: Call<'ReplicateKey' | 'UpdatePrimaryRegion'>, reference: string): KeyRecord {
  const key = call.use(reference, { state: false });
  // AWS looks at this before the state: a replica that is still being created gets the same answer.
  if (key.multiRegion?.role !== 'PRIMARY') throw unsupported(`${key.arn} is not a multi-region primary key.`);
  checkState(call.operation, key, call.stateOf(key));
  return key;
}

type Replica = KeyRecord & { multiRegion: NonNullable<KeyRecord['multiRegion']> };

/** Shared with the primary: id, material, spec, usage, origin, rotation. Policy, tags and description are its own. */
function newReplica({ input, now }: Call<'ReplicateKey'>, primary: KeyRecord): Replica {
  const region = input.ReplicaRegion;
  if (region === primary.region)
    throw invalid('The replica Region must be different from the Region of the primary key.');
  if (partitionIdOf(region) !== partitionIdOf(primary.region))
    throw invalid(`Region ${region} is not in the partition of the primary key.`);
  const { accountId, keyId, spec, usage, origin, rotations, rotation, currentMaterialId } = primary;
  return {
    arn: keyArnOf({ accountId, region }, keyId),
    accountId,
    region,
    keyId,
    manager: 'CUSTOMER',
    spec,
    usage,
    origin,
    description: input.Description ?? '',
    created: now,
    enabled: true,
    policy: input.Policy ?? defaultKeyPolicy(accountId, region),
    tags: tagRecords(input.Tags ?? []),
    materials: primary.materials.map((material) => replicated(material, origin)),
    rotations,
    ...(rotation && { rotation }),
    ...(currentMaterialId !== undefined && { currentMaterialId }),
    multiRegion: {
      role: 'REPLICA',
      primaryRegion: primary.region,
      replicaRegions: [...(primary.multiRegion?.replicaRegions ?? []), region],
    },
  };
}

/** The replica as ReplicateKey answers it. */
function beingCreated(replica: Replica, now: number): Replica {
  return { ...replica, transition: { state: 'Creating', until: now + 1 } };
}

/** Imported material is not copied: it has to be imported into each replica (ReplicateKey). */
function replicated(material: KeyMaterial, origin: KeyRecord['origin']): KeyMaterial {
  if (origin !== 'EXTERNAL') return material;
  const { secret, imported, ...known } = material;
  return awaited(known);
}

/** With one more replica, pending material waits for its import there. */
function awaited(material: KeyMaterial): KeyMaterial {
  return material.state === 'PENDING_ROTATION'
    ? { ...material, state: 'PENDING_MULTI_REGION_IMPORT_AND_ROTATION' }
    : material;
}
