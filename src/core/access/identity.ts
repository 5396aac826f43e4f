import type { Arn } from '../arn';
import { arnFrom, parseArn } from '../arn';
import type { AccessRequest } from './model';
import { ownValue } from '../ownValue';

export type PrincipalType =
  'Account' | 'User' | 'Role' | 'AssumedRole' | 'FederatedUser' | 'Service' | 'Unknown';

/** The caller, taken apart once. */
export interface Identity {
  type: PrincipalType;
  arn: string;
  /** The ARN taken apart; absent where the caller is known by another name. */
  parsed?: Arn;
  partition: string;
  account?: string;
  /** Name of the user or role, without its path. */
  name?: string;
  /** The role of a session, where its path is known. */
  roleArn?: string;
  sessionName?: string;
  /** Without the name of the session. */
  uniqueId?: string;
  federatedProvider?: string;
}

/** What a request says of who asks. */
export type Caller = Pick<
  AccessRequest,
  'principal' | 'principalAccount' | 'principalId' | 'session' | 'context'
>;

/**
 * Reads the caller of a request.
 * @param keyAccount the account of the key, where it is known
 */
export function identityOf(request: Caller, keyAccount?: string): Identity {
  const identity = byUniqueId(request.principal, keyAccount) ?? byName(request.principal);
  const account = request.principalAccount ?? identity.account;
  const uniqueId = (request.principalId ?? given(request, 'aws:userid'))?.split(':')[0];
  const roleArn = request.session?.roleArn ?? sessionRole(request, identity);
  const federatedProvider = request.session?.federatedProvider ?? given(request, 'aws:federatedprovider');
  return {
    ...identity,
    ...(account !== undefined && { account }),
    ...(roleArn !== undefined && { roleArn }),
    ...(uniqueId !== undefined && { uniqueId }),
    ...(federatedProvider !== undefined && { federatedProvider }),
  };
}

/**
 * `AIDA…` is a user, `AROA…` a role, `AROA…:name` a session of it (IAM user guide, reference_identifiers). The id
 * does not tell the account; where nothing else does, it is the key's.
 */
function byUniqueId(principal: string, account: string | undefined): Identity | undefined {
  const [, id, sessionName] = /^(A(?:IDA|ROA)[A-Z0-9]{8,})(?::(.+))?$/.exec(principal) ?? [];
  if (id === undefined) return undefined;
  const role = id.startsWith('AROA');
  return {
    type: role ? (sessionName === undefined ? 'Role' : 'AssumedRole') : 'User',
    arn: principal,
    partition: 'aws',
    ...(account !== undefined && { account }),
    ...(sessionName !== undefined && { sessionName }),
    uniqueId: id,
  };
}

/** The role's ARN with its path, where the request tells it as a condition key. */
function sessionRole(request: Caller, identity: Identity): string | undefined {
  const arn = identity.type === 'AssumedRole' ? given(request, 'aws:principalarn') : undefined;
  return arn !== undefined && parseArn(arn)?.resource.startsWith('role/') === true ? arn : undefined;
}

/** A single-valued condition key that the request gives, its name in any case. */
export function given(request: Caller, lowerKey: string): string | undefined {
  for (const name in request.context)
    if (name.length === lowerKey.length && name.toLowerCase() === lowerKey)
      return text(ownValue(request.context, name));
  return undefined;
}

function byName(principal: string): Identity {
  if (/^\d{12}$/.test(principal))
    return identityOfArn(
      arnFrom({ partition: 'aws', service: 'iam', region: '', account: principal, resource: 'root' }),
    );
  const arn = parseArn(principal);
  if (arn !== undefined) return identityOfArn(arn);
  const service = /^[a-z0-9.-]+\.(amazonaws\.com(\.cn)?|aws\.internal)$/i.test(principal);
  return { type: service ? 'Service' : 'Unknown', arn: principal, partition: 'aws' };
}

/** The identity that an ARN names. */
export function identityOfArn(arn: Arn): Identity {
  const [kind = '', ...rest] = arn.resource.split('/');
  const common = { arn: arn.text, parsed: arn, partition: arn.partition, account: arn.account };
  const last = rest.at(-1);
  if (arn.resource === 'root') return { ...common, type: 'Account' };
  if (kind === 'user' && last !== undefined) return { ...common, type: 'User', name: last };
  if (kind === 'role' && last !== undefined)
    return { ...common, type: 'Role', name: last, roleArn: arn.text };
  if (kind === 'federated-user' && last !== undefined)
    return { ...common, type: 'FederatedUser', name: last };
  if (kind === 'assumed-role' && rest[0] !== undefined)
    return { ...common, type: 'AssumedRole', name: rest[0], sessionName: rest.slice(1).join('/') };
  return { ...common, type: 'Unknown' };
}

function text(value: string | readonly string[] | undefined): string | undefined {
  return typeof value === 'string' ? value : value?.[0];
}
