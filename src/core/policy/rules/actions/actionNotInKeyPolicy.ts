import type { Change } from '../../fixes/fix';
import { actionElement, removeEntry } from '../parts/entries';
import { kmsLink } from '../parts/links';
import type { Rule } from '../parts/rule';
import { show } from '../parts/words';

/** Actions whose requests name no key, such as kms:ListKeys. */
export const actionNotInKeyPolicy: Rule = {
  code: 'KMS_ACTION_NOT_IN_KEY_POLICY',
  severity: 'warning',
  summary: 'Only an IAM policy can allow the action, a key policy cannot.',
  link: kmsLink('kms-api-permissions-reference'),
  *check(policy) {
    for (const statement of policy.statements) {
      for (const { value, matches } of statement.actions) {
        if (matches.length === 0 || matches.some(({ inKeyPolicy }) => inKeyPolicy)) continue;
        const fixes = (): Change[] => removeEntry(policy, statement, actionElement(statement, value), value);
        const message = `Requests of ${show(value.value)} name no key, so that a key policy has no say in them. Write it in an IAM policy.`;
        yield { span: value.span, message, fixes };
      }
    }
  },
};
