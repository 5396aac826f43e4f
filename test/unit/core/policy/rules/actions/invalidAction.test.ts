import { invalidAction } from '../../../../../../src/core/policy/rules/actions/invalidAction';
import { describeRule, policyWith } from '../describeRule';

describeRule(invalidAction, {
  finds: [
    {
      when: 'a name that lacks a word',
      policy: policyWith({ Action: '«"kms:GetPolicy"»' }),
      fixed: policyWith({ Action: '"kms:GetKeyPolicy"' }),
    },
    {
      when: 'a name that lacks its end',
      policy: policyWith({ Action: '«"kms:RotateKey"»' }),
      fixed: policyWith({ Action: '"kms:RotateKeyOnDemand"' }),
    },
    {
      when: 'what KMS calls otherwise',
      policy: policyWith({ Action: '«"kms:DeleteKey"»' }),
      fixed: policyWith({ Action: '"kms:ScheduleKeyDeletion"' }),
    },
    {
      when: 'an action that only IAM policies allow',
      policy: policyWith({ Action: '«"kms:CreateCustomKeyStor"»' }),
      fixed: policyWith({ Action: '"kms:CreateCustomKeyStore"' }),
    },
    { when: 'a name that JavaScript knows', policy: policyWith({ Action: '«"kms:constructor"»' }) },
    {
      when: 'a misspelt action',
      policy: policyWith({ Action: '«"kms:Decrpt"»' }),
      fixed: policyWith({ Action: '"kms:Decrypt"' }),
      says: /Did you mean "kms:Decrypt"/,
    },
    {
      when: 'the API operation ReEncrypt',
      policy: policyWith({ Action: '«"kms:ReEncrypt"»' }),
      fixed: policyWith({ Action: '"kms:ReEncrypt*"' }),
    },
    {
      when: 'a name without prefix',
      policy: policyWith({ Action: '«"Decrypt"»' }),
      fixed: policyWith({ Action: '"kms:Decrypt"' }),
      says: /no service prefix/,
    },
    {
      when: 'a wildcard that matches nothing',
      policy: policyWith({ Action: '«"kms:Decrpt*"»' }),
      fixed: policyWith({ Action: '"kms:Decrypt"' }),
    },
    {
      when: 'one in a list, in NotAction too',
      policy: policyWith({ Action: undefined, NotAction: '["kms:Encrypt", «"kms:Sing"»]' }),
      fixed: policyWith({ Action: undefined, NotAction: '["kms:Encrypt", "kms:Sign"]' }),
    },
  ],
  passes: [
    { when: 'an action in other case', policy: policyWith({ Action: '"kms:decrypt"' }) },
    { when: 'a wildcard that matches', policy: policyWith({ Action: '"kms:Generate*"' }) },
    { when: 'every action of every service', policy: policyWith({ Action: '"*"' }) },
    {
      when: 'an action of another service, which has a finding of its own',
      policy: policyWith({ Action: '"s3:GetObject"' }),
    },
  ],
});
