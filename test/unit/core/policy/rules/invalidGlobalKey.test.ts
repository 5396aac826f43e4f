import { invalidGlobalKey } from '../../../../../src/core/policy/rules/invalidGlobalKey';
import { condition, describeRule, policyWith } from './describeRule';

describeRule(invalidGlobalKey, {
  finds: [
    {
      when: 'a misspelt key',
      policy: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('StringEquals', '«"aws:PrincipleOrgID"»', '"x"'),
      }),
      fixed: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('StringEquals', 'aws:PrincipalOrgID', '"x"'),
      }),
    },
    {
      when: 'a misspelt key with a tag',
      policy: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('StringEquals', '«"aws:PrincipalTagg/team"»', '"x"'),
      }),
      fixed: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('StringEquals', 'aws:PrincipalTag/team', '"x"'),
      }),
    },
  ],
  passes: [
    {
      when: 'a key in other case',
      policy: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('StringEquals', 'aws:principalARN', '"x"'),
      }),
    },
    {
      when: 'a tag',
      policy: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('StringEquals', 'aws:PrincipalTag/Cost/Center', '"x"'),
      }),
    },
    {
      when: 'a tag without its key, which has a finding of its own',
      policy: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('StringEquals', 'aws:ResourceTag/', '"x"'),
      }),
    },
  ],
});
