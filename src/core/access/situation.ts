import { parseArn } from '../arn';
import { operationOf } from '../kms/actions';
import type { ContextLookup } from './compiled';
import { derivedFromRequest, neverAccepted } from './derivedKeys';
import type { Identity } from './identity';
import { given, identityOf, keyAccountOf } from './identity';
import type { AccessRequest } from './model';

/** A request taken apart once, as every policy is asked about it. */
export interface Situation {
  request: AccessRequest;
  identity: Identity;
  /** Lower case, with `kms:`. */
  action: string;
  /** Lower case, without `kms:`. */
  operation: string;
  /** The ARN that policies are asked about: of the key, even where the request names it by an alias. */
  resource: string;
  context: ContextLookup;
  keyAccount?: string;
  sameAccount: boolean;
  /** Decided by IAM alone: no key, or an alias. */
  keyless: boolean;
  /** KMS lets other accounts call it. */
  crossAccount: boolean;
}

/** Takes a request apart. */
export function situationOf(asked: AccessRequest): Situation {
  const request = withArn(asked);
  const identity = identityOf(request);
  const named = request.action.toLowerCase();
  const action = named.includes(':') ? named : `kms:${named}`;
  const operation = action.startsWith('kms:') ? action.slice(4) : action;
  const keyAccount = keyAccountOf(request);
  const alias = /^(arn:[^:]*:kms:[^:]*:[^:]*:)alias\//.exec(request.resource);
  const facts = operationOf(operation);
  const onAlias = alias !== null && facts?.alias !== undefined;
  return {
    request,
    identity,
    action,
    operation,
    // Which key the alias stands for is not known here: a pattern for all keys fits, the ARN of one does not.
    resource: alias !== null && !onAlias ? `${alias[1] ?? ''}key/` : request.resource,
    context: contextOf(request, identity, keyAccount, operation),
    ...(keyAccount !== undefined && { keyAccount }),
    sameAccount: keyAccount === undefined || keyAccount === identity.account,
    keyless: facts?.family === 'account' || onAlias,
    crossAccount: facts?.crossAccount === true,
  };
}

/** A key id or an alias name alone is of the key's account, in the Region to which the request goes. */
function withArn(request: AccessRequest): AccessRequest {
  const { resource } = request;
  if (resource === '*' || resource.startsWith('arn:')) return request;
  const { partition, account } = identityOf(request);
  const region = given(request, 'aws:requestedregion') ?? '';
  const owner = request.keyAccount ?? account ?? '';
  const path = /^(key|alias)\//.test(resource) ? resource : `key/${resource}`;
  return { ...request, resource: `arn:${partition}:kms:${region}:${owner}:${path}` };
}

/** The ARN by which conditions know the caller: of a session, its role's. Services have none. */
export function principalArnOf(identity: Identity): string | undefined {
  switch (identity.type) {
    case 'Service':
    case 'Unknown':
      return undefined;
    case 'AssumedRole':
      if (identity.roleArn === undefined && identity.name === undefined) return undefined;
      return (
        identity.roleArn ??
        `arn:${identity.partition}:iam::${identity.account ?? ''}:role/${identity.name ?? ''}`
      );
    default:
      // Of a caller known by unique id alone, nobody knows the ARN.
      return identity.arn.startsWith('arn:') ? identity.arn : undefined;
  }
}

function contextOf(
  request: AccessRequest,
  identity: Identity,
  keyAccount: string | undefined,
  operation: string,
): ContextLookup {
  const values = new Map<string, readonly string[]>();
  for (const [name, value] of Object.entries(request.context ?? {}))
    values.set(name.toLowerCase(), typeof value === 'string' ? [value] : value);
  return {
    get(key) {
      if (neverAccepted(key, operation) || (identity.type === 'Service' && ofPersons.has(key)))
        return undefined;
      const told = values.get(key);
      if (told !== undefined) return told;
      const value =
        derived(key, request, identity, keyAccount) ?? derivedFromRequest(key, request, operation, values);
      return typeof value === 'string' ? [value] : value;
    },
  };
}

/** What a service does in its own name has neither (developer guide, conditions-kms). */
const ofPersons: ReadonlySet<string> = new Set(['kms:viaservice', 'kms:calleraccount']);

/** Condition keys that follow from the caller and the resource (IAM user guide, global condition keys). */
function derived(
  key: string,
  request: AccessRequest,
  identity: Identity,
  keyAccount: string | undefined,
): string | undefined {
  const person = identity.type !== 'Service' && identity.type !== 'Unknown';
  switch (key) {
    case 'aws:principalarn':
      return principalArnOf(identity);
    case 'aws:principalaccount':
    case 'kms:calleraccount':
      return person ? identity.account : undefined;
    case 'aws:principaltype':
      return principalTypes[identity.type];
    case 'aws:principalisawsservice':
      return String(identity.type === 'Service');
    case 'aws:principalservicename':
      return identity.type === 'Service' ? identity.arn : undefined;
    case 'aws:userid':
      return request.principalId ?? userIdOf(identity);
    case 'aws:username':
      return identity.type === 'User' ? identity.name : undefined;
    case 'aws:federatedprovider':
      return identity.federatedProvider;
    case 'aws:resourceaccount':
      return keyAccount;
    case 'aws:requestedregion':
      return parseArn(request.resource)?.region;
    default:
      return key.startsWith(tagPrefix) ? tag(request.session?.tags, key.slice(tagPrefix.length)) : undefined;
  }
}

function userIdOf({ type, account, uniqueId, arn }: Identity): string | undefined {
  if (type === 'Account') return account;
  return uniqueId !== undefined && arn.startsWith(uniqueId) ? arn : undefined;
}

const tagPrefix = 'aws:principaltag/';

const principalTypes: Partial<Record<Identity['type'], string>> = {
  Account: 'Account',
  User: 'User',
  Role: 'AssumedRole',
  AssumedRole: 'AssumedRole',
  FederatedUser: 'FederatedUser',
  Unknown: 'Anonymous',
};

function tag(tags: Readonly<Record<string, string>> | undefined, lowerName: string): string | undefined {
  return Object.entries(tags ?? {}).find(([name]) => name.toLowerCase() === lowerName)?.[1];
}
