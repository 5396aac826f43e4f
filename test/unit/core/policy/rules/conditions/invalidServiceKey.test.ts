import { invalidServiceKey } from '../../../../../../src/core/policy/rules/conditions/invalidServiceKey';
import { condition, describeRule, policyWith } from '../describeRule';

describeRule(invalidServiceKey, {
  finds: [
    {
      when: 'the prefix of KMS on a key of all services',
      policy: policyWith({ Condition: condition('StringEquals', '«"kms:SourceAccount"»', '"x"') }),
      fixed: policyWith({ Condition: condition('StringEquals', 'aws:SourceAccount', '"x"') }),
    },
    {
      when: 'a name that lacks its end',
      policy: policyWith({ Condition: condition('StringEquals', '«"kms:Caller"»', '"x"') }),
      fixed: policyWith({ Condition: condition('StringEquals', 'kms:CallerAccount', '"x"') }),
    },
    {
      when: 'the encryption context as a whole',
      policy: policyWith({ Condition: condition('StringEquals', '«"kms:EncryptionContext"»', '"x"') }),
      says: /rest of the name/,
    },
    {
      when: 'a misspelt key',
      policy: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('StringEquals', '«"kms:ViaServices"»', '"x"'),
      }),
      fixed: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('StringEquals', 'kms:ViaService', '"x"'),
      }),
    },
    {
      when: 'a misspelt prefix',
      policy: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('StringEquals', '«"kmss:ViaService"»', '"x"'),
      }),
      fixed: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('StringEquals', 'kms:ViaService', '"x"'),
      }),
    },
    {
      when: 'a misspelt template',
      policy: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('StringEquals', '«"kms:EncryptionContex:Department"»', '"x"'),
      }),
      fixed: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('StringEquals', 'kms:EncryptionContext:Department', '"x"'),
      }),
    },
    {
      when: 'an encryption context without its key',
      policy: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('StringEquals', '«"kms:EncryptionContext:"»', '"x"'),
      }),
    },
    {
      when: 'a key of another service',
      policy: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('StringEquals', '«"s3:prefix"»', '"x"'),
      }),
      says: /another service/,
    },
  ],
  passes: [
    {
      when: 'a key in other case',
      policy: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('StringEquals', 'kms:viaservice', '"x"'),
      }),
    },
    {
      when: 'an encryption context',
      policy: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('StringEquals', 'kms:EncryptionContext:aws:cloudtrail:arn', '"x"'),
      }),
    },
    {
      when: 'a key of federation',
      policy: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('StringEquals', 'cognito-identity.amazonaws.com:sub', '"x"'),
      }),
    },
    {
      when: 'a global key',
      policy: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('StringEquals', 'aws:PrincipalOrgId', '"x"'),
      }),
    },
  ],
});
