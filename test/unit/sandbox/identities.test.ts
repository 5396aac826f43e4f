import { CloudTrailClient, LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import {
  GetPolicyCommand,
  GetPolicyVersionCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  GetUserCommand,
  GetUserPolicyCommand,
  ListAttachedRolePoliciesCommand,
  ListAttachedUserPoliciesCommand,
  ListRolePoliciesCommand,
  ListRolesCommand,
  ListUserPoliciesCommand,
  ListUsersCommand,
  paginateListRoles,
} from '@aws-sdk/client-iam';
import {
  CreateKeyCommand,
  DescribeKeyCommand,
  EncryptCommand,
  KMSClient,
  ListAliasesCommand,
  ListKeysCommand,
} from '@aws-sdk/client-kms';
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shownParameters } from '../../../src/sandbox/cloudTrail/trail';
import { errorOf, testSandbox } from './server';
import type { TestSandbox } from './server';

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await testSandbox();
});
afterAll(async () => {
  expect(sandbox.internalErrors).toEqual([]);
  await sandbox.dispose();
});

const account = '111122223333';

describe('STS', () => {
  it('says who the caller is', async () => {
    const who = await sandbox.sts('alice').send(new GetCallerIdentityCommand({}));
    expect(who).toMatchObject({ Account: account, Arn: `arn:aws:iam::${account}:user/payments/alice` });
    expect(who.UserId).toMatch(/^AIDA[A-Z2-7]{17}$/);
  });

  async function assume(identity: string, role: string, Policy?: string) {
    const { Credentials: given, AssumedRoleUser } = await sandbox.sts(identity).send(
      new AssumeRoleCommand({
        RoleArn: `arn:aws:iam::${account}:role/${role}`,
        RoleSessionName: 'here',
        Policy,
      }),
    );
    const credentials = {
      accessKeyId: given?.AccessKeyId ?? '',
      secretAccessKey: given?.SecretAccessKey ?? '',
      sessionToken: given?.SessionToken ?? '',
    };
    const config = { endpoint: sandbox.endpoint, region: 'us-east-1', credentials, maxAttempts: 1 };
    return { config, arn: AssumedRoleUser?.Arn };
  }

  it('lets a role be assumed by whom its trust policy and IAM let, and the session acts as the role', async () => {
    const { config, arn } = await assume('carol', 'security/KeyAdministrator');
    expect(arn).toBe(`arn:aws:sts::${account}:assumed-role/KeyAdministrator/here`);
    const who = await new STSClient(config).send(new GetCallerIdentityCommand({}));
    expect(who.Arn).toBe(arn);
    await new KMSClient(config).send(new ListKeysCommand({}));
  });

  it('refuses the others', async () => {
    const error = await errorOf(assume('developer', 'security/KeyAdministrator'));
    expect([error.name, error.$metadata.httpStatusCode]).toEqual(['AccessDenied', 403]);
    expect(error.message).toBe(
      `User: arn:aws:iam::${account}:user/developer is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::${account}:role/security/KeyAdministrator`,
    );
  });

  it('narrows a session by the policy it was given', async () => {
    const statement = { Effect: 'Allow', Action: 'kms:ListKeys', Resource: '*' };
    const policy = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
    const { config } = await assume('admin', 'Admin', policy);
    await new KMSClient(config).send(new ListKeysCommand({}));
    const error = await errorOf(new KMSClient(config).send(new ListAliasesCommand({})));
    expect(error.message).toBe(
      `User: arn:aws:sts::${account}:assumed-role/Admin/here is not authorized to perform: kms:ListAliases on resource: * because no session policy allows the kms:ListAliases action`,
    );
  });

  it.each([
    ['r', {}, "Value 'r' at 'roleSessionName'", 'have length greater than or equal to 2'],
    ['r'.repeat(65), {}, "at 'roleSessionName'", 'have length less than or equal to 64'],
    ['a b', {}, "Value 'a b' at 'roleSessionName'", 'satisfy regular expression pattern: [\\w+=,.@-]*'],
    ['here', { RoleArn: 'arn' }, "Value 'arn' at 'roleArn'", 'have length greater than or equal to 20'],
    [
      'here',
      { DurationSeconds: 1 },
      "Value '1' at 'durationSeconds'",
      'have value greater than or equal to 900',
    ],
    ['here', { DurationSeconds: 43_201 }, "at 'durationSeconds'", 'have value less than or equal to 43200'],
  ])('says what is wrong with a session %s %j', async (RoleSessionName, more, at, constraint) => {
    const RoleArn = `arn:aws:iam::${account}:role/Admin`;
    const error = await errorOf(
      sandbox.sts().send(new AssumeRoleCommand({ RoleArn, RoleSessionName, ...more })),
    );
    expect(error.name).toBe('ValidationError');
    expect(error.message).toContain(`${at} failed to satisfy constraint: Member must ${constraint}`);
  });

  it('ends a session when its time is over', async () => {
    const own = await testSandbox();
    const { Credentials: given } = await own
      .sts()
      .send(
        new AssumeRoleCommand({ RoleArn: `arn:aws:iam::${account}:role/Admin`, RoleSessionName: 'here' }),
      );
    const client = new KMSClient({
      endpoint: own.endpoint,
      region: 'us-east-1',
      credentials: {
        accessKeyId: given?.AccessKeyId ?? '',
        secretAccessKey: given?.SecretAccessKey ?? '',
        sessionToken: given?.SessionToken ?? '',
      },
    });
    await client.send(new ListKeysCommand({}));
    await own.control('clock', { seconds: 3601 });
    expect((await errorOf(client.send(new ListKeysCommand({})))).name).toBe('ExpiredTokenException');
    await own.dispose();
  });
});

