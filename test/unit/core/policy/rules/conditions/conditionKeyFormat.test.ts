import { conditionKeyFormat } from '../../../../../../src/core/policy/rules/conditions/conditionKeyFormat';
import { condition, describeRule, policyWith } from '../describeRule';

describeRule(conditionKeyFormat, {
  finds: [
    {
      when: 'a name without prefix',
      policy: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('StringEquals', '«"ViaService"»', '"x"'),
      }),
      fixed: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('StringEquals', 'kms:ViaService', '"x"'),
      }),
    },
    {
      when: 'a global key without prefix',
      policy: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('ArnLike', '«"SourceArn"»', '"x"'),
      }),
      fixed: policyWith({ Action: '"kms:Decrypt"', Condition: condition('ArnLike', 'aws:SourceArn', '"x"') }),
    },
  ],
  passes: [
    {
      when: 'a key with prefix',
      policy: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('StringEquals', 'kms:ViaService', '"x"'),
      }),
    },
    {
      when: 'a misspelt key, which has a finding of its own',
      policy: policyWith({ Action: '"kms:Decrypt"', Condition: condition('StringEquals', 'kms:Via', '"x"') }),
    },
  ],
});
