import { describe, expect, it } from 'vitest';
import { evaluate } from '../../../../src/core/access/evaluate';
import type { AccessRequest, Decision, PolicySource } from '../../../../src/core/access/model';
import {
  account,
  decide,
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
} from './builders';

type Case = [what: string, changes: Partial<AccessRequest>, expected: Decision];
const allowAll = policy(statement({ Principal: { AWS: '*' }, Action: 'kms:*' }));
const keyDelegates = policy(delegation);
const denyIam = iam({ Effect: 'Deny', Action: 'kms:*', Resource: '*' });
const full = policy({ Effect: 'Allow', Action: '*', Resource: '*' });
const onlyS3 = policy({ Effect: 'Allow', Action: 's3:*', Resource: '*' });

function table(cases: Case[]): void {
  it.each(cases)('%s', (_, changes, expected) => {
    expect(decide(changes)).toBe(expected);
  });
}

describe('the key policy', () => {
  table([
    ['refuses what it does not mention', {}, 'ImplicitlyDenied'],
    ['allows whom it names, without any IAM policy', { keyPolicy: policy(statement()) }, 'Allowed'],
    [
      'gives IAM no say unless it allows the account',
      { keyPolicy: policy(), identityPolicies: [iam()] },
      'ImplicitlyDenied',
    ],
    [
      'delegates to the account, where IAM then has to allow',
      { keyPolicy: keyDelegates, identityPolicies: [iam()] },
      'Allowed',
    ],
    ['gives nobody access by delegating alone', { keyPolicy: keyDelegates }, 'ImplicitlyDenied'],
    [
      'delegates by bare account id, too',
      {
        keyPolicy: policy(statement({ Principal: { AWS: account }, Action: 'kms:*' })),
        identityPolicies: [iam()],
      },
      'Allowed',
    ],
    [
      'delegates only the actions that it names',
      {
        keyPolicy: policy(statement({ Principal: { AWS: root() }, Action: 'kms:Encrypt' })),
        identityPolicies: [iam()],
      },
      'ImplicitlyDenied',
    ],
    [
      'delegates only under its conditions',
      {
        keyPolicy: policy(
          statement({
            Principal: { AWS: root() },
            Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
          }),
        ),
        identityPolicies: [iam()],
      },
      'ImplicitlyDenied',
    ],
    [
      'lets a Deny win over its own Allow',
      { keyPolicy: policy(statement(), statement({ Effect: 'Deny' })) },
      'ExplicitlyDenied',
    ],
    [
      'denies the whole account by its root',
      { keyPolicy: policy(statement(), statement({ Effect: 'Deny', Principal: { AWS: root() } })) },
      'ExplicitlyDenied',
    ],
    [
      'is overruled by a Deny in IAM',
      { keyPolicy: policy(statement()), identityPolicies: [denyIam] },
      'ExplicitlyDenied',
    ],
    [
      'allows the root user what it allows the account',
      { principal: root(), keyPolicy: keyDelegates },
      'Allowed',
    ],
    [
      'matches actions in any case',
      { action: 'KMS:decrypt', keyPolicy: policy(statement({ Action: 'kms:DECRYPT' })) },
      'Allowed',
    ],
    ['matches wildcards in actions', { keyPolicy: policy(statement({ Action: 'kms:De?rypt*' })) }, 'Allowed'],
    ['knows NotAction', { keyPolicy: policy(statement({ NotAction: 'kms:Encrypt' })) }, 'Allowed'],
    [
      'excludes what NotAction lists',
      { keyPolicy: policy(statement({ NotAction: ['kms:De*'] })) },
      'ImplicitlyDenied',
    ],
    [
      'is no policy for actions without prefix',
      { keyPolicy: policy(statement({ Action: 'Decrypt' })) },
      'ImplicitlyDenied',
    ],
    [
      'says nothing to operations without a key',
      { action: 'kms:ListKeys', resource: '*', keyPolicy: allowAll },
      'ImplicitlyDenied',
    ],
    [
      'leaves operations without a key to IAM',
      {
        action: 'kms:ListKeys',
        resource: '*',
        identityPolicies: [iam({ Action: 'kms:List*', Resource: '*' })],
      },
      'Allowed',
    ],
    [
      'needs no delegation for aliases',
      {
        action: 'kms:CreateAlias',
        resource: `arn:aws:kms:us-east-1:${account}:alias/a`,
        identityPolicies: [iam({ Action: 'kms:CreateAlias', Resource: '*' })],
      },
      'Allowed',
    ],
  ]);
});

