import { arnPartition } from '../../../../../../src/core/policy/rules/resources/arnPartition';
import { describeRule, policyWith } from '../describeRule';

describeRule(arnPartition, {
  finds: [
    {
      when: 'it in a resource',
      policy: policyWith({ Resource: '«"arn:amazon:kms:us-east-1:111122223333:key/a"»' }),
      fixed: policyWith({ Resource: '"*"' }),
    },
  ],
  passes: [
    {
      when: 'a well-formed ARN',
      policy: policyWith({ Resource: '"arn:aws-us-gov:kms:us-gov-west-1:111122223333:key/1234abcd"' }),
    },
    { when: 'the key itself', policy: policyWith({ Resource: '"*"' }) },
    { when: 'wildcards in the fields', policy: policyWith({ Resource: '"arn:*:kms:*:*:key/*"' }) },
  ],
});
