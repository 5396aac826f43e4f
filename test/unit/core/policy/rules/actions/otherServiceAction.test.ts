import { otherServiceAction } from '../../../../../../src/core/policy/rules/actions/otherServiceAction';
import { delegation, describeRule, policyOf, policyWith, statementWith } from '../describeRule';

describeRule(otherServiceAction, {
  finds: [
    {
      when: 'an action of S3 among others',
      policy: policyWith({ Action: '["kms:Decrypt", «"s3:GetObject"»]' }),
      fixed: policyWith({ Action: '["kms:Decrypt"]' }),
    },
    {
      when: 'the right action under another prefix',
      policy: policyWith({ Action: '«"s3:Decrypt"»' }),
      fixed: policyWith({ Action: '"kms:Decrypt"' }),
    },
    ...['sts:*', 'sqs:*', 'secretsmanager:*', 's3:Get*'].map((action) => ({
      when: `${action}, which is never intended for KMS`,
      policy: policyWith({ Action: `["kms:Decrypt", «"${action}"»]` }),
      fixed: policyWith({ Action: '["kms:Decrypt"]' }),
      only: true as const,
    })),
    {
      when: 'one that is all that the statement has',
      policy: policyOf([delegation, statementWith({ Action: '«"s3:GetObject"»' })]),
      fixed: policyOf([delegation]),
    },
  ],
  passes: [
    { when: 'every service', policy: policyWith({ Action: '"*"' }) },
    {
      when: 'an unknown service, which has a finding of its own',
      policy: policyWith({ Action: '"foobarium:Thing"' }),
    },
  ],
});
