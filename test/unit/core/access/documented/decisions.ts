import {
  account,
  delegation,
  grant,
  iam,
  keyArn,
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

const service = 'cloudtrail.amazonaws.com';
const federated = `arn:aws:sts::${account}:federated-user/carol`;
const alias = `arn:aws:kms:us-east-1:${account}:alias/app`;
const mrk = keyArn.replace(/key\/.*/, 'key/mrk-1234abcd12ab34cd56ef1234567890ab');
const all = iam({ Action: 'kms:*', Resource: '*' });
const onlyS3 = policy({ Effect: 'Allow', Action: 's3:*', Resource: '*' });
const full = policy({ Effect: 'Allow', Action: '*', Resource: '*' });
const noDecrypt = policy({ Effect: 'Deny', Action: 'kms:Decrypt', Resource: '*' });
const direct = policy(statement());
const open = policy(delegation);
const to = (...arns: string[]) => policy(statement({ Principal: { AWS: arns }, Action: 'kms:*' }));
const everyone = policy(statement({ Principal: '*' }));
const deny = (changes: Record<string, unknown>) =>
  policy(delegation, statement(), statement({ Effect: 'Deny', ...changes }));
const denyOthers = (...arns: string[]) =>
  policy(statement({ Principal: '*' }), {
    Effect: 'Deny',
    NotPrincipal: { AWS: arns },
    Action: 'kms:*',
    Resource: '*',
  });
const rcp = (changes: Record<string, unknown> = {}) =>
  policy({ Effect: 'Deny', Principal: '*', Action: 'kms:*', Resource: '*', ...changes });
const foreign = user('eve', other);
const appContext = { 'kms:EncryptionContext:app': 'pay' };

const told: Readonly<Record<string, readonly Told[]>> = {
  [pages.keyPolicies]: [
    ['nothing allows', {}, 'ImplicitlyDenied'],
    ['the key policy alone is enough in its account', { keyPolicy: direct }, 'Allowed'],
    ['an IAM policy without the key policy is nothing', { identityPolicies: [all] }, 'ImplicitlyDenied'],
    ['another principal', { principal: user('bob'), keyPolicy: direct }, 'ImplicitlyDenied'],
    ['another action', { action: 'kms:Encrypt', keyPolicy: direct }, 'ImplicitlyDenied'],
    [
      'one statement as an object',
      { keyPolicy: { Version: '2012-10-17', Statement: statement() } },
      'Allowed',
    ],
    ['a policy as text', { keyPolicy: JSON.stringify(direct) }, 'Allowed'],
    [
      'a statement without Resource does not apply',
      { keyPolicy: policy(statement({ Resource: undefined })) },
      'ImplicitlyDenied',
    ],
    [
      "Resource is the key's ARN, as guides of AWS services write it",
      { keyPolicy: policy(statement({ Resource: keyArn })) },
      'Allowed',
    ],
    [
      'Resource is the ARN of another key',
      { keyPolicy: policy(statement({ Resource: mrk })) },
      'ImplicitlyDenied',
    ],
    ['Resource is an alias', { keyPolicy: policy(statement({ Resource: alias })) }, 'ImplicitlyDenied'],
    [
      'NotResource is no Resource',
      { keyPolicy: policy(statement({ Resource: undefined, NotResource: mrk })) },
      'ImplicitlyDenied',
    ],
    ['Resource as a list with *', { keyPolicy: policy(statement({ Resource: ['*'] })) }, 'Allowed'],
    [
      'a statement without Principal',
      { keyPolicy: policy(statement({ Principal: undefined })) },
      'ImplicitlyDenied',
    ],
    [
      'a statement without Action',
      { keyPolicy: policy(statement({ Action: undefined })) },
      'ImplicitlyDenied',
    ],
    ['no statements', { keyPolicy: { Version: '2012-10-17', Statement: [] } }, 'ImplicitlyDenied'],
  ],
  [pages.keyDefault]: [
    ['the account alone allows nobody', { keyPolicy: open }, 'ImplicitlyDenied'],
    ['the account and an IAM policy', { keyPolicy: open, identityPolicies: [iam()] }, 'Allowed'],
    ['the account as its id', { keyPolicy: to(account), identityPolicies: [iam()] }, 'Allowed'],
    ['the root user itself needs no IAM policy', { principal: root(), keyPolicy: open }, 'Allowed'],
    ['the root user by the account id', { principal: account, keyPolicy: open }, 'Allowed'],
    [
      'the root user is not above the key policy',
      { principal: root(), keyPolicy: direct, identityPolicies: [full] },
      'ImplicitlyDenied',
    ],
    [
      'delegated for another action only',
      {
        keyPolicy: policy(statement({ Principal: { AWS: root() }, Action: 'kms:Encrypt' })),
        identityPolicies: [all],
      },
      'ImplicitlyDenied',
    ],
    [
      'delegated under a condition that fails',
      {
        keyPolicy: policy(
          statement({ Principal: { AWS: root() }, Condition: { StringEquals: { 'kms:ViaService': 'a' } } }),
        ),
        identityPolicies: [all],
      },
      'ImplicitlyDenied',
    ],
    [
      'delegated under a condition that holds',
      {
        keyPolicy: policy(
          statement({ Principal: { AWS: root() }, Condition: { StringEquals: { 'kms:ViaService': 'a' } } }),
        ),
        identityPolicies: [all],
        context: { 'kms:ViaService': 'a' },
      },
      'Allowed',
    ],
    [
      'a Deny of IAM holds without delegation',
      { keyPolicy: direct, identityPolicies: [noDecrypt] },
      'ExplicitlyDenied',
    ],
    [
      'a Deny for the account hits its users',
      { keyPolicy: deny({ Principal: { AWS: root() } }), identityPolicies: [all] },
      'ExplicitlyDenied',
    ],
    [
      'a Deny for the account hits the role sessions',
      {
        principal: session('App'),
        keyPolicy: deny({ Principal: { AWS: account } }),
        identityPolicies: [all],
      },
      'ExplicitlyDenied',
    ],
  ],
  [`${pages.elements}, Action, NotAction and Resource`]: [
    ['the action in another case', { action: 'KMS:decrypt', keyPolicy: direct }, 'Allowed'],
    ['the statement in another case', { keyPolicy: policy(statement({ Action: 'KMS:DECRYPT' })) }, 'Allowed'],
    [
      'a wildcard',
      {
        action: 'kms:GenerateDataKeyPairWithoutPlaintext',
        keyPolicy: policy(statement({ Action: 'kms:GenerateDataKey*' })),
      },
      'Allowed',
    ],
    [
      'ReEncrypt* is both halves',
      { action: 'kms:ReEncryptTo', keyPolicy: policy(statement({ Action: 'kms:ReEncrypt*' })) },
      'Allowed',
    ],
    ['a question mark', { keyPolicy: policy(statement({ Action: 'kms:Decryp?' })) }, 'Allowed'],
    ['a wildcard in the middle', { keyPolicy: policy(statement({ Action: 'kms:*crypt' })) }, 'Allowed'],
    ['*', { keyPolicy: policy(statement({ Action: '*' })) }, 'Allowed'],
    ['another service', { keyPolicy: policy(statement({ Action: 's3:*' })) }, 'ImplicitlyDenied'],
    [
      'NotAction spares what it lists',
      { keyPolicy: policy(statement({ NotAction: ['kms:Decrypt', 'kms:Put*'] })) },
      'ImplicitlyDenied',
    ],
    ['NotAction allows the rest', { keyPolicy: policy(statement({ NotAction: 'kms:Put*' })) }, 'Allowed'],
    ['Deny with NotAction', { keyPolicy: deny({ NotAction: 'kms:Decrypt' }) }, 'Allowed'],
    [
      'Deny with NotAction hits the rest',
      {
        action: 'kms:Encrypt',
        keyPolicy: policy(
          statement({ Action: 'kms:*' }),
          statement({ Effect: 'Deny', NotAction: 'kms:Decrypt' }),
        ),
      },
      'ExplicitlyDenied',
    ],
    [
      'IAM: the ARN of the key',
      { keyPolicy: open, identityPolicies: [iam({ Resource: keyArn })] },
      'Allowed',
    ],
    [
      'IAM: all keys of the account',
      { keyPolicy: open, identityPolicies: [iam({ Resource: `arn:aws:kms:*:${account}:key/*` })] },
      'Allowed',
    ],
    [
      'IAM: keys of another Region',
      { keyPolicy: open, identityPolicies: [iam({ Resource: `arn:aws:kms:eu-west-1:${account}:key/*` })] },
      'ImplicitlyDenied',
    ],
    [
      'IAM: an incomplete ARN is completed with *',
      { keyPolicy: open, identityPolicies: [iam({ Resource: 'arn:aws:kms' })] },
      'Allowed',
    ],
    [
      'IAM: a list of resources',
      { keyPolicy: open, identityPolicies: [iam({ Resource: ['arn:aws:s3:::x', keyArn] })] },
      'Allowed',
    ],
    [
      'IAM: a * at the end of a part runs on over colons',
      { keyPolicy: open, identityPolicies: [iam({ Resource: 'arn:aws:kms:*:key/*' })] },
      'Allowed',
    ],
    [
      'IAM: and still has to meet what follows',
      { keyPolicy: open, identityPolicies: [iam({ Resource: 'arn:aws:kms:*:alias/*' })] },
      'ImplicitlyDenied',
    ],
    [
      'IAM: a * inside a part does not',
      { keyPolicy: open, identityPolicies: [iam({ Resource: `arn:aws:kms:us-*3:key/*` })] },
      'ImplicitlyDenied',
    ],
    [
      'IAM: NotResource',
      {
        keyPolicy: open,
        identityPolicies: [policy({ Effect: 'Allow', Action: 'kms:*', NotResource: keyArn })],
      },
      'ImplicitlyDenied',
    ],
    [
      'IAM: NotResource of another key',
      { keyPolicy: open, identityPolicies: [policy({ Effect: 'Allow', Action: 'kms:*', NotResource: mrk })] },
      'Allowed',
    ],
    [
      'IAM: no Resource',
      { keyPolicy: open, identityPolicies: [policy({ Effect: 'Allow', Action: 'kms:*' })] },
      'ImplicitlyDenied',
    ],
    [
      'IAM: NotAction',
      { keyPolicy: open, identityPolicies: [policy({ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' })] },
      'Allowed',
    ],
    [
      'IAM: a variable in the resource',
      {
        keyPolicy: open,
        identityPolicies: [iam({ Resource: `arn:aws:kms:\${aws:RequestedRegion}:${account}:key/*` })],
      },
      'Allowed',
    ],
    [
      'IAM: without Version a variable is plain text',
      {
        keyPolicy: open,
        identityPolicies: [
          {
            Statement: {
              Effect: 'Allow',
              Action: 'kms:*',
              Resource: '*',
              Condition: { StringEquals: { 'kms:ViaService': '${aws:username}' } },
            },
          },
        ],
        context: { 'kms:ViaService': 'alice' },
      },
      'ImplicitlyDenied',
    ],
  ],
  [pages.aliases]: [
    [
      'an alias ARN in IAM allows no use of the key',
      { keyPolicy: open, identityPolicies: [iam({ Resource: alias })] },
      'ImplicitlyDenied',
    ],
    [
      'nor where the request names the alias',
      { resource: alias, keyPolicy: open, identityPolicies: [iam({ Resource: alias })] },
      'ImplicitlyDenied',
    ],
    [
      'the key policy counts where the request names the alias',
      { resource: alias, keyPolicy: direct },
      'Allowed',
    ],
    [
      'kms:RequestAlias follows from it',
      {
        resource: alias,
        keyPolicy: open,
        identityPolicies: [
          iam({ Resource: '*', Condition: { StringEquals: { 'kms:RequestAlias': 'alias/app' } } }),
        ],
      },
      'Allowed',
    ],
    [
      'all keys of the account by alias',
      {
        resource: alias,
        keyPolicy: open,
        identityPolicies: [iam({ Resource: `arn:aws:kms:*:${account}:key/*` })],
      },
      'Allowed',
    ],
    [
      'CreateAlias on the alias is up to IAM',
      {
        action: 'kms:CreateAlias',
        resource: alias,
        keyPolicy: policy(),
        identityPolicies: [iam({ Action: 'kms:CreateAlias', Resource: alias })],
      },
      'Allowed',
    ],
    [
      'CreateAlias on the key is up to the key policy',
      { action: 'kms:CreateAlias', keyPolicy: policy(statement({ Action: 'kms:CreateAlias' })) },
      'Allowed',
    ],
    [
      'ResourceAliases in IAM',
      {
        keyPolicy: open,
        identityPolicies: [
          iam({
            Resource: '*',
            Condition: { 'ForAnyValue:StringEquals': { 'kms:ResourceAliases': 'alias/app' } },
          }),
        ],
        context: { 'kms:ResourceAliases': ['alias/app'] },
      },
      'Allowed',
    ],
    [
      'a tag of the key',
      {
        keyPolicy: open,
        identityPolicies: [
          iam({ Resource: '*', Condition: { StringEquals: { 'aws:ResourceTag/Team': 'pay' } } }),
        ],
        context: { 'aws:ResourceTag/team': 'pay' },
      },
      'Allowed',
    ],
  ],
  [pages.sar]: [
    [
      'CreateKey is up to IAM',
      {
        action: 'kms:CreateKey',
        resource: '*',
        identityPolicies: [iam({ Action: 'kms:CreateKey', Resource: '*' })],
      },
      'Allowed',
    ],
    [
      'an ARN does not cover CreateKey',
      { action: 'kms:CreateKey', resource: '*', identityPolicies: [iam({ Action: 'kms:CreateKey' })] },
      'ImplicitlyDenied',
    ],
    ['ListKeys without IAM', { action: 'kms:ListKeys', resource: '*' }, 'ImplicitlyDenied'],
    [
      'a key policy says nothing to ListAliases',
      { action: 'kms:ListAliases', keyPolicy: policy(statement({ Action: 'kms:*' })) },
      'ImplicitlyDenied',
    ],
    [
      'the root user may create keys',
      { principal: root(), action: 'kms:CreateKey', resource: '*' },
      'Allowed',
    ],
    [
      'MultiRegion follows from the id',
      { resource: mrk, keyPolicy: policy(statement({ Condition: { Bool: { 'kms:MultiRegion': 'true' } } })) },
      'Allowed',
    ],
  ],
  [pages.principal]: [
    ['everyone', { keyPolicy: everyone }, 'Allowed'],
    ['everyone as AWS', { keyPolicy: to('*') }, 'Allowed'],
    [
      'everyone, a caller of another account without IAM',
      { principal: foreign, keyPolicy: everyone },
      'ImplicitlyDenied',
    ],
    ['a list of principals', { keyPolicy: to(user('bob'), user('alice')) }, 'Allowed'],
    [
      'a wildcard within an ARN names nobody',
      { keyPolicy: to(`arn:aws:iam::${account}:user/*`) },
      'ImplicitlyDenied',
    ],
    ['names are case-sensitive', { keyPolicy: to(user('Alice')) }, 'ImplicitlyDenied'],
    ['a user with a path', { principal: user('team/alice'), keyPolicy: to(user('team/alice')) }, 'Allowed'],
    ['a session of the role', { principal: session('App'), keyPolicy: to(role('App')) }, 'Allowed'],
    [
      'a session of a role with a path',
      { principal: session('App'), keyPolicy: to(role('team/App')) },
      'Allowed',
    ],
    [
      'a session of a role with another path',
      { principal: session('App'), session: { roleArn: role('x/App') }, keyPolicy: to(role('team/App')) },
      'ImplicitlyDenied',
    ],
    [
      'a session of another role',
      { principal: session('App2'), keyPolicy: to(role('App')) },
      'ImplicitlyDenied',
    ],
    [
      'the session itself',
      { principal: session('App', 'work'), keyPolicy: to(session('App', 'work')) },
      'Allowed',
    ],
    [
      'another session',
      { principal: session('App', 'rest'), keyPolicy: to(session('App', 'work')) },
      'ImplicitlyDenied',
    ],
    [
      'a role of the same name elsewhere',
      { principal: session('App'), keyPolicy: to(role('App', other)) },
      'ImplicitlyDenied',
    ],
    [
      'the session is known by its role',
      {
        principal: session('App'),
        keyPolicy: policy(
          statement({ Principal: '*', Condition: { ArnEquals: { 'aws:PrincipalArn': role('App') } } }),
        ),
      },
      'Allowed',
    ],
    [
      'the ARN of the session is not aws:PrincipalArn',
      {
        principal: session('App'),
        keyPolicy: policy(
          statement({ Principal: '*', Condition: { ArnEquals: { 'aws:PrincipalArn': session('App') } } }),
        ),
      },
      'ImplicitlyDenied',
    ],
    ['a federated user', { principal: federated, keyPolicy: to(federated) }, 'Allowed'],
    [
      'a federated user by the account and IAM',
      { principal: federated, keyPolicy: open, identityPolicies: [iam()] },
      'Allowed',
    ],
    [
      'a user is not the federated user',
      { principal: user('carol'), keyPolicy: to(federated) },
      'ImplicitlyDenied',
    ],
    [
      'a web identity',
      {
        principal: session('Web'),
        context: { 'aws:FederatedProvider': 'cognito-identity.amazonaws.com' },
        keyPolicy: policy(statement({ Principal: { Federated: 'cognito-identity.amazonaws.com' } })),
      },
      'Allowed',
    ],
    ['a unique id of another user', { keyPolicy: to('AIDACKCEVSQ6C2EXAMPLE') }, 'ImplicitlyDenied'],
    [
      'a unique id',
      { principalId: 'AIDACKCEVSQ6C2EXAMPLE', keyPolicy: to('AIDACKCEVSQ6C2EXAMPLE') },
      'Allowed',
    ],
    [
      'a unique id from aws:userid',
      {
        principal: session('App'),
        context: { 'aws:userid': 'AROADBQP57FF2AEXAMPLE:work' },
        keyPolicy: to('AROADBQP57FF2AEXAMPLE'),
      },
      'Allowed',
    ],
    [
      'a unique id as the caller',
      { principal: 'AIDACKCEVSQ6C2EXAMPLE', keyPolicy: to('AIDACKCEVSQ6C2EXAMPLE') },
      'Allowed',
    ],
    [
      'a session by unique id',
      { principal: 'AROADBQP57FF2AEXAMPLE:work', keyPolicy: to('AROADBQP57FF2AEXAMPLE') },
      'Allowed',
    ],
    [
      'another unique id as the caller',
      { principal: 'AIDACKCEVSQ6C2EXAMPLX', keyPolicy: to('AIDACKCEVSQ6C2EXAMPLE') },
      'ImplicitlyDenied',
    ],
    ['another partition', { keyPolicy: to(`arn:aws-cn:iam::${account}:user/alice`) }, 'ImplicitlyDenied'],
    [
      'the account of another partition',
      { keyPolicy: to(`arn:aws-cn:iam::${account}:root`), identityPolicies: [all] },
      'ImplicitlyDenied',
    ],
    [
      'a canonical user names nobody here',
      {
        keyPolicy: policy(
          statement({
            Principal: { CanonicalUser: '79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be' },
          }),
        ),
      },
      'ImplicitlyDenied',
    ],
  ],
  [pages.services]: [
    [
      'the service',
      { principal: service, keyPolicy: policy(statement({ Principal: { Service: service } })) },
      'Allowed',
    ],
    [
      'another service',
      { principal: 'sns.amazonaws.com', keyPolicy: policy(statement({ Principal: { Service: service } })) },
      'ImplicitlyDenied',
    ],
    [
      'a service in a list',
      {
        principal: service,
        keyPolicy: policy(statement({ Principal: { Service: ['sns.amazonaws.com', service] } })),
      },
      'Allowed',
    ],
    [
      'a service of a Region',
      {
        principal: 'logs.eu-west-1.amazonaws.com',
        keyPolicy: policy(statement({ Principal: { Service: 'logs.eu-west-1.amazonaws.com' } })),
      },
      'Allowed',
    ],
    ['the account does not stand for a service', { principal: service, keyPolicy: open }, 'ImplicitlyDenied'],
    [
      'a user is no service',
      { keyPolicy: policy(statement({ Principal: { Service: service } })) },
      'ImplicitlyDenied',
    ],
    [
      'on behalf of a resource',
      {
        principal: service,
        keyPolicy: policy(
          statement({
            Principal: { Service: service },
            Condition: { StringEquals: { 'aws:SourceAccount': account } },
          }),
        ),
        context: { 'aws:SourceAccount': account },
      },
      'Allowed',
    ],
    [
      'on behalf of somebody else',
      {
        principal: service,
        keyPolicy: policy(
          statement({
            Principal: { Service: service },
            Condition: { StringEquals: { 'aws:SourceAccount': account } },
          }),
        ),
        context: { 'aws:SourceAccount': other },
      },
      'ImplicitlyDenied',
    ],
    [
      'a service has no kms:CallerAccount',
      {
        principal: service,
        keyPolicy: policy(
          statement({ Principal: '*', Condition: { StringEquals: { 'kms:CallerAccount': account } } }),
        ),
      },
      'ImplicitlyDenied',
    ],
    [
      'aws:PrincipalServiceName',
      {
        principal: service,
        keyPolicy: policy(
          statement({ Principal: '*', Condition: { StringEquals: { 'aws:PrincipalServiceName': service } } }),
        ),
      },
      'Allowed',
    ],
    [
      'a Deny hits the service',
      {
        principal: service,
        keyPolicy: policy(
          statement({ Principal: { Service: service } }),
          statement({ Effect: 'Deny', Principal: '*' }),
        ),
      },
      'ExplicitlyDenied',
    ],
    [
      'a Deny spares services',
      {
        principal: service,
        keyPolicy: policy(
          statement({ Principal: { Service: service } }),
          statement({
            Effect: 'Deny',
            Principal: '*',
            Condition: { BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' } },
          }),
        ),
      },
      'Allowed',
    ],
    [
      'service control policies do not bind services',
      {
        principal: service,
        keyPolicy: policy(statement({ Principal: { Service: service } })),
        serviceControlPolicies: [noDecrypt],
      },
      'Allowed',
    ],
    [
      'through a service',
      {
        keyPolicy: policy(
          statement({
            Principal: '*',
            Condition: {
              StringEquals: { 'kms:CallerAccount': account, 'kms:ViaService': 's3.us-east-1.amazonaws.com' },
            },
          }),
        ),
        context: { 'kms:ViaService': 's3.us-east-1.amazonaws.com' },
      },
      'Allowed',
    ],
    [
      'directly, where only the service may',
      {
        keyPolicy: policy(
          statement({
            Principal: '*',
            Condition: {
              StringEquals: { 'kms:CallerAccount': account, 'kms:ViaService': 's3.us-east-1.amazonaws.com' },
            },
          }),
        ),
      },
      'ImplicitlyDenied',
    ],
    [
      'an encryption context condition never allows DescribeKey',
      {
        action: 'kms:DescribeKey',
        keyPolicy: policy(
          statement({
            Action: ['kms:Decrypt', 'kms:DescribeKey'],
            Condition: { StringLike: { 'kms:EncryptionContext:aws:cloudtrail:arn': '*' } },
          }),
        ),
      },
      'ImplicitlyDenied',
    ],
    [
      'not even where the request is said to have one',
      {
        action: 'kms:DescribeKey',
        context: appContext,
        keyPolicy: policy(
          statement({ Action: 'kms:*', Condition: { StringEquals: { 'kms:EncryptionContext:app': 'pay' } } }),
        ),
      },
      'ImplicitlyDenied',
    ],
    [
      'asymmetric operations have no encryption context',
      {
        action: 'kms:Sign',
        context: appContext,
        keyPolicy: policy(
          statement({ Action: 'kms:*', Condition: { Null: { 'kms:EncryptionContextKeys': 'false' } } }),
        ),
      },
      'ImplicitlyDenied',
    ],
    [
      'attestation only where an enclave can be the recipient',
      {
        action: 'kms:Encrypt',
        context: { 'kms:RecipientAttestation:PCR0': 'ab' },
        keyPolicy: policy(
          statement({
            Action: 'kms:*',
            Condition: { StringEquals: { 'kms:RecipientAttestation:PCR0': 'ab' } },
          }),
        ),
      },
      'ImplicitlyDenied',
    ],
    [
      'a service calls through no service',
      {
        principal: service,
        context: { 'kms:ViaService': 's3.us-east-1.amazonaws.com' },
        keyPolicy: policy(
          statement({ Principal: '*', Condition: { StringLike: { 'kms:ViaService': 's3.*' } } }),
        ),
      },
      'ImplicitlyDenied',
    ],
    [
      'GrantIsForAWSResource blocks direct calls',
      {
        action: 'kms:CreateGrant',
        keyPolicy: policy(
          statement({
            Action: 'kms:CreateGrant',
            Condition: { Bool: { 'kms:GrantIsForAWSResource': true } },
          }),
        ),
      },
      'ImplicitlyDenied',
    ],
    [
      'GrantIsForAWSResource lets services create grants',
      {
        action: 'kms:CreateGrant',
        context: { 'kms:ViaService': 'ec2.us-east-1.amazonaws.com' },
        keyPolicy: policy(
          statement({
            Action: 'kms:CreateGrant',
            Condition: { Bool: { 'kms:GrantIsForAWSResource': true } },
          }),
        ),
      },
      'Allowed',
    ],
  ],
  [pages.notPrincipal]: [
    [
      'an Allow spares whom it lists',
      { keyPolicy: policy(statement({ NotPrincipal: { AWS: user('alice') } })) },
      'ImplicitlyDenied',
    ],
    [
      'an Allow is for the rest',
      { keyPolicy: policy(statement({ NotPrincipal: { AWS: user('bob') } })) },
      'Allowed',
    ],
    ['a Deny hits who is not listed', { keyPolicy: denyOthers(user('bob'), root()) }, 'ExplicitlyDenied'],
    ['a Deny spares the user with the account', { keyPolicy: denyOthers(user('alice'), root()) }, 'Allowed'],
    ['the account as its id will do', { keyPolicy: denyOthers(user('alice'), account) }, 'Allowed'],
    ['the account has to be listed, too', { keyPolicy: denyOthers(user('alice')) }, 'ExplicitlyDenied'],
    ['the account alone is not enough', { keyPolicy: denyOthers(root()) }, 'ExplicitlyDenied'],
    [
      'a session with role and account',
      { principal: session('App'), keyPolicy: denyOthers(session('App'), role('App'), root()) },
      'Allowed',
    ],
    [
      'a session without its role',
      { principal: session('App'), keyPolicy: denyOthers(session('App'), root()) },
      'ExplicitlyDenied',
    ],
    [
      'another session of the role',
      { principal: session('App', 'other'), keyPolicy: denyOthers(session('App'), role('App'), root()) },
      'ExplicitlyDenied',
    ],
    ['the root user', { principal: root(), keyPolicy: denyOthers(root()) }, 'Allowed'],
    [
      'whoever has a boundary is denied',
      { keyPolicy: denyOthers(user('alice'), root()), permissionBoundaries: [full] },
      'ExplicitlyDenied',
    ],
    [
      'a service that is listed',
      {
        principal: service,
        keyPolicy: policy(statement({ Principal: '*' }), {
          Effect: 'Deny',
          NotPrincipal: { Service: service },
          Action: '*',
          Resource: '*',
        }),
      },
      'Allowed',
    ],
    [
      'aws:PrincipalArn is the better way',
      {
        principal: session('App'),
        keyPolicy: policy(
          statement({ Principal: '*' }),
          statement({
            Effect: 'Deny',
            Principal: '*',
            Condition: { ArnNotEquals: { 'aws:PrincipalArn': role('App') } },
          }),
        ),
        permissionBoundaries: [full],
      },
      'Allowed',
    ],
  ],
  [pages.external]: [
    ['both sides', { principal: foreign, keyPolicy: to(root(other)), identityPolicies: [iam()] }, 'Allowed'],
    [
      'the caller by name and IAM',
      { principal: foreign, keyPolicy: to(foreign), identityPolicies: [iam()] },
      'Allowed',
    ],
    ['without IAM', { principal: foreign, keyPolicy: to(foreign) }, 'ImplicitlyDenied'],
    [
      'without the key policy',
      { principal: foreign, keyPolicy: open, identityPolicies: [all] },
      'ImplicitlyDenied',
    ],
    [
      'the key account’s own root statement does not count',
      { principal: foreign, keyPolicy: open, identityPolicies: [full] },
      'ImplicitlyDenied',
    ],
    [
      'IAM for another key',
      { principal: foreign, keyPolicy: to(root(other)), identityPolicies: [iam({ Resource: mrk })] },
      'ImplicitlyDenied',
    ],
    [
      'a session of a role there',
      {
        principal: session('App', 'work', other),
        keyPolicy: to(role('App', other)),
        identityPolicies: [iam()],
      },
      'Allowed',
    ],
    ['the root user there', { principal: root(other), keyPolicy: to(root(other)) }, 'Allowed'],
    [
      'a Deny of the caller’s own account',
      { principal: foreign, keyPolicy: to(root(other)), identityPolicies: [iam(), noDecrypt] },
      'ExplicitlyDenied',
    ],
    [
      'a Deny in the key policy',
      {
        principal: foreign,
        keyPolicy: policy(
          statement({ Principal: '*' }),
          statement({ Effect: 'Deny', Principal: { AWS: root(other) } }),
        ),
        identityPolicies: [iam()],
      },
      'ExplicitlyDenied',
    ],
    [
      'a boundary there has to allow',
      {
        principal: foreign,
        keyPolicy: to(foreign),
        identityPolicies: [iam()],
        permissionBoundaries: [onlyS3],
      },
      'ImplicitlyDenied',
    ],
    [
      'a session policy there has to allow',
      {
        principal: session('App', 'work', other),
        keyPolicy: to(session('App', 'work', other)),
        identityPolicies: [iam()],
        sessionPolicies: [onlyS3],
      },
      'ImplicitlyDenied',
    ],
    [
      'keyAccount tells the owner',
      { principal: foreign, resource: '*', keyAccount: account, keyPolicy: everyone },
      'ImplicitlyDenied',
    ],
    ...(
      [
        'ScheduleKeyDeletion',
        'PutKeyPolicy',
        'GetKeyPolicy',
        'TagResource',
        'DisableKey',
        'ReplicateKey',
        'GetKeyLastUsage',
      ] as const
    ).map((name): Told => [
      `${name} is not for other accounts`,
      { principal: foreign, action: `kms:${name}`, keyPolicy: to(root(other)), identityPolicies: [all] },
      'ImplicitlyDenied',
    ]),
    ...(
      [
        'Encrypt',
        'ReEncryptFrom',
        'GenerateDataKeyPair',
        'Sign',
        'VerifyMac',
        'GetPublicKey',
        'DescribeKey',
        'CreateGrant',
        'ListGrants',
        'RevokeGrant',
        'GetKeyRotationStatus',
        'DeriveSharedSecret',
        'Decapsulate',
      ] as const
    ).map((name): Told => [
      `${name} is for other accounts, too`,
      { principal: foreign, action: `kms:${name}`, keyPolicy: to(root(other)), identityPolicies: [all] },
      'Allowed',
    ]),
  ],
  [`${pages.boundaries}; ${pages.logic}`]: [
    [
      'a boundary allows nothing itself',
      { keyPolicy: open, permissionBoundaries: [full] },
      'ImplicitlyDenied',
    ],
    [
      'a boundary limits IAM policies',
      { keyPolicy: open, identityPolicies: [iam()], permissionBoundaries: [onlyS3] },
      'ImplicitlyDenied',
    ],
    [
      'a boundary that allows',
      { keyPolicy: open, identityPolicies: [iam()], permissionBoundaries: [full] },
      'Allowed',
    ],
    [
      'a boundary does not limit what a user gets directly',
      { keyPolicy: direct, permissionBoundaries: [onlyS3] },
      'Allowed',
    ],
    [
      'a boundary limits what a role gets',
      { principal: session('App'), keyPolicy: to(role('App')), permissionBoundaries: [onlyS3] },
      'ImplicitlyDenied',
    ],
    [
      'a boundary does not limit what a session gets',
      { principal: session('App'), keyPolicy: to(session('App')), permissionBoundaries: [onlyS3] },
      'Allowed',
    ],
    [
      'nor what everyone gets',
      { principal: session('App'), keyPolicy: everyone, permissionBoundaries: [onlyS3] },
      'Allowed',
    ],
    [
      'a role by a condition on everyone',
      {
        principal: session('App'),
        keyPolicy: policy(
          statement({ Principal: '*', Condition: { ArnEquals: { 'aws:PrincipalArn': role('App') } } }),
        ),
        permissionBoundaries: [onlyS3],
        sessionPolicies: [onlyS3],
      },
      'Allowed',
    ],
    [
      'a role by a condition on the account',
      {
        principal: session('App'),
        keyPolicy: policy(
          statement({
            Principal: { AWS: root() },
            Condition: { ArnEquals: { 'aws:PrincipalArn': role('App') } },
          }),
        ),
        identityPolicies: [iam()],
        permissionBoundaries: [onlyS3],
      },
      'ImplicitlyDenied',
    ],
    [
      'a Deny in a boundary',
      {
        keyPolicy: direct,
        permissionBoundaries: [
          policy(
            { Effect: 'Allow', Action: '*', Resource: '*' },
            { Effect: 'Deny', Action: 'kms:*', Resource: '*' },
          ),
        ],
      },
      'ExplicitlyDenied',
    ],
    [
      'a federated user named itself',
      { principal: federated, keyPolicy: to(federated), sessionPolicies: [onlyS3] },
      'Allowed',
    ],
    [
      'a federated user by IAM',
      { principal: federated, keyPolicy: open, identityPolicies: [iam()], sessionPolicies: [onlyS3] },
      'ImplicitlyDenied',
    ],
  ],
  [pages.sessions]: [
    [
      'the session policy and the role’s',
      { principal: session('App'), keyPolicy: open, identityPolicies: [iam()], sessionPolicies: [full] },
      'Allowed',
    ],
    [
      'a session policy adds nothing',
      { principal: session('App'), keyPolicy: open, sessionPolicies: [full] },
      'ImplicitlyDenied',
    ],
    [
      'a session policy limits the role’s',
      { principal: session('App'), keyPolicy: open, identityPolicies: [iam()], sessionPolicies: [onlyS3] },
      'ImplicitlyDenied',
    ],
    [
      'a session policy limits what the role gets',
      { principal: session('App'), keyPolicy: to(role('App')), sessionPolicies: [onlyS3] },
      'ImplicitlyDenied',
    ],
    [
      'a session policy does not limit what the session gets',
      { principal: session('App'), keyPolicy: to(session('App')), sessionPolicies: [onlyS3] },
      'Allowed',
    ],
    [
      'a Deny in a session policy',
      { principal: session('App'), keyPolicy: to(session('App')), sessionPolicies: [full, noDecrypt] },
      'ExplicitlyDenied',
    ],
    [
      'boundary and session policy',
      {
        principal: session('App'),
        keyPolicy: to(role('App')),
        permissionBoundaries: [full],
        sessionPolicies: [full],
      },
      'Allowed',
    ],
  ],
  [pages.scp]: [
    ['has to allow', { keyPolicy: direct, serviceControlPolicies: [onlyS3] }, 'ImplicitlyDenied'],
    ['allows', { keyPolicy: direct, serviceControlPolicies: [full] }, 'Allowed'],
    ['allows nothing itself', { keyPolicy: open, serviceControlPolicies: [full] }, 'ImplicitlyDenied'],
    ['a Deny', { keyPolicy: direct, serviceControlPolicies: [full, noDecrypt] }, 'ExplicitlyDenied'],
    [
      'binds the root user',
      { principal: root(), keyPolicy: open, serviceControlPolicies: [full, noDecrypt] },
      'ExplicitlyDenied',
    ],
    [
      'binds a caller of another account',
      {
        principal: foreign,
        keyPolicy: to(foreign),
        identityPolicies: [iam()],
        serviceControlPolicies: [onlyS3],
      },
      'ImplicitlyDenied',
    ],
    [
      'does not bind service-linked roles',
      {
        principal: `arn:aws:sts::${account}:assumed-role/AWSServiceRoleForAutoScaling/x`,
        keyPolicy: to(
          `arn:aws:iam::${account}:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling`,
        ),
        serviceControlPolicies: [noDecrypt],
      },
      'Allowed',
    ],
    [
      'each level has to allow',
      { keyPolicy: direct, serviceControlPolicies: [[full], [onlyS3]] },
      'ImplicitlyDenied',
    ],
    [
      'binds what a grant allows',
      { grants: [grant()], serviceControlPolicies: [full, noDecrypt] },
      'ExplicitlyDenied',
    ],
    [
      'a Deny under a condition',
      {
        keyPolicy: direct,
        serviceControlPolicies: [
          full,
          policy({
            Effect: 'Deny',
            Action: 'kms:*',
            Resource: '*',
            Condition: { StringNotEquals: { 'aws:RequestedRegion': ['us-east-1'] } },
          }),
        ],
      },
      'Allowed',
    ],
  ],
  [pages.rcp]: [
    ['a Deny', { keyPolicy: direct, resourceControlPolicies: [rcp()] }, 'ExplicitlyDenied'],
    [
      'an Allow adds and takes nothing',
      { keyPolicy: direct, resourceControlPolicies: [rcp({ Effect: 'Allow', Action: '*' })] },
      'Allowed',
    ],
    [
      'allows nothing itself',
      { resourceControlPolicies: [rcp({ Effect: 'Allow', Action: '*' })] },
      'ImplicitlyDenied',
    ],
    [
      'for other organizations',
      {
        principal: foreign,
        keyPolicy: to(foreign),
        identityPolicies: [iam()],
        resourceControlPolicies: [
          rcp({
            Condition: {
              StringNotEqualsIfExists: { 'aws:PrincipalOrgID': 'o-1' },
              BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
            },
          }),
        ],
        context: { 'aws:PrincipalOrgID': 'o-2' },
      },
      'ExplicitlyDenied',
    ],
    [
      'for the own organization',
      {
        keyPolicy: direct,
        resourceControlPolicies: [
          rcp({ Condition: { StringNotEqualsIfExists: { 'aws:PrincipalOrgID': 'o-1' } } }),
        ],
        context: { 'aws:PrincipalOrgID': 'o-1' },
      },
      'Allowed',
    ],
    [
      'binds services',
      {
        principal: service,
        keyPolicy: policy(statement({ Principal: { Service: service } })),
        resourceControlPolicies: [
          rcp({
            Condition: {
              Bool: { 'aws:PrincipalIsAWSService': 'true' },
              StringNotEqualsIfExists: { 'aws:SourceOrgID': 'o-1' },
            },
          }),
        ],
      },
      'ExplicitlyDenied',
    ],
    [
      'the ARN of another key',
      { keyPolicy: direct, resourceControlPolicies: [rcp({ Resource: mrk })] },
      'Allowed',
    ],
    [
      'binds the root user',
      { principal: root(), keyPolicy: open, resourceControlPolicies: [rcp()] },
      'ExplicitlyDenied',
    ],
    [
      'does not bind service-linked roles',
      {
        principal: `arn:aws:sts::${account}:assumed-role/AWSServiceRoleForAutoScaling/x`,
        keyPolicy: everyone,
        resourceControlPolicies: [rcp()],
      },
      'Allowed',
    ],
    [
      'does not reach RetireGrant',
      {
        action: 'kms:RetireGrant',
        grants: [grant({ retiring: user('alice') })],
        resourceControlPolicies: [rcp()],
      },
      'Allowed',
    ],
  ],
  [pages.grants]: [
    ['the grantee', { grants: [grant()] }, 'Allowed'],
    ['somebody else', { principal: user('bob'), grants: [grant()] }, 'ImplicitlyDenied'],
    ['another operation', { action: 'kms:Encrypt', grants: [grant()] }, 'ImplicitlyDenied'],
    [
      'a session of the grantee role',
      { principal: session('App'), grants: [grant({ grantee: role('App') })] },
      'Allowed',
    ],
    [
      'a grant never stands against a Deny',
      { keyPolicy: policy(statement({ Effect: 'Deny' })), grants: [grant()] },
      'ExplicitlyDenied',
    ],
    [
      'a grant never stands against a Deny of IAM',
      { identityPolicies: [noDecrypt], grants: [grant()] },
      'ExplicitlyDenied',
    ],
    [
      'a grantee in another account',
      { principal: foreign, grants: [grant({ grantee: foreign })] },
      'Allowed',
    ],
    [
      'the subset',
      {
        grants: [grant({ encryptionContextSubset: { app: 'pay' } })],
        context: { ...appContext, 'kms:EncryptionContext:stage': 'prod' },
      },
      'Allowed',
    ],
    [
      'the subset is missing',
      { grants: [grant({ encryptionContextSubset: { app: 'pay' } })] },
      'ImplicitlyDenied',
    ],
    [
      'exactly the context',
      { grants: [grant({ encryptionContextEquals: { app: 'pay' } })], context: appContext },
      'Allowed',
    ],
    [
      'more than the context',
      {
        grants: [grant({ encryptionContextEquals: { app: 'pay' } })],
        context: { ...appContext, 'kms:EncryptionContext:stage': 'prod' },
      },
      'ImplicitlyDenied',
    ],
    [
      'another value',
      { grants: [grant({ encryptionContextEquals: { app: 'Pay' } })], context: appContext },
      'ImplicitlyDenied',
    ],
    [
      'constraints say nothing to DescribeKey',
      {
        action: 'kms:DescribeKey',
        grants: [grant({ operations: ['DescribeKey'], encryptionContextEquals: { app: 'pay' } })],
      },
      'Allowed',
    ],
    [
      'a later grant that fits',
      { grants: [grant({ encryptionContextEquals: { app: 'x' } }), grant({ id: 'g2' })] },
      'Allowed',
    ],
    [
      'a service with its source',
      {
        principal: 'aps.amazonaws.com',
        grants: [
          grant({
            grantee: 'aps.amazonaws.com',
            sourceArn: 'arn:aws:aps:us-east-1:111122223333:workspace/w',
          }),
        ],
        context: { 'aws:SourceArn': 'arn:aws:aps:us-east-1:111122223333:workspace/w' },
      },
      'Allowed',
    ],
    [
      'a service with another source',
      {
        principal: 'aps.amazonaws.com',
        grants: [
          grant({
            grantee: 'aps.amazonaws.com',
            sourceArn: 'arn:aws:aps:us-east-1:111122223333:workspace/w',
          }),
        ],
        context: { 'aws:SourceArn': 'arn:aws:aps:us-east-1:111122223333:workspace/v' },
      },
      'ImplicitlyDenied',
    ],
    [
      'a grant does not allow management',
      { action: 'kms:PutKeyPolicy', grants: [grant()] },
      'ImplicitlyDenied',
    ],
  ],
  [pages.retire]: [
    [
      'the retiring principal',
      { action: 'kms:RetireGrant', grants: [grant({ grantee: user('bob'), retiring: user('alice') })] },
      'Allowed',
    ],
    [
      'the grantee with RetireGrant',
      { action: 'kms:RetireGrant', grants: [grant({ operations: ['Decrypt', 'RetireGrant'] })] },
      'Allowed',
    ],
    ['the grantee without it', { action: 'kms:RetireGrant', grants: [grant()] }, 'ImplicitlyDenied'],
    [
      'the key’s account',
      { principal: root(), action: 'kms:RetireGrant', grants: [grant({ grantee: user('bob') })] },
      'Allowed',
    ],
    [
      'a key policy has no say',
      {
        action: 'kms:RetireGrant',
        keyPolicy: policy(statement({ Action: 'kms:*' })),
        grants: [grant({ grantee: user('bob') })],
      },
      'ImplicitlyDenied',
    ],
    [
      'a key policy cannot stop it',
      {
        action: 'kms:RetireGrant',
        keyPolicy: policy(statement({ Effect: 'Deny', Action: 'kms:*' })),
        grants: [grant({ retiring: user('alice') })],
      },
      'Allowed',
    ],
  ],
  [`${pages.logic}: a Deny anywhere wins, whatever the order`]: [
    [
      'before the Allow',
      { keyPolicy: policy(statement({ Effect: 'Deny' }), statement()) },
      'ExplicitlyDenied',
    ],
    ['after the Allow', { keyPolicy: deny({}) }, 'ExplicitlyDenied'],
    ['for everyone', { keyPolicy: deny({ Principal: '*' }) }, 'ExplicitlyDenied'],
    [
      'under a condition that holds',
      {
        keyPolicy: deny({
          Condition: { StringNotEquals: { 'kms:ViaService': 's3.us-east-1.amazonaws.com' } },
        }),
      },
      'ExplicitlyDenied',
    ],
    [
      'under a condition that fails',
      { keyPolicy: deny({ Condition: { Bool: { 'aws:SecureTransport': 'false' } } }) },
      'Allowed',
    ],
    [
      'without anything that allows',
      { keyPolicy: policy(statement({ Effect: 'Deny' })) },
      'ExplicitlyDenied',
    ],
    [
      'two keys of one operator both have to hold',
      {
        keyPolicy: deny({
          Condition: { StringEquals: { 'kms:ViaService': 'a', 'aws:RequestedRegion': 'eu-west-1' } },
        }),
        context: { 'kms:ViaService': 'a' },
      },
      'Allowed',
    ],
    [
      'two operators both have to hold',
      {
        keyPolicy: deny({
          Condition: { StringEquals: { 'kms:ViaService': 'a' }, Null: { 'aws:SourceIp': 'true' } },
        }),
        context: { 'kms:ViaService': 'a' },
      },
      'ExplicitlyDenied',
    ],
    [
      'MFA missing with IfExists',
      { keyPolicy: deny({ Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } } }) },
      'ExplicitlyDenied',
    ],
    [
      'MFA missing without IfExists',
      { keyPolicy: deny({ Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'false' } } }) },
      'Allowed',
    ],
  ],
};

export const decisionRows: readonly Row[] = Object.entries(told).flatMap(([source, list]) =>
  list.map(([name, changes, expect]): Row => ({ source, name, request: request(changes), expect })),
);
