import { invalidServicePrincipal } from '../../../../../../src/core/policy/rules/principals/invalidServicePrincipal';
import { describeRule, policyWith } from '../describeRule';

describeRule(invalidServicePrincipal, {
  finds: [
    {
      when: 'a short name that is not in our table',
      policy: policyWith({ Principal: '{ "Service": «"rds"» }' }),
      fixed: policyWith({ Principal: '{ "Service": "rds.amazonaws.com" }' }),
    },
    {
      when: 'the name alone',
      policy: policyWith({ Principal: '{ "Service": «"logs"» }' }),
      fixed: policyWith({ Principal: '{ "Service": "logs.amazonaws.com" }' }),
    },
    {
      when: 'a misspelt domain',
      policy: policyWith({ Principal: '{ "Service": «"cloudtrail.amazonaws.co"» }' }),
      fixed: policyWith({ Principal: '{ "Service": "cloudtrail.amazonaws.com" }' }),
    },
    ...['cloudwatch.amazonaws.con', 'cloudwatch.amazonas.com', 'cloudwatch.amazon.com', 'cloudwatch.aws'].map(
      (name) => ({
        when: `${name}, whose name is kept and whose domain is not`,
        policy: policyWith({ Principal: `{ "Service": «"${name}"» }` }),
        fixed: policyWith({ Principal: '{ "Service": "cloudwatch.amazonaws.com" }' }),
      }),
    ),
    {
      when: 'capitals',
      policy: policyWith({ Principal: '{ "Service": «"CloudTrail.amazonaws.com"» }' }),
      fixed: policyWith({ Principal: '{ "Service": "cloudtrail.amazonaws.com" }' }),
    },
    {
      when: 'a Region in the name of a service that has none in it there',
      policy: policyWith({ Principal: '{ "Service": «"sns.us-east-1.amazonaws.com"» }' }),
      fixed: policyWith({ Principal: '{ "Service": "sns.amazonaws.com" }' }),
      says: /in us-east-1 as "sns\.amazonaws\.com"/,
    },
    { when: 'a wildcard in it', policy: policyWith({ Principal: '{ "Service": «"*.amazonaws.com"» }' }) },
  ],
  passes: [
    {
      when: 'a regional form',
      policy: policyWith({ Principal: '{ "Service": "logs.eu-west-1.amazonaws.com" }' }),
    },
    {
      when: 'the form of a Region that must be opted into',
      policy: policyWith({ Principal: '{ "Service": "sns.me-south-1.amazonaws.com" }' }),
    },
    {
      when: 'a service that is not in our table, with its Region',
      policy: policyWith({ Principal: '{ "Service": "dms.us-east-1.amazonaws.com" }' }),
    },
    {
      when: 'the domain of another partition',
      policy: policyWith({
        Principal: '{ "Service": ["logs.eusc-de-east-1.amazonaws.eu", "ec2.c2s.ic.gov"] }',
      }),
    },
    { when: 'the form of China', policy: policyWith({ Principal: '{ "Service": "s3.amazonaws.com.cn" }' }) },
  ],
});
