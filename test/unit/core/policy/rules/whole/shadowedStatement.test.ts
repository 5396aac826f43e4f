import { shadowedStatement } from '../../../../../../src/core/policy/rules/whole/shadowedStatement';
import { condition, delegation, describeRule, policyOf, statementWith } from '../describeRule';

describeRule(shadowedStatement, {
  finds: [
    {
      when: 'an Allow within a wider one',
      policy: policyOf([statementWith({ Action: '"kms:*"' }), statementWith({ Action: '«"kms:Decrypt"»' })]),
      fixed: policyOf([statementWith({ Action: '"kms:*"' })]),
    },
    {
      when: 'an Allow that a Deny takes back',
      policy: policyOf([
        statementWith({ Sid: '«"Use"»' }),
        statementWith({ Sid: '"Stop"', Effect: '"Deny"', Principal: '"*"' }),
      ]),
      says: /"Stop" denies/,
    },
    {
      when: 'the second of two that say the same',
      policy: policyOf([statementWith({}), statementWith({ Action: '«["kms:Decrypt"]»' })]),
      fixed: policyOf([statementWith({})]),
    },
  ],
  passes: [
    {
      when: 'an Allow beside a Deny with a condition',
      policy: policyOf([
        statementWith({}),
        statementWith({ Effect: '"Deny"', Condition: condition('Bool', 'aws:SecureTransport', '"false"') }),
      ]),
    },
    {
      when: 'a role beside its account, which only delegates',
      policy: policyOf([delegation, statementWith({})]),
    },
    {
      when: 'a Deny beside an Allow',
      policy: policyOf([statementWith({ Action: '"kms:*"' }), statementWith({ Effect: '"Deny"' })]),
    },
  ],
});
