import { callerLockedOut } from '../../../../../../src/core/policy/rules/whole/callerLockedOut';
import { delegation, describeRule, policyOf, policyWith, statementWith } from '../describeRule';

describeRule(callerLockedOut, {
  finds: [
    {
      when: 'a caller that the policy does not name',
      policy: policyOf([statementWith({ Action: '"kms:*"' })]).replace('"Statement"', '«"Statement"»'),
      known: { callerArn: 'arn:aws:iam::111122223333:role/Other' },
      says: /lock out "arn:aws:iam::111122223333:role\/Other"/,
    },
    {
      when: 'a Deny on the caller',
      policy: policyOf([
        delegation,
        statementWith({ Effect: '"Deny"', Action: '"kms:PutKeyPolicy"' }),
      ]).replace('"Statement"', '«"Statement"»'),
      known: { callerArn: 'arn:aws:iam::111122223333:role/App' },
    },
  ],
  passes: [
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
    { when: 'anything while the caller is not known', policy: policyWith({}) },
  ],
});
