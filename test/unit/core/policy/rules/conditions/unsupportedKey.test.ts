import { unsupportedKey } from '../../../../../../src/core/policy/rules/conditions/unsupportedKey';
import { condition, describeRule, policyWith } from '../describeRule';

describeRule(unsupportedKey, {
  finds: [
    {
      when: 'a key of grants with Decrypt',
      policy: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('Bool', '«"kms:GrantIsForAWSResource"»', '"true"'),
      }),
      fixed: policyWith({ Action: '"kms:Decrypt"' }),
      says: /never allows/,
    },
    {
      when: 'a negated condition',
      policy: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('StringNotEquals', '«"kms:SigningAlgorithm"»', '"x"'),
      }),
      fixed: policyWith({ Action: '"kms:Decrypt"' }),
      says: /met by every request/,
    },
  ],
  passes: [
    {
      when: 'an action that carries it',
      policy: policyWith({
        Action: '"kms:CreateGrant"',
        Condition: condition('Bool', 'kms:GrantIsForAWSResource', '"true"'),
      }),
    },
    {
      when: 'one action of several that carries it',
      policy: policyWith({
        Action: '["kms:Decrypt", "kms:CreateGrant"]',
        Condition: condition('Bool', 'kms:GrantIsForAWSResource', '"true"'),
      }),
    },
    {
      when: 'a global key',
      policy: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('Bool', 'aws:SecureTransport', '"true"'),
      }),
    },
    {
      when: 'a misspelt action, which may be one that carries it',
      policy: policyWith({
        Action: '"kms:CreateGrants"',
        Condition: condition('Bool', 'kms:GrantIsForAWSResource', '"true"'),
      }),
    },
  ],
});