describe('IAM', () => {
  it('lists users and roles page by page', async () => {
    const roles: string[] = [];
    for await (const page of paginateListRoles({ client: sandbox.iam(), pageSize: 7 }, {})) {
      expect(page.Roles?.length).toBeLessThanOrEqual(7);
      roles.push(...(page.Roles ?? []).map((role) => role.Arn ?? ''));
    }
    const { Roles: all, IsTruncated } = await sandbox.iam().send(new ListRolesCommand({}));
    expect(IsTruncated).toBe(false);
    expect(roles).toEqual(all?.map((role) => role.Arn));
    expect(roles.length).toBeGreaterThanOrEqual(20);
    const { Users } = await sandbox.iam().send(new ListUsersCommand({ PathPrefix: '/payments/' }));
    expect(Users?.map((user) => user.UserName)).toEqual(['alice', 'erin']);
    expect(Users?.[0]).not.toHaveProperty('Tags');
  });

  it('refuses pages that cannot be', async () => {
    const refusal = (input: object) =>
      errorOf(sandbox.iam().send(new ListUsersCommand(input))).then(({ name, message }) => [name, message]);
    const constraint = (value: string, rest: string) => [
      'ValidationError',
      `1 validation error detected: Value '${value}' at 'maxItems' failed to satisfy constraint: Member must have value ${rest}`,
    ];
    expect(await refusal({ MaxItems: 0 })).toEqual(constraint('0', 'greater than or equal to 1'));
    expect(await refusal({ MaxItems: 1001 })).toEqual(constraint('1001', 'less than or equal to 1000'));
    expect(await refusal({ Marker: 'nowhere' })).toEqual(['ValidationError', 'Invalid Marker.']);
  });

  it('tells one user and one role, with the trust policy', async () => {
    const { User } = await sandbox.iam().send(new GetUserCommand({ UserName: 'alice' }));
    expect(User).toMatchObject({ Path: '/payments/', Tags: [{ Key: 'team', Value: 'payments' }] });
    const { Role } = await sandbox.iam().send(new GetRoleCommand({ RoleName: 'payments-api' }));
    const trust = JSON.parse(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? '')) as object;
    expect(trust).toHaveProperty('Statement.0.Principal.Service', 'ecs-tasks.amazonaws.com');
    expect((await sandbox.iam('admin').send(new GetUserCommand({}))).User?.UserName).toBe('admin');
    const error = await errorOf(sandbox.iam().send(new GetUserCommand({ UserName: 'nobody' })));
    expect([error.name, error.$metadata.httpStatusCode]).toEqual(['NoSuchEntityException', 404]);
  });

  it('tells inline and attached policies', async () => {
    const iam = sandbox.iam();
    const { PolicyNames } = await iam.send(new ListUserPoliciesCommand({ UserName: 'alice' }));
    expect(PolicyNames).toContain('payments-keys');
    const inline = await iam.send(
      new GetUserPolicyCommand({ UserName: 'alice', PolicyName: 'payments-keys' }),
    );
    const document = JSON.parse(decodeURIComponent(inline.PolicyDocument ?? '')) as object;
    expect(document).toHaveProperty('Statement.0.Effect', 'Allow');
    const roleNames = await iam.send(new ListRolePoliciesCommand({ RoleName: 'payments-api' }));
    expect(roleNames.PolicyNames).toEqual(['use-keys']);
    const ofRole = await iam.send(
      new GetRolePolicyCommand({ RoleName: 'payments-api', PolicyName: 'use-keys' }),
    );
    expect(decodeURIComponent(ofRole.PolicyDocument ?? '')).toContain('kms:Decrypt');
    const attached = await iam.send(new ListAttachedUserPoliciesCommand({ UserName: 'admin' }));
    const PolicyArn = attached.AttachedPolicies?.[0]?.PolicyArn ?? '';
    expect(PolicyArn).toBe('arn:aws:iam::aws:policy/AdministratorAccess');
    const ofAdmin = await iam.send(new ListAttachedRolePoliciesCommand({ RoleName: 'Admin' }));
    expect(ofAdmin.AttachedPolicies).toEqual(attached.AttachedPolicies);
    const { Policy } = await iam.send(new GetPolicyCommand({ PolicyArn }));
    const version = await iam.send(
      new GetPolicyVersionCommand({ PolicyArn, VersionId: Policy?.DefaultVersionId }),
    );
    expect(decodeURIComponent(version.PolicyVersion?.Document ?? '')).toContain('"*"');
  });

  it('refuses those whose policies do not allow it', async () => {
    const error = await errorOf(sandbox.iam('developer').send(new ListRolesCommand({})));
    expect([error.name, error.$metadata.httpStatusCode]).toEqual(['AccessDenied', 403]);
    expect(error.message).toBe(
      `User: arn:aws:iam::${account}:user/developer is not authorized to perform: iam:ListRoles on resource: * because no identity-based policy allows the iam:ListRoles action`,
    );
  });
});

