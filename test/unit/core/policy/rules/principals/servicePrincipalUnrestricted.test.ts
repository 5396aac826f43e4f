import { servicePrincipalUnrestricted } from '../../../../../../src/core/policy/rules/principals/servicePrincipalUnrestricted';
import { condition, delegation, describeRule, policyOf, policyWith, statementWith } from '../describeRule';

describeRule(servicePrincipalUnrestricted, {
  finds: [
    ...(
      [
        ['aws:SourceArn', 'arn:aws:sns:*:*:*'],
        ['aws:SourceArn', 'arn:aws:s3:::*'],
        ['kms:EncryptionContext:aws:cloudtrail:arn', 'arn:aws:cloudtrail:*:*:trail/*'],
      ] as const
    ).map(([key, pattern]) => ({
      when: `a service with a source of any account, ${pattern}`,
      policy: policyWith({
        Principal: '{ "Service": «"sns.amazonaws.com"» }',
        Condition: condition('ArnLike', key, `"${pattern}"`),
      }),
      fixed: policyWith({
        Principal: '{ "Service": "sns.amazonaws.com" }',
        Condition: `{ "ArnLike": { "${key}": "${pattern}" }, "StringEquals": { "aws:SourceAccount": "111122223333" } }`,
      }),
    })),
    ...(
      [
        ['aws:SourceAccount', '????????????'],
        ['aws:SourceAccount', '1*'],
        ['aws:SourceOrgID', 'o-*'],
        ['aws:SourceOrgPaths', 'o-*/*'],
      ] as const
    ).map(([key, pattern]) => ({
      when: `a service for whoever fits ${key} ${pattern}`,
      policy: policyWith({
        Principal: '{ "Service": «"sns.amazonaws.com"» }',
        Condition: condition('StringLike', key, `"${pattern}"`),
      }),
      fixed: policyWith({
        Principal: '{ "Service": "sns.amazonaws.com" }',
        Condition: `{ "StringLike": { "${key}": "${pattern}" }, "StringEquals": { "aws:SourceAccount": "111122223333" } }`,
      }),
    })),
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
      when: 'a source of any account beside an account',
      policy: policyWith({
        Principal: '{ "Service": "sns.amazonaws.com" }',
        Condition:
          '{ "ArnLike": { "aws:SourceArn": "arn:aws:sns:*:*:*" }, "StringEquals": { "aws:SourceAccount": "111122223333" } }',
      }),
    },
    {
      when: 'the objects of one bucket, whose ARN has no account',
      policy: policyWith({
        Principal: '{ "Service": "s3.amazonaws.com" }',
        Condition: condition('ArnLike', 'aws:SourceArn', '"arn:aws:s3:::bucket"'),
      }),
    },
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
