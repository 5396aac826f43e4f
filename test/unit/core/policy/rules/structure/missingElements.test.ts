import { missingElements } from '../../../../../../src/core/policy/rules/structure/missingElements';
import { describeRule, policyOf, policyWith } from '../describeRule';

describeRule(missingElements.MISSING_EFFECT, {
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

describeRule(missingElements.MISSING_ACTION, {
  finds: [
    {
      when: 'a statement without Action',
      policy: policyOf(['«{» "Effect": "Allow", "Principal": "*", "Resource": "*" }']),
      fixed: policyOf([
        '{ "Effect": "Allow", "Principal": "*", "Action": "kms:DescribeKey", "Resource": "*" }',
      ]),
    },
  ],
  passes: [
    { when: 'NotAction', policy: policyWith({ Action: undefined, NotAction: '"kms:Decrypt"' }) },
    { when: 'a misspelt Action', policy: policyWith({ Action: undefined, Actions: '"kms:Decrypt"' }) },
  ],
});

describeRule(missingElements.MISSING_PRINCIPAL, {
  finds: [
    {
      when: 'an Allow without Principal, and offers the account',
      policy: policyOf(['«{» "Effect": "Allow", "Action": "kms:Decrypt", "Resource": "*" }']),
      fixed: policyOf([
        '{ "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::444455556666:root" }, "Action": "kms:Decrypt", "Resource": "*" }',
      ]),
      known: { key: { accountId: '444455556666' } },
    },
    {
      when: 'a Deny without Principal, and offers everybody',
      policy: policyOf(['«{» "Effect": "Deny", "Action": "kms:Decrypt", "Resource": "*" }']),
      fixed: policyOf([
        '{ "Effect": "Deny", "Principal": { "AWS": "*" }, "Action": "kms:Decrypt", "Resource": "*" }',
      ]),
    },
  ],
  passes: [{ when: 'NotPrincipal', policy: policyWith({ Principal: undefined, NotPrincipal: '"*"' }) }],
});

describeRule(missingElements.MISSING_RESOURCE, {
  finds: [
    {
      when: 'a statement without Resource',
      policy: policyOf(['«{» "Effect": "Allow", "Principal": "*", "Action": "kms:Decrypt" }']),
      fixed: policyOf(['{ "Effect": "Allow", "Principal": "*", "Action": "kms:Decrypt", "Resource": "*" }']),
    },
  ],
  passes: [{ when: 'NotResource', policy: policyWith({ Resource: undefined, NotResource: '"*"' }) }],
});
