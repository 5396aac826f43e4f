import { resourceNotThisKey } from '../../../../../../src/core/policy/rules/resources/resourceNotThisKey';
import { describeRule, policyWith } from '../describeRule';

describeRule(resourceNotThisKey, {
  finds: [
    {
      when: 'nothing at all',
      policy: policyWith({ Resource: undefined, NotResource: '«"*"»' }),
      fixed: policyWith({ Resource: undefined, NotResource: '"*"' }).replace('NotResource', 'Resource'),
    },
    {
      when: 'an alias',
      policy: policyWith({ Resource: '«"arn:aws:kms:us-east-1:111122223333:alias/a"»' }),
      fixed: policyWith({ Resource: '"*"' }),
    },
    {
      when: 'another service',
      policy: policyWith({ Resource: '«"arn:aws:s3:::bucket"»' }),
      fixed: policyWith({ Resource: '"*"' }),
    },
    {
      when: 'another key',
      policy: policyWith({ Resource: '«"arn:aws:kms:us-east-1:111122223333:key/other"»' }),
      fixed: policyWith({ Resource: '"*"' }),
      known: { key: { arn: 'arn:aws:kms:us-east-1:111122223333:key/this' } },
    },
  ],
  passes: [
    {
      when: 'the key',
      policy: policyWith({ Resource: '"arn:aws:kms:us-east-1:111122223333:key/this"' }),
      known: { key: { arn: 'arn:aws:kms:us-east-1:111122223333:key/this' } },
    },
    {
      when: 'a pattern that matches the key',
      policy: policyWith({ Resource: '"arn:aws:kms:*:111122223333:key/*"' }),
      known: { key: { arn: 'arn:aws:kms:us-east-1:111122223333:key/this' } },
    },
    {
      when: 'any key while it is not known',
      policy: policyWith({ Resource: '"arn:aws:kms:us-east-1:111122223333:key/x"' }),
    },
  ],
});
