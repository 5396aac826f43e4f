import { adminCanEscalate } from '../../../../../../src/core/policy/rules/whole/adminCanEscalate';
import { condition, describeRule, policyOf, policyWith, statementWith } from '../describeRule';

describeRule(adminCanEscalate, {
  finds: [
    {
      when: 'administration without use',
      policy: policyWith({ Action: '[«"kms:Put*"», "kms:Describe*"]' }),
      says: /kms:PutKeyPolicy/,
    },
    {
      when: 'tags that decide on access',
      policy: policyOf([
        statementWith({ Condition: condition('StringEquals', 'aws:ResourceTag/Team', '"a"') }),
        statementWith({ Action: '«"kms:TagResource"»' }),
      ]),
      says: /tags/,
    },
  ],
  passes: [
    { when: 'administration with use', policy: policyWith({ Action: '"kms:*"' }) },
    { when: 'tags that decide on nothing', policy: policyWith({ Action: '"kms:TagResource"' }) },
    {
      when: 'the account',
      policy: policyOf([statementWith({ Principal: '{ "AWS": "111122223333" }', Action: '"kms:Put*"' })]),
    },
  ],
});
