import { ownValue } from './ownValue';

/** An AWS partition: its regions with the names that the console shows. */
export interface Partition {
  id: string;
  /** Host of the management console; its pages take `?region=`. */
  console: string;
  /** Where STS is asked when nothing names a region. */
  defaultRegion: string;
  regions: Readonly<Record<string, string>>;
}

/** Source: "Regions and endpoints" of the AWS General Reference and the SDK's partitions table. */
export const partitions: readonly Partition[] = [
  {
    id: 'aws',
    console: 'console.aws.amazon.com',
    defaultRegion: 'us-east-1',
    regions: {
      'us-east-1': 'US East (N. Virginia)',
      'us-east-2': 'US East (Ohio)',
      'us-west-1': 'US West (N. California)',
      'us-west-2': 'US West (Oregon)',
      'af-south-1': 'Africa (Cape Town)',
      'ap-east-1': 'Asia Pacific (Hong Kong)',
      'ap-east-2': 'Asia Pacific (Taipei)',
      'ap-northeast-1': 'Asia Pacific (Tokyo)',
      'ap-northeast-2': 'Asia Pacific (Seoul)',
      'ap-northeast-3': 'Asia Pacific (Osaka)',
      'ap-south-1': 'Asia Pacific (Mumbai)',
      'ap-south-2': 'Asia Pacific (Hyderabad)',
      'ap-southeast-1': 'Asia Pacific (Singapore)',
      'ap-southeast-2': 'Asia Pacific (Sydney)',
      'ap-southeast-3': 'Asia Pacific (Jakarta)',
      'ap-southeast-4': 'Asia Pacific (Melbourne)',
      'ap-southeast-5': 'Asia Pacific (Malaysia)',
      'ap-southeast-6': 'Asia Pacific (New Zealand)',
      'ap-southeast-7': 'Asia Pacific (Thailand)',
      'ca-central-1': 'Canada (Central)',
      'ca-west-1': 'Canada West (Calgary)',
      'eu-central-1': 'Europe (Frankfurt)',
      'eu-central-2': 'Europe (Zurich)',
      'eu-north-1': 'Europe (Stockholm)',
      'eu-south-1': 'Europe (Milan)',
      'eu-south-2': 'Europe (Spain)',
      'eu-west-1': 'Europe (Ireland)',
      'eu-west-2': 'Europe (London)',
      'eu-west-3': 'Europe (Paris)',
      'il-central-1': 'Israel (Tel Aviv)',
      'me-central-1': 'Middle East (UAE)',
      'me-south-1': 'Middle East (Bahrain)',
      'mx-central-1': 'Mexico (Central)',
      'sa-east-1': 'South America (São Paulo)',
    },
  },
  {
    id: 'aws-cn',
    console: 'console.amazonaws.cn',
    defaultRegion: 'cn-north-1',
    regions: { 'cn-north-1': 'China (Beijing)', 'cn-northwest-1': 'China (Ningxia)' },
  },
  {
    id: 'aws-us-gov',
    console: 'console.amazonaws-us-gov.com',
    defaultRegion: 'us-gov-west-1',
    regions: { 'us-gov-east-1': 'AWS GovCloud (US-East)', 'us-gov-west-1': 'AWS GovCloud (US-West)' },
  },
  {
    id: 'aws-eusc',
    console: 'console.amazonaws-eusc.eu',
    defaultRegion: 'eusc-de-east-1',
    regions: { 'eusc-de-east-1': 'AWS European Sovereign Cloud (Germany)' },
  },
];

/** Region prefixes of the partitions; anything else is the commercial one, also regions younger than this table. */
const prefixes: readonly (readonly [string, string])[] = [
  ['cn-', 'aws-cn'],
  ['us-gov-', 'aws-us-gov'],
  ['eusc-', 'aws-eusc'],
];

export function partitionOf(region: string): Partition {
  const id = prefixes.find(([prefix]) => region.startsWith(prefix))?.[1] ?? 'aws';
  return partitionNamed(id);
}

export function partitionNamed(id: string): Partition {
  const found = partitions.find((partition) => partition.id === id) ?? partitions[0];
  if (found === undefined) throw new Error('The table of partitions is empty.');
  return found;
}

/** `Europe (Ireland)` for eu-west-1; undefined for a region younger than the table. */
export function regionName(region: string): string | undefined {
  return ownValue(partitionOf(region).regions, region);
}
