import { typeMismatchBoolean } from '../../../../../../src/core/policy/rules/conditions/typeMismatchBoolean';
import { condition, describeRule, policyWith } from '../describeRule';

describeRule(typeMismatchBoolean, {
  finds: [
    {
      when: 'yes',
      policy: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('Bool', 'aws:SecureTransport', '«"yes"»'),
      }),
      fixed: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('Bool', 'aws:SecureTransport', '"true"'),
      }),
    },
    {
      when: 'a number under Null',
      policy: policyWith({ Action: '"kms:Decrypt"', Condition: condition('Null', 'aws:userid', '«0»') }),
      fixed: policyWith({ Action: '"kms:Decrypt"', Condition: condition('Null', 'aws:userid', '"false"') }),
    },
    {
      when: 'another word',
      policy: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('Bool', 'aws:SecureTransport', '«"maybe"»'),
      }),
    },
  ],
  passes: [
    {
      when: 'text and booleans',
      policy: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('Bool', 'aws:SecureTransport', '["true", false]'),
      }),
    },
  ],
});
