import { allowNotPrincipal } from '../../../../../../src/core/policy/rules/principals/allowNotPrincipal';
import { describeRule, policyWith } from '../describeRule';

describeRule(allowNotPrincipal, {
  finds: [
    {
      when: 'Allow with NotPrincipal',
      policy: policyWith({ Principal: undefined, '«NotPrincipal': '{ "AWS": "111122223333" }' }),
    },
  ],
  passes: [
    {
      when: 'NotPrincipal beside Principal, which is said as such',
      policy: policyWith({ NotPrincipal: '{ "AWS": "111122223333" }' }),
    },
    {
      when: 'Deny with NotPrincipal',
      policy: policyWith({
        Effect: '"Deny"',
        Principal: undefined,
        NotPrincipal: '{ "AWS": "111122223333" }',
      }),
    },
  ],
});
