import { invalidVariable } from '../../../../../../src/core/policy/rules/variables/invalidVariable';
import { condition, describeRule, policyWith } from '../describeRule';

describeRule(invalidVariable, {
  finds: [
    {
      when: 'a misspelt name',
      policy: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('StringEquals', 'kms:EncryptionContext:a', '"«${aws:usrname}»"'),
      }),
      fixed: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('StringEquals', 'kms:EncryptionContext:a', '"${aws:username}"'),
      }),
    },
    {
      when: 'a name without prefix',
      policy: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('StringEquals', 'kms:EncryptionContext:a', '"«${username}»"'),
      }),
      fixed: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('StringEquals', 'kms:EncryptionContext:a', '"${aws:username}"'),
      }),
    },
    {
      when: 'a tag without its key',
      policy: policyWith({
        Condition: condition('StringEquals', 'kms:EncryptionContext:a', '"«${aws:PrincipalTag/}»"'),
      }),
    },
  ],
  passes: [
    {
      when: 'a variable with a default',
      policy: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('StringEquals', 'kms:EncryptionContext:a', '"${aws:username, \'x\'}"'),
      }),
    },
    {
      when: 'plain characters',
      policy: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('StringLike', 'kms:EncryptionContext:a', '"${*}${?}${$}"'),
      }),
    },
    {
      when: 'a variable of federation',
      policy: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition(
          'StringEquals',
          'kms:EncryptionContext:a',
          '"${cognito-identity.amazonaws.com:sub}"',
        ),
      }),
    },
  ],
});
