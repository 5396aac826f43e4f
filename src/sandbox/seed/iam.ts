import type { SandboxIam } from '../../generated/sandbox-iam';

/** A second account, for what crosses accounts. */
export const PARTNER_ACCOUNT = '444455556666';

const allow = (actions: string | string[], resources: string | string[] = '*', condition?: object) => ({
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Action: actions, Resource: resources, ...(condition && { Condition: condition }) },
  ],
});

/** Who may assume a role: people of the account whose IAM policies allow it. */
const trustsAccount = (account: string) => ({
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${account}:root` }, Action: 'sts:AssumeRole' },
  ],
});

const trustsService = (service: string) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' }],
});

const administrator = 'arn:aws:iam::aws:policy/AdministratorAccess';
const powerUser = 'arn:aws:iam::aws:policy/AWSKeyManagementServicePowerUser';
const securityAudit = 'arn:aws:iam::aws:policy/SecurityAudit';

const readKeys = [
  'kms:Describe*',
  'kms:Get*',
  'kms:List*',
  'iam:List*',
  'iam:Get*',
  'cloudtrail:LookupEvents',
];
const useKeys = ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey'];

/** The people, workloads and IAM policies of a small company, to start with. */
export function seedIam(accountId: string): SandboxIam {
  return {
    organizationId: 'o-example1234',
    accounts: [
      {
        id: accountId,
        users: users(accountId),
        roles: roles(accountId),
        policies: managedPolicies(),
      },
      {
        id: PARTNER_ACCOUNT,
        users: [
          {
            name: 'partner-dana',
            accessKey: true,
            policies: { 'use-shared-keys': allow(useKeys, `arn:aws:kms:*:${accountId}:key/*`) },
          },
        ],
        roles: [
          {
            name: 'partner-ingest',
            path: '/service/',
            trust: trustsService('ecs-tasks.amazonaws.com'),
            policies: { 'use-shared-keys': allow(useKeys, `arn:aws:kms:*:${accountId}:key/*`) },
          },
        ],
      },
    ],
  };
}

function users(accountId: string): SandboxIam['accounts'][0]['users'] {
  const roleArns = `arn:aws:iam::${accountId}:role/*`;
  return [
    { name: 'admin', accessKey: true, attached: [administrator], tags: { team: 'platform' } },
    {
      name: 'alice',
      path: '/payments/',
      accessKey: true,
      tags: { team: 'payments' },
      policies: {
        'payments-keys': allow([
          ...useKeys,
          'kms:ListKeys',
          'kms:ListAliases',
          'iam:ListUsers',
          'iam:ListRoles',
        ]),
        'assume-payments': allow('sts:AssumeRole', `arn:aws:iam::${accountId}:role/payments/*`),
      },
    },
    {
      name: 'bob',
      path: '/orders/',
      accessKey: true,
      tags: { team: 'orders' },
      policies: {
        'orders-keys': allow([...useKeys, 'kms:ListAliases'], '*', {
          StringEquals: { 'aws:ResourceTag/team': '${aws:PrincipalTag/team}' },
        }),
        'see-keys': allow(['kms:ListKeys', 'kms:ListAliases', 'iam:ListUsers', 'iam:ListRoles']),
      },
    },
    {
      name: 'carol',
      path: '/security/',
      accessKey: true,
      tags: { team: 'security' },
      attached: [powerUser],
      policies: {
        'manage-keys': allow('kms:*'),
        'assume-any': allow('sts:AssumeRole', roleArns),
      },
    },
    { name: 'auditor', path: '/security/', accessKey: true, policies: { 'read-only': allow(readKeys) } },
    {
      name: 'developer',
      accessKey: true,
      policies: {
        'see-keys': allow(['kms:ListKeys', 'kms:ListAliases', 'kms:DescribeKey', 'iam:ListUsers']),
      },
    },
    { name: 'erin', path: '/payments/', tags: { team: 'payments' } },
    { name: 'frank', path: '/orders/', tags: { team: 'orders' } },
    { name: 'grace', path: '/data/', tags: { team: 'data' } },
    { name: 'heidi', path: '/data/', tags: { team: 'data' } },
    { name: 'build-bot', path: '/ci/', policies: { sign: allow(['kms:Sign', 'kms:GetPublicKey']) } },
    { name: 'backup-agent', path: '/service/', policies: { 'data-keys': allow(['kms:GenerateDataKey']) } },
    { name: 'break-glass', path: '/security/', attached: [administrator] },
  ];
}

function roles(accountId: string): SandboxIam['accounts'][0]['roles'] {
  const people = trustsAccount(accountId);
  const service = (name: string, principal: string, actions: string[], path = '/service/') => ({
    name,
    path,
    trust: trustsService(principal),
    policies: { 'use-keys': allow(actions) },
  });
  return [
    {
      name: 'Admin',
      trust: people,
      attached: [administrator],
      description: 'Everything, for people on duty',
    },
    {
      name: 'KeyAdministrator',
      path: '/security/',
      trust: people,
      attached: [powerUser],
      policies: { 'manage-keys': allow('kms:*') },
    },
    { name: 'SecurityAudit', path: '/security/', trust: people, attached: [securityAudit] },
    { name: 'ReadOnly', trust: people, policies: { 'read-only': allow(readKeys) } },
    { name: 'Developer', trust: people, policies: { 'see-keys': allow(['kms:List*', 'kms:Describe*']) } },
    {
      name: 'OrganizationAccountAccessRole',
      trust: trustsAccount(PARTNER_ACCOUNT),
      attached: [administrator],
    },
    service('payments-api', 'ecs-tasks.amazonaws.com', useKeys, '/payments/'),
    service('payments-settlement', 'lambda.amazonaws.com', ['kms:Decrypt', 'kms:DescribeKey'], '/payments/'),
    service('orders-api', 'ecs-tasks.amazonaws.com', useKeys, '/orders/'),
    service('orders-export', 'lambda.amazonaws.com', ['kms:GenerateDataKey'], '/orders/'),
    service('orders-db', 'rds.amazonaws.com', [...useKeys, 'kms:CreateGrant'], '/orders/'),
    service('webhook-sender', 'lambda.amazonaws.com', ['kms:GenerateMac']),
    service('webhook-receiver', 'lambda.amazonaws.com', ['kms:VerifyMac']),
    service('release-signer', 'codebuild.amazonaws.com', ['kms:Sign', 'kms:GetPublicKey'], '/ci/'),
    service('deploy', 'codebuild.amazonaws.com', ['kms:DescribeKey', 'kms:ListAliases'], '/ci/'),
    service('etl-nightly', 'glue.amazonaws.com', useKeys, '/data/'),
    service('warehouse', 'redshift.amazonaws.com', useKeys, '/data/'),
    service('log-archive', 'firehose.amazonaws.com', ['kms:GenerateDataKey', 'kms:Decrypt']),
    service('backup', 'backup.amazonaws.com', [...useKeys, 'kms:CreateGrant']),
    service('session-manager', 'ssm.amazonaws.com', ['kms:Decrypt']),
    service(
      'token-issuer',
      'lambda.amazonaws.com',
      ['kms:Sign', 'kms:Verify', 'kms:GetPublicKey'],
      '/identity/',
    ),
  ];
}

function managedPolicies(): NonNullable<SandboxIam['accounts'][0]['policies']> {
  return [
    { name: 'AdministratorAccess', awsManaged: true, document: allow('*') },
    {
      name: 'AWSKeyManagementServicePowerUser',
      awsManaged: true,
      // AWS managed policies reference.
      document: allow([
        'kms:CreateAlias',
        'kms:CreateKey',
        'kms:DeleteAlias',
        'kms:Describe*',
        'kms:GenerateRandom',
        'kms:Get*',
        'kms:List*',
        'kms:TagResource',
        'kms:UntagResource',
        'iam:ListGroups',
        'iam:ListRoles',
        'iam:ListUsers',
      ]),
    },
    { name: 'SecurityAudit', awsManaged: true, document: allow(readKeys) },
  ];
}
