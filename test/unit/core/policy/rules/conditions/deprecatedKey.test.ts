import { deprecatedKey } from '../../../../../../src/core/policy/rules/conditions/deprecatedKey';
import { condition, describeRule, policyWith } from '../describeRule';

describeRule(deprecatedKey, {
  finds: [
    {
      when: 'the old name',
      policy: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('StringEquals', '«"kms:CustomerMasterKeySpec"»', '"SYMMETRIC_DEFAULT"'),
      }),
      fixed: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('StringEquals', 'kms:KeySpec', '"SYMMETRIC_DEFAULT"'),
      }),
    },
    {
      when: 'one whose new name is there already',
      policy: policyWith({
        Condition: '{ "StringEquals": { «"kms:CustomerMasterKeyUsage"»: "a", "kms:KeyUsage": "a" } }',
      }),
    },
  ],
  passes: [
    {
      when: 'the new name',
      policy: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('StringEquals', 'kms:KeySpec', '"SYMMETRIC_DEFAULT"'),
      }),
    },
  ],
});
