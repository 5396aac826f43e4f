import {
  CreateKeyCommand,
  DescribeKeyCommand,
  EncryptCommand,
  GetKeyPolicyCommand,
  KMSClient,
  PutKeyPolicyCommand,
  ReplicateKeyCommand,
} from '@aws-sdk/client-kms';
import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import type { AssumeRoleCommandInput } from '@aws-sdk/client-sts';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SandboxIam } from '../../../src/generated/sandbox-iam';
import { errorOf, testSandbox } from './server';
import type { TestSandbox } from './server';

const account = '111122223333';
const root = `arn:aws:iam::${account}:root`;
const roleArn = `arn:aws:iam::${account}:role/app`;

interface Statement {
  Effect: 'Allow' | 'Deny';
  Action: string | string[];
  Condition?: Record<string, Record<string, string | string[]>>;
}
const policy = (...statements: Statement[]) => ({
  Version: '2012-10-17',
  Statement: statements.map((statement) => ({ Resource: '*', ...statement })),
});
const trust = (...statements: Statement[]) => ({
  Version: '2012-10-17',
  Statement: statements.map((statement) => ({ Principal: { AWS: root }, ...statement })),
});

let sandbox: TestSandbox;
let clients: KMSClient[];
beforeAll(async () => {
  clients = [];
  sandbox = await testSandbox({ empty: true });
});
afterAll(async () => {
  for (const client of clients) client.destroy();
  expect(sandbox.internalErrors).toEqual([]);
  await sandbox.dispose();
});

/** Writes the policies of alice and of the role app, as a person would edit the file. */
function edit({ alice, app, appTrust }: { alice?: object; app?: object; appTrust?: object }): void {
  const file = join(sandbox.stateDir, 'iam.json');
  const content = JSON.parse(readFileSync(file, 'utf8')) as SandboxIam;
  const [own] = content.accounts;
  if (!own) throw new Error('There is no account.');
  const user = own.users.find(({ name }) => name === 'alice');
  if (user && alice) user.policies = { test: alice as Record<string, unknown> };
  own.roles = own.roles.filter(({ name }) => name !== 'app');
  own.roles.push({
    name: 'app',
    tags: { team: 'role', Cost: '1' },
    trust: (appTrust ?? trust({ Effect: 'Allow', Action: ['sts:AssumeRole', 'sts:TagSession'] })) as Record<
      string,
      unknown
    >,
    policies: { test: (app ?? policy({ Effect: 'Allow', Action: 'kms:*' })) as Record<string, unknown> },
  });
  writeFileSync(file, JSON.stringify(content));
}

async function session(input: Partial<AssumeRoleCommandInput> = {}): Promise<KMSClient> {
  const { Credentials: given } = await sandbox
    .sts()
    .send(new AssumeRoleCommand({ RoleArn: roleArn, RoleSessionName: 'here', ...input }));
  const client = new KMSClient({
    endpoint: sandbox.endpoint,
    region: 'us-east-1',
    maxAttempts: 1,
    credentials: {
      accessKeyId: given?.AccessKeyId ?? '',
      secretAccessKey: given?.SecretAccessKey ?? '',
      sessionToken: given?.SessionToken ?? '',
    },
  });
  clients.push(client);
  return client;
}

/** A key whose policy has statements of its own beside the account's. */
async function keyWith(...statements: object[]): Promise<string> {
  const { KeyMetadata: key } = await sandbox.kms().send(new CreateKeyCommand({}));
  const all = [
    { Effect: 'Allow', Principal: { AWS: root }, Action: 'kms:*', Resource: '*' },
    ...statements.map((statement) => ({ Principal: { AWS: roleArn }, Resource: '*', ...statement })),
  ];
  const Policy = JSON.stringify({ Version: '2012-10-17', Statement: all });
  await sandbox.kms().send(new PutKeyPolicyCommand({ KeyId: key?.KeyId, Policy }));
  return key?.KeyId ?? '';
}

const encrypt = (client: KMSClient, KeyId: string) =>
  client.send(new EncryptCommand({ KeyId, Plaintext: Buffer.from('x') })).then(
    () => 'allowed',
    (error: unknown) => (error as Error).name,
  );
