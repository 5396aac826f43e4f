import { emptyCondition } from '../../../../../../src/core/policy/rules/structure/emptyCondition';
import { condition, describeRule, policyWith } from '../describeRule';

describeRule(emptyCondition, {
  finds: [
    { when: 'an empty Condition', policy: policyWith({ Condition: '«{}»' }), fixed: policyWith({}) },
    {
      when: 'an empty operator',
      policy: policyWith({ Condition: '{ "Bool": «{}», "Null": { "aws:userid": "true" } }' }),
      fixed: policyWith({ Condition: '{ "Null": { "aws:userid": "true" } }' }),
    },
    {
      when: 'an empty operator that is the only one',
      policy: policyWith({ Condition: '{ "Bool": «{}» }' }),
      fixed: policyWith({}),
    },
  ],
  passes: [
    {
      when: 'a condition',
      policy: policyWith({ Condition: condition('Bool', 'aws:SecureTransport', '"true"') }),
    },
  ],
});
