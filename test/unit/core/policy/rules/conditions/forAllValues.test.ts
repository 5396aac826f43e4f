import { forAllValues } from '../../../../../../src/core/policy/rules/conditions/forAllValues';
import { condition, describeRule, policyWith } from '../describeRule';

describeRule(forAllValues, {
  finds: [
    {
      when: 'a key of one value',
      policy: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('«"ForAllValues:StringEquals"»', 'kms:ViaService', '"a"'),
      }),
      fixed: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('StringEquals', 'kms:ViaService', '"a"'),
      }),
      severity: 'warning',
    },
    {
      when: 'an encryption context, which KMS refuses',
      policy: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('«"ForAllValues:StringEquals"»', 'kms:EncryptionContext:a', '"b"'),
      }),
      fixed: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('StringEquals', 'kms:EncryptionContext:a', '"b"'),
      }),
      severity: 'error',
    },
  ],
  passes: [
    {
      when: 'a key of several values',
      policy: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('ForAllValues:StringEquals', 'kms:GrantOperations', '"Decrypt"'),
      }),
    },
    {
      when: 'ForAnyValue',
      policy: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('ForAnyValue:StringEquals', 'kms:ViaService', '"a"'),
      }),
    },
  ],
});
