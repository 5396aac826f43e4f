import { serviceUsesRole } from '../../../../../../src/core/policy/rules/principals/serviceUsesRole';
import { describeRule, policyWith } from '../describeRule';

describeRule(serviceUsesRole, {
  finds: [
    {
      when: 'Auto Scaling, which calls KMS with its service-linked role',
      policy: policyWith({
        Principal: '{ "Service": ["sns.amazonaws.com", «"autoscaling.amazonaws.com"»] }',
      }),
      says: /AWSServiceRoleForAutoScaling/,
    },
    ...(['ec2fleet', 'spotfleet', 'spot'] as const).map((service) => ({
      when: `${service}, which launches with a service-linked role`,
      policy: policyWith({ Principal: `{ "Service": «"${service}.amazonaws.com"» }` }),
      says: new RegExp(`aws-service-role/${service}\\.amazonaws\\.com/AWSServiceRoleForEC2`),
    })),
  ],
  passes: [
    {
      when: 'a service that calls as itself',
      policy: policyWith({ Principal: '{ "Service": "sns.amazonaws.com" }' }),
    },
  ],
});
