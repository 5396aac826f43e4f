import { unknownService } from '../../../../../../src/core/policy/rules/principals/unknownService';
import { describeRule, policyWith } from '../describeRule';

const of = (service: string): string => policyWith({ Principal: `{ "Service": ${service} }` });

describeRule(unknownService, {
  finds: (
    [
      ['cloudtrial.amazonaws.com', 'cloudtrail.amazonaws.com'],
      ['cloudfornt.amazonaws.com', 'cloudfront.amazonaws.com'],
      ['gaurdduty.amazonaws.com', 'guardduty.amazonaws.com'],
      ['logs.us-esat-1.amazonaws.com', 'logs.us-east-1.amazonaws.com'],
      ['delivery.log.amazonaws.com', 'delivery.logs.amazonaws.com'],
    ] as const
  ).map(([written, intended]) => ({
    when: `${written} for ${intended}`,
    policy: of(`«"${written}"»`),
    fixed: of(`"${intended}"`),
  })),
  passes: [
    'cloudtrail.amazonaws.com',
    'logs.eu-west-1.amazonaws.com',
    'logs.cn-north-1.amazonaws.com.cn',
    'macie2.amazonaws.com',
    'ec2.amazonaws.com',
    'edgelambda.amazonaws.com',
    'someservicethatisnew.amazonaws.com',
    'guardduty.me-south-1.amazonaws.com',
  ].map((service) => ({ when: service, policy: of(`"${service}"`) })),
});
