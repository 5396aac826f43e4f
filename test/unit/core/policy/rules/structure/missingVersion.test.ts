import { missingVersion } from '../../../../../../src/core/policy/rules/structure/missingVersion';
import { describeRule, policyWith } from '../describeRule';

describeRule(missingVersion, {
  finds: [
    {
      when: 'a policy without Version',
      policy: '«{»"Statement": []}',
      fixed: '{"Version": "2012-10-17", "Statement": []}',
    },
    {
      when: 'one on several lines',
      policy: '«{»\n  "Statement": []\n}',
      fixed: '{\n  "Version": "2012-10-17",\n  "Statement": []\n}',
    },
  ],
  passes: [
    { when: 'a statement by itself, which is told once', policy: '{"Effect": "Allow", "Action": "kms:*"}' },
    { when: 'a misspelt Version', policy: '{"version": "2012-10-17"}' },
    { when: 'any Version', policy: policyWith({}, '"x"') },
  ],
});
