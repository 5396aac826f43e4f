import { typeMismatchNumber } from '../../../../../../src/core/policy/rules/conditions/typeMismatchNumber';
import { condition, describeRule, policyWith } from '../describeRule';

describeRule(typeMismatchNumber, {
  finds: [
    {
      when: 'a number with a unit',
      policy: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('NumericLessThan', 'kms:RotationPeriodInDays', '«"90 days"»'),
      }),
      fixed: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('NumericLessThan', 'kms:RotationPeriodInDays', '"90"'),
      }),
    },
    {
      when: 'a word',
      policy: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('NumericEquals', 'kms:RotationPeriodInDays', '«"many"»'),
      }),
    },
  ],
  passes: [
    {
      when: 'numbers',
      policy: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('NumericEquals', 'kms:RotationPeriodInDays', '["90", 180, "1546257599.0"]'),
      }),
    },
  ],
});
