import { ownValue } from '../../ownValue';

/** Roles that AWS creates under a path of its own. */
interface ReservedRole {
  name: RegExp;
  /** The resource of the role's ARN up to its name, as people read it; brackets stand around what may be absent. */
  path: string;
  /** The resource of the ARN after `role/`. */
  right: RegExp;
  /** Beginnings of paths that are an attempt at the right one. */
  near: RegExp;
}

/**
 * Sources: IAM Identity Center user guide, "Referencing permission sets in resource policies"; IAM user guide,
 * "Using service-linked roles".
 */
const reservedRoles: readonly ReservedRole[] = [
  {
    name: /^AWSReservedSSO_/i,
    path: 'role/aws-reserved/sso.amazonaws.com/[<region>/]',
    right: /^aws-reserved\/sso\.amazonaws\.com(\.cn)?\/([a-z0-9-]+\/)?[^/]+$/,
    near: /^(aws-reserved|sso\.|[a-z]+-[a-z]+-\d\/)/i,
  },
  {
    name: /^AWSServiceRoleFor/i,
    path: 'role/aws-service-role/<service>.amazonaws.com/',
    right: /^aws-service-role\/[a-z0-9.-]+\.amazonaws\.com(\.cn)?\/[^/]+$/,
    near: /^(aws-service-role|service-role|[a-z0-9.-]+\.amazonaws\.com)\//i,
  },
];

/**
 * How the ARN of a role has to be written where the path under which AWS created it is missing or wrong, from
 * `role/` on; undefined for every other role. @param role what follows `role/` in the ARN
 */
export function reservedRoleForm(role: string): string | undefined {
  const name = role.slice(role.lastIndexOf('/') + 1);
  const reserved = reservedRoles.find((each) => each.name.test(name));
  if (reserved === undefined || reserved.right.test(role)) return undefined;
  return role === name || reserved.near.test(role) ? `${reserved.path}${name}` : undefined;
}

/**
 * Service-linked roles that use keys, with the service in their path. Sources: each service's own guide, "Using
 * service-linked roles"; AWS managed policy reference.
 */
const serviceLinkedRoles: Readonly<Record<string, string>> = {
  AWSServiceRoleForAmazonEKS: 'eks',
  AWSServiceRoleForAmazonEKSNodegroup: 'eks-nodegroup',
  AWSServiceRoleForAmazonElasticFileSystem: 'elasticfilesystem',
  AWSServiceRoleForAmazonElasticsearchService: 'es',
  AWSServiceRoleForAmazonFSx: 'fsx',
  AWSServiceRoleForAmazonGuardDuty: 'guardduty',
  AWSServiceRoleForAmazonGuardDutyMalwareProtection: 'malware-protection.guardduty',
  AWSServiceRoleForAmazonInspector2: 'inspector2',
  AWSServiceRoleForAmazonMacie: 'macie',
  AWSServiceRoleForAmazonOpenSearchService: 'opensearchservice',
  AWSServiceRoleForAmazonSSM: 'ssm',
  AWSServiceRoleForAutoScaling: 'autoscaling',
  AWSServiceRoleForBackup: 'backup',
  AWSServiceRoleForBatch: 'batch',
  AWSServiceRoleForCloudTrail: 'cloudtrail',
  AWSServiceRoleForConfig: 'config',
  AWSServiceRoleForDAX: 'dax',
  AWSServiceRoleForEC2Fleet: 'ec2fleet',
  AWSServiceRoleForEC2Spot: 'spot',
  AWSServiceRoleForEC2SpotFleet: 'spotfleet',
  AWSServiceRoleForECS: 'ecs',
  AWSServiceRoleForElastiCache: 'elasticache',
  AWSServiceRoleForElasticDisasterRecovery: 'drs',
  AWSServiceRoleForImageBuilder: 'imagebuilder',
  AWSServiceRoleForKafka: 'kafka',
  AWSServiceRoleForKeyManagementServiceCustomKeyStores: 'cks.kms',
  AWSServiceRoleForKeyManagementServiceMultiRegionKeys: 'mrk.kms',
  AWSServiceRoleForMemoryDB: 'memorydb',
  AWSServiceRoleForRDS: 'rds',
  AWSServiceRoleForRedshift: 'redshift',
  AWSServiceRoleForSecurityHub: 'securityhub',
  AWSServiceRoleForSecurityLake: 'securitylake',
};

/**
 * The role with the path under which AWS created it, as it follows `role/`; undefined where the name does not tell.
 * Roles of Auto Scaling may have a suffix of their own (Auto Scaling user guide, "Create a service-linked role").
 */
export function serviceLinkedRole(name: string): string | undefined {
  const service =
    ownValue(serviceLinkedRoles, name) ?? ownValue(serviceLinkedRoles, name.replace(/_.*$/, ''));
  return service === undefined ? undefined : `aws-service-role/${service}.amazonaws.com/${name}`;
}

/**
 * A pattern of the roles that IAM Identity Center makes of a permission set, as it follows `role/`: with the Region in
 * the path or without, whatever the suffix, which changes when the set is assigned again (IAM Identity Center user
 * guide, "Referencing permission sets in resource policies"). Undefined for every other role.
 */
export function permissionSetPattern(name: string): string | undefined {
  const set = /^AWSReservedSSO_(.+)_[0-9a-f]{16}$/.exec(name)?.[1];
  return set === undefined ? undefined : `aws-reserved/sso.amazonaws.com/*AWSReservedSSO_${set}_*`;
}
