import { emptyVariable } from '../../../../../../src/core/policy/rules/variables/emptyVariable';
import { condition, describeRule, policyWith } from '../describeRule';

describeRule(emptyVariable, {
  finds: [
    {
      when: 'no name',
      policy: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('StringEquals', 'kms:EncryptionContext:a', '"x«${}»y"'),
      }),
      fixed: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('StringEquals', 'kms:EncryptionContext:a', '"xy"'),
      }),
    },
    {
      when: 'a blank',
      policy: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('StringEquals', 'kms:EncryptionContext:a', '"«${ }»"'),
      }),
      fixed: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('StringEquals', 'kms:EncryptionContext:a', '""'),
      }),
    },
  ],
  passes: [
    {
      when: 'a variable',
      policy: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('StringEquals', 'kms:EncryptionContext:a', '"${aws:username}"'),
      }),
    },
  ],
});
