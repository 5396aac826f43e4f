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
  parsed?: Arn | undefined;
  partition: string;
  account?: string | undefined;
  /** Name of the user or role, without its path. */
  name?: string | undefined;
  /** The role of a session, where its path is known. */
  roleArn?: string | undefined;
  sessionName?: string | undefined;
  /** Without the name of the session. */
  uniqueId?: string | undefined;
  federatedProvider?: string | undefined;
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
  const uniqueId = (request.principalId ?? given(request, 'aws:userid'))?.split(':')[0];
  identity.account = request.principalAccount ?? identity.account;
  identity.roleArn = request.session?.roleArn ?? sessionRole(request, identity) ?? identity.roleArn;
  identity.uniqueId = uniqueId ?? identity.uniqueId;
  identity.federatedProvider = request.session?.federatedProvider ?? given(request, 'aws:federatedprovider');
  return identity;
}

/**
 * `AIDA…` is a user, `AROA…` a role, `AROA…:name` a session of it (IAM user guide, reference_identifiers). The id
 * does not tell the account; where nothing else does, it is the key's.
 */
function byUniqueId(principal: string, account: string | undefined): Identity | undefined {
  const [, id, sessionName] = /^(A(?:IDA|ROA)[A-Z0-9]{8,})(?::(.+))?$/.exec(principal) ?? [];
  if (id === undefined) return undefined;
  const kind = !id.startsWith('AROA') ? 'User' : sessionName === undefined ? 'Role' : 'AssumedRole';
  const identity = identityNamed(kind, principal);
  identity.account = account;
  identity.sessionName = sessionName;
  identity.uniqueId = id;
  return identity;
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
  return identityNamed(service ? 'Service' : 'Unknown', principal);
}

/** The identity that an ARN names. */
export function identityOfArn(arn: Arn): Identity {
  const [kind = '', ...rest] = arn.resource.split('/');
  const identity = identityNamed('Unknown', arn.text);
  identity.parsed = arn;
  identity.partition = arn.partition;
  identity.account = arn.account;
  if (arn.resource === 'root') identity.type = 'Account';
  const type = rest.length > 0 ? typeOfKind.get(kind) : undefined;
  if (type === undefined) return identity;
  identity.type = type;
  identity.name = type === 'AssumedRole' ? rest[0] : rest.at(-1);
  if (type === 'Role') identity.roleArn = arn.text;
  if (type === 'AssumedRole') identity.sessionName = rest.slice(1).join('/');
  return identity;
}

/** By the first part of an ARN's resource. */
const typeOfKind = new Map<string, PrincipalType>([
  ['user', 'User'],
  ['role', 'Role'],
  ['federated-user', 'FederatedUser'],
  ['assumed-role', 'AssumedRole'],
]);

/** All fields in one order: this runs for every decision, and objects of several shapes make each slower. */
function identityNamed(type: PrincipalType, arn: string): Identity {
  return {
    type,
    arn,
    parsed: undefined,
    partition: 'aws',
    account: undefined,
    name: undefined,
    roleArn: undefined,
    sessionName: undefined,
    uniqueId: undefined,
    federatedProvider: undefined,
  };
}

function text(value: string | readonly string[] | undefined): string | undefined {
  return typeof value === 'string' ? value : value?.[0];
}
