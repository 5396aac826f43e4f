import { principalWildcard } from '../../../../../../src/core/policy/rules/principals/principalWildcard';
import { condition, describeRule, policyWith } from '../describeRule';

describeRule(principalWildcard, {
  finds: [
    {
      when: 'a wildcard in an ARN',
      policy: policyWith({ Principal: '{ "AWS": «"arn:aws:iam::111122223333:role/App*"» }' }),
      fixed: policyWith({
        Principal: '{ "AWS": "*" }',
        Condition: condition('ArnLike', 'aws:PrincipalArn', '"arn:aws:iam::111122223333:role/App*"'),
      }),
    },
    {
      when: 'one beside a principal without, and offers nothing',
      policy: policyWith({
        Principal: '{ "AWS": ["111122223333", «"arn:aws:iam::111122223333:role/App*"»] }',
      }),
    },
    { when: 'every service', policy: policyWith({ Principal: '{ "Service": «"*"» }' }) },
  ],
  passes: [{ when: 'everyone', policy: policyWith({ Principal: '{ "AWS": "*" }' }) }],
});
