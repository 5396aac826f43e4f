import { parseArn } from '../../../arn';
import { replaceString } from '../../fixes/edit';
import { stringsOf } from '../../locate';
import { matchesPattern } from '../../vocabulary/match';
import { kmsLink } from '../parts/links';
import { resourcesOf, starFix } from '../parts/resources';
import { isWellFormed } from './arnFields';
import type { Rule } from '../parts/rule';
import type { Known } from '../../known';
import { show } from '../parts/words';

export const resourceNotThisKey: Rule = {
  code: 'KMS_RESOURCE_NOT_THIS_KEY',
  severity: 'warning',
  summary: 'The resource is something else than the key of the policy.',
  link: kmsLink('key-policy-overview'),
  *check(policy) {
    for (const { value, element, negated } of resourcesOf(policy)) {
      const reason = whyNotThisKey(value.value, policy.known);
      if (reason === undefined) continue;
      const message = `${show(value.value)} ${reason}, and the statement matches nothing. Write "Resource": "*".`;
      yield { span: value.span, message, fixes: () => (negated ? [] : [starFix(element)]) };
    }
    for (const { notResource, resource } of policy.statements) {
      const everything = stringsOf(notResource?.value).find(({ value }) => value === '*');
      if (!everything || !notResource || resource) continue;
      const message =
        'NotResource "*" leaves no resource, and the statement matches nothing. Write "Resource": "*".';
      const fix = { title: 'Write "Resource"', edits: [replaceString(notResource.key, 'Resource')] };
      yield { span: everything.span, message, fixes: () => [fix] };
    }
  },
};

/** Why a well-formed resource cannot be the policy's key; undefined where it may be. */
export function whyNotThisKey(text: string, { key }: Known): string | undefined {
  if (text === '*' || text.includes('${') || !isWellFormed(text)) return undefined;
  const { service, resource } = parseArn(text) ?? { service: '', resource: '' };
  if (!/[*?]/.test(service) && service !== 'kms') return 'is a resource of another service';
  if (resource.startsWith('alias/')) return 'is an alias, and not the key';
  if (key?.arn !== undefined && !matchesPattern(text, key.arn))
    return 'is another key than that of the policy';
  return undefined;
}
