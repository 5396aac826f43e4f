import { createGrant } from '../../../../../../src/core/policy/rules/whole/createGrant';
import { condition, delegation, describeRule, policyOf, policyWith, statementWith } from '../describeRule';

describeRule(createGrant, {
  finds: [
    {
      when: 'CreateGrant alone',
      policy: policyWith({ Action: '«"kms:CreateGrant"»' }),
      fixed: policyWith({
        Action: '"kms:CreateGrant"',
        Condition: condition('Bool', 'kms:GrantIsForAWSResource', '"true"'),
      }),
    },
    {
      when: 'CreateGrant among others, which moves out',
      policy: policyWith({ Sid: '"Use"', Action: '["kms:Decrypt", «"kms:CreateGrant"»]' }),
      fixed: policyOf([
        statementWith({ Sid: '"Use"', Action: '["kms:Decrypt"]' }),
        statementWith({
          Sid: '"Use2"',
          Action: '["kms:CreateGrant"]',
          Condition: condition('Bool', 'kms:GrantIsForAWSResource', '"true"'),
        }),
      ]),
    },
    {
      when: 'all operations there are',
      policy: policyWith({
        Action: '«"kms:CreateGrant"»',
        Condition: condition('ForAllValues:StringLike', 'kms:GrantOperations', '"*"'),
      }),
      fixed: policyWith({
        Action: '"kms:CreateGrant"',
        Condition:
          '{ "ForAllValues:StringLike": { "kms:GrantOperations": "*" }, "Bool": { "kms:GrantIsForAWSResource": "true" } }',
      }),
    },
  ],
  passes: [
    {
      when: "the console's own condition",
      policy: policyWith({
        Action: '"kms:CreateGrant"',
        Condition: condition('Bool', 'kms:GrantIsForAWSResource', 'true'),
      }),
    },
    {
      when: 'a condition on the operations',
      policy: policyWith({
        Action: '"kms:CreateGrant"',
        Condition: condition('ForAnyValue:StringEquals', 'kms:GrantOperations', '"Decrypt"'),
      }),
    },
    {
      when: 'all operations out of a list, as in the guide',
      policy: policyWith({
        Action: '"kms:CreateGrant"',
        Condition: condition('ForAllValues:StringEquals', 'kms:GrantOperations', '["Encrypt", "Decrypt"]'),
      }),
    },
    { when: 'the account', policy: policyOf([delegation]) },
    { when: 'an administrator', policy: policyWith({ Action: '["kms:Create*", "kms:Put*"]' }) },
  ],
});
