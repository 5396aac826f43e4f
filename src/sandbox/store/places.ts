import { partitionOf } from '../../core/partitions';

/** What every record of a key or alias says of where it is. */
export interface Placed {
  accountId: string;
  region: string;
}

/** ARN of a key that is in the same place as a record. */
export function keyArnOf(place: Placed, keyId: string): string {
  return `${keyPrefix(place)}${keyId}`;
}

/** With what the ARNs of a place's keys begin. */
export function keyPrefix({ accountId, region }: Placed): string {
  return `arn:${partitionIdOf(region)}:kms:${region}:${accountId}:key/`;
}

/** With what the ARNs of a place's aliases begin. */
export function aliasPrefix({ accountId, region }: Placed): string {
  return `arn:${partitionIdOf(region)}:kms:${region}:${accountId}:alias/`;
}

/** The id of a Region's partition, as it stands in ARNs. */
export function partitionIdOf(region: string): string {
  return partitionOf(region).id;
}
