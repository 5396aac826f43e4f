import { uniqueSids } from '../../../../../../src/core/policy/rules/structure/uniqueSids';
import { describeRule, policyOf, statementWith } from '../describeRule';

describeRule(uniqueSids, {
  finds: [
    {
      when: 'the second of two equal Sids',
      policy: policyOf([statementWith({ Sid: '"Use"' }), statementWith({ Sid: '«"Use"»' })]),
      fixed: policyOf([statementWith({ Sid: '"Use"' }), statementWith({ Sid: '"Use2"' })]),
    },
  ],
  passes: [
    {
      when: 'Sids that differ in case',
      policy: policyOf([statementWith({ Sid: '"Use"' }), statementWith({ Sid: '"use"' })]),
    },
    {
      when: 'two empty ones, which have findings of their own',
      policy: policyOf([statementWith({ Sid: '""' }), statementWith({ Sid: '""' })]),
    },
  ],
});
