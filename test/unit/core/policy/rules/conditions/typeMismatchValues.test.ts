import { typeMismatchValues } from '../../../../../../src/core/policy/rules/conditions/typeMismatchValues';
import { condition, describeRule, policyWith } from '../describeRule';

describeRule(typeMismatchValues.TYPE_MISMATCH_BOOLEAN, {
  finds: [
    {
      when: 'yes',
      policy: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('Bool', 'aws:SecureTransport', '«"yes"»'),
      }),
      fixed: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('Bool', 'aws:SecureTransport', '"true"'),
      }),
    },
    {
      when: 'a number under Null',
      policy: policyWith({ Action: '"kms:Decrypt"', Condition: condition('Null', 'aws:userid', '«0»') }),
      fixed: policyWith({ Action: '"kms:Decrypt"', Condition: condition('Null', 'aws:userid', '"false"') }),
    },
    {
      when: 'another word',
      policy: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('Bool', 'aws:SecureTransport', '«"maybe"»'),
      }),
    },
  ],
  passes: [
    {
      when: 'text and booleans',
      policy: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('Bool', 'aws:SecureTransport', '["true", false]'),
      }),
    },
  ],
});

describeRule(typeMismatchValues.TYPE_MISMATCH_NUMBER, {
  finds: [
    {
      when: 'a number with a unit',
      policy: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('NumericLessThan', 'kms:RotationPeriodInDays', '«"90 days"»'),
      }),
      fixed: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('NumericLessThan', 'kms:RotationPeriodInDays', '"90"'),
      }),
    },
    {
      when: 'a word',
      policy: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('NumericEquals', 'kms:RotationPeriodInDays', '«"many"»'),
      }),
    },
  ],
  passes: [
    {
      when: 'numbers',
      policy: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('NumericEquals', 'kms:RotationPeriodInDays', '["90", 180, "1546257599.0"]'),
      }),
    },
  ],
});

describeRule(typeMismatchValues.TYPE_MISMATCH_DATE, {
  finds: [
    {
      when: 'slashes',
      policy: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('DateLessThan', 'aws:CurrentTime', '«"2026/12/31"»'),
      }),
      fixed: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('DateLessThan', 'aws:CurrentTime', '"2026-12-31"'),
      }),
    },
    {
      when: 'a month too many',
      policy: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('DateLessThan', 'aws:CurrentTime', '«"2026-13-01"»'),
      }),
    },
    {
      when: 'a day that the month does not have',
      policy: policyWith({
        Condition: condition('DateLessThan', 'aws:CurrentTime', '["2028-02-29", «"2026-02-29"»]'),
      }),
    },
    {
      when: 'a word',
      policy: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('DateLessThan', 'aws:CurrentTime', '«"tomorrow"»'),
      }),
    },
  ],
  passes: [
    {
      when: 'ISO 8601',
      policy: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition(
          'DateLessThan',
          'aws:CurrentTime',
          '["2026-12-31", "2026-12-31T23:59:59Z", "2026-12-31T23:59:59.123+01:00"]',
        ),
      }),
    },
    {
      when: 'seconds since 1970',
      policy: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('DateLessThan', 'aws:EpochTime', '"1546257599"'),
      }),
    },
  ],
});

describeRule(typeMismatchValues.TYPE_MISMATCH_IP_RANGE, {
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
      when: 'a zero before a number, which some read as octal',
      policy: policyWith({
        Condition: condition('NotIpAddress', 'aws:SourceIp', '["10.0.0.1", «"010.0.0.1"»]'),
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
