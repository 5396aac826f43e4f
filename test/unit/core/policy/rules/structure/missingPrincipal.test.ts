import { missingPrincipal } from '../../../../../../src/core/policy/rules/structure/missingPrincipal';
import { describeRule, policyOf, policyWith } from '../describeRule';

describeRule(missingPrincipal, {
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
