import { invalidVersion } from '../../../../../../src/core/policy/rules/structure/invalidVersion';
import { describeRule, policyWith } from '../describeRule';

describeRule(invalidVersion, {
  finds: [{ when: 'the date of the day', policy: policyWith({}, '«"2026-01-01"»'), fixed: policyWith({}) }],
  passes: [
    { when: 'the current version', policy: policyWith({}) },
    { when: 'the old version', policy: policyWith({}, '"2008-10-17"') },
  ],
});
