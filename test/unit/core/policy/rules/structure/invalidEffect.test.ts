import { invalidEffect } from '../../../../../../src/core/policy/rules/structure/invalidEffect';
import { describeRule, policyWith } from '../describeRule';

describeRule(invalidEffect, {
  finds: [
    {
      when: 'lower case',
      policy: policyWith({ Effect: '«"allow"»' }),
      fixed: policyWith({ Effect: '"Allow"' }),
    },
    {
      when: 'another word, and offers both',
      policy: policyWith({ Effect: '«"Maybe"»' }),
      fixed: policyWith({ Effect: '"Deny"' }),
      fix: 1,
    },
  ],
  passes: [
    { when: 'Deny', policy: policyWith({ Effect: '"Deny"' }) },
    { when: 'what is no string, which has a finding of its own', policy: policyWith({ Effect: '1' }) },
  ],
});
