import { invalidServicePrincipal } from '../../../../../src/core/policy/rules/invalidServicePrincipal';
import { describeRule, policyWith } from './describeRule';

describeRule(invalidServicePrincipal, {
  finds: [
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
    {
      when: 'capitals',
      policy: policyWith({ Principal: '{ "Service": «"CloudTrail.amazonaws.com"» }' }),
      fixed: policyWith({ Principal: '{ "Service": "cloudtrail.amazonaws.com" }' }),
    },
    { when: 'a wildcard in it', policy: policyWith({ Principal: '{ "Service": «"*.amazonaws.com"» }' }) },
  ],
  passes: [
    {
      when: 'a regional form',
      policy: policyWith({ Principal: '{ "Service": "logs.eu-west-1.amazonaws.com" }' }),
    },
    { when: 'the form of China', policy: policyWith({ Principal: '{ "Service": "s3.amazonaws.com.cn" }' }) },
  ],
});
