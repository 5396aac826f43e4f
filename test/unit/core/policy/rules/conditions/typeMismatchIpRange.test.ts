import { typeMismatchIpRange } from '../../../../../../src/core/policy/rules/conditions/typeMismatchIpRange';
import { condition, describeRule, policyWith } from '../describeRule';

describeRule(typeMismatchIpRange, {
  finds: [
    {
      when: 'a number that is too large',
      policy: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('IpAddress', 'aws:SourceIp', '«"300.1.1.0/24"»'),
      }),
    },
    {
      when: 'a netmask',
      policy: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('IpAddress', 'aws:SourceIp', '«"203.0.113.0/255.255.255.0"»'),
      }),
      fixed: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('IpAddress', 'aws:SourceIp', '"203.0.113.0/24"'),
      }),
    },
    {
      when: 'an asterisk',
      policy: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('IpAddress', 'aws:SourceIp', '«"203.0.113.*"»'),
      }),
      fixed: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('IpAddress', 'aws:SourceIp', '"203.0.113.0/24"'),
      }),
    },
    {
      when: 'a prefix that is too long',
      policy: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('IpAddress', 'aws:SourceIp', '«"2001:db8::/129"»'),
      }),
    },
  ],
  passes: [
    {
      when: 'addresses and ranges',
      policy: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition(
          'IpAddress',
          'aws:SourceIp',
          '["203.0.113.7", "203.0.113.0/24", "2001:db8::/32", "::1", "::ffff:203.0.113.0/120"]',
        ),
      }),
    },
  ],
});
