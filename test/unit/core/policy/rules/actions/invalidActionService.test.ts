import { invalidActionService } from '../../../../../../src/core/policy/rules/actions/invalidActionService';
import { describeRule, policyWith } from '../describeRule';

describeRule(invalidActionService, {
  finds: [
    {
      when: 'too many prefixes',
      policy: policyWith({ Action: '«"aws:kms:Decrypt"»' }),
      fixed: policyWith({ Action: '"kms:Decrypt"' }),
    },
    {
      when: 'a misspelt prefix',
      policy: policyWith({ Action: '«"kmss:Decrypt"»' }),
      fixed: policyWith({ Action: '"kms:Decrypt"' }),
    },
    { when: 'a prefix of no service', policy: policyWith({ Action: '«"foobarium:Thing"»' }) },
  ],
  passes: [
    { when: 'another service', policy: policyWith({ Action: '"s3:GetObject"' }) },
    { when: 'KMS in capitals', policy: policyWith({ Action: '"KMS:Decrypt"' }) },
  ],
});
