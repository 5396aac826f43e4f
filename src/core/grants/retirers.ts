import { arnFrom, parseArn } from '../arn';
import type { Principal } from '../keys/model';

/** Under which names a caller may stand in a grant as the one who may retire it. */
export interface Retirers {
  names: string[];
  /** The path of the role is not known, and a grant names the role with its path: a person has to look. */
  uncertain?: string;
}

/**
 * ListRetirableGrants finds the principal exactly as it stands in the grant. A session of a role can stand there as
 * itself or as its role, whose path the ARN of the session does not tell.
 * @param roles the roles of the account; undefined where they could not be listed
 */
export function retirersOf(callerArn: string, roles: readonly Principal[] | undefined): Retirers {
  const arn = parseArn(callerArn);
  const [, role] = /^assumed-role\/([^/]+)\//.exec(arn?.resource ?? '') ?? [];
  if (arn === undefined || role === undefined) return { names: [callerArn] };
  const known = roles?.filter(({ kind, name }) => kind === 'role' && name === role) ?? [];
  if (known.length > 0) return { names: [...known.map((one) => one.arn), callerArn] };
  const guess = arnFrom({ ...arn, service: 'iam', region: '', resource: `role/${role}` }).text;
  return { names: [callerArn], uncertain: guess };
}
