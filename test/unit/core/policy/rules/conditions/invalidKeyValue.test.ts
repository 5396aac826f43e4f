import { invalidKeyValue } from '../../../../../../src/core/policy/rules/conditions/invalidKeyValue';
import { condition, describeRule, policyWith } from '../describeRule';

describeRule(invalidKeyValue, {
  finds: [
    ...(
      [
        ['StringEquals', 'aws:PrincipalOrgID', 'ou-ab12-11112222', /OrgPaths/],
        ['StringEquals', 'aws:ResourceOrgID', '111122223333', /o-…/],
        ['StringLike', 'aws:SourceOrgID', 'r-ab12', /organization/],
        ['ForAnyValue:StringLike', 'aws:PrincipalOrgPaths', 'ou-ab12-11112222/*', /whole path/],
        ['StringEquals', 'aws:SourceVpce', 'vpc-0123456789abcdef0', /aws:SourceVpc/],
        ['StringEquals', 'aws:SourceVpc', 'vpce-0123456789abcdef0', /aws:SourceVpce/],
        ['ArnLike', 'aws:PrincipalArn', '111122223333', /aws:PrincipalAccount/],
        ['StringEquals', 'aws:SourceArn', 's3.amazonaws.com', /aws:PrincipalServiceName/],
      ] as const
    ).map(([operator, key, value, says]) => ({
      when: `${value} for ${key}`,
      policy: policyWith({ Condition: condition(operator, key, `«"${value}"»`) }),
      says,
    })),
    {
      when: 'a slip',
      policy: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('StringEquals', 'kms:KeySpec', '«"RSA_2084"»'),
      }),
      fixed: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('StringEquals', 'kms:KeySpec', '"RSA_2048"'),
      }),
    },
    {
      when: 'another case',
      policy: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('StringEquals', 'kms:KeyOrigin', '«"aws_kms"»'),
      }),
      fixed: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('StringEquals', 'kms:KeyOrigin', '"AWS_KMS"'),
      }),
    },
    {
      when: 'a pattern that matches none',
      policy: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('StringLike', 'kms:KeySpec', '«"AES*"»'),
      }),
    },
    {
      when: 'the ARN of an alias where its name is intended',
      policy: policyWith({
        Condition: condition(
          'StringEquals',
          'kms:RequestAlias',
          '«"arn:aws:kms:us-east-1:111122223333:alias/app"»',
        ),
      }),
      fixed: policyWith({ Condition: condition('StringEquals', 'kms:RequestAlias', '"alias/app"') }),
    },
    {
      when: 'the name of an alias without its prefix',
      policy: policyWith({ Condition: condition('StringLike', 'kms:RequestAlias', '«"app*"»') }),
      fixed: policyWith({ Condition: condition('StringLike', 'kms:RequestAlias', '"alias/app*"') }),
    },
    {
      when: 'what is no Region',
      policy: policyWith({
        Action: '"kms:ReplicateKey"',
        Condition: condition('StringEquals', 'kms:ReplicaRegion', '["eu-west-1", «"us-wst-2"»]'),
      }),
      fixed: policyWith({
        Action: '"kms:ReplicateKey"',
        Condition: condition('StringEquals', 'kms:ReplicaRegion', '["eu-west-1", "us-west-2"]'),
      }),
    },
  ],
  passes: [
    ...(
      [
        ['StringEquals', 'aws:PrincipalOrgID', 'o-exampleorgid'],
        ['StringLike', 'aws:PrincipalOrgID', 'o-*'],
        ['ForAnyValue:StringLike', 'aws:PrincipalOrgPaths', 'o-exampleorgid/r-ab12/ou-ab12-11112222/*'],
        ['StringEquals', 'aws:SourceVpc', 'vpc-0123456789abcdef0'],
        ['ArnLike', 'aws:PrincipalArn', 'arn:aws:iam::111122223333:role/*'],
      ] as const
    ).map(([operator, key, value]) => ({
      when: `${value} for ${key}`,
      policy: policyWith({ Condition: condition(operator, key, `"${value}"`) }),
    })),
    {
      when: 'a Region in capitals where the operator does not mind',
      policy: policyWith({
        Condition: condition('StringEqualsIgnoreCase', 'aws:RequestedRegion', '"EU-WEST-1"'),
      }),
    },
    {
      when: 'an alias in capitals where the operator does not mind',
      policy: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('StringEqualsIgnoreCase', 'kms:RequestAlias', '"ALIAS/Payments"'),
      }),
    },
    {
      when: 'a Region younger than our table',
      policy: policyWith({
        Action: '"kms:ReplicateKey"',
        Condition: condition('StringEquals', 'kms:ReplicaRegion', '"eu-central-3"'),
      }),
    },
    {
      when: 'patterns of aliases and Regions',
      policy: policyWith({
        Condition:
          '{ "StringLike": { "kms:RequestAlias": ["alias/app-*", "al*", "*"], "aws:RequestedRegion": "eu-*" } }',
      }),
    },
    {
      when: 'a value',
      policy: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('StringEquals', 'kms:KeySpec', '"RSA_2048"'),
      }),
    },
    {
      when: 'a pattern',
      policy: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('StringLike', 'kms:KeySpec', '"RSA*"'),
      }),
    },
    {
      when: 'any case where case does not matter',
      policy: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('StringEqualsIgnoreCase', 'kms:KeyOrigin', '"aws_kms"'),
      }),
    },
    {
      when: 'a key of any value',
      policy: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('StringEquals', 'kms:EncryptionContext:a', '"b"'),
      }),
    },
  ],
});
