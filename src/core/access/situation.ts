import type { Arn } from '../arn';
import { arnFrom, parseArn } from '../arn';
import { operationOf } from '../kms/actions';
import type { ContextLookup } from './compiled';
import { derivedFromRequest, neverAccepted } from './derivedKeys';
import type { Identity } from './identity';
import { given, identityOf } from './identity';
import type { AccessRequest } from './model';

/** A request taken apart once, as every policy is asked about it. */
export interface Situation {
  request: AccessRequest;
  identity: Identity;
  /** Lower case, with `kms:`. */
  action: string;
  /** Lower case, without `kms:`. */
  operation: string;
  /** What policies are asked about: the ARN of the key, even where the request names it by an alias. */
  resource: Arn | string;
  context: ContextLookup;
  keyAccount: string | undefined;
  sameAccount: boolean;
  /** Decided by IAM alone: no key, or an alias. */
  keyless: boolean;
  /** KMS lets other accounts call it. */
  crossAccount: boolean;
}

/** Takes a request apart. */
export function situationOf(asked: AccessRequest): Situation {
  const given = parseArn(asked.resource);
  const identity = identityOf(asked, keyAccountOf(asked, given));
  const named = given ?? homeOf(asked, identity);
  const request = named === undefined || named === given ? asked : { ...asked, resource: named.text };
  const lower = request.action.toLowerCase();
  const action = lower.includes(':') ? lower : `kms:${lower}`;
  const operation = action.startsWith('kms:') ? action.slice(4) : action;
  const keyAccount = keyAccountOf(request, named);
  const isAlias = named?.service === 'kms' && named.resource.startsWith('alias/');
  const facts = operationOf(operation);
  const onAlias = isAlias && facts?.alias !== undefined;
  // Objects of one shape: this runs for every decision, and spread ones would make each several times slower.
  return {
    request,
    identity,
    action,
    operation,
    // Which key the alias stands for is not known here: a pattern for all keys fits, the ARN of one does not.
    resource: isAlias && !onAlias ? arnFrom({ ...named, resource: 'key/' }) : (named ?? request.resource),
    context: contextOf({ request, identity, operation, named, keyAccount }),
    keyAccount,
    sameAccount: keyAccount === undefined || keyAccount === identity.account,
    keyless: facts?.family === 'account' || onAlias,
    crossAccount: facts?.crossAccount === true,
  };
}

/** The account that owns the key of a request; undefined where nothing tells it. */
function keyAccountOf({ keyAccount }: AccessRequest, named: Arn | undefined): string | undefined {
  const account = keyAccount ?? named?.account;
  return account === '' || account === '*' ? undefined : account;
}

/** A key id or an alias name alone is of the key's account, in the Region to which the request goes. */
function homeOf(request: AccessRequest, { partition, account }: Identity): Arn | undefined {
  const { resource } = request;
  if (resource === '*' || resource.startsWith('arn:')) return undefined;
  return arnFrom({
    partition,
    service: 'kms',
    region: given(request, 'aws:requestedregion') ?? '',
    account: request.keyAccount ?? account ?? '',
    resource: /^(key|alias)\//.test(resource) ? resource : `key/${resource}`,
  });
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

/** What the values of condition keys follow from. */
export interface Origin {
  request: Pick<AccessRequest, 'context' | 'principalId' | 'session'>;
  identity: Identity;
  /** Lower case, without `kms:`. */
  operation: string;
  /** The ARN of the key or alias that the request names. */
  named: Arn | undefined;
  keyAccount: string | undefined;
}

/** The values of condition keys: what the request gives, and what follows from it. */
export function contextOf(origin: Origin): ContextLookup {
  const { request, identity, operation } = origin;
  const values = new Map<string, readonly string[]>();
  for (const [name, value] of Object.entries(request.context ?? {}))
    values.set(name.toLowerCase(), typeof value === 'string' ? [value] : value);
  return {
    get(key) {
      if (neverAccepted(key, operation) || (identity.type === 'Service' && ofPersons.has(key)))
        return undefined;
      const told = values.get(key);
      if (told !== undefined) return told;
      const value = derived(key, origin) ?? derivedFromRequest(key, origin, values);
      return typeof value === 'string' ? [value] : value;
    },
  };
}

/** What a service does in its own name has neither (developer guide, conditions-kms). */
const ofPersons: ReadonlySet<string> = new Set(['kms:viaservice', 'kms:calleraccount']);

/** Condition keys that follow from the caller and the resource (IAM user guide, global condition keys). */
function derived(key: string, { request, identity, named, keyAccount }: Origin): string | undefined {
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
      return named?.region;
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
