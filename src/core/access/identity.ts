import { parseArn } from '../arn';
import type { AccessRequest } from './model';

export type PrincipalType =
  'Account' | 'User' | 'Role' | 'AssumedRole' | 'FederatedUser' | 'Service' | 'Unknown';

/** The caller, taken apart once. */
export interface Identity {
  type: PrincipalType;
  arn: string;
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

/** Reads the caller of a request. */
export function identityOf(request: AccessRequest): Identity {
  const identity = byArn(request.principal);
  const account = request.principalAccount ?? identity.account;
  const uniqueId = (request.principalId ?? text(request.context?.['aws:userid']))?.split(':')[0];
  return {
    ...identity,
    ...(account !== undefined && { account }),
    ...(request.session?.roleArn !== undefined && { roleArn: request.session.roleArn }),
    ...(uniqueId !== undefined && { uniqueId }),
    ...(request.session?.federatedProvider !== undefined && {
      federatedProvider: request.session.federatedProvider,
    }),
  };
}

function byArn(principal: string): Identity {
  if (/^\d{12}$/.test(principal))
    return { type: 'Account', arn: `arn:aws:iam::${principal}:root`, partition: 'aws', account: principal };
  const arn = parseArn(principal);
  if (arn === undefined) {
    const service = /^[a-z0-9.-]+\.amazonaws\.com(\.cn)?$/i.test(principal);
    return { type: service ? 'Service' : 'Unknown', arn: principal, partition: 'aws' };
  }
  const [kind = '', ...rest] = arn.resource.split('/');
  const common = { arn: principal, partition: arn.partition, account: arn.account };
  const last = rest.at(-1);
  if (arn.resource === 'root') return { ...common, type: 'Account' };
  if (kind === 'user' && last !== undefined) return { ...common, type: 'User', name: last };
  if (kind === 'role' && last !== undefined)
    return { ...common, type: 'Role', name: last, roleArn: principal };
  if (kind === 'federated-user' && last !== undefined)
    return { ...common, type: 'FederatedUser', name: last };
  if (kind === 'assumed-role' && rest[0] !== undefined)
    return { ...common, type: 'AssumedRole', name: rest[0], sessionName: rest.slice(1).join('/') };
  return { ...common, type: 'Unknown' };
}

/** The account that owns the key of a request; undefined where nothing tells it. */
export function keyAccountOf(request: AccessRequest): string | undefined {
  const account = request.keyAccount ?? parseArn(request.resource)?.account;
  return account === '' || account === '*' ? undefined : account;
}

/** Is the caller of the account that owns the key? An unknown owner is taken as the caller's own account. */
export function sameAccountAs(request: AccessRequest): boolean {
  const owner = keyAccountOf(request);
  return owner === undefined || owner === identityOf(request).account;
}

function text(value: string | readonly string[] | undefined): string | undefined {
  return typeof value === 'string' ? value : value?.[0];
}
