import type { AccessRequest, Layer, Verdict } from './model';
import { situationOf } from './situation';

/** How AWS names each kind of policy in its AccessDenied texts (IAM user guide, troubleshoot_access-denied). */
const policyNames: Partial<Record<Layer, string>> = {
  'key-policy': 'resource-based policy',
  'identity-policy': 'identity-based policy',
  'service-control-policy': 'service control policy',
  'resource-control-policy': 'resource control policy',
  'permissions-boundary': 'permissions boundary',
  'session-policy': 'session policy',
};

/**
 * The text with which KMS refuses a request, layer included. Callers from another account learn nothing of
 * the key, not even whether it exists, unless it is their own side that lacks the permission.
 */
export function denialMessage(request: AccessRequest, verdict: Verdict): string {
  const who = `User: ${request.principal} is not authorized to perform: ${request.action}`;
  const own = situationOf(request).sameAccount;
  const policy = policyNames[verdict.layer];
  if (!own && (policy === undefined || verdict.layer === 'key-policy'))
    return (
      `${who} on this resource because the resource does not exist in this Region, ` +
      'no resource-based policies allow access, or a resource-based policy explicitly denies access'
    );
  // Keys that are yet to be created have no name: AWS leaves the resource out.
  const on = request.resource.endsWith(':key/*') ? who : `${who} on resource: ${request.resource}`;
  if (policy === undefined) return on;
  if (verdict.decision !== 'ExplicitlyDenied')
    return `${on} because no ${policy} allows the ${request.action} action`;
  const article = /^[aeiou]/.test(policy) ? 'an' : 'a';
  return `${on} with an explicit deny in ${article} ${policy}`;
}
