import { arnRegion } from '../../../../../../src/core/policy/rules/resources/arnRegion';
import { describeRule, policyWith } from '../describeRule';

describeRule(arnRegion, {
  finds: [
    {
      when: 'it in a resource',
      policy: policyWith({ Resource: '«"arn:aws:kms:ireland:111122223333:key/a"»' }),
      fixed: policyWith({ Resource: '"*"' }),
    },
    {
      when: 'a misspelt one',
      policy: policyWith({
        Resource:
          '[«"arn:aws:kms:us-est-1:111122223333:key/a"», «"arn:aws:kms:eu-west-11:111122223333:key/a"»]',
      }),
      fixed: policyWith({ Resource: '"*"' }),
    },
  ],
  passes: [
    {
      when: 'Regions of all partitions',
      policy: policyWith({
        Resource:
          '["arn:aws-cn:kms:cn-northwest-1:111122223333:key/a", "arn:aws-iso-b:kms:us-isob-east-1:111122223333:key/a", "arn:aws-eusc:kms:eusc-de-east-1:111122223333:key/a", "arn:aws:kms:mx-central-1:111122223333:key/a"]',
      }),
    },
    {
      when: 'a well-formed ARN',
      policy: policyWith({ Resource: '"arn:aws-us-gov:kms:us-gov-west-1:111122223333:key/1234abcd"' }),
    },
    { when: 'the key itself', policy: policyWith({ Resource: '"*"' }) },
    { when: 'wildcards in the fields', policy: policyWith({ Resource: '"arn:*:kms:*:*:key/*"' }) },
  ],
});
