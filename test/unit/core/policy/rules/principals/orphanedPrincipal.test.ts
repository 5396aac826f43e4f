import { orphanedPrincipal } from '../../../../../../src/core/policy/rules/principals/orphanedPrincipal';
import { describeRule, policyWith } from '../describeRule';

describeRule(orphanedPrincipal, {
  finds: [
    {
      when: 'the id of a deleted role',
      policy: policyWith({ Principal: '{ "AWS": ["111122223333", «"AROAEXAMPLEEXAMPLE12"»] }' }),
      fixed: policyWith({ Principal: '{ "AWS": ["111122223333"] }' }),
      says: /a role that was deleted/,
    },
    {
      when: 'the id of a deleted user',
      policy: policyWith({ Principal: '{ "AWS": «"AIDAEXAMPLEEXAMPLE12"» }' }),
      says: /a user that was deleted/,
    },
  ],
  passes: [
    {
      when: 'a role whose name begins so',
      policy: policyWith({ Principal: '{ "AWS": "arn:aws:iam::111122223333:role/AROAEXAMPLEEXAMPLE12" }' }),
    },
  ],
});
