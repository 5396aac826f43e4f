import { typeMismatchDate } from '../../../../../../src/core/policy/rules/conditions/typeMismatchDate';
import { condition, describeRule, policyWith } from '../describeRule';

describeRule(typeMismatchDate, {
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
