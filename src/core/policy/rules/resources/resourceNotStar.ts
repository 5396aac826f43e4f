import { kmsLink } from '../parts/links';
import { resourcesOf, starFix } from '../parts/resources';
import { isWellFormed } from './arnFields';
import { whyNotThisKey } from './resourceNotThisKey';
import type { Rule } from '../parts/rule';
import { show } from '../parts/words';

/** KMS announced for August 2025 to take nothing else; before, a key's ARN was accepted without being needed. */
export const resourceNotStar: Rule = {
  code: 'KMS_RESOURCE_NOT_STAR',
  severity: 'warning',
  summary: 'Resource is not "*".',
  link: kmsLink('key-policy-overview'),
  *check(policy) {
    for (const { value, element, negated } of resourcesOf(policy)) {
      // What is wrong with the ARN is said by other rules, with the same fix.
      if (!isWellFormed(value.value) || whyNotThisKey(value.value, policy.known)) continue;
      const message = negated
        ? `A key policy speaks of its own key only: write "Resource": "*" instead of "NotResource": ${show(value.value)}.`
        : `In a key policy the key is "*": KMS has announced to refuse anything else, such as ${show(value.value)}.`;
      yield { span: value.span, message, fixes: () => (negated ? [] : [starFix(element)]) };
    }
  },
};
