import { emptySid } from '../../../../../../src/core/policy/rules/structure/emptySid';
import { describeRule, policyWith } from '../describeRule';

describeRule(emptySid, {
  finds: [
    {
      when: 'an empty Sid',
      policy: policyWith({ Sid: '«""»' }),
      fixed: policyWith({ Sid: '"AllowDecrypt"' }),
    },
    {
      when: 'it for a service, and can remove it',
      policy: policyWith({ Sid: '«""»' }),
      fixed: policyWith({}),
      fix: 1,
    },
  ],
  passes: [
    { when: 'a Sid with spaces', policy: policyWith({ Sid: '"Allow use of the key"' }) },
    { when: 'no Sid', policy: policyWith({}) },
  ],
});
