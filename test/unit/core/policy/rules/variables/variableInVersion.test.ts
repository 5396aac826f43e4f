import { variableInVersion } from '../../../../../../src/core/policy/rules/variables/variableInVersion';
import { condition, describeRule, policyWith, statementWith } from '../describeRule';

describeRule(variableInVersion, {
  finds: [
    {
      when: 'a variable in the old version',
      policy: policyWith(
        { Condition: condition('StringEquals', 'kms:EncryptionContext:a', '"«${aws:username}»"') },
        '"2008-10-17"',
      ),
      fixed: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('StringEquals', 'kms:EncryptionContext:a', '"${aws:username}"'),
      }),
    },
    {
      when: 'a variable without version',
      policy: `{ "Statement": [${statementWith({ Condition: condition('StringEquals', 'kms:EncryptionContext:a', '"«${aws:username}»"') })}] }`,
      fixed: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('StringEquals', 'kms:EncryptionContext:a', '"${aws:username}"'),
      }),
    },
  ],
  passes: [
    {
      when: 'a version that is no string, which is said as such',
      policy: policyWith(
        { Condition: condition('StringEquals', 'kms:EncryptionContext:a', '"${aws:username}"') },
        '20121017',
      ),
    },
    {
      when: 'a variable in the current version',
      policy: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('StringEquals', 'kms:EncryptionContext:a', '"${aws:username}"'),
      }),
    },
    {
      when: 'no variable',
      policy: policyWith(
        { Condition: condition('StringEquals', 'kms:EncryptionContext:a', '"x"') },
        '"2008-10-17"',
      ),
    },
  ],
});
