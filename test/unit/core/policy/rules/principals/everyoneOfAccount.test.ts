import { everyoneOfAccount } from '../../../../../../src/core/policy/rules/principals/everyoneOfAccount';
import { condition, describeRule, policyWith } from '../describeRule';

const everyone = (changes: Record<string, string>): string =>
  policyWith({
    Principal: '{ "AWS": «"*"» }',
    Action: '"kms:*"',
    Condition: condition('StringEquals', 'kms:CallerAccount', '"111122223333"'),
    ...changes,
  });
const plain = (changes: Record<string, string>): string => everyone(changes).replace(/[«»]/g, '');

describeRule(everyoneOfAccount, {
  finds: [
    {
      when: 'everything for everyone of an account',
      policy: everyone({}),
      fixed: plain({ Principal: '{ "AWS": "arn:aws:iam::111122223333:root" }' }),
    },
    {
      when: 'the same by the account of the principal, in a list of actions',
      policy: everyone({
        Principal: '«"*"»',
        Action: '["kms:Put*", "kms:Decrypt"]',
        Condition: condition('StringEquals', 'aws:PrincipalAccount', '"111122223333"'),
      }),
      fixed: plain({
        Principal: '{ "AWS": "arn:aws:iam::111122223333:root" }',
        Action: '["kms:Put*", "kms:Decrypt"]',
        Condition: condition('StringEquals', 'aws:PrincipalAccount', '"111122223333"'),
      }),
    },
    ...(['*', 'role/*', 'user/*'] as const).map((rest) => ({
      when: `the same by a pattern of all of an account, ${rest}`,
      policy: everyone({
        Condition: condition('ArnLike', 'aws:PrincipalArn', `"arn:aws:iam::111122223333:${rest}"`),
      }),
      fixed: plain({
        Principal: '{ "AWS": "arn:aws:iam::111122223333:root" }',
        Condition: condition('ArnLike', 'aws:PrincipalArn', `"arn:aws:iam::111122223333:${rest}"`),
      }),
    })),
    {
      when: 'everything for everyone of an organization',
      policy: everyone({ Condition: condition('StringEquals', 'aws:PrincipalOrgID', '"o-a1b2c3d4e5"') }),
      says: /every account of the organization/,
    },
    {
      when: 'the same by the path of a unit',
      policy: everyone({
        Condition: condition(
          'ForAnyValue:StringLike',
          'aws:PrincipalOrgPaths',
          '"o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/*"',
        ),
      }),
      says: /every account of the organization/,
    },
  ],
  passes: [
    {
      when: 'use of the key for an organization',
      policy: plain({
        Action: '["kms:Decrypt", "kms:DescribeKey"]',
        Condition: condition('StringEquals', 'aws:PrincipalOrgID', '"o-a1b2c3d4e5"'),
      }),
    },
    {
      when: 'some roles of an account',
      policy: plain({
        Condition: condition('ArnLike', 'aws:PrincipalArn', '"arn:aws:iam::111122223333:role/admin/*"'),
      }),
    },
    {
      when: 'use of the key through a service, as policies of AWS managed keys have it',
      policy: plain({ Action: '["kms:Encrypt", "kms:Decrypt"]' }),
    },
    {
      when: 'a condition that asks for more',
      policy: plain({
        Condition:
          '{ "StringEquals": { "kms:CallerAccount": "111122223333" }, "ArnLike": { "aws:PrincipalArn": "arn:aws:iam::111122223333:role/admin/*" } }',
      }),
    },
    { when: 'a Deny', policy: plain({ Effect: '"Deny"' }) },
    {
      when: 'the account',
      policy: plain({ Principal: '{ "AWS": "arn:aws:iam::111122223333:root" }' }),
    },
  ],
});
