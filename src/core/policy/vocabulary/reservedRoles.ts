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
