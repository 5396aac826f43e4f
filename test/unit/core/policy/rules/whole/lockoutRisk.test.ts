import { lockoutRisk } from '../../../../../../src/core/policy/rules/whole/lockoutRisk';
import { condition, delegation, describeRule, policyOf, policyWith, statementWith } from '../describeRule';

describeRule(lockoutRisk, {
  finds: [
    ...[
      ['the account', '{ "AWS": «"arn:aws:iam::111122223333:root"» }'],
      ['the account by its id', '{ "AWS": «"111122223333"» }'],
    ].map(([who = '', principal]) => ({
      when: `a Deny for ${who}, which is for everybody of it`,
      policy: policyOf([
        delegation,
        statementWith({ Effect: '"Deny"', Principal: principal, Action: '"kms:*"' }),
      ]),
      says: /Take it out of this Deny/,
      severity: 'error' as const,
    })),
    {
      when: 'a Deny for all but a role, without the account beside it',
      policy: policyOf([
        delegation,
        `{ "Effect": "Deny", «"NotPrincipal"»: { "AWS": "arn:aws:iam::111122223333:role/Admin" }, "Action": "kms:*", "Resource": "*" }`,
      ]),
      says: /Take it out of this Deny/,
    },
    {
      when: 'nobody who may change the policy, which may be a part of one',
      policy: policyOf([statementWith({})]).replace('"Statement"', '«"Statement"»'),
      fixed: policyOf([delegation, statementWith({})]),
      says: /The new key policy will not allow you to update the key policy in the future/,
      severity: 'warning',
    },
    {
      when: 'nobody who may change the policy of a key, which KMS refuses',
      policy: policyOf([statementWith({})]).replace('"Statement"', '«"Statement"»'),
      fixed: policyOf([delegation, statementWith({})]),
      known: { key: { accountId: '111122223333' } },
      severity: 'error',
    },
    {
      when: 'administrators who may not change the policy, which KMS refuses',
      policy: policyOf([statementWith({ Action: '["kms:Enable*", "kms:Disable*"]' })]).replace(
        '"Statement"',
        '«"Statement"»',
      ),
      fixed: policyOf([delegation, statementWith({ Action: '["kms:Enable*", "kms:Disable*"]' })]),
      severity: 'error',
    },
    {
      when: 'nobody, whatever mistakes are elsewhere',
      policy: policyOf([statementWith({ Action: '["kms:Decryptt", "s3:GetObject"]' })]).replace(
        '"Statement"',
        '«"Statement"»',
      ),
      fixed: policyOf([delegation, statementWith({ Action: '["kms:Decryptt", "s3:GetObject"]' })]),
    },
    {
      when: 'one role that alone may, with an account that may do less',
      policy: policyOf([
        statementWith({ Principal: '{ "AWS": "111122223333" }', Action: '"kms:Describe*"' }),
        statementWith({
          Principal: '{ "AWS": «"arn:aws:iam::111122223333:role/Admin"» }',
          Action: '"kms:*"',
        }),
      ]),
      fixed: policyOf([
        delegation,
        statementWith({ Principal: '{ "AWS": "111122223333" }', Action: '"kms:Describe*"' }),
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
    {
      when: 'a Deny for another account, and one that spares the account',
      policy: policyOf([
        delegation,
        statementWith({ Effect: '"Deny"', Principal: '{ "AWS": "444455556666" }', Action: '"kms:*"' }),
        `{ "Effect": "Deny", "NotPrincipal": { "AWS": ["arn:aws:iam::111122223333:role/Admin", "111122223333"] }, "Action": "kms:*", "Resource": "*" }`,
      ]),
    },
    {
      when: 'one role in a policy without the account, which has a finding of its own',
      policy: policyWith({ Principal: '{ "AWS": "arn:aws:iam::111122223333:role/A" }', Action: '"kms:*"' }),
    },
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
    {
      when: 'an effect that may be intended to allow',
      policy: policyOf([delegation.replace('Allow', 'allow')]),
    },
    {
      when: 'an action that may be intended to be it',
      policy: policyOf([
        delegation.replace('kms:*', 'kmss:*'),
        statementWith({ Action: '"kms:PutKeyPolcy"' }),
      ]),
    },
    { when: 'a misspelt element', policy: policyOf([delegation.replace('"Action"', '"Actions"')]) },
    { when: 'a principal that names nobody', policy: policyOf([delegation.replace('::1111', ':1111')]) },
    { when: 'a principal under a misspelt key', policy: policyOf([delegation.replace('"AWS"', '"Aws"')]) },
    {
      when: 'an element that is there twice, which hides what it says',
      policy: policyOf([delegation.replace('"Effect": "Allow"', '"Effect": "Allow", "Effect": "Deny"')]),
    },
    { when: 'half-typed text', policy: '{"Statement": [{"Effect": "Allow", ' },
  ],
});
