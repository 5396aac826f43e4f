import { invalidGlobalKey } from '../../../../../../src/core/policy/rules/conditions/invalidGlobalKey';
import { condition, describeRule, policyWith } from '../describeRule';

describeRule(invalidGlobalKey, {
  finds: [
    {
      when: 'the prefix of all services on a key of KMS',
      policy: policyWith({ Condition: condition('StringEquals', '«"aws:ViaService"»', '"x"') }),
      fixed: policyWith({ Condition: condition('StringEquals', 'kms:ViaService', '"x"') }),
    },
    {
      when: 'a name that lacks its end',
      policy: policyWith({ Condition: condition('StringEquals', '«"aws:PrincipalOrg"»', '"x"') }),
      fixed: policyWith({ Condition: condition('StringEquals', 'aws:PrincipalOrgID', '"x"') }),
    },
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
