import { actionNotInKeyPolicy } from '../../../../../../src/core/policy/rules/actions/actionNotInKeyPolicy';
import { describeRule, policyWith } from '../describeRule';

describeRule(actionNotInKeyPolicy, {
  finds: [
    {
      when: 'an action without a key',
      policy: policyWith({ Action: '["kms:Decrypt", «"kms:ListKeys"»]' }),
      fixed: policyWith({ Action: '["kms:Decrypt"]' }),
    },
    {
      when: 'a wildcard of such actions',
      policy: policyWith({ Action: '["kms:Decrypt", «"kms:*CustomKeyStore"»]' }),
      fixed: policyWith({ Action: '["kms:Decrypt"]' }),
    },
  ],
  passes: [
    { when: 'a wildcard that matches others as well', policy: policyWith({ Action: '"kms:List*"' }) },
    { when: 'a Deny by NotAction', policy: policyWith({ Action: undefined, NotAction: '"kms:ListKeys"' }) },
  ],
});
