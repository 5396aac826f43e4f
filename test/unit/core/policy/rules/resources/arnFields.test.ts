import { arnFields } from '../../../../../../src/core/policy/rules/resources/arnFields';
import { describeRule, policyWith } from '../describeRule';

describeRule(arnFields.INVALID_ARN_PREFIX, {
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

describeRule(arnFields.MISSING_ARN_FIELD, {
  finds: [
    {
      when: 'it in a resource',
      policy: policyWith({ Resource: '«"arn:aws:kms:us-east-1"»' }),
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

describeRule(arnFields.INVALID_PARTITION, {
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

describeRule(arnFields.INVALID_ARN_SERVICE_CASE, {
  finds: [
    {
      when: 'it in a resource',
      policy: policyWith({ Resource: '«"arn:aws:KMS:us-east-1:111122223333:key/a"»' }),
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

describeRule(arnFields.INVALID_ARN_REGION, {
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

describeRule(arnFields.INVALID_ARN_ACCOUNT, {
  finds: [
    {
      when: 'it in a resource',
      policy: policyWith({ Resource: '«"arn:aws:kms:us-east-1:1111:key/a"»' }),
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

describeRule(arnFields.INVALID_ARN_RESOURCE, {
  finds: [
    {
      when: 'it in a resource',
      policy: policyWith({ Resource: '«"arn:aws:kms:us-east-1:111122223333:keys/a"»' }),
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
