import { missingStatement } from '../../../../../../src/core/policy/rules/structure/missingStatement';
import { describeRule, policyWith, statementWith } from '../describeRule';

describeRule(missingStatement, {
  finds: [
    {
      when: 'a policy without statements',
      policy: '«{»"Version": "2012-10-17"}',
      fixed:
        '{"Version": "2012-10-17", "Statement": [{"Sid": "Enable IAM User Permissions", "Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::444455556666:root"}, "Action": "kms:*", "Resource": "*"}]}',
      known: { key: { accountId: '444455556666' } },
    },
    {
      when: 'an empty list of statements',
      policy: '{"Statement": «[]»}',
      fixed:
        '{"Statement": [{"Sid": "Enable IAM User Permissions", "Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::111122223333:root"}, "Action": "kms:*", "Resource": "*"}]}',
    },
    {
      when: 'a statement by itself',
      policy: '«{»\n  "Effect": "Allow",\n  "Action": "kms:Decrypt"\n}',
      fixed:
        '{\n  "Version": "2012-10-17",\n  "Statement": [\n    {\n      "Effect": "Allow",\n      "Action": "kms:Decrypt"\n    }\n  ]\n}',
      says: /statement by itself/,
    },
  ],
  passes: [
    { when: 'one statement', policy: policyWith({}) },
    { when: 'a misspelt Statement, which has a finding of its own', policy: '{"Statment": []}' },
    { when: 'a statement that is not in a list', policy: `{"Statement": ${statementWith({})}}` },
  ],
});
