import { partitions } from '../../partitions';

/** All Regions that we know of. */
export const regionNames: readonly string[] = partitions.flatMap(({ regions }) => Object.keys(regions));

/** Source: AWS General Reference, "Amazon Resource Names (ARNs)", and the SDKs' partitions. */
export const partitionShape = /^aws(-cn|-us-gov|-iso|-iso-b|-iso-e|-iso-f|-eusc)?$/;

/**
 * What a Region can be called: AWS opens new ones, but calls them all after an area, a point of the compass and a
 * number. Source: the SDKs' partitions, whose expressions say the same.
 */
export const regionShape =
  /^(?:(?:us|eu|ap|sa|ca|me|af|il|mx|cn|us-gov|us-iso[a-z]?|eu-iso[a-z]?)|eusc-[a-z]{2})-(?:central|(?:north|south)(?:east|west)?|east|west)-[1-9]$/;

/**
 * Regions that every account has. Services call from the others with the Region in the name of their principal.
 * Source: AWS Account Management guide, "Enable or disable AWS Regions".
 */
export const defaultRegions: ReadonlySet<string> = new Set([
  'us-east-1',
  'us-east-2',
  'us-west-1',
  'us-west-2',
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-northeast-3',
  'ap-south-1',
  'ap-southeast-1',
  'ap-southeast-2',
  'ca-central-1',
  'eu-central-1',
  'eu-north-1',
  'eu-west-1',
  'eu-west-2',
  'eu-west-3',
  'sa-east-1',
]);
