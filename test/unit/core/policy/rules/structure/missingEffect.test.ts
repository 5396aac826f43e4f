import { missingEffect } from '../../../../../../src/core/policy/rules/structure/missingEffect';
import { describeRule, policyOf, policyWith } from '../describeRule';

describeRule(missingEffect, {
  finds: [
    {
      when: 'a statement without Effect',
      policy: policyOf(['«{» "Action": "kms:Decrypt" }']),
      fixed: policyOf(['{ "Effect": "Allow", "Action": "kms:Decrypt" }']),
    },
    {
      when: 'one with a Sid, and offers Deny too',
      policy: policyOf(['«{» "Sid": "a", "Action": "kms:Decrypt" }']),
      fixed: policyOf(['{ "Sid": "a", "Effect": "Deny", "Action": "kms:Decrypt" }']),
      fix: 1,
    },
  ],
  passes: [
    {
      when: 'a misspelt Effect, which has a finding of its own',
      policy: policyOf(['{ "effect": "Allow", "Action": "kms:Decrypt" }']),
    },
    { when: 'an Effect of any value', policy: policyWith({ Effect: '"Maybe"' }) },
  ],
});