describe('the identities file', () => {
  it('is read again when it was edited, and what cannot be read changes nothing', async () => {
    const own = await testSandbox();
    const file = join(own.stateDir, 'iam.json');
    interface Content {
      accounts: { users: object[] }[];
    }
    const content = JSON.parse(readFileSync(file, 'utf8')) as Content;
    content.accounts[0]?.users.push({ name: 'newcomer', accessKey: true });
    writeFileSync(file, JSON.stringify(content));
    const names = async () => {
      const { identities } = await own.control('identities');
      return (identities as { name: string }[]).map(({ name }) => name);
    };
    expect(await names()).toContain('newcomer');
    writeFileSync(file, '{"accounts":[{"id":"12"}]}');
    expect(await names()).toEqual(expect.arrayContaining(['newcomer', 'admin']));
    const notices = async () => (await own.control('health'))['notices'];
    expect(await notices()).toMatchObject([{ kind: 'identities-invalid', file }]);
    writeFileSync(file, JSON.stringify(content));
    expect(await notices()).toEqual([]);
    await own.dispose();
  });

  const user = (entry: object) => ({ accounts: [{ id: account, users: [entry], roles: [] }] });
  const statement = { Effect: 'Allow', Action: 'kms:*', Resource: '*' };
  it.each([
    ['is no JSON', '{"accounts":', /JSON/],
    [
      'has a policy that is none',
      JSON.stringify(
        user({ name: 'eve', policies: { all: { Statement: { ...statement, Effect: 'Alow' } } } }),
      ),
      /user\/eve, policy all: Statement\[0\]\.Effect/,
    ],
    [
      'names a policy that is not there',
      JSON.stringify(user({ name: 'eve', attached: ['arn:aws:iam::aws:policy/Nothing'] })),
      /user\/eve: there is no policy arn:aws:iam::aws:policy\/Nothing/,
    ],
    [
      'has a user twice',
      JSON.stringify({ accounts: [{ id: account, users: [{ name: 'eve' }, { name: 'eve' }], roles: [] }] }),
      /user eve is there twice/,
    ],
    [
      'has a trust policy that is none',
      JSON.stringify({
        accounts: [{ id: account, users: [], roles: [{ name: 'r', trust: { Statement: 1 } }] }],
      }),
      /role\/r, trust: Statement\[0\]/,
    ],
  ])('that %s says what is wrong, and where', async (_, text, wrong) => {
    const own = await testSandbox({ empty: true });
    writeFileSync(join(own.stateDir, 'iam.json'), text);
    const { identities, problem } = await own.control('identities');
    expect(identities).toEqual(own.identities);
    expect(problem).toMatchObject({ message: expect.stringMatching(wrong) as string });
    await own.kms().send(new ListKeysCommand({}));
    await own.dispose();
  });

  it('keeps access keys apart, readable by their owner alone, and never twice the same', async () => {
    const file = join(sandbox.stateDir, 'credentials.json');
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600);
    const other = await testSandbox();
    const secrets = (one: TestSandbox) => one.identities.map((identity) => identity.secretAccessKey);
    expect(secrets(sandbox).filter((secret) => secrets(other).includes(secret))).toEqual([]);
    await other.dispose();
  });
});

