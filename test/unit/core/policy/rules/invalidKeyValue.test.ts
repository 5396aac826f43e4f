import { invalidKeyValue } from '../../../../../src/core/policy/rules/invalidKeyValue';
import { condition, describeRule, policyWith } from './describeRule';

describeRule(invalidKeyValue, {
  finds: [
    {
      when: 'a slip',
      policy: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('StringEquals', 'kms:KeySpec', '«"RSA_2084"»'),
      }),
      fixed: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('StringEquals', 'kms:KeySpec', '"RSA_2048"'),
      }),
    },
    {
      when: 'another case',
      policy: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('StringEquals', 'kms:KeyOrigin', '«"aws_kms"»'),
      }),
      fixed: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('StringEquals', 'kms:KeyOrigin', '"AWS_KMS"'),
      }),
    },
    {
      when: 'a pattern that matches none',
      policy: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('StringLike', 'kms:KeySpec', '«"AES*"»'),
      }),
    },
  ],
  passes: [
    {
      when: 'a value',
      policy: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('StringEquals', 'kms:KeySpec', '"RSA_2048"'),
      }),
    },
    {
      when: 'a pattern',
      policy: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('StringLike', 'kms:KeySpec', '"RSA*"'),
      }),
    },
    {
      when: 'any case where case does not matter',
      policy: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('StringEqualsIgnoreCase', 'kms:KeyOrigin', '"aws_kms"'),
      }),
    },
    {
      when: 'a key of any value',
      policy: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('StringEquals', 'kms:EncryptionContext:a', '"b"'),
      }),
    },
  ],
});
