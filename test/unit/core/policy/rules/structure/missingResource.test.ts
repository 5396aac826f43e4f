import { missingResource } from '../../../../../../src/core/policy/rules/structure/missingResource';
import { describeRule, policyOf, policyWith } from '../describeRule';

describeRule(missingResource, {
  finds: [
    {
      when: 'a statement without Resource',
      policy: policyOf(['«{» "Effect": "Allow", "Principal": "*", "Action": "kms:Decrypt" }']),
      fixed: policyOf(['{ "Effect": "Allow", "Principal": "*", "Action": "kms:Decrypt", "Resource": "*" }']),
    },
  ],
  passes: [{ when: 'NotResource', policy: policyWith({ Resource: undefined, NotResource: '"*"' }) }],
});
