import { viaServiceWithService } from '../../../../../../src/core/policy/rules/conditions/viaServiceWithService';
import { condition, describeRule, policyWith } from '../describeRule';

describeRule(viaServiceWithService, {
  finds: [
    {
      when: 'ViaService for a service',
      policy: policyWith({
        Principal: '{ "Service": "s3.amazonaws.com" }',
        Condition: condition('StringEquals', '«"kms:ViaService"»', '"s3.eu-west-1.amazonaws.com"'),
      }),
      fixed: policyWith({
        Principal: '{ "Service": "s3.amazonaws.com" }',
        Condition: condition('StringEquals', 'aws:SourceAccount', '"444455556666"'),
      }),
      known: { key: { accountId: '444455556666' } },
    },
    {
      when: 'CallerAccount for a service',
      policy: policyWith({
        Principal: '{ "Service": "s3.amazonaws.com" }',
        Condition: condition('StringEquals', '«"kms:CallerAccount"»', '"111122223333"'),
      }),
      fixed: policyWith({
        Principal: '{ "Service": "s3.amazonaws.com" }',
        Condition: condition('StringEquals', 'aws:SourceAccount', '"111122223333"'),
      }),
    },
  ],
  passes: [
    {
      when: 'a service that publishes through SNS',
      policy: policyWith({
        Principal: '{ "Service": "codestar-notifications.amazonaws.com" }',
        Condition: condition('StringEquals', 'kms:ViaService', '"sns.us-east-1.amazonaws.com"'),
      }),
    },
    {
      when: 'ViaService for a role',
      policy: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('StringEquals', 'kms:ViaService', '"s3.eu-west-1.amazonaws.com"'),
      }),
    },
    {
      when: 'a service with a source',
      policy: policyWith({
        Principal: '{ "Service": "sns.amazonaws.com" }',
        Condition: condition('StringEquals', 'aws:SourceAccount', '"111122223333"'),
      }),
    },
  ],
});
