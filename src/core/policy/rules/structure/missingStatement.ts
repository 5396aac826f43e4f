import { delegationFix } from '../../fixes/statements';
import { policyElements } from '../../vocabulary/limits';
import { meantElement } from './invalidElement';
import { analyzerLink } from '../parts/links';
import { openingOf } from '../parts/missing';
import type { Rule } from '../parts/rule';

export const missingStatement: Rule = {
  code: 'MISSING_STATEMENT',
  severity: 'error',
  summary: 'The policy has no statement.',
  link: analyzerLink('error', 'MISSING_STATEMENT'),
  *check(policy) {
    const { root, statement } = policy.document;
    if (root?.kind !== 'object') return;
    const list = statement?.value;
    if (statement ? list?.kind !== 'array' || list.items.length > 0 : misspelt()) return;
    const message =
      'The policy has no statement, and so allows nothing. Add one, such as that which lets the IAM policies of the account decide.';
    yield { span: list?.span ?? openingOf(root), message, fixes: () => delegationFix(policy) };

    function misspelt(): boolean {
      return (
        root?.kind === 'object' &&
        root.members.some(
          ({ key }) =>
            !policyElements.some((name) => name === key.value) &&
            meantElement(key, root, policyElements) === 'Statement',
        )
      );
    }
  },
};
