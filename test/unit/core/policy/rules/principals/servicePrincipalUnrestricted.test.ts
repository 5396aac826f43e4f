import { servicePrincipalUnrestricted } from '../../../../../../src/core/policy/rules/principals/servicePrincipalUnrestricted';
import { condition, delegation, describeRule, policyOf, policyWith, statementWith } from '../describeRule';

describeRule(servicePrincipalUnrestricted, {
  finds: [
    {
      when: 'EventBridge, whose deliveries would stop with a source',
      policy: policyOf([delegation, statementWith({ Principal: '{ "Service": «"events.amazonaws.com"» }' })]),
      severity: 'info',
      says: /event bus/,
    },
    {
      when: 'a service beside EventBridge, without a condition that would hold for both',
      policy: policyOf([
        delegation,
        statementWith({ Principal: '{ "Service": ["events.amazonaws.com", «"sns.amazonaws.com"»] }' }),
      ]),
    },
    {
      when: 'a service without a source',
      policy: policyOf([delegation, statementWith({ Principal: '{ "Service": «"sns.amazonaws.com"» }' })]),
      fixed: policyOf([
        delegation,
        statementWith({
          Principal: '{ "Service": "sns.amazonaws.com" }',
          Condition: condition('StringEquals', 'aws:SourceAccount', '"111122223333"'),
        }),
      ]),
    },
  ],
  passes: [
    {
      when: 'Auto Scaling, for which another rule speaks',
      policy: policyWith({ Principal: '{ "Service": "autoscaling.amazonaws.com" }' }),
    },
    {
      when: 'what is no service principal, which is said as such',
      policy: policyWith({ Principal: '{ "Service": ["sns", ""] }' }),
    },
    {
      when: 'a service with a source',
      policy: policyWith({
        Principal: '{ "Service": "sns.amazonaws.com" }',
        Condition: condition('ArnLike', 'aws:SourceArn', '"arn:aws:sns:us-east-1:111122223333:x"'),
      }),
    },
    {
      when: 'a service with its encryption context',
      policy: policyWith({
        Principal: '{ "Service": "sns.amazonaws.com" }',
        Condition: condition(
          'ArnEquals',
          'kms:EncryptionContext:aws:logs:arn',
          '"arn:aws:logs:us-east-1:111122223333:log-group:x"',
        ),
      }),
    },
    {
      when: 'a Deny',
      policy: policyWith({ Effect: '"Deny"', Principal: '{ "Service": "sns.amazonaws.com" }' }),
    },
  ],
});
