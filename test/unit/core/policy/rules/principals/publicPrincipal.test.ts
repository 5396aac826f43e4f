import { publicPrincipal } from '../../../../../../src/core/policy/rules/principals/publicPrincipal';
import { condition, delegation, describeRule, policyOf, policyWith, statementWith } from '../describeRule';

describeRule(publicPrincipal, {
  finds: [
    {
      when: 'everyone',
      policy: policyOf([delegation, statementWith({ Principal: '{ "AWS": «"*"» }' })]),
      known: { key: { accountId: '111122223333' } },
      fixed: policyOf([
        delegation,
        statementWith({
          Principal: '{ "AWS": "*" }',
          Condition: condition('StringEquals', 'kms:CallerAccount', '"111122223333"'),
        }),
      ]),
    },
    {
      when: 'everyone, bare',
      policy: policyWith({ Principal: '«"*"»' }),
      fixed: policyWith({
        Principal: '"*"',
        Condition: condition('StringEquals', 'aws:PrincipalOrgID', '"o-exampleorgid"'),
      }),
    },
    {
      when: 'a condition that says nothing of the caller',
      policy: policyWith({
        Principal: '«"*"»',
        Condition: condition('StringEquals', 'kms:KeySpec', '"RSA_2048"'),
      }),
      fixed: policyWith({
        Principal: '"*"',
        Condition:
          '{ "StringEquals": { "kms:KeySpec": "RSA_2048", "aws:PrincipalOrgID": "o-exampleorgid" } }',
      }),
    },
    {
      when: 'a negated condition on the caller',
      policy: policyWith({
        Principal: '«"*"»',
        Condition: condition('StringNotEquals', 'kms:CallerAccount', '"111122223333"'),
      }),
      fixed: policyWith({
        Principal: '"*"',
        Condition:
          '{ "StringNotEquals": { "kms:CallerAccount": "111122223333" }, "StringEquals": { "aws:PrincipalOrgID": "o-exampleorgid" } }',
      }),
    },
    {
      when: 'a range that is every address, however it is written',
      policy: policyWith({
        Principal: '«"*"»',
        Condition: condition('IpAddress', 'aws:SourceIp', '["203.0.113.7/0", "0::/0"]'),
      }),
      fixed: policyWith({
        Principal: '"*"',
        Condition:
          '{ "IpAddress": { "aws:SourceIp": ["203.0.113.7/0", "0::/0"] }, "StringEquals": { "aws:PrincipalOrgID": "o-exampleorgid" } }',
      }),
    },
    ...(
      [
        ['kms:CallerAccount', '????????????'],
        ['aws:PrincipalOrgID', 'o-*'],
        ['aws:PrincipalOrgPaths', '*/r-ab12/*'],
        ['aws:userid', 'AROA*:build'],
        ['aws:userid', '*:build'],
      ] as const
    ).map(([key, pattern]) => ({
      when: `whoever fits ${key} ${pattern}`,
      policy: policyWith({ Principal: '«"*"»', Condition: condition('StringLike', key, `"${pattern}"`) }),
      fixed: policyWith({
        Principal: '"*"',
        Condition: `{ "StringLike": { "${key}": "${pattern}" }, "StringEquals": { "aws:PrincipalOrgID": "o-exampleorgid" } }`,
      }),
    })),
    {
      when: 'a role of one name in whatever account',
      policy: policyWith({
        Principal: '«"*"»',
        Condition: condition('ArnLike', 'aws:PrincipalArn', '["arn:aws:iam::*:role/App"]'),
      }),
      fixed: policyWith({
        Principal: '"*"',
        Condition:
          '{ "ArnLike": { "aws:PrincipalArn": ["arn:aws:iam::*:role/App"] }, "StringEquals": { "aws:PrincipalOrgID": "o-exampleorgid" } }',
      }),
    },
    {
      when: 'a role of one name in many accounts',
      policy: policyWith({
        Principal: '«"*"»',
        Condition: condition('ArnLike', 'aws:PrincipalArn', '["arn:aws:iam::????????????:role/App"]'),
      }),
      fixed: policyWith({
        Principal: '"*"',
        Condition:
          '{ "ArnLike": { "aws:PrincipalArn": ["arn:aws:iam::????????????:role/App"] }, "StringEquals": { "aws:PrincipalOrgID": "o-exampleorgid" } }',
      }),
    },
  ],
  passes: [
    {
      when: 'the roles of one account',
      policy: policyWith({
        Principal: '"*"',
        Condition: condition('ArnLike', 'aws:PrincipalArn', '"arn:aws:iam::111122223333:role/*"'),
      }),
    },
    { when: 'a Deny', policy: policyWith({ Effect: '"Deny"', Principal: '{ "AWS": "*" }' }) },
    {
      when: 'everyone of one account',
      policy: policyWith({
        Principal: '{ "AWS": "*" }',
        Condition: condition('StringEquals', 'kms:calleraccount', '"111122223333"'),
      }),
    },
    {
      when: 'everyone of an organization',
      policy: policyWith({
        Principal: '{ "AWS": "*" }',
        Condition: condition('StringEquals', 'aws:PrincipalOrgID', '"o-1"'),
      }),
    },
  ],
});
