import { missingAction } from '../../../../../../src/core/policy/rules/structure/missingAction';
import { describeRule, policyOf, policyWith } from '../describeRule';

describeRule(missingAction, {
  finds: [
    {
      when: 'a statement without Action',
      policy: policyOf(['«{» "Effect": "Allow", "Principal": "*", "Resource": "*" }']),
      fixed: policyOf([
        '{ "Effect": "Allow", "Principal": "*", "Action": "kms:DescribeKey", "Resource": "*" }',
      ]),
    },
  ],
  passes: [
    { when: 'NotAction', policy: policyWith({ Action: undefined, NotAction: '"kms:Decrypt"' }) },
    { when: 'a misspelt Action', policy: policyWith({ Action: undefined, Actions: '"kms:Decrypt"' }) },
  ],
});
