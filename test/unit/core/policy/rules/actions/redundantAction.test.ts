import { redundantAction } from '../../../../../../src/core/policy/rules/actions/redundantAction';
import { describeRule, policyWith } from '../describeRule';

describeRule(redundantAction, {
  finds: [
    {
      when: 'an action that a wildcard covers',
      policy: policyWith({ Action: '[«"kms:GenerateDataKey"», "kms:GenerateDataKey*"]' }),
      fixed: policyWith({ Action: '["kms:GenerateDataKey*"]' }),
      says: /covered by "kms:GenerateDataKey\*"/,
    },
    {
      when: 'the second of two equal ones, in any case',
      policy: policyWith({ Action: '["kms:Decrypt", «"kms:decrypt"»]' }),
      fixed: policyWith({ Action: '["kms:Decrypt"]' }),
      says: /in the list already/,
    },
  ],
  passes: [
    { when: 'actions that only overlap', policy: policyWith({ Action: '["kms:Generate*", "kms:*Mac"]' }) },
    { when: 'mistakes', policy: policyWith({ Action: '["kms:Nope", "kms:Nope"]' }) },
  ],
});
