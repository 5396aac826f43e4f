import { nullIfExists } from '../../../../../../src/core/policy/rules/conditions/nullIfExists';
import { condition, describeRule, policyWith } from '../describeRule';

describeRule(nullIfExists, {
  finds: [
    {
      when: 'the suffix',
      policy: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('«"NullIfExists"»', 'kms:ViaService', '"true"'),
      }),
      fixed: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('Null', 'kms:ViaService', '"true"'),
      }),
    },
  ],
  passes: [
    {
      when: 'Null',
      policy: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('Null', 'kms:ViaService', '"true"'),
      }),
    },
    {
      when: 'the suffix on another operator',
      policy: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('BoolIfExists', 'aws:SecureTransport', '"true"'),
      }),
    },
  ],
});
