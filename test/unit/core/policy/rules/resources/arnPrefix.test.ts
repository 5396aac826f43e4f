import { arnPrefix } from '../../../../../../src/core/policy/rules/resources/arnPrefix';
import { describeRule, policyWith } from '../describeRule';

describeRule(arnPrefix, {
  finds: [
    {
      when: 'it in a resource',
      policy: policyWith({ Resource: '«"key/1234abcd"»' }),
      fixed: policyWith({ Resource: '"*"' }),
    },
  ],
  passes: [
    {
      when: 'a well-formed ARN',
      policy: policyWith({ Resource: '"arn:aws-us-gov:kms:us-gov-west-1:111122223333:key/1234abcd"' }),
    },
    { when: 'the key itself', policy: policyWith({ Resource: '"*"' }) },
  ],
});
