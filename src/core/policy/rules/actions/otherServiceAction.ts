import type { Change } from '../../fixes/fix';
import { matchActions } from '../../vocabulary/match';
import { actionElement, removeEntry, write } from '../parts/entries';
import { prefixOf } from './invalidActionService';
import { kmsLink } from '../parts/links';
import type { Rule } from '../parts/rule';
import { servicePrefixes } from '../parts/servicePrefixes';
import { show } from '../parts/words';

/** A key policy decides on KMS requests only. */
export const otherServiceAction: Rule = {
  code: 'KMS_ACTION_OTHER_SERVICE',
  severity: 'error',
  summary: 'An action of another service never matches in a key policy.',
  link: kmsLink('key-policy-overview'),
  *check(policy) {
    for (const statement of policy.statements) {
      for (const { value, matches } of [...statement.actions, ...statement.notActions]) {
        const prefix = prefixOf(value);
        if (matches.length > 0 || prefix === undefined || prefix === 'kms') continue;
        if (!servicePrefixes.has(prefix)) continue;
        const intended = ofKms(value.value.slice(prefix.length + 1));
        const fixes = (): Change[] => [
          ...removeEntry(policy, statement, actionElement(statement, value), value),
          ...(intended === undefined ? [] : [write(value, intended)]),
        ];
        const message = `${show(value.value)} is an action of another service; a key policy only decides on kms: actions. Write it in the policy of that service's resource, or in an IAM policy.`;
        yield { span: value.span, message, fixes };
      }
    }
  },
};

/** The action of KMS that has this very name; a wildcard is intended for the other service's actions. */
function ofKms(name: string): string | undefined {
  return /[*?]/.test(name) ? undefined : matchActions(`kms:${name}`)[0]?.name;
}
