import { invalidPrincipalFormat } from '../../../../../../src/core/policy/rules/principals/invalidPrincipalFormat';
import { describeRule, policyWith } from '../describeRule';

describeRule(invalidPrincipalFormat, {
  finds: [
    {
      when: 'a service under "AWS"',
      policy: policyWith({ Principal: '{ "AWS": «"lambda.amazonaws.com"» }' }),
      fixed: policyWith({ Principal: '{ "Service": "lambda.amazonaws.com" }' }),
    },
    {
      when: 'an ARN alone',
      policy: policyWith({ Principal: '«"arn:aws:iam::111122223333:role/App"»' }),
      fixed: policyWith({ Principal: '{ "AWS": "arn:aws:iam::111122223333:role/App" }' }),
    },
    {
      when: 'a service alone',
      policy: policyWith({ Principal: '«"sns.amazonaws.com"»' }),
      fixed: policyWith({ Principal: '{ "Service": "sns.amazonaws.com" }' }),
    },
    {
      when: 'an account with dashes',
      policy: policyWith({ Principal: '{ "AWS": «"1111-2222-3333"» }' }),
      fixed: policyWith({ Principal: '{ "AWS": "111122223333" }' }),
    },
    {
      when: 'an account with a digit too few',
      policy: policyWith({ Principal: '{ "AWS": «"arn:aws:iam::11112222333:root"» }' }),
      says: /no account id of 12 digits/,
    },
    {
      when: 'an ARN with a Region',
      policy: policyWith({ Principal: '{ "AWS": «"arn:aws:iam:us-east-1:111122223333:role/App"» }' }),
      fixed: policyWith({ Principal: '{ "AWS": "arn:aws:iam::111122223333:role/App" }' }),
    },
    {
      when: 'an ARN that lacks a colon',
      policy: policyWith({ Principal: '{ "AWS": «"arn:aws:iam:111122223333:role/App"» }' }),
      fixed: policyWith({ Principal: '{ "AWS": "arn:aws:iam::111122223333:role/App" }' }),
    },
    {
      when: 'a role in the plural',
      policy: policyWith({ Principal: '{ "AWS": «"arn:aws:iam::111122223333:roles/App"» }' }),
      fixed: policyWith({ Principal: '{ "AWS": "arn:aws:iam::111122223333:role/App" }' }),
    },
    {
      when: 'a partition that does not exist',
      policy: policyWith({ Principal: '{ "AWS": «"arn:aws-eu:iam::111122223333:role/App"» }' }),
      says: /no partition "aws-eu"/,
      fixed: policyWith({ Principal: '{ "AWS": "arn:aws:iam::111122223333:role/App" }' }),
    },
    { when: 'a name', policy: policyWith({ Principal: '{ "AWS": «"App"» }' }), says: /it is no ARN/ },
  ],
  passes: [
    { when: 'everyone', policy: policyWith({ Principal: '"*"' }) },
    { when: 'an account id', policy: policyWith({ Principal: '{ "AWS": "111122223333" }' }) },
    {
      when: 'a role with a path',
      policy: policyWith({ Principal: '{ "AWS": "arn:aws-us-gov:iam::111122223333:role/a/b/App" }' }),
    },
    {
      when: 'the partitions',
      policy: policyWith({
        Principal:
          '{ "AWS": ["arn:aws-cn:iam::111122223333:root", "arn:aws-iso-b:iam::111122223333:root", "arn:aws-eusc:iam::111122223333:root"] }',
      }),
    },
    {
      when: 'a session of a role',
      policy: policyWith({
        Principal: '{ "AWS": "arn:aws:sts::111122223333:assumed-role/App/me@example.com" }',
      }),
    },
    { when: 'a unique id', policy: policyWith({ Principal: '{ "AWS": "AROAEXAMPLEEXAMPLE12" }' }) },
    {
      when: 'a wildcard, which has a finding of its own',
      policy: policyWith({ Principal: '{ "AWS": "arn:aws:iam::111122223333:role/*" }' }),
    },
  ],
});
