import { wildcardWithoutLike } from '../../../../../../src/core/policy/rules/conditions/wildcardWithoutLike';
import { condition, describeRule, policyWith } from '../describeRule';

describeRule(wildcardWithoutLike, {
  finds: [
    {
      when: 'an asterisk',
      policy: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('StringEquals', 'kms:ViaService', '«"s3.*.amazonaws.com"»'),
      }),
      fixed: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('StringLike', 'kms:ViaService', '"s3.*.amazonaws.com"'),
      }),
    },
    {
      when: 'one under a negated operator',
      policy: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('StringNotEquals', 'kms:ViaService', '«"s3.*"»'),
      }),
      fixed: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('StringNotLike', 'kms:ViaService', '"s3.*"'),
      }),
    },
    {
      when: 'one that has no Like',
      policy: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('StringEqualsIgnoreCase', 'kms:ViaService', '«"s3.*"»'),
      }),
    },
  ],
  passes: [
    {
      when: 'StringLike',
      policy: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('StringLike', 'kms:ViaService', '"s3.*"'),
      }),
    },
    {
      when: 'ARNs, which know wildcards',
      policy: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('ArnEquals', 'aws:SourceArn', '"arn:aws:s3:::*"'),
      }),
    },
    {
      when: 'the plain character',
      policy: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('StringEquals', 'kms:EncryptionContext:a', '"${*}"'),
      }),
    },
  ],
});
