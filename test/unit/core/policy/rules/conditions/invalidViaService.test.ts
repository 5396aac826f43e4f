import { invalidViaService } from '../../../../../../src/core/policy/rules/conditions/invalidViaService';
import { condition, describeRule, policyWith } from '../describeRule';

describeRule(invalidViaService, {
  finds: [
    {
      when: 'a zone for a Region',
      policy: policyWith({
        Condition: condition('StringEquals', 'kms:ViaService', '«"s3.us-east-1a.amazonaws.com"»'),
      }),
      fixed: policyWith({
        Condition: condition('StringEquals', 'kms:ViaService', '"s3.us-east-1.amazonaws.com"'),
      }),
    },
    {
      when: 'a service principal',
      policy: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('StringEquals', 'kms:ViaService', '«"s3.amazonaws.com"»'),
      }),
      fixed: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('StringEquals', 'kms:ViaService', '"s3.eu-west-1.amazonaws.com"'),
      }),
      known: { key: { region: 'eu-west-1' } },
    },
    {
      when: 'the Region before the service',
      policy: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('StringEquals', 'kms:ViaService', '«"us-east-1.s3.amazonaws.com"»'),
      }),
      fixed: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('StringEquals', 'kms:ViaService', '"s3.us-east-1.amazonaws.com"'),
      }),
    },
    {
      when: 'the domain of China',
      policy: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('StringEquals', 'kms:ViaService', '«"s3.cn-north-1.amazonaws.com.cn"»'),
      }),
      fixed: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('StringEquals', 'kms:ViaService', '"s3.cn-north-1.amazonaws.com"'),
      }),
    },
    {
      when: 'another Region than that of the key',
      policy: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('StringEquals', 'kms:ViaService', '«"s3.us-east-1.amazonaws.com"»'),
      }),
      fixed: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('StringEquals', 'kms:ViaService', '"s3.eu-west-1.amazonaws.com"'),
      }),
      known: { key: { region: 'eu-west-1' } },
      says: /The key is in eu-west-1/,
    },
    {
      when: 'a slip in the name',
      policy: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('StringEquals', 'kms:ViaService', '«"dynamodbb.eu-west-1.amazonaws.com"»'),
      }),
      fixed: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('StringEquals', 'kms:ViaService', '"dynamodb.eu-west-1.amazonaws.com"'),
      }),
    },
  ],
  passes: [
    {
      when: 'a wildcard that is taken literally, which is said as such',
      policy: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('StringEquals', 'kms:ViaService', '"*.eu-west-1.amazonaws.com"'),
      }),
    },
    {
      when: 'a service in its Region',
      policy: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('StringEquals', 'kms:ViaService', '"s3.eu-west-1.amazonaws.com"'),
      }),
    },
    {
      when: 'a wildcard',
      policy: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition(
          'StringLike',
          'kms:ViaService',
          '["s3.*.amazonaws.com", "*.eu-west-1.amazonaws.com"]',
        ),
      }),
    },
    {
      when: 'any Region for a multi-Region key',
      policy: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('StringEquals', 'kms:ViaService', '"s3.us-east-1.amazonaws.com"'),
      }),
      known: { key: { region: 'eu-west-1', multiRegion: true } },
    },
  ],
});
