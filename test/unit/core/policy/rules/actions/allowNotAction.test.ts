import { allowNotAction } from '../../../../../../src/core/policy/rules/actions/allowNotAction';
import { describeRule, policyWith } from '../describeRule';

describeRule(allowNotAction, {
  finds: [
    {
      when: 'Allow with NotAction',
      policy: policyWith({ Action: undefined, '«NotAction': '"kms:Decrypt"' }),
    },
  ],
  passes: [
    {
      when: 'NotAction beside Action, which is said as such',
      policy: policyWith({ NotAction: '"kms:Decrypt"' }),
    },
    {
      when: 'Deny with NotAction',
      policy: policyWith({ Effect: '"Deny"', Action: undefined, NotAction: '"kms:Decrypt"' }),
    },
  ],
});
