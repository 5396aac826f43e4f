import { missingBrace } from '../../../../../../src/core/policy/rules/variables/missingBrace';
import { condition, describeRule, policyWith } from '../describeRule';

describeRule(missingBrace, {
  finds: [
    {
      when: 'a variable that is not closed',
      policy: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('StringEquals', 'kms:EncryptionContext:a', '"«${aws:username»"'),
      }),
      fixed: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('StringEquals', 'kms:EncryptionContext:a', '"${aws:username}"'),
      }),
    },
    {
      when: 'one before another',
      policy: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('StringEquals', 'kms:EncryptionContext:a', '"«${aws:username» ${aws:userid}"'),
      }),
      fixed: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('StringEquals', 'kms:EncryptionContext:a', '"${aws:username} ${aws:userid}"'),
      }),
    },
  ],
  passes: [
    {
      when: 'variables',
      policy: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('StringEquals', 'kms:EncryptionContext:a', '"${aws:username}/${aws:userid}"'),
      }),
    },
  ],
});
