import {
  callerLockedOut,
  callerLockOutUnknown,
} from '../../../../../../src/core/policy/rules/whole/callerLockedOut';
import { delegation, describeRule, policyOf, policyWith, statementWith } from '../describeRule';

const lostDeny = statementWith({
  Effect: '"Deny"',
  Action: '"kms:*"',
  Condition: '{ "StringEqual": { "kms:ViaService": "x" } }',
});

describeRule(callerLockedOut, {
  finds: [
    {
      when: 'a caller that the policy does not name',
      policy: policyOf([statementWith({ Action: '"kms:*"' })]).replace('"Statement"', '«"Statement"»'),
      known: { callerArn: 'arn:aws:iam::111122223333:role/Other' },
      says: /lock out "arn:aws:iam::111122223333:role\/Other"/,
    },
    {
      when: 'a Deny on the caller alone',
      policy: policyOf([
        delegation,
        statementWith({ Effect: '"Deny"', Action: '"kms:PutKeyPolicy"' }),
      ]).replace('"Statement"', '«"Statement"»'),
      known: { callerArn: 'arn:aws:iam::111122223333:role/App' },
    },
  ],
  passes: [
    {
      when: 'a Deny on everybody, which has a finding of its own',
      policy: policyOf([
        delegation,
        statementWith({ Effect: '"Deny"', Principal: '"*"', Action: '"kms:PutKeyPolicy"' }),
      ]),
      known: { callerArn: 'arn:aws:iam::111122223333:role/App' },
    },
    {
      when: 'the caller, by its account',
      policy: policyOf([delegation]),
      known: { callerArn: 'arn:aws:iam::111122223333:role/Other' },
    },
    {
      when: 'the role of a session',
      policy: policyWith({ Action: '"kms:*"' }),
      known: { callerArn: 'arn:aws:sts::111122223333:assumed-role/App/me' },
    },
    {
      when: 'what nobody can tell',
      policy: policyOf([delegation, lostDeny]),
      known: { callerArn: 'arn:aws:iam::111122223333:role/App' },
    },
    { when: 'anything while the caller is not known', policy: policyWith({}) },
  ],
});

describeRule(callerLockOutUnknown, {
  finds: [
    {
      when: 'a Deny on the caller that cannot be read',
      policy: policyOf([delegation, `«${lostDeny}»`]),
      known: { callerArn: 'arn:aws:iam::111122223333:role/App' },
      says: /role\/App" could change this policy again cannot be told\. Statement 2 .*"StringEqual"/,
    },
  ],
  passes: [
    {
      when: 'a Deny on somebody else that cannot be read',
      policy: policyOf([delegation, lostDeny]),
      known: { callerArn: 'arn:aws:iam::111122223333:role/Other' },
    },
    {
      when: 'a caller who is locked out anyway',
      policy: policyOf([lostDeny]),
      known: { callerArn: 'arn:aws:iam::111122223333:role/App' },
    },
    {
      when: 'a policy that can be read',
      policy: policyOf([delegation]),
      known: { callerArn: 'arn:aws:iam::111122223333:role/App' },
    },
    { when: 'anything while the caller is not known', policy: policyOf([lostDeny]) },
  ],
});
