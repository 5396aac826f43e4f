import { actionNotForKey } from '../../../../../../src/core/policy/rules/actions/actionNotForKey';
import { describeRule, policyWith } from '../describeRule';

describeRule(actionNotForKey, {
  finds: [
    {
      when: 'signing with a symmetric key',
      policy: policyWith({ Action: '["kms:Decrypt", «"kms:Sign"»]' }),
      fixed: policyWith({ Action: '["kms:Decrypt"]' }),
      known: { key: { usage: 'ENCRYPT_DECRYPT', spec: 'SYMMETRIC_DEFAULT' } },
    },
    {
      when: 'data keys of an asymmetric key',
      policy: policyWith({ Action: '["kms:Decrypt", «"kms:GenerateDataKey*"»]' }),
      fixed: policyWith({ Action: '["kms:Decrypt"]' }),
      known: { key: { usage: 'ENCRYPT_DECRYPT', spec: 'RSA_2048' } },
    },
  ],
  passes: [
    {
      when: 'a wildcard of which part fits',
      policy: policyWith({ Action: '"kms:*"' }),
      known: { key: { usage: 'SIGN_VERIFY', spec: 'RSA_2048' } },
    },
    { when: 'anything while the key is not known', policy: policyWith({ Action: '"kms:Sign"' }) },
  ],
});
