import { reservedRoleForm } from '../policy/vocabulary/reservedRoles';
import { identityOf } from './identity';

/**
 * What to do where a role cannot be named by what is known of the caller: KMS refuses its ARN without the path
 * ("invalid principals"). Undefined for every other caller.
 */
export function adviceOnRolePath(principal: string): string | undefined {
  const { type, name = '', roleArn } = identityOf({ principal });
  if (type !== 'AssumedRole' && type !== 'Role') return undefined;
  const form = reservedRoleForm(/:role\/(.+)$/.exec(roleArn ?? '')?.[1] ?? name);
  if (form === undefined) return undefined;
  return `A key policy takes this role only under its ARN with the path, as in ${form}: look it up with "aws iam get-role --role-name ${name}".`;
}
