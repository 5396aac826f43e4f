import { invalidAccountValue } from '../../../../../../src/core/policy/rules/conditions/invalidAccountValue';
import { condition, describeRule, policyWith } from '../describeRule';

describeRule(invalidAccountValue, {
  finds: [
    {
      when: 'a placeholder',
      policy: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('StringEquals', 'kms:CallerAccount', '«"my-account"»'),
      }),
    },
    {
      when: 'dashes',
      policy: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('StringEquals', 'kms:CallerAccount', '«"1111-2222-3333"»'),
      }),
      fixed: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('StringEquals', 'kms:CallerAccount', '"111122223333"'),
      }),
    },
    {
      when: 'an ARN',
      policy: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('StringEquals', 'aws:SourceAccount', '«"arn:aws:iam::111122223333:root"»'),
      }),
      fixed: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('StringEquals', 'aws:SourceAccount', '"111122223333"'),
      }),
    },
  ],
  passes: [
    {
      when: 'accounts',
      policy: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('StringEquals', 'kms:CallerAccount', '["111122223333", 444455556666]'),
      }),
    },
    {
      when: 'a pattern',
      policy: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('StringLike', 'kms:CallerAccount', '"1111*"'),
      }),
    },
    {
      when: 'a variable',
      policy: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('StringEquals', 'aws:SourceAccount', '"${aws:PrincipalAccount}"'),
      }),
    },
  ],
});
