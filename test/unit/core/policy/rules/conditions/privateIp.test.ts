import { privateIp } from '../../../../../../src/core/policy/rules/conditions/privateIp';
import { condition, describeRule, policyWith } from '../describeRule';

describeRule(privateIp, {
  finds: [
    {
      when: 'a private range alone',
      policy: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('IpAddress', 'aws:SourceIp', '«"10.0.0.0/8"»'),
      }),
      severity: 'error',
    },
    {
      when: 'one beside a public range',
      policy: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('IpAddress', 'aws:SourceIp', '["203.0.113.0/24", «"192.168.1.0/24"»]'),
      }),
      severity: 'info',
    },
    {
      when: 'IPv6',
      policy: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('IpAddress', 'aws:SourceIp', '«"fd00::/8"»'),
      }),
    },
  ],
  passes: [
    {
      when: 'a public range',
      policy: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('IpAddress', 'aws:SourceIp', '"203.0.113.0/24"'),
      }),
    },
    {
      when: 'the address in a VPC',
      policy: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('IpAddress', 'aws:VpcSourceIp', '"10.0.0.0/8"'),
      }),
    },
    {
      when: 'a range that is more than private',
      policy: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('IpAddress', 'aws:SourceIp', '"0.0.0.0/0"'),
      }),
    },
  ],
});
