import { parseArn } from '../core/arn';
import { identityOf } from '../core/access/identity';
import type { DescribedRequest } from '../generated/access-request';
import { actions, findAction } from '../core/policy/vocabulary/actions';
import { closest } from '../core/policy/vocabulary/match';
import { didYouMean, show } from '../core/policy/rules/parts/words';

/**
 * What of a request cannot be in AWS. It is decided all the same, but the answer may not mean what it seems to:
 * whoever is not read as they were written is hit by no statement, a Deny included.
 */
export function requestWarnings(item: DescribedRequest, written: unknown): string[] {
  return [actionWarning(item.action), principalWarning(item), resourceWarning(item.resource)]
    .filter((warning) => warning !== undefined)
    .concat(contextWarnings(written));
}

function actionWarning(action: string): string | undefined {
  const [service = '', name] = action.includes(':') ? action.split(':') : ['kms', action];
  if (service.toLowerCase() !== 'kms')
    return `action: ${show(action)} is of another service; key policies and grants say nothing of it.`;
  if (findAction(`kms:${name ?? ''}`) !== undefined) return undefined;
  if (name?.toLowerCase() === 'reencrypt')
    return 'action: there is no permission kms:ReEncrypt. KMS asks for kms:ReEncryptFrom on the key that encrypted, and for kms:ReEncryptTo on the other.';
  const known = actions().map((each) => `kms:${each.name.replace(/^kms:/, '')}`);
  return `action: KMS has no action ${show(action)}.${didYouMean(closest(`kms:${name ?? ''}`, known))}`;
}

function principalWarning(item: DescribedRequest): string | undefined {
  const { principal } = item;
  const identity = identityOf({ principal, action: '', resource: item.resource });
  if (principal === '*' || item.session?.federatedProvider !== undefined) return undefined;
  if (identity.type === 'Unknown')
    return `principal: ${show(principal)} is no account, user, role, session or service: write its ARN. No statement that names somebody fits it.`;
  const account = parseArn(principal)?.account;
  return account === undefined || /^\d{12}$/.test(account)
    ? undefined
    : `principal: ${show(principal)} has no account id of 12 digits.`;
}

function resourceWarning(resource: string): string | undefined {
  if (!resource.startsWith('arn:')) return undefined;
  const arn = parseArn(resource);
  if (arn?.service === 'kms' && /^(key|alias)\/./.test(arn.resource)) return undefined;
  return `resource: ${show(resource)} is no key and no alias.`;
}

/** `{"kms:EncryptionContext": {"app": "pay"}}`: condition keys have texts for values, never objects. */
function contextWarnings(written: unknown): string[] {
  const context: unknown =
    typeof written === 'object' && written !== null && 'context' in written ? written.context : undefined;
  if (typeof context !== 'object' || context === null) return [];
  return Object.entries(context).flatMap(([key, value]: [string, unknown]) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? [`context: ${show(key)} is an object; it is read as one condition key for each of its names.`]
      : [],
  );
}