const deny = (Condition: Statement['Condition']) => ({ Effect: 'Deny', Action: 'kms:Encrypt', Condition });

describe('the session of a role', () => {
  it.each([
    ['was issued at a time', { Null: { 'aws:TokenIssueTime': 'true' } }],
    ['was issued after others', { DateLessThan: { 'aws:TokenIssueTime': '2020-01-01T00:00:00Z' } }],
    ['says whether an MFA device was used', { Null: { 'aws:MultiFactorAuthPresent': 'true' } }],
  ])('%s', async (_, condition) => {
    edit({});
    expect(await encrypt(await session(), await keyWith(deny(condition)))).toBe('allowed');
  });

  it('can be revoked by the time of its issue', async () => {
    edit({});
    const client = await session();
    const later = new Date(Date.now() + 60_000).toISOString();
    const revoked = deny({ DateLessThan: { 'aws:TokenIssueTime': later } });
    expect(await encrypt(client, await keyWith(revoked))).toBe('AccessDeniedException');
  });

  it('is without MFA unless a code came with it', async () => {
    edit({});
    const KeyId = await keyWith(deny({ Bool: { 'aws:MultiFactorAuthPresent': 'false' } }));
    expect(await encrypt(await session(), KeyId)).toBe('AccessDeniedException');
    const SerialNumber = `arn:aws:iam::${account}:mfa/admin`;
    expect(await encrypt(await session({ SerialNumber, TokenCode: '123456' }), KeyId)).toBe('allowed');
    const wrong = await errorOf(session({ SerialNumber, TokenCode: '12345x' }));
    expect(wrong.name).toBe('ValidationError');
  });

  it('has none of these conditions where a long-term access key signs', async () => {
    edit({ alice: policy({ Effect: 'Allow', Action: 'kms:*' }) });
    const KeyId = await keyWith();
    const present = { Null: { 'aws:TokenIssueTime': 'false', 'aws:MultiFactorAuthPresent': 'false' } };
    edit({
      alice: policy(
        { Effect: 'Allow', Action: 'kms:*' },
        { Effect: 'Deny', Action: 'kms:*', Condition: present },
      ),
    });
    expect(await encrypt(sandbox.kms('alice'), KeyId)).toBe('allowed');
  });
});

