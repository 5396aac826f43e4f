import { identityOf } from './identity';

/** Roles that AWS makes under a path, which the ARN of a session leaves out (IAM user guide, reference_identifiers). */
const paths: readonly (readonly [name: RegExp, path: string])[] = [
  [/^AWSReservedSSO_/i, 'role/aws-reserved/sso.amazonaws.com/<region>/'],
  [/^AWSServiceRoleFor/i, 'role/aws-service-role/<service>.amazonaws.com/'],
];

/**
 * What to do where a role cannot be named by what is known of the caller: KMS refuses its ARN without the path
 * ("invalid principals"). Undefined for every other caller.
 */
export function roleWithoutPath(principal: string): string | undefined {
  const { type, name = '', roleArn, arn } = identityOf({ principal, action: '', resource: '*' });
  const full = roleArn ?? arn;
  if ((type !== 'AssumedRole' && type !== 'Role') || /:role\/.+\//.test(full)) return undefined;
  const path = paths.find(([pattern]) => pattern.test(name))?.[1];
  if (path === undefined) return undefined;
  return `A key policy takes this role only under its ARN with the path, as in ${path}${name}: look it up with "aws iam get-role --role-name ${name}".`;
}
