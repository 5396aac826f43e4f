import type { Arn } from '../arn';
import { carries, operationOf } from '../kms/actions';
import type { AccessRequest } from './model';

interface RequestFacts {
  request: Pick<AccessRequest, 'context'>;
  /** The ARN of the key or alias that the request names. */
  named: Arn | undefined;
  /** Lower case, without `kms:`. */
  operation: string;
}

/**
 * Condition keys that follow from the other condition keys and from the key's ARN, where the request does not
 * give them itself (developer guide, conditions-kms; IAM user guide, global condition keys).
 * @param given what the request gives, by name in lower case
 */
export function derivedFromRequest(
  key: string,
  { request, named, operation }: RequestFacts,
  given: ReadonlyMap<string, readonly string[]>,
): string | readonly string[] | undefined {
  switch (key) {
    case 'kms:encryptioncontextkeys':
      return contextNames(request);
    case 'kms:requestalias':
      return operationOf(operation)?.takesAlias ? aliasName(named) : undefined;
    case 'kms:resourcealiases':
      return aliasName(named);
    // "The condition keys work the same way. Only the names differ" (developer guide, conditions-kms).
    case 'kms:keyspec':
    case 'kms:keyusage':
      return given.get(key.replace('kms:key', 'kms:customermasterkey'));
    case 'kms:customermasterkeyspec':
    case 'kms:customermasterkeyusage':
      return given.get(key.replace('customermaster', ''));
    case 'kms:multiregion':
      return multiRegion(named);
    case 'kms:grantisforawsresource':
      return /^(creategrant|listgrants|revokegrant)$/.test(operation)
        ? String(given.has('kms:viaservice'))
        : undefined;
    case 'aws:viaawsservice':
      return String(given.has('kms:viaservice'));
    case 'aws:securetransport':
      // KMS answers over TLS only.
      return 'true';
    default:
      return undefined;
  }
}

/**
 * Condition keys that requests of this operation never have: a statement that asks for one of them never covers
 * the operation (developer guide, conditions-kms; service authorization reference).
 */
export function neverPresent(lowerKey: string, operation: string): boolean {
  if (neverAccepted(lowerKey, operation)) return true;
  if (lowerKey === 'kms:grantisforawsresource')
    return !/^(creategrant|listgrants|revokegrant)$/.test(operation);
  if (/^kms:(grant|retiring)/.test(lowerKey))
    return operation !== 'creategrant' && operation !== 'retiregrant';
  return lowerKey === 'kms:requestalias' && !operationOf(operation)?.takesAlias;
}

/**
 * Those of them that make policies say less than they seem to (developer guide, key-policy-services): they do not
 * count even where somebody describes a request that has them.
 */
export function neverAccepted(lowerKey: string, operation: string): boolean {
  if (lowerKey.startsWith('kms:encryptioncontext'))
    return !carries(operation, 'encryption-context') && operation !== 'retiregrant';
  return lowerKey.startsWith('kms:recipientattestation:') && !carries(operation, 'attestation');
}

const contextPrefix = 'kms:encryptioncontext:';

function contextNames(request: RequestFacts['request']): string[] | undefined {
  const names = Object.keys(request.context ?? {})
    .filter((name) => name.toLowerCase().startsWith(contextPrefix))
    .map((name) => name.slice(contextPrefix.length));
  return names.length > 0 ? names : undefined;
}

function aliasName(named: Arn | undefined): string | undefined {
  const name = named?.resource;
  return name?.startsWith('alias/') === true ? name : undefined;
}

/** The ids of multi-Region keys begin with `mrk-`, and no others (developer guide, multi-Region keys). */
function multiRegion(named: Arn | undefined): string | undefined {
  const id = named?.resource;
  return id?.startsWith('key/') === true && !/[*?]/.test(id) ? String(id.startsWith('key/mrk-')) : undefined;
}