describe('tags of a session', () => {
  const tagged = (team: string) => ({ StringEquals: { 'aws:PrincipalTag/team': team } });

  it('take the place of the role’s own, whatever their case', async () => {
    edit({});
    const role = await keyWith(deny(tagged('role')));
    const own = await keyWith(deny(tagged('session')));
    expect(await encrypt(await session(), role)).toBe('AccessDeniedException');
    const client = await session({ Tags: [{ Key: 'Team', Value: 'session' }] });
    expect(await encrypt(client, role)).toBe('allowed');
    expect(await encrypt(client, own)).toBe('AccessDeniedException');
  });

  it('need sts:TagSession in the trust policy', async () => {
    edit({ appTrust: trust({ Effect: 'Allow', Action: 'sts:AssumeRole' }) });
    await session();
    const error = await errorOf(session({ Tags: [{ Key: 'team', Value: 'x' }] }));
    expect([error.name, error.$metadata.httpStatusCode]).toEqual(['AccessDenied', 403]);
    expect(error.message).toBe(
      `User: arn:aws:iam::${account}:user/admin is not authorized to perform: sts:TagSession on resource: ${roleArn}`,
    );
  });

  it('are what the trust policy can ask for, with the external id and the name', async () => {
    const Condition = {
      StringEquals: { 'aws:RequestTag/team': 'x', 'sts:ExternalId': 'them', 'sts:RoleSessionName': 'here' },
      'ForAllValues:StringEquals': { 'aws:TagKeys': ['team'] },
    };
    edit({ appTrust: trust({ Effect: 'Allow', Action: ['sts:AssumeRole', 'sts:TagSession'], Condition }) });
    const Tags = [{ Key: 'team', Value: 'x' }];
    await session({ Tags, ExternalId: 'them' });
    for (const input of [
      { Tags },
      { ExternalId: 'them' },
      { Tags: [...Tags, { Key: 'b', Value: '' }], ExternalId: 'them' },
    ])
      expect((await errorOf(session(input))).name).toBe('AccessDenied');
  });

  it.each([
    [
      'twice',
      {
        Tags: [
          { Key: 'a', Value: '1' },
          { Key: 'A', Value: '2' },
        ],
      },
      'InvalidParameterValue',
    ],
    ['transitive but not there', { TransitiveTagKeys: ['b'] }, 'InvalidParameterValue'],
    ['too long', { Tags: [{ Key: 'k'.repeat(129), Value: '' }] }, 'ValidationError'],
  ])('are refused that are %s', async (_, input, code) => {
    edit({});
    expect((await errorOf(session(input))).name).toBe(code);
  });

  it('go on to the next session only where they are transitive', async () => {
    edit({});
    const { Credentials: given } = await sandbox.sts().send(
      new AssumeRoleCommand({
        RoleArn: roleArn,
        RoleSessionName: 'first',
        Tags: [
          { Key: 'team', Value: 'handed-on' },
          { Key: 'Cost', Value: '2' },
        ],
        TransitiveTagKeys: ['team'],
      }),
    );
    const { STSClient } = await import('@aws-sdk/client-sts');
    const chained = new STSClient({
      endpoint: sandbox.endpoint,
      region: 'us-east-1',
      credentials: {
        accessKeyId: given?.AccessKeyId ?? '',
        secretAccessKey: given?.SecretAccessKey ?? '',
        sessionToken: given?.SessionToken ?? '',
      },
    });
    edit({ app: policy({ Effect: 'Allow', Action: ['kms:*', 'sts:*'] }) });
    const again = new AssumeRoleCommand({ RoleArn: roleArn, RoleSessionName: 'second' });
    const { Credentials: second } = await chained.send(again);
    const clash = await errorOf(
      chained.send(new AssumeRoleCommand({ ...again.input, Tags: [{ Key: 'team', Value: 'other' }] })),
    );
    chained.destroy();
    expect(clash.name).toBe('InvalidParameterValue');
    const client = new KMSClient({
      endpoint: sandbox.endpoint,
      region: 'us-east-1',
      credentials: {
        accessKeyId: second?.AccessKeyId ?? '',
        secretAccessKey: second?.SecretAccessKey ?? '',
        sessionToken: second?.SessionToken ?? '',
      },
    });
    clients.push(client);
    expect(await encrypt(client, await keyWith(deny(tagged('handed-on'))))).toBe('AccessDeniedException');
    const ownCost = deny({ StringEquals: { 'aws:PrincipalTag/Cost': '2' } });
    expect(await encrypt(client, await keyWith(ownCost))).toBe('allowed');
  });
});

