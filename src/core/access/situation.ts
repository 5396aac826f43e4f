import { parseArn } from '../arn';
import type { ContextLookup } from './compiled';
import { crossAccountActions, keylessActions } from './facts';
import type { Identity } from './identity';
import { identityOf, keyAccountOf } from './identity';
import type { AccessRequest } from './model';

/** A request taken apart once, as every policy is asked about it. */
export interface Situation {
  request: AccessRequest;
  identity: Identity;
  /** Lower case, with `kms:`. */
  action: string;
  /** Lower case, without `kms:`. */
  operation: string;
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
export function situationOf(request: AccessRequest): Situation {
  const identity = identityOf(request);
  const action = request.action.toLowerCase();
  const operation = action.startsWith('kms:') ? action.slice(4) : action;
  const keyAccount = keyAccountOf(request);
  return {
    request,
    identity,
    action,
    operation,
    resource: request.resource,
    context: contextOf(request, identity, keyAccount),
    ...(keyAccount !== undefined && { keyAccount }),
    sameAccount: keyAccount === undefined || keyAccount === identity.account,
    keyless: keylessActions.has(operation) || /^arn:[^:]*:kms:[^:]*:[^:]*:alias\//.test(request.resource),
    crossAccount: crossAccountActions.has(operation),
  };
}

/** The ARN by which conditions know the caller: of a session, its role's. Services have none. */
export function principalArnOf(identity: Identity): string | undefined {
  switch (identity.type) {
    case 'Service':
    case 'Unknown':
      return undefined;
    case 'AssumedRole':
      return (
        identity.roleArn ??
        `arn:${identity.partition}:iam::${identity.account ?? ''}:role/${identity.name ?? ''}`
      );
    default:
      return identity.arn;
  }
}

function contextOf(
  request: AccessRequest,
  identity: Identity,
  keyAccount: string | undefined,
): ContextLookup {
  const values = new Map<string, readonly string[]>();
  for (const [name, value] of Object.entries(request.context ?? {}))
    values.set(name.toLowerCase(), typeof value === 'string' ? [value] : value);
  return {
    get(key) {
      const given = values.get(key);
      if (given !== undefined) return given;
      const value = derived(key, request, identity, keyAccount);
      return value === undefined ? undefined : [value];
    },
  };
}

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
      return request.principalId ?? (identity.type === 'Account' ? identity.account : undefined);
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