describe('CloudTrail', () => {
  it('tells the last calls on a key, refused ones too, without what is secret', async () => {
    const kms = sandbox.kms();
    const { KeyMetadata: key } = await kms.send(new CreateKeyCommand({}));
    const KeyId = key?.KeyId ?? '';
    await kms.send(new EncryptCommand({ KeyId, Plaintext: Buffer.from('a secret') }));
    await errorOf(sandbox.kms('developer').send(new EncryptCommand({ KeyId, Plaintext: Buffer.from('x') })));
    const { name: _, ...credentials } = sandbox.identities[0] ?? {};
    const trail = new CloudTrailClient({
      endpoint: sandbox.endpoint,
      region: 'us-east-1',
      credentials: credentials as { accessKeyId: string; secretAccessKey: string },
    });
    const attribute = (AttributeKey: 'ResourceName' | 'EventId' | 'EventSource', AttributeValue = '') =>
      new LookupEventsCommand({ LookupAttributes: [{ AttributeKey, AttributeValue }] });
    const { Events } = await trail.send(attribute('ResourceName', key?.Arn));
    expect(Events?.map((event) => [event.EventName, event.Username])).toContainEqual(['Encrypt', 'admin']);
    const encrypt = Events?.find((event) => event.EventName === 'Encrypt' && event.Username === 'admin');
    expect(encrypt?.CloudTrailEvent).not.toContain(Buffer.from('a secret').toString('base64'));
    expect(encrypt?.Resources).toEqual([{ ResourceType: 'AWS::KMS::Key', ResourceName: key?.Arn }]);
    // CloudTrail files a refused call under no key: it is found among all calls of the service, by its text.
    expect(Events?.map((event) => event.Username)).not.toContain('developer');
    const { Events: ofKms } = await trail.send(attribute('EventSource', 'kms.amazonaws.com'));
    const told = ofKms?.map((event) => JSON.parse(event.CloudTrailEvent ?? '') as object);
    expect(told).toContainEqual(
      expect.objectContaining({
        errorCode: 'AccessDenied',
        errorMessage: expect.stringContaining(`kms:Encrypt on resource: ${key?.Arn}`) as string,
        requestParameters: null,
        userIdentity: expect.objectContaining({ type: 'IAMUser', userName: 'developer' }) as object,
      }),
    );
    const { Events: ofSession } = await trail.send(
      new LookupEventsCommand({ LookupAttributes: [{ AttributeKey: 'Username', AttributeValue: 'here' }] }),
    );
    const session = ofSession?.map((event) => JSON.parse(event.CloudTrailEvent ?? '') as object);
    expect(session).toContainEqual(
      expect.objectContaining({
        requestParameters: null,
        userIdentity: expect.objectContaining({
          type: 'AssumedRole',
          arn: `arn:aws:sts::${account}:assumed-role/KeyAdministrator/here`,
          sessionContext: expect.objectContaining({
            sessionIssuer: expect.objectContaining({
              type: 'Role',
              arn: `arn:aws:iam::${account}:role/security/KeyAdministrator`,
              userName: 'KeyAdministrator',
            }) as object,
          }) as object,
        }) as object,
      }),
    );
    const again = await trail.send(attribute('EventId', encrypt?.EventId));
    expect(again.Events).toHaveLength(1);
    const page = await trail.send(new LookupEventsCommand({ MaxResults: 2 }));
    const next = await trail.send(new LookupEventsCommand({ MaxResults: 2, NextToken: page.NextToken }));
    expect(next.Events?.map((event) => event.EventId)).not.toContain(page.Events?.[1]?.EventId);
    const error = await errorOf(trail.send(new LookupEventsCommand({ NextToken: 'nowhere' })));
    expect(error.name).toBe('InvalidNextTokenException');
    const times = { StartTime: new Date(2000), EndTime: new Date(1000) };
    expect((await errorOf(trail.send(new LookupEventsCommand(times)))).name).toBe(
      'InvalidTimeRangeException',
    );
    trail.destroy();
  });

  it('keeps no more of a call than there is room for', () => {
    const deep = JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`) as unknown;
    const unknown = { Strange: ['x'.repeat(100_000)] };
    expect(shownParameters('DescribeKey', { KeyId: 'k', ...unknown })).toEqual({ keyId: 'k' });
    expect(shownParameters('ListGrants', { KeyId: 'k', Marker: deep })).toEqual({ keyId: 'k' });
    const Tags = [{ TagKey: 'team', TagValue: 'payments' }];
    expect(shownParameters('CreateKey', { Tags })).toEqual({ tags: Tags });
  });
});

describe('access', () => {
  it('lets a read-only identity read, and refuses it the rest', async () => {
    const auditor = sandbox.kms('auditor');
    await auditor.send(new DescribeKeyCommand({ KeyId: 'alias/payments' }));
    const error = await errorOf(auditor.send(new CreateKeyCommand({})));
    expect([error.name, error.$metadata.httpStatusCode]).toEqual(['AccessDeniedException', 400]);
    expect(error.message).toBe(
      `User: arn:aws:iam::${account}:user/security/auditor is not authorized to perform: kms:CreateKey on resource: * because no identity-based policy allows the kms:CreateKey action`,
    );
  });

  it('lets another account in only where the key policy names it, and by ARN', async () => {
    const { KeyMetadata: orders } = await sandbox
      .kms()
      .send(new DescribeKeyCommand({ KeyId: 'alias/orders-db' }));
    const { KeyMetadata: payments } = await sandbox
      .kms()
      .send(new DescribeKeyCommand({ KeyId: 'alias/payments' }));
    const partner = sandbox.kms('partner-dana');
    const Plaintext = Buffer.from('x');
    await partner.send(new EncryptCommand({ KeyId: orders?.Arn, Plaintext }));
    // A key that is not there looks the same from outside as one that is.
    const absent = `arn:aws:kms:us-east-1:${account}:key/00000000-0000-0000-0000-000000000000`;
    for (const KeyId of [payments?.Arn, absent]) {
      const error = await errorOf(partner.send(new EncryptCommand({ KeyId, Plaintext })));
      expect([error.name, error.message]).toEqual([
        'AccessDeniedException',
        'User: arn:aws:iam::444455556666:user/partner-dana is not authorized to perform: kms:Encrypt on this resource because the resource does not exist in this Region, no resource-based policies allow access, or a resource-based policy explicitly denies access',
      ]);
    }
  });

  it('decides by tags where a policy says so', async () => {
    const Plaintext = Buffer.from('x');
    await sandbox.kms('bob').send(new EncryptCommand({ KeyId: 'alias/orders-db', Plaintext }));
    const error = await errorOf(
      sandbox.kms('bob').send(new EncryptCommand({ KeyId: 'alias/payments', Plaintext })),
    );
    expect(error.name).toBe('AccessDeniedException');
  });
});
