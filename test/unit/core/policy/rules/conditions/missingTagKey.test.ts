import { missingTagKey } from '../../../../../../src/core/policy/rules/conditions/missingTagKey';
import { condition, describeRule, policyWith } from '../describeRule';

describeRule(missingTagKey, {
  finds: [
    {
      when: 'a tag without its key',
      policy: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('StringEquals', '«"aws:ResourceTag/"»', '"x"'),
      }),
    },
    {
      when: 'one without the slash',
      policy: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('StringEquals', '«"aws:PrincipalTag"»', '"x"'),
      }),
    },
  ],
  passes: [
    {
      when: 'a tag with its key',
      policy: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('StringEquals', 'aws:ResourceTag/Team', '"x"'),
      }),
    },
    {
      when: 'the list of tag keys',
      policy: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('ForAnyValue:StringEquals', 'aws:TagKeys', '"x"'),
      }),
    },
  ],
});
