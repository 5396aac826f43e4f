import { actionWithoutKey } from '../../../../../../src/core/policy/rules/conditions/actionWithoutKey';
import { condition, describeRule, policyOf, policyWith, statementWith } from '../describeRule';

describeRule(actionWithoutKey, {
  finds: [
    {
      when: 'DescribeKey under an encryption context, which moves out',
      policy: policyWith({
        Action: '["kms:Decrypt", "kms:DescribeKey"]',
        Condition: condition('StringEquals', '«"kms:EncryptionContext:a"»', '"b"'),
      }),
      fixed: policyOf([
        statementWith({
          Action: '["kms:Decrypt"]',
          Condition: condition('StringEquals', 'kms:EncryptionContext:a', '"b"'),
        }),
        statementWith({ Action: '["kms:DescribeKey"]' }),
      ]),
      says: /"kms:DescribeKey"/,
    },
  ],
  passes: [
    {
      when: 'a wildcard for everything',
      policy: policyWith({
        Action: '"kms:*"',
        Condition: condition('StringEquals', 'kms:EncryptionContext:a', '"b"'),
      }),
    },
    {
      when: 'actions that all carry it',
      policy: policyWith({
        Action: '["kms:Decrypt", "kms:ReEncrypt*"]',
        Condition: condition('StringEquals', 'kms:EncryptionContext:a', '"b"'),
      }),
    },
    {
      when: 'a condition that holds without the key',
      policy: policyWith({
        Action: '["kms:Decrypt", "kms:DescribeKey"]',
        Condition: condition('StringEqualsIfExists', 'kms:EncryptionContext:a', '"b"'),
      }),
    },
    {
      when: 'actions of which none carries it, which has a finding of its own',
      policy: policyWith({
        Action: '"kms:DescribeKey"',
        Condition: condition('StringEquals', 'kms:EncryptionContext:a', '"b"'),
      }),
    },
  ],
});
