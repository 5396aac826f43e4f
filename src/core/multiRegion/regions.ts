import type { Key, KeyRef } from '../keys/model';
import { partitionOf } from '../partitions';

/** A Region of the key's partition, for a list. */
export interface RegionChoice {
  region: string;
  /** "Europe (Ireland)" */
  name: string;
  /** What the key has there already. */
  taken?: 'primary' | 'replica';
}

/** The Regions to which a key can be replicated, and those where it is already: one related key a Region. */
export function regionChoices(key: Key): RegionChoice[] {
  const { multiRegion } = key;
  const replicas = new Set(multiRegion?.replicas.map(({ region }) => region));
  return Object.entries(partitionOf(key.region).regions).map(([region, name]) => ({
    ...{ region, name },
    ...(region === multiRegion?.primary.region
      ? { taken: 'primary' as const }
      : replicas.has(region)
        ? { taken: 'replica' as const }
        : {}),
  }));
}

/** The other keys of a multi-Region key, the primary first. */
export function othersOf({ multiRegion, connection, keyId, arn }: Key): (KeyRef & { role: string })[] {
  if (multiRegion === undefined) return [];
  return [
    { ...multiRegion.primary, role: 'primary' },
    ...multiRegion.replicas.map((one) => ({ ...one, role: 'replica' })),
  ]
    .filter((member) => member.arn !== arn)
    .map(({ region, arn: other, role }) => ({ connection, keyId, region, arn: other, role }));
}

/**
 * What a person should know before a key is replicated. Source: developer guide, multi-region-keys-replicate,
 * multi-region-auth-slr and multi-region-keys-auth; API reference, ReplicateKey (2026-11).
 */
export function replicationFacts({ origin, spec }: Key): string[] {
  return [
    `Each replica is a KMS key of its own, charged from $1.00 a month. Material, spec, usage and rotation stay those of the primary; policy, description, tags, aliases and grants are each Region’s own, and do not follow later changes by themselves.`,
    'The identity needs kms:ReplicateKey on the primary and kms:CreateKey in the Region of the replica; policies can limit both by kms:ReplicaRegion and aws:RequestedRegion.',
    'The first multi-Region key of an account makes the service-linked role AWSServiceRoleForKeyManagementServiceMultiRegionKeys: its creator needs iam:CreateServiceLinkedRole.',
    ...(origin === 'EXTERNAL'
      ? [
          'Imported material is not copied: a replica cannot be used before the same material is imported there.',
        ]
      : []),
    ...(spec.startsWith('ML_')
      ? [`Not every Region has ${spec}: one that does not refuses the replica, and the others go on.`]
      : []),
  ];
}

/**
 * What follows when another Region becomes the primary. Source: developer guide, multi-region-update; API reference,
 * UpdatePrimaryRegion (2026-11).
 */
export function primaryChangeFacts({ region, multiRegion, origin }: Key, next: string): string[] {
  const replicas = multiRegion?.replicas.length ?? 0;
  return [
    `The key in ${next} becomes the primary, the one in ${region} a replica of it. ARNs, policies and material do not change, and data stays readable in all ${replicas + 1} Regions.`,
    `From then on replicas are made and rotation is set in ${next}${origin === 'EXTERNAL' ? ', and new material is imported there first' : ''}. The key in ${region} can then be deleted without waiting for the others.`,
    'Both keys are Updating for some seconds: they can be used, but not enabled, disabled, replicated or deleted meanwhile.',
    `kms:UpdatePrimaryRegion must be allowed on both keys, in ${region} and in ${next}; policies can limit it by kms:PrimaryRegion.`,
  ];
}