describe('the making of a key', () => {
  const create = { Effect: 'Allow', Action: 'kms:CreateKey' } as const;
  const make = (input: object) =>
    sandbox
      .kms('alice')
      .send(new CreateKeyCommand(input))
      .then(
        () => 'made',
        (error: unknown) => (error as Error).name,
      );

  it('without a policy asks for no permission to change the default one', async () => {
    edit({ alice: policy(create) });
    expect(await make({})).toBe('made');
    const Policy = JSON.stringify({
      Version: '2012-10-17',
      Statement: { Effect: 'Allow', Principal: { AWS: root }, Action: 'kms:*', Resource: '*' },
    });
    expect(await make({ Policy })).toBe('MalformedPolicyDocumentException');
    expect(await make({ Policy, BypassPolicyLockoutSafetyCheck: true })).toBe('made');
  });

  it('of a replica neither', async () => {
    const { KeyMetadata: key } = await sandbox.kms().send(new CreateKeyCommand({ MultiRegion: true }));
    edit({ alice: policy({ Effect: 'Allow', Action: ['kms:CreateKey', 'kms:ReplicateKey'] }) });
    await sandbox
      .kms('alice')
      .send(new ReplicateKeyCommand({ KeyId: key?.KeyId, ReplicaRegion: 'eu-west-1' }));
  });

  it.each([
    ['kms:KeySpec', 'SYMMETRIC_DEFAULT', { CustomerMasterKeySpec: 'RSA_2048', KeyUsage: 'SIGN_VERIFY' }],
    ['kms:CustomerMasterKeySpec', 'SYMMETRIC_DEFAULT', { KeySpec: 'RSA_2048', KeyUsage: 'SIGN_VERIFY' }],
    ['kms:KeyUsage', 'ENCRYPT_DECRYPT', { KeySpec: 'RSA_2048', KeyUsage: 'SIGN_VERIFY' }],
    ['kms:CustomerMasterKeyUsage', 'ENCRYPT_DECRYPT', { KeySpec: 'RSA_2048', KeyUsage: 'SIGN_VERIFY' }],
  ])('is held by %s, whichever name the request uses', async (name, value, other) => {
    const Condition = { StringNotEquals: { [name]: value } };
    edit({ alice: policy(create, { Effect: 'Deny', Action: 'kms:CreateKey', Condition }) });
    expect(await make({})).toBe('made');
    expect(await make(other)).toBe('AccessDeniedException');
  });

  it('of a replica is held by the key spec of its primary', async () => {
    const { KeyMetadata: key } = await sandbox
      .kms()
      .send(new CreateKeyCommand({ MultiRegion: true, KeySpec: 'RSA_2048', KeyUsage: 'SIGN_VERIFY' }));
    const Condition = { StringNotEquals: { 'kms:KeySpec': 'SYMMETRIC_DEFAULT' } };
    const allowed: Statement = { Effect: 'Allow', Action: ['kms:CreateKey', 'kms:ReplicateKey'] };
    edit({ alice: policy(allowed, { Effect: 'Deny', Action: 'kms:CreateKey', Condition }) });
    const replicate = new ReplicateKeyCommand({ KeyId: key?.KeyId, ReplicaRegion: 'eu-west-1' });
    expect((await errorOf(sandbox.kms('alice').send(replicate))).name).toBe('AccessDeniedException');
  });
});

describe('what KMS writes itself', () => {
  it('is the default key policy, in its own form', async () => {
    const { KeyMetadata: key } = await sandbox.kms().send(new CreateKeyCommand({}));
    const { Policy } = await sandbox.kms().send(new GetKeyPolicyCommand({ KeyId: key?.KeyId }));
    expect(Policy).toBe(`{
  "Version" : "2012-10-17",
  "Id" : "key-default-1",
  "Statement" : [ {
    "Sid" : "Enable IAM User Permissions",
    "Effect" : "Allow",
    "Principal" : {
      "AWS" : "${root}"
    },
    "Action" : "kms:*",
    "Resource" : "*"
  } ]
}`);
  });

  it.each([
    ['dynamodb', 'Default key that protects my DynamoDB data when no other key is defined'],
    ['acm', 'Default key that protects my ACM private keys when no other key is defined'],
    ['ssm', 'Default key that protects my SSM parameters when no other key is defined'],
  ])('is the description of the key of %s', async (name, description) => {
    const furnished = await testSandbox();
    const { KeyMetadata: key } = await furnished
      .kms()
      .send(new DescribeKeyCommand({ KeyId: `alias/aws/${name}` }));
    await furnished.dispose();
    expect(key?.Description).toBe(description);
  });
});

describe('a key policy that is put', () => {
  it('is asked for the bypass of the lock-out check only where the call uses it', async () => {
    const KeyId = await keyWith();
    const Condition = { Null: { 'kms:BypassPolicyLockoutSafetyCheck': 'true' } };
    edit({ alice: policy({ Effect: 'Allow', Action: ['kms:PutKeyPolicy'], Condition }) });
    const Policy = JSON.stringify({
      Version: '2012-10-17',
      Statement: { Effect: 'Allow', Principal: { AWS: root }, Action: 'kms:*', Resource: '*' },
    });
    const put = (more: object) =>
      sandbox.kms('alice').send(new PutKeyPolicyCommand({ KeyId, Policy, ...more }));
    await put({});
    for (const BypassPolicyLockoutSafetyCheck of [true, false])
      expect((await errorOf(put({ BypassPolicyLockoutSafetyCheck }))).name).toBe('AccessDeniedException');
  });
});