describe('Resource', () => {
  const of = (resource: unknown): Partial<AccessRequest> => ({
    keyPolicy: policy(statement({ Resource: resource })),
  });
  table([
    ['of a key policy is *', of('*'), 'Allowed'],
    ['of a key policy may be a list with *', of(['*']), 'Allowed'],
    ['of a key policy may be the ARN of the key', of(keyArn), 'Allowed'],
    ['missing in a key policy allows nothing', of(undefined), 'ImplicitlyDenied'],
    [
      'of the request may be a bare key id, in the Region of the request',
      {
        resource: keyArn.replace(/.*key\//, ''),
        keyAccount: account,
        context: { 'aws:RequestedRegion': 'us-east-1' },
        keyPolicy: keyDelegates,
        identityPolicies: [iam()],
      },
      'Allowed',
    ],
    [
      'of the request may be a bare alias name, which conditions know',
      {
        resource: 'alias/app',
        keyAccount: account,
        keyPolicy: policy(statement({ Condition: { StringEquals: { 'kms:RequestAlias': 'alias/app' } } })),
      },
      'Allowed',
    ],
    [
      'of the request as an alias is not what IAM policies name',
      {
        resource: 'alias/app',
        keyAccount: account,
        keyPolicy: keyDelegates,
        identityPolicies: [iam({ Resource: `arn:aws:kms:*:${account}:alias/app` })],
      },
      'ImplicitlyDenied',
    ],
    [
      'missing in an IAM policy allows nothing',
      { keyPolicy: keyDelegates, identityPolicies: [iam({ Resource: undefined })] },
      'ImplicitlyDenied',
    ],
    [
      'of an IAM policy may be a pattern',
      { keyPolicy: keyDelegates, identityPolicies: [iam({ Resource: `arn:aws:kms:*:${account}:key/*` })] },
      'Allowed',
    ],
    [
      'of an IAM policy may be cut short',
      { keyPolicy: keyDelegates, identityPolicies: [iam({ Resource: 'arn:aws:kms' })] },
      'Allowed',
    ],
    [
      'does not reach over a colon with a wildcard inside a part',
      { keyPolicy: keyDelegates, identityPolicies: [iam({ Resource: 'arn:aws:k*3:key/*' })] },
      'ImplicitlyDenied',
    ],
    [
      'is no alias where the request is about a key',
      {
        keyPolicy: keyDelegates,
        identityPolicies: [iam({ Resource: `arn:aws:kms:us-east-1:${account}:alias/*` })],
      },
      'ImplicitlyDenied',
    ],
    [
      'is case-sensitive',
      { keyPolicy: keyDelegates, identityPolicies: [iam({ Resource: keyArn.toUpperCase() })] },
      'ImplicitlyDenied',
    ],
    [
      'may be excluded by NotResource',
      { keyPolicy: keyDelegates, identityPolicies: [iam({ Resource: undefined, NotResource: keyArn })] },
      'ImplicitlyDenied',
    ],
    [
      'holds variables',
      {
        keyPolicy: keyDelegates,
        identityPolicies: [iam({ Resource: 'arn:aws:kms:*:${aws:PrincipalAccount}:key/*' })],
      },
      'Allowed',
    ],
  ]);
});

describe('principals', () => {
  const to = (principal: unknown): PolicySource => policy(statement({ Principal: principal }));
  const sparing = (...spared: string[]): PolicySource =>
    policy(statement({ Principal: '*' }), statement({ Effect: 'Deny', NotPrincipal: { AWS: spared } }));
  table([
    [
      'a session matches its role',
      { principal: session('App'), keyPolicy: to({ AWS: role('App') }) },
      'Allowed',
    ],
    [
      'a session matches its role with a path',
      { principal: session('App'), keyPolicy: to({ AWS: role('service/x/App') }) },
      'Allowed',
    ],
    [
      'a session whose path is known matches no other role',
      {
        principal: session('App'),
        session: { roleArn: role('a/App') },
        keyPolicy: to({ AWS: role('b/App') }),
      },
      'ImplicitlyDenied',
    ],
    [
      'a session matches itself',
      { principal: session('App', 'one'), keyPolicy: to({ AWS: session('App', 'one') }) },
      'Allowed',
    ],
    [
      'a session matches no other session',
      { principal: session('App', 'one'), keyPolicy: to({ AWS: session('App', 'two') }) },
      'ImplicitlyDenied',
    ],
    [
      'a session matches no role of another account',
      { principal: session('App'), keyPolicy: to({ AWS: role('App', other) }) },
      'ImplicitlyDenied',
    ],
    ['an account id is its root user', { principal: account, keyPolicy: keyDelegates }, 'Allowed'],
    [
      'a federated user matches itself',
      {
        principal: `arn:aws:sts::${account}:federated-user/Bob`,
        keyPolicy: to({ AWS: `arn:aws:sts::${account}:federated-user/Bob` }),
      },
      'Allowed',
    ],
    [
      'a unique id matches',
      { principalId: 'AIDAEXAMPLEID12345', keyPolicy: to({ AWS: 'AIDAEXAMPLEID12345' }) },
      'Allowed',
    ],
    [
      'a unique id matches the sessions of a role',
      {
        principal: session('App'),
        context: { 'aws:userid': 'AROAEXAMPLEID12345:work' },
        keyPolicy: to({ AWS: 'AROAEXAMPLEID12345' }),
      },
      'Allowed',
    ],
    ['a wildcard inside an ARN matches nobody', { keyPolicy: to({ AWS: user('*') }) }, 'ImplicitlyDenied'],
    ['* means everyone', { keyPolicy: to('*') }, 'Allowed'],
    [
      'a service matches its name',
      { principal: 'cloudtrail.amazonaws.com', keyPolicy: to({ Service: 'cloudtrail.amazonaws.com' }) },
      'Allowed',
    ],
    [
      'a service matches no other service',
      { principal: 'cloudtrail.amazonaws.com', keyPolicy: to({ Service: 'sns.amazonaws.com' }) },
      'ImplicitlyDenied',
    ],
    [
      'a service needs no IAM policy of an account',
      { principal: 'sns.amazonaws.com', keyPolicy: keyDelegates },
      'ImplicitlyDenied',
    ],
    [
      'a federated provider matches',
      {
        principal: session('Web'),
        session: { federatedProvider: 'cognito-identity.amazonaws.com' },
        keyPolicy: to({ Federated: 'cognito-identity.amazonaws.com' }),
      },
      'Allowed',
    ],
    [
      'another partition is another account',
      { keyPolicy: to({ AWS: `arn:aws-cn:iam::${account}:root` }), identityPolicies: [iam()] },
      'ImplicitlyDenied',
    ],
    [
      'NotPrincipal spares a user listed with its account',
      { keyPolicy: sparing(user('alice'), root()) },
      'Allowed',
    ],
    [
      'NotPrincipal denies a user whose account is not listed',
      { keyPolicy: sparing(user('alice')) },
      'ExplicitlyDenied',
    ],
    [
      'NotPrincipal denies a user of whom only the account is listed',
      { keyPolicy: sparing(root()) },
      'ExplicitlyDenied',
    ],
    [
      'NotPrincipal spares a session listed with role and account',
      { principal: session('App'), keyPolicy: sparing(session('App'), role('App'), root()) },
      'Allowed',
    ],
    [
      'NotPrincipal denies a session that is not listed itself',
      { principal: session('App'), keyPolicy: sparing(role('App'), root()) },
      'ExplicitlyDenied',
    ],
    [
      'NotPrincipal denies a role of which no session is listed: nobody calls as the role itself',
      { principal: role('App'), keyPolicy: sparing(role('App'), root()) },
      'ExplicitlyDenied',
    ],
    [
      'NotPrincipal denies whoever has a boundary',
      { permissionBoundaries: [full], keyPolicy: sparing(user('alice'), root()) },
      'ExplicitlyDenied',
    ],
    [
      'Allow with NotPrincipal excludes whom it lists',
      { keyPolicy: policy(statement({ NotPrincipal: { AWS: user('alice') } })) },
      'ImplicitlyDenied',
    ],
    [
      'Allow with NotPrincipal allows everybody else',
      { principal: user('bob'), keyPolicy: policy(statement({ NotPrincipal: { AWS: user('alice') } })) },
      'Allowed',
    ],
    [
      'a statement without principal allows nothing',
      { keyPolicy: policy(statement({ Principal: undefined })) },
      'ImplicitlyDenied',
    ],
  ]);
});

describe('another account', () => {
  const bob = user('bob', other);
  const opened = policy(statement({ Principal: { AWS: root(other) }, Action: 'kms:*' }));
  const named = policy(statement({ Principal: { AWS: bob }, Action: 'kms:*' }));
  const own = iam({ Action: 'kms:*' });
  table([
    [
      'needs both sides: the key policy alone is not enough',
      { principal: bob, keyPolicy: named },
      'ImplicitlyDenied',
    ],
    [
      'needs both sides: IAM alone is not enough',
      { principal: bob, identityPolicies: [own] },
      'ImplicitlyDenied',
    ],
    [
      'is allowed by both, with the account named',
      { principal: bob, keyPolicy: opened, identityPolicies: [own] },
      'Allowed',
    ],
    [
      'is allowed by both, with the user named',
      { principal: bob, keyPolicy: named, identityPolicies: [own] },
      'Allowed',
    ],
    [
      'may not manage the key, whatever the policies say',
      { principal: bob, action: 'kms:ScheduleKeyDeletion', keyPolicy: named, identityPolicies: [own] },
      'ImplicitlyDenied',
    ],
    [
      'may re-encrypt',
      { principal: bob, action: 'kms:ReEncryptFrom', keyPolicy: named, identityPolicies: [own] },
      'Allowed',
    ],
    ['needs no IAM policy for its root user', { principal: root(other), keyPolicy: opened }, 'Allowed'],
    [
      'is bounded by its own boundary',
      { principal: bob, keyPolicy: named, identityPolicies: [own], permissionBoundaries: [onlyS3] },
      'ImplicitlyDenied',
    ],
    [
      'is known by keyAccount where the resource does not tell',
      { principal: bob, resource: '*', keyAccount: account, keyPolicy: named },
      'ImplicitlyDenied',
    ],
  ]);
});

describe('grants', () => {
  const context = { 'kms:EncryptionContext:app': 'shop', 'kms:EncryptionContext:Tier': '1' };
  table([
    ['allow their operations to the grantee', { grants: [grant()] }, 'Allowed'],
    ['allow nothing else', { grants: [grant({ operations: ['Encrypt'] })] }, 'ImplicitlyDenied'],
    ['allow nobody else', { grants: [grant({ grantee: user('bob') })] }, 'ImplicitlyDenied'],
    [
      'allow the sessions of a role',
      { principal: session('App'), grants: [grant({ grantee: role('App') })] },
      'Allowed',
    ],
    [
      'to a role are limited by the boundary of its sessions',
      {
        principal: session('App'),
        grants: [grant({ grantee: role('App') })],
        permissionBoundaries: [onlyS3],
      },
      'ImplicitlyDenied',
    ],
    [
      'to a role are limited by the session policy',
      { principal: session('App'), grants: [grant({ grantee: role('App') })], sessionPolicies: [onlyS3] },
      'ImplicitlyDenied',
    ],
    [
      'to a user are not limited by its boundary',
      { grants: [grant()], permissionBoundaries: [onlyS3] },
      'Allowed',
    ],
    [
      'to an account give its users nothing by themselves',
      { grants: [grant({ grantee: root() })] },
      'ImplicitlyDenied',
    ],
    [
      'to an account let its IAM policies allow',
      { grants: [grant({ grantee: root() })], identityPolicies: [iam()] },
      'Allowed',
    ],
    [
      'to another account let its IAM policies allow',
      { principal: user('bob', other), grants: [grant({ grantee: root(other) })], identityPolicies: [iam()] },
      'Allowed',
    ],
    [
      'to an account are limited by the boundary',
      { grants: [grant({ grantee: root() })], identityPolicies: [iam()], permissionBoundaries: [onlyS3] },
      'ImplicitlyDenied',
    ],
    [
      'reach into other accounts',
      { principal: role('App', other), grants: [grant({ grantee: role('App', other) })] },
      'Allowed',
    ],
    [
      'never overrule a Deny of the key policy',
      { grants: [grant()], keyPolicy: policy(statement({ Effect: 'Deny' })) },
      'ExplicitlyDenied',
    ],
    ['never overrule a Deny of IAM', { grants: [grant()], identityPolicies: [denyIam] }, 'ExplicitlyDenied'],
    [
      'allow services',
      { principal: 'dynamodb.amazonaws.com', grants: [grant({ grantee: 'dynamodb.amazonaws.com' })] },
      'Allowed',
    ],
    [
      'hold services to the source',
      {
        principal: 'dynamodb.amazonaws.com',
        context: { 'aws:SourceArn': 'arn:aws:dynamodb:us-east-1:111122223333:table/b' },
        grants: [
          grant({
            grantee: 'dynamodb.amazonaws.com',
            sourceArn: 'arn:aws:dynamodb:us-east-1:111122223333:table/a',
          }),
        ],
      },
      'ImplicitlyDenied',
    ],
    [
      'ask for exactly the context of EncryptionContextEquals',
      { context, grants: [grant({ encryptionContextEquals: { app: 'shop', Tier: '1' } })] },
      'Allowed',
    ],
    [
      'refuse a larger context than EncryptionContextEquals',
      { context, grants: [grant({ encryptionContextEquals: { app: 'shop' } })] },
      'ImplicitlyDenied',
    ],
    [
      'take a larger context than EncryptionContextSubset',
      { context, grants: [grant({ encryptionContextSubset: { app: 'shop' } })] },
      'Allowed',
    ],
    [
      'compare names of the context with their case',
      { context, grants: [grant({ encryptionContextSubset: { tier: '1' } })] },
      'ImplicitlyDenied',
    ],
    [
      'ask no context of DescribeKey',
      {
        action: 'kms:DescribeKey',
        grants: [grant({ operations: ['DescribeKey'], encryptionContextEquals: { app: 'shop' } })],
      },
      'Allowed',
    ],
    [
      'may be retired by the retiring principal, with no policy',
      { action: 'kms:RetireGrant', grants: [grant({ grantee: user('bob'), retiring: user('alice') })] },
      'Allowed',
    ],
    [
      'may be retired by a grantee who was given it',
      { action: 'kms:RetireGrant', grants: [grant({ operations: ['Decrypt', 'RetireGrant'] })] },
      'Allowed',
    ],
    [
      'may not be retired by any grantee',
      { action: 'kms:RetireGrant', grants: [grant()] },
      'ImplicitlyDenied',
    ],
    [
      'may not be retired by force of a key policy',
      { action: 'kms:RetireGrant', grants: [grant({ grantee: user('bob') })], keyPolicy: allowAll },
      'ImplicitlyDenied',
    ],
    [
      'may not be retired beyond the permissions boundary',
      {
        action: 'kms:RetireGrant',
        grants: [grant({ grantee: user('bob') })],
        identityPolicies: [iam({ Action: 'kms:RetireGrant' })],
        permissionBoundaries: [iam({ Action: 'kms:Decrypt' })],
      },
      'ImplicitlyDenied',
    ],
    [
      'may be retired by the root user of the account',
      { principal: root(), action: 'kms:RetireGrant', grants: [grant({ grantee: user('bob') })] },
      'Allowed',
    ],
    [
      'may be kept from being retired by IAM',
      {
        action: 'kms:RetireGrant',
        grants: [grant({ retiring: user('alice') })],
        identityPolicies: [denyIam],
      },
      'ExplicitlyDenied',
    ],
  ]);
});

describe('what limits the caller', () => {
  const direct = policy(statement());
  const toRole = policy(statement({ Principal: { AWS: role('App') } }));
  const toSession = policy(statement({ Principal: { AWS: session('App') } }));
  const byIam = { keyPolicy: keyDelegates, identityPolicies: [iam()] };
  table([
    [
      'a boundary that does not allow stops IAM policies',
      { ...byIam, permissionBoundaries: [onlyS3] },
      'ImplicitlyDenied',
    ],
    ['a boundary that allows does not', { ...byIam, permissionBoundaries: [full] }, 'Allowed'],
    [
      'a boundary allows nothing by itself',
      { keyPolicy: keyDelegates, permissionBoundaries: [full] },
      'ImplicitlyDenied',
    ],
    [
      'a boundary does not limit what the key policy gives a user',
      { keyPolicy: direct, permissionBoundaries: [onlyS3] },
      'Allowed',
    ],
    [
      'a boundary limits what the key policy gives a role',
      { principal: session('App'), keyPolicy: toRole, permissionBoundaries: [onlyS3] },
      'ImplicitlyDenied',
    ],
    [
      'a boundary does not limit what it gives a session',
      { principal: session('App'), keyPolicy: toSession, permissionBoundaries: [onlyS3] },
      'Allowed',
    ],
    [
      'a boundary does not limit what everyone may, even narrowed to a role by aws:PrincipalArn',
      {
        principal: session('App'),
        keyPolicy: policy(
          statement({ Principal: '*', Condition: { ArnEquals: { 'aws:PrincipalArn': role('App') } } }),
        ),
        permissionBoundaries: [onlyS3],
      },
      'Allowed',
    ],
    ['a Deny in a boundary wins', { keyPolicy: direct, permissionBoundaries: [denyIam] }, 'ExplicitlyDenied'],
    [
      'a session policy has to allow',
      { principal: session('App'), keyPolicy: toRole, sessionPolicies: [onlyS3] },
      'ImplicitlyDenied',
    ],
    [
      'one session policy of several is enough',
      { principal: session('App'), keyPolicy: toRole, sessionPolicies: [onlyS3, full] },
      'Allowed',
    ],
    [
      'a service control policy has to allow',
      { keyPolicy: direct, serviceControlPolicies: [onlyS3] },
      'ImplicitlyDenied',
    ],
    [
      'policies of one level add up',
      { keyPolicy: direct, serviceControlPolicies: [onlyS3, full] },
      'Allowed',
    ],
    [
      'each level has to allow',
      { keyPolicy: direct, serviceControlPolicies: [[full], [onlyS3]] },
      'ImplicitlyDenied',
    ],
    [
      'a service control policy denies',
      { keyPolicy: direct, serviceControlPolicies: [full, denyIam] },
      'ExplicitlyDenied',
    ],
    [
      'a service control policy binds the root user',
      { principal: root(), keyPolicy: keyDelegates, serviceControlPolicies: [onlyS3] },
      'ImplicitlyDenied',
    ],
    [
      'a service control policy does not bind services',
      {
        principal: 'sns.amazonaws.com',
        keyPolicy: policy(statement({ Principal: { Service: 'sns.amazonaws.com' } })),
        serviceControlPolicies: [onlyS3],
      },
      'Allowed',
    ],
    [
      'a resource control policy denies',
      {
        keyPolicy: direct,
        resourceControlPolicies: [policy(statement({ Effect: 'Deny', Principal: '*', Action: 'kms:*' }))],
      },
      'ExplicitlyDenied',
    ],
    [
      'a resource control policy need not allow',
      {
        keyPolicy: direct,
        resourceControlPolicies: [
          policy(statement({ Effect: 'Deny', Principal: '*', Action: 'kms:Encrypt' })),
        ],
      },
      'Allowed',
    ],
    [
      'a resource control policy binds services',
      {
        principal: 'sns.amazonaws.com',
        keyPolicy: policy(statement({ Principal: { Service: 'sns.amazonaws.com' } })),
        resourceControlPolicies: [policy(statement({ Effect: 'Deny', Principal: '*' }))],
      },
      'ExplicitlyDenied',
    ],
  ]);
});

describe('the verdict', () => {
  it('names the statement that decides', () => {
    const verdict = evaluate(request({ keyPolicy: policy(delegation, statement({ Sid: 'Allow use' })) }));
    expect(verdict.layer).toBe('key-policy');
    expect(verdict.reasons).toEqual([
      {
        layer: 'key-policy',
        statement: 1,
        sid: 'Allow use',
        effect: 'allows',
        text: 'Statement 2 (“Allow use”) of the key policy allows kms:Decrypt.',
      },
    ]);
  });

  it('names both sides where the key policy leaves it to IAM', () => {
    const verdict = evaluate(
      request({ keyPolicy: keyDelegates, identityPolicies: [{ name: 'Reader', document: iam() }] }),
    );
    expect(verdict.layer).toBe('identity-policy');
    expect(verdict.reasons.map(({ effect }) => effect)).toEqual(['delegates', 'allows']);
    expect(verdict.reasons[1]?.policy).toBe('Reader');
  });

  it('says of each statement and grant whether it matched, and else which element failed', () => {
    const { trace } = evaluate(
      request({
        keyPolicy: policy(
          statement({ Principal: { AWS: user('bob') } }),
          statement({ Action: 'kms:Encrypt' }),
          statement({ Resource: keyArn.replace('1234abcd', '9999abcd') }),
          statement({ Condition: { StringEquals: { 'kms:ViaService': 's3.us-east-1.amazonaws.com' } } }),
          statement({ Resource: undefined }),
          delegation,
          statement(),
        ),
        grants: [grant({ encryptionContextEquals: { a: 'b' } })],
      }),
    );
    expect(trace.map(({ outcome }) => outcome)).toEqual([
      'principal',
      'action',
      'resource',
      'condition',
      'dead',
      'delegated',
      'matched',
      'condition',
    ]);
    expect(trace[3]?.condition).toEqual({
      operator: 'StringEquals',
      key: 'kms:ViaService',
      expected: ['s3.us-east-1.amazonaws.com'],
    });
    expect(trace[7]?.detail).toBe('EncryptionContextEquals');
  });

  it('tells which layer is missing', () => {
    const layer = (changes: Partial<AccessRequest>): string => evaluate(request(changes)).layer;
    expect(layer({})).toBe('key-policy');
    expect(layer({ keyPolicy: keyDelegates })).toBe('identity-policy');
    expect(
      layer({ keyPolicy: keyDelegates, identityPolicies: [iam()], permissionBoundaries: [onlyS3] }),
    ).toBe('permissions-boundary');
    expect(layer({ keyPolicy: allowAll, serviceControlPolicies: [onlyS3] })).toBe('service-control-policy');
    expect(layer({ principal: user('x', other), keyPolicy: allowAll, action: 'kms:PutKeyPolicy' })).toBe(
      'operation',
    );
  });

  const told = (changes: Partial<AccessRequest>): string[] =>
    evaluate(request(changes)).reasons.map(({ layer, effect }) => `${layer} ${effect}`);
  const direct = policy(statement());
  const toRole = policy(statement({ Principal: { AWS: role('App') } }));
  const bob = user('bob', other);

  it.each<[string, Partial<AccessRequest>, string[]]>([
    [
      'every statement that denies',
      { keyPolicy: policy(statement({ Effect: 'Deny' })), identityPolicies: [denyIam] },
      ['key-policy denies', 'identity-policy denies'],
    ],
    [
      'what a boundary takes from a role that the key policy allows',
      { principal: session('App'), keyPolicy: toRole, permissionBoundaries: [onlyS3] },
      ['key-policy allows', 'permissions-boundary lacks'],
    ],
    [
      'what a session policy takes from it',
      { principal: session('App'), keyPolicy: toRole, sessionPolicies: [onlyS3] },
      ['key-policy allows', 'session-policy lacks'],
    ],
    [
      'the same where the key policy also leaves it to an account whose IAM policies do not allow',
      {
        principal: session('App'),
        keyPolicy: policy(statement({ Principal: { AWS: role('App') } }), delegation),
        sessionPolicies: [onlyS3],
      },
      ['key-policy allows', 'session-policy lacks'],
    ],
    [
      'that IAM policies allow in vain where the key policy does not leave it to them',
      { keyPolicy: policy(), identityPolicies: [iam()] },
      ['key-policy lacks', 'identity-policy allows'],
    ],
    [
      'what IAM allows and a boundary takes',
      { keyPolicy: keyDelegates, identityPolicies: [iam()], permissionBoundaries: [onlyS3] },
      ['key-policy delegates', 'identity-policy allows', 'permissions-boundary lacks'],
    ],
    ['that a service is not allowed', { principal: 'sns.amazonaws.com' }, ['key-policy lacks']],
    [
      'both sides that another account lacks',
      { principal: bob, keyPolicy: policy() },
      ['key-policy lacks', 'identity-policy lacks'],
    ],
    [
      'only the key policy where its IAM policies allow',
      { principal: bob, keyPolicy: policy(), identityPolicies: [iam()] },
      ['key-policy lacks'],
    ],
    [
      'only the key policy to the root user of another account',
      { principal: root(other), keyPolicy: policy() },
      ['key-policy lacks'],
    ],
    [
      'the IAM policy that is missing beside a key policy that opens the key to another account',
      { principal: bob, keyPolicy: policy(statement({ Principal: { AWS: bob } })) },
      ['key-policy allows', 'identity-policy lacks'],
    ],
    [
      'that the root user of another account needs no IAM policy',
      {
        principal: root(other),
        keyPolicy: policy(statement({ Principal: { AWS: root(other) } })),
      },
      ['key-policy allows', 'root-user allows'],
    ],
    [
      'the same of what needs no key',
      { principal: root(), action: 'kms:ListKeys', resource: '*' },
      ['root-user allows'],
    ],
    [
      'the grant and the IAM policy that use it',
      { grants: [grant({ grantee: root() })], identityPolicies: [iam()] },
      ['grant delegates', 'identity-policy allows'],
    ],
    [
      'the statement that allows, for a grant that would',
      { keyPolicy: direct, grants: [grant()] },
      ['key-policy allows'],
    ],
  ])('tells %s', (_, changes, expected) => {
    expect(told(changes)).toEqual(expected);
  });

  it('says in words why IAM policies do not count, and what cannot be done across accounts', () => {
    const texts = (changes: Partial<AccessRequest>): string =>
      evaluate(request(changes))
        .reasons.map(({ text }) => text)
        .join(' ');
    expect(texts({ keyPolicy: policy(), identityPolicies: [iam()] })).toMatch(
      /allows kms:Decrypt\. But IAM policies count only where the key policy allows the account\.$/,
    );
    expect(texts({ principal: bob, action: 'kms:PutKeyPolicy', keyPolicy: allowAll })).toBe(
      'kms:PutKeyPolicy cannot be called on a key of another account.',
    );
    expect(texts({ principal: root(), action: 'kms:ListKeys', resource: '*' })).toMatch(
      /The root user needs no IAM policy/,
    );
  });

  it('is of the grant’s layer where a grant to the account decides', () => {
    const { layer } = evaluate(request({ grants: [grant({ grantee: root() })], identityPolicies: [iam()] }));
    expect(layer).toBe('grant');
  });
});
