import type { AccessRequest } from '../../../../../src/core/access/model';
import {
  account,
  delegation,
  iam,
  other,
  policy,
  request,
  role,
  root,
  session,
  statement,
  user,
} from '../builders';
import type { Row, Told } from './row';
import { pages } from './row';

const users = { AWS: [role('ExampleRole'), root(other)] };

/** The policy that the console writes for a symmetric encryption key that another account may use, too. */
const console = policy(
  delegation,
  statement({
    Sid: 'Allow access for Key Administrators',
    Principal: { AWS: role('ExampleAdminRole') },
    Action: [
      ...['Create*', 'Describe*', 'Enable*', 'List*', 'Put*', 'Update*', 'Revoke*', 'Disable*', 'Get*'],
      ...['Delete*', 'TagResource', 'UntagResource', 'ScheduleKeyDeletion', 'CancelKeyDeletion'],
      'RotateKeyOnDemand',
    ].map((name) => `kms:${name}`),
  }),
  statement({
    Sid: 'Allow use of the key',
    Principal: users,
    Action: ['Encrypt', 'Decrypt', 'ReEncrypt*', 'GenerateDataKey*', 'DescribeKey'].map(
      (name) => `kms:${name}`,
    ),
  }),
  statement({
    Sid: 'Allow attachment of persistent resources',
    Principal: users,
    Action: ['kms:CreateGrant', 'kms:ListGrants', 'kms:RevokeGrant'],
    Condition: { Bool: { 'kms:GrantIsForAWSResource': true } },
  }),
);
const admin = { principal: session('ExampleAdminRole'), keyPolicy: console };
const worker = { principal: session('ExampleRole'), keyPolicy: console };
const foreign = { principal: user('eve', other), keyPolicy: console };
const everything = [iam({ Action: 'kms:*', Resource: '*' })];
const forService = { 'kms:ViaService': 'ec2.us-east-1.amazonaws.com' };

const written: readonly Told[] = [
  ...['PutKeyPolicy', 'ScheduleKeyDeletion', 'CreateGrant', 'GetKeyLastUsage', 'UpdateAlias'].map(
    (name): Told => [`an administrator: ${name}`, { ...admin, action: `kms:${name}` }, 'Allowed'],
  ),
  ...['Decrypt', 'GenerateDataKey', 'ReEncryptFrom', 'Sign', 'ReplicateKey', 'ImportKeyMaterial'].map(
    (name): Told => [
      `an administrator: not ${name}`,
      { ...admin, action: `kms:${name}` },
      'ImplicitlyDenied',
    ],
  ),
  ...['Encrypt', 'Decrypt', 'ReEncryptTo', 'GenerateDataKeyPairWithoutPlaintext', 'DescribeKey'].map(
    (name): Told => [`a user: ${name}`, { ...worker, action: `kms:${name}` }, 'Allowed'],
  ),
  ['a user: not PutKeyPolicy', { ...worker, action: 'kms:PutKeyPolicy' }, 'ImplicitlyDenied'],
  [
    'a user: what IAM adds',
    { ...worker, action: 'kms:PutKeyPolicy', identityPolicies: everything },
    'Allowed',
  ],
  ['a user: no grant of its own', { ...worker, action: 'kms:CreateGrant' }, 'ImplicitlyDenied'],
  ['a user: a grant for a service', { ...worker, action: 'kms:CreateGrant', context: forService }, 'Allowed'],
  ['the other account', { ...foreign, identityPolicies: everything }, 'Allowed'],
  ['the other account without IAM', foreign, 'ImplicitlyDenied'],
  [
    'the other account: a grant for a service',
    { ...foreign, action: 'kms:CreateGrant', context: forService, identityPolicies: everything },
    'Allowed',
  ],
  [
    'the other account: not PutKeyPolicy',
    { ...foreign, action: 'kms:PutKeyPolicy', identityPolicies: everything },
    'ImplicitlyDenied',
  ],
  [
    'a third account',
    { principal: user('mallory', '777788889999'), keyPolicy: console, identityPolicies: everything },
    'ImplicitlyDenied',
  ],
  ['a user whom only the account covers', { keyPolicy: console }, 'ImplicitlyDenied'],
  ['the same with IAM', { keyPolicy: console, identityPolicies: everything }, 'Allowed'],
  ['the root user', { principal: root(), action: 'kms:DisableKey', keyPolicy: console }, 'Allowed'],
  ['a service', { principal: 's3.amazonaws.com', keyPolicy: console }, 'ImplicitlyDenied'],
];

/** The policy of an AWS managed key: everyone of the account, through the one service. */
const managed = policy(
  statement({
    Principal: { AWS: '*' },
    Action: ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey'],
    Condition: {
      StringEquals: { 'kms:ViaService': 's3.us-east-1.amazonaws.com', 'kms:CallerAccount': account },
    },
  }),
  statement({ Principal: { AWS: root() }, Action: ['kms:Describe*', 'kms:Get*', 'kms:List*'] }),
);
const through = (service: string): Partial<AccessRequest> => ({
  keyPolicy: managed,
  context: { 'kms:ViaService': `${service}.us-east-1.amazonaws.com` },
});

const ofService: readonly Told[] = [
  ['an AWS managed key through its service', through('s3'), 'Allowed'],
  ['an AWS managed key through another service', through('ec2'), 'ImplicitlyDenied'],
  ['an AWS managed key directly', { keyPolicy: managed, identityPolicies: everything }, 'ImplicitlyDenied'],
  [
    'an AWS managed key from another account',
    { ...through('s3'), principal: user('eve', other), identityPolicies: everything },
    'ImplicitlyDenied',
  ],
  [
    'reading an AWS managed key needs IAM',
    { keyPolicy: managed, action: 'kms:GetKeyPolicy' },
    'ImplicitlyDenied',
  ],
  [
    'reading an AWS managed key with IAM',
    { keyPolicy: managed, action: 'kms:GetKeyPolicy', identityPolicies: everything },
    'Allowed',
  ],
];

const rows = (source: string, list: readonly Told[]): Row[] =>
  list.map(([name, changes, expect]) => ({ source, name, request: request(changes), expect }));

export const defaultPolicyRows: readonly Row[] = [
  ...rows(`${pages.keyDefault}, the console's policy`, written),
  ...rows(`${pages.kmsKeys}, kms:ViaService and kms:CallerAccount`, ofService),
];
