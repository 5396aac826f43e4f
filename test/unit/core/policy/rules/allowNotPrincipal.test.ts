import { allowNotPrincipal } from '../../../../../src/core/policy/rules/allowNotPrincipal';
import { describeRule, policyWith } from './describeRule';

describeRule(allowNotPrincipal, {
  finds: [
    {
      when: 'Allow with NotPrincipal',
      policy: policyWith({ Principal: undefined, '«NotPrincipal': '{ "AWS": "111122223333" }' }),
    },
  ],
  passes: [
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
