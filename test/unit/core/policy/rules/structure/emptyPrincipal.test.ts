import { emptyPrincipal } from '../../../../../../src/core/policy/rules/structure/emptyPrincipal';
import { delegation, describeRule, policyOf, policyWith, statementWith } from '../describeRule';

describeRule(emptyPrincipal, {
  finds: [
    {
      when: 'an empty list',
      policy: policyOf([delegation, statementWith({ Principal: '{ "AWS": «[]» }' })]),
      fixed: policyOf([delegation]),
    },
  ],
  passes: [{ when: 'a list', policy: policyWith({ Principal: '{ "AWS": ["*"] }' }) }],
});
