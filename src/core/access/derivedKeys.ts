import { parseArn } from '../arn';
import { carries, operationOf } from '../kms/actions';
import type { AccessRequest } from './model';

/**
 * Condition keys that follow from the other condition keys and from the key's ARN, where the request does not
 * give them itself (developer guide, conditions-kms; IAM user guide, global condition keys).
 * @param given what the request gives, by name in lower case
 */
export function derivedFromRequest(
  key: string,
  request: AccessRequest,
  operation: string,
  given: ReadonlyMap<string, readonly string[]>,
): string | readonly string[] | undefined {
  switch (key) {
    case 'kms:encryptioncontextkeys':
      return contextNames(request);
    case 'kms:requestalias':
      return operationOf(operation)?.takesAlias ? aliasName(request.resource) : undefined;
    case 'kms:resourcealiases':
      return aliasName(request.resource);
    // "The condition keys work the same way. Only the names differ" (developer guide, conditions-kms).
    case 'kms:keyspec':
    case 'kms:keyusage':
      return given.get(key.replace('kms:key', 'kms:customermasterkey'));
    case 'kms:customermasterkeyspec':
    case 'kms:customermasterkeyusage':
      return given.get(key.replace('customermaster', ''));
    case 'kms:multiregion':
      return multiRegion(request.resource);
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

function contextNames(request: AccessRequest): string[] | undefined {
  const names = Object.keys(request.context ?? {})
    .filter((name) => name.toLowerCase().startsWith(contextPrefix))
    .map((name) => name.slice(contextPrefix.length));
  return names.length > 0 ? names : undefined;
}

function aliasName(resource: string): string | undefined {
  const name = parseArn(resource)?.resource;
  return name?.startsWith('alias/') === true ? name : undefined;
}

/** The ids of multi-Region keys begin with `mrk-`, and no others (developer guide, multi-Region keys). */
function multiRegion(resource: string): string | undefined {
  const id = parseArn(resource)?.resource;
  return id?.startsWith('key/') === true && !/[*?]/.test(id) ? String(id.startsWith('key/mrk-')) : undefined;
}
