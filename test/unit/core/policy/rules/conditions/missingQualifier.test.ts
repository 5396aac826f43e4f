import { missingQualifier } from '../../../../../../src/core/policy/rules/conditions/missingQualifier';
import { condition, describeRule, policyWith } from '../describeRule';

describeRule(missingQualifier, {
  finds: [
    {
      when: 'a key of several values',
      policy: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('StringEquals', '«"kms:EncryptionContextKeys"»', '"a"'),
      }),
      fixed: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('ForAnyValue:StringEquals', 'kms:EncryptionContextKeys', '"a"'),
      }),
    },
    {
      when: 'one among others, which moves out',
      policy: policyWith({
        Condition: '{ "StringEquals": { "kms:ViaService": "x", «"kms:EncryptionContextKeys"»: ["a"] } }',
      }),
      fixed: policyWith({
        Condition:
          '{ "StringEquals": { "kms:ViaService": "x" }, "ForAnyValue:StringEquals": { "kms:EncryptionContextKeys": ["a"] } }',
      }),
    },
  ],
  passes: [
    {
      when: 'a qualifier',
      policy: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('ForAllValues:StringEquals', 'kms:EncryptionContextKeys', '"a"'),
      }),
    },
    {
      when: 'Null',
      policy: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('Null', 'kms:EncryptionContextKeys', '"false"'),
      }),
    },
    {
      when: 'a key of one value',
      policy: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('StringEquals', 'kms:ViaService', '"a"'),
      }),
    },
  ],
});
