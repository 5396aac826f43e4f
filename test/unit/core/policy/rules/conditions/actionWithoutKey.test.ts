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
      severity: 'info',
    },
    {
      when: 'use of the key under a condition on grants, which is never allowed',
      policy: policyWith({
        Action: '["kms:CreateGrant", "kms:Decrypt"]',
        Condition: condition('Bool', '«"kms:GrantIsForAWSResource"»', '"true"'),
      }),
      fixed: policyOf([
        statementWith({
          Action: '["kms:CreateGrant"]',
          Condition: condition('Bool', 'kms:GrantIsForAWSResource', '"true"'),
        }),
        statementWith({ Action: '["kms:Decrypt"]' }),
      ]),
      severity: 'warning',
    },
  ],
  passes: [
    {
      when: 'kms:Describe* beside an encryption context, as the guide of CloudWatch Logs has it',
      policy: policyWith({
        Action: '["kms:Encrypt*", "kms:Describe*"]',
        Condition: condition(
          'ArnLike',
          'kms:EncryptionContext:aws:logs:arn',
          '"arn:aws:logs:us-east-1:111122223333:*"',
        ),
      }),
    },
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
