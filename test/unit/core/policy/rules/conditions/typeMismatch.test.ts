import { typeMismatch } from '../../../../../../src/core/policy/rules/conditions/typeMismatch';
import { condition, describeRule, policyWith } from '../describeRule';

describeRule(typeMismatch, {
  finds: [
    {
      when: 'text compared as a number',
      policy: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('«"NumericEquals"»', 'kms:ViaService', '"1"'),
      }),
      fixed: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('StringEquals', 'kms:ViaService', '"1"'),
      }),
    },
    {
      when: 'a date compared as a number, which stays before or after',
      policy: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('«"NumericLessThan"»', 'aws:TokenIssueTime', '"1700000000"'),
      }),
      fixed: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('DateLessThan', 'aws:TokenIssueTime', '"1700000000"'),
      }),
    },
    {
      when: 'a boolean compared as text',
      policy: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('«"StringEquals"»', 'kms:GrantIsForAWSResource', '"true"'),
      }),
      fixed: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('Bool', 'kms:GrantIsForAWSResource', '"true"'),
      }),
    },
    {
      when: 'an address compared as text',
      policy: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('«"StringNotEquals"»', 'aws:SourceIp', '"203.0.113.0/24"'),
      }),
      fixed: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('NotIpAddress', 'aws:SourceIp', '"203.0.113.0/24"'),
      }),
    },
    {
      when: 'an ARN operator on what is never an ARN',
      policy: policyWith({
        Condition: condition('«"ArnLike"»', 'kms:ViaService', '"s3.*.amazonaws.com"'),
      }),
      fixed: policyWith({
        Condition: condition('StringLike', 'kms:ViaService', '"s3.*.amazonaws.com"'),
      }),
    },
    {
      when: 'a date compared as a number',
      policy: policyWith({
        Condition: condition('«"NumericEquals"»', 'aws:CurrentTime', '"1546257599"'),
      }),
      fixed: policyWith({
        Condition: condition('DateEquals', 'aws:CurrentTime', '"1546257599"'),
      }),
    },
  ],
  passes: [
    {
      when: 'texts that may be ARNs',
      policy: policyWith({
        Condition:
          '{ "ArnLike": { "kms:EncryptionContext:aws:s3:arn": "arn:aws:s3:::x", "aws:PrincipalTag/Topic": "arn:aws:sns:*:*:x" } }',
      }),
    },
    {
      when: 'seconds since 1970 as a number',
      policy: policyWith({ Condition: condition('NumericLessThan', 'aws:EpochTime', '1798761599') }),
    },
    {
      when: 'an ARN compared as text',
      policy: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('StringLike', 'aws:SourceArn', '"x"'),
      }),
    },
    {
      when: 'the end of imported material as a number, as in the guide',
      policy: policyWith({
        Action: '"kms:ImportKeyMaterial"',
        Condition: condition('NumericLessThanEquals', 'kms:ValidTo', '"1546257599.0"'),
      }),
    },
    {
      when: 'Null on anything',
      policy: policyWith({ Action: '"kms:Decrypt"', Condition: condition('Null', 'aws:SourceIp', '"true"') }),
    },
  ],
});
