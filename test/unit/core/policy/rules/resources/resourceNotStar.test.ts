import { resourceNotStar } from '../../../../../../src/core/policy/rules/resources/resourceNotStar';
import { describeRule, policyWith } from '../describeRule';

describeRule(resourceNotStar, {
  finds: [
    {
      when: 'the ARN of a key',
      policy: policyWith({ Resource: '«"arn:aws:kms:us-east-1:111122223333:key/1234abcd"»' }),
      fixed: policyWith({ Resource: '"*"' }),
    },
    {
      when: 'one of a list',
      policy: policyWith({ Resource: '["*", «"arn:aws:kms:us-east-1:111122223333:key/*"»]' }),
      fixed: policyWith({ Resource: '"*"' }),
    },
  ],
  passes: [
    { when: 'the key itself', policy: policyWith({ Resource: '"*"' }) },
    {
      when: 'a malformed ARN, which has a finding of its own',
      policy: policyWith({ Resource: '"arn:aws:kms"' }),
    },
    {
      when: 'an alias, which has a finding of its own',
      policy: policyWith({ Resource: '"arn:aws:kms:us-east-1:111122223333:alias/a"' }),
    },
  ],
});
