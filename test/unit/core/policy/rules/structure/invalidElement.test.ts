import { invalidElement } from '../../../../../../src/core/policy/rules/structure/invalidElement';
import { describeRule, policyWith } from '../describeRule';

describeRule(invalidElement, {
  finds: [
    {
      when: 'a misspelt element of a statement',
      policy: policyWith({ '«Conditions': '{}' }),
      fixed: policyWith({ Condition: '{}' }),
      says: /Did you mean "Condition"/,
    },
    {
      when: 'an element in lower case',
      policy: '{«"version"»: "2012-10-17"}',
      fixed: '{"Version": "2012-10-17"}',
    },
    {
      when: 'an element that is there already',
      policy: policyWith({ '«Actions': '"kms:Encrypt"' }),
      fixed: policyWith({}),
    },
    {
      when: 'an element of nothing',
      policy: '{"Version": "2012-10-17", «"Owner"»: "me"}',
      fixed: '{"Version": "2012-10-17"}',
    },
  ],
  passes: [
    { when: 'a statement by itself, which is told once', policy: '{"Effect": "Allow", "Action": "kms:*"}' },
    { when: 'all elements that there are', policy: policyWith({ Sid: '"a"', Condition: '{}' }) },
  ],
});
