import { noRootDelegation } from '../../../../../../src/core/policy/rules/whole/noRootDelegation';
import { delegation, describeRule, policyOf, policyWith, statementWith } from '../describeRule';

describeRule(noRootDelegation, {
  finds: [
    {
      when: 'a policy that names roles only',
      policy: policyOf([statementWith({ Action: '"kms:*"' })]).replace('"Statement"', '«"Statement"»'),
      fixed: policyOf([delegation, statementWith({ Action: '"kms:*"' })]),
    },
    {
      when: 'one that names another account than that of the key',
      policy: policyOf([delegation]).replace('"Statement"', '«"Statement"»'),
      fixed: policyOf([
        delegation.replace('111122223333', '444455556666').replace('Permissions', 'Permissions2'),
        delegation,
      ]),
      known: { key: { accountId: '444455556666' } },
    },
  ],
  passes: [
    {
      when: 'a policy that nobody may change, which has a finding of its own',
      policy: policyOf([statementWith({})]),
    },
    {
      when: 'a principal that may be intended to be the account',
      policy: policyOf([delegation.replace(':root', ':Root')]),
    },
    { when: 'a statement without a principal', policy: policyWith({ Principal: undefined }) },
    { when: 'the account by its ARN', policy: policyOf([delegation]) },
    { when: 'the account by its id', policy: policyWith({ Principal: '{ "AWS": "111122223333" }' }) },
    { when: 'everyone', policy: policyWith({ Principal: '"*"' }) },
    { when: 'a policy that only denies', policy: policyWith({ Effect: '"Deny"' }) },
  ],
});
