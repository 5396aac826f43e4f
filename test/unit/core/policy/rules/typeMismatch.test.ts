import { typeMismatch } from '../../../../../src/core/policy/rules/typeMismatch';
import { condition, describeRule, policyWith } from './describeRule';

describeRule(typeMismatch, {
  finds: [
    {
      when: 'text compared as a number',
      policy: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('«"NumericEquals"»', 'kms:ViaService', '"1"'),
      }),
      fixed: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('StringEquals', 'kms:ViaService', '"1"'),
      }),
    },
    {
      when: 'a boolean compared as text',
      policy: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('«"StringEquals"»', 'kms:GrantIsForAWSResource', '"true"'),
      }),
      fixed: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('Bool', 'kms:GrantIsForAWSResource', '"true"'),
      }),
    },
    {
      when: 'an address compared as text',
      policy: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('«"StringNotEquals"»', 'aws:SourceIp', '"203.0.113.0/24"'),
      }),
      fixed: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('NotIpAddress', 'aws:SourceIp', '"203.0.113.0/24"'),
      }),
    },
  ],
  passes: [
    {
      when: 'an ARN compared as text',
      policy: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('StringLike', 'aws:SourceArn', '"x"'),
      }),
    },
    {
      when: 'the end of imported material as a number, as in the guide',
      policy: policyWith({
        Action: '"kms:ImportKeyMaterial"',
        Condition: condition('NumericLessThanEquals', 'kms:ValidTo', '"1546257599.0"'),
      }),
    },
    {
      when: 'Null on anything',
      policy: policyWith({ Action: '"kms:Decrypt"', Condition: condition('Null', 'aws:SourceIp', '"true"') }),
    },
  ],
});
