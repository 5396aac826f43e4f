import { elementCombination } from '../../../../../../src/core/policy/rules/structure/elementCombination';
import { describeRule, policyWith } from '../describeRule';

describeRule(elementCombination, {
  finds: [
    {
      when: 'Action with NotAction',
      policy: policyWith({ '«NotAction': '"kms:Encrypt"' }),
      fixed: policyWith({}),
    },
    {
      when: 'Principal with NotPrincipal',
      policy: policyWith({ '«NotPrincipal': '"*"' }),
      fixed: policyWith({ Principal: undefined, NotPrincipal: '"*"' }),
      fix: 1,
    },
    {
      when: 'Resource with NotResource',
      policy: policyWith({ '«NotResource': '"*"' }),
      fixed: policyWith({}),
    },
  ],
  passes: [
    { when: 'NotAction alone', policy: policyWith({ Action: undefined, NotAction: '"kms:Encrypt"' }) },
  ],
});
