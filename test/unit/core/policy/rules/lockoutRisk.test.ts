import { lockoutRisk } from '../../../../../src/core/policy/rules/lockoutRisk';
import { condition, delegation, describeRule, policyOf, policyWith, statementWith } from './describeRule';

describeRule(lockoutRisk, {
  finds: [
    {
      when: 'nobody who may change the policy',
      policy: policyOf([statementWith({})]).replace('"Statement"', '«"Statement"»'),
      fixed: policyOf([delegation, statementWith({})]),
    },
    {
      when: 'one role that alone may',
      policy: policyWith({
        Principal: '{ "AWS": «"arn:aws:iam::111122223333:role/Admin"» }',
        Action: '"kms:*"',
      }),
      fixed: policyOf([
        delegation,
        statementWith({ Principal: '{ "AWS": "arn:aws:iam::111122223333:role/Admin" }', Action: '"kms:*"' }),
      ]),
      says: /if it is deleted/,
    },
    {
      when: 'a Deny for everybody',
      policy: policyOf([
        delegation,
        statementWith({ Effect: '"Deny"', Principal: '«"*"»', Action: '"kms:Put*"' }),
      ]),
    },
    {
      when: 'a condition that PutKeyPolicy never carries',
      policy: policyOf([
        statementWith({
          Principal: '{ "AWS": "111122223333" }',
          Action: '"kms:*"',
          Condition: condition('StringEquals', 'kms:EncryptionContext:a', '"b"'),
        }),
      ]).replace('"Statement"', '«"Statement"»'),
      fixed: policyOf([
        delegation,
        statementWith({
          Principal: '{ "AWS": "111122223333" }',
          Action: '"kms:*"',
          Condition: condition('StringEquals', 'kms:EncryptionContext:a', '"b"'),
        }),
      ]),
    },
  ],
  passes: [
    { when: 'the account', policy: policyOf([delegation]) },
    {
      when: 'two roles',
      policy: policyWith({
        Principal: '{ "AWS": ["arn:aws:iam::111122223333:role/A", "arn:aws:iam::111122223333:role/B"] }',
        Action: '"kms:PutKeyPolicy"',
      }),
    },
    {
      when: 'a Deny with a condition',
      policy: policyOf([
        delegation,
        statementWith({
          Effect: '"Deny"',
          Principal: '"*"',
          Action: '"kms:*"',
          Condition: condition('Bool', 'aws:SecureTransport', '"false"'),
        }),
      ]),
    },
    { when: 'half-typed text', policy: '{"Statement": [{"Effect": "Allow", ' },
  ],
});
