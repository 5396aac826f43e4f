import {
  CreateAliasCommand,
  CreateGrantCommand,
  CreateKeyCommand,
  DecryptCommand,
  DeleteAliasCommand,
  DescribeKeyCommand,
  EncryptCommand,
  GetKeyPolicyCommand,
  KMSClient,
  PutKeyPolicyCommand,
  ScheduleKeyDeletionCommand,
  TagResourceCommand,
} from '@aws-sdk/client-kms';
import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { errorOf, testSandbox } from './server';
import type { TestSandbox } from './server';

const account = '111122223333';
const walled = '777788889999';
const administrator = 'arn:aws:iam::aws:policy/AdministratorAccess';
const arn = (name: string, of = account): string => `arn:aws:iam::${of}:user/${name}`;
const document = (...statements: object[]) => ({ Version: '2012-10-17', Statement: statements });
const all = { Effect: 'Allow', Action: '*', Resource: '*' };
const boundary = (name: string): string => `arn:aws:iam::${account}:policy/${name}`;
const user = (name: string, more: object = {}) => ({ name, accessKey: true, ...more });
const kms = { policies: { kms: document({ Effect: 'Allow', Action: 'kms:*', Resource: '*' }) } };
const noDecrypt = { Effect: 'Deny', Action: 'kms:Decrypt', Resource: '*' };

/** One identity for each kind of policy that can refuse. */
const identities = {
  accounts: [
    {
      id: account,
      policies: [
        { name: 'AdministratorAccess', awsManaged: true, document: document(all) },
        { name: 'OnlyS3', document: document({ Effect: 'Allow', Action: 's3:*', Resource: '*' }) },
        { name: 'NoDecrypt', document: document(all, noDecrypt) },
      ],
      users: [
        user('admin', { attached: [administrator] }),
        user('nobody'),
        user('free', kms),
        user('creator', {
          policies: {
            create: document({
              Effect: 'Allow',
              Action: ['kms:CreateKey', 'kms:PutKeyPolicy'],
              Resource: '*',
            }),
          },
        }),
        user('denied', { policies: { kms: document(all, noDecrypt) } }),
        user('bounded', { ...kms, boundary: boundary('OnlyS3') }),
        user('boundedDeny', { ...kms, boundary: boundary('NoDecrypt') }),
        user('tagged', {
          tags: { team: 'red' },
          policies: {
            tags: document({
              Effect: 'Allow',
              Action: ['kms:Encrypt', 'kms:DescribeKey'],
              Resource: '*',
              Condition: { StringEquals: { 'aws:ResourceTag/team': '${aws:PrincipalTag/team}' } },
            }),
          },
        }),
        user('aliased', {
          policies: {
            aliases: document({
              Effect: 'Allow',
              Action: 'kms:Encrypt',
              Resource: '*',
              Condition: { 'ForAnyValue:StringLike': { 'kms:ResourceAliases': 'alias/open-*' } },
            }),
          },
        }),
      ],
      roles: [
        {
          name: 'Worker',
          attached: [administrator],
          trust: document({ Effect: 'Allow', Principal: { AWS: account }, Action: 'sts:AssumeRole' }),
        },
      ],
    },
    {
      id: walled,
      users: [user('walledIn', kms)],
      roles: [],
      serviceControlPolicies: {
        wall: document(
          { Effect: 'Allow', NotAction: 'kms:DescribeKey', Resource: '*' },
          { Effect: 'Deny', Action: 'kms:Decrypt', Resource: '*' },
        ),
      },
    },
  ],
};

let sandbox: TestSandbox;
let keyId: string;
let keyArn: string;
let CiphertextBlob: Uint8Array | undefined;

const standard = document({ Effect: 'Allow', Principal: { AWS: account }, Action: 'kms:*', Resource: '*' });
const putPolicy = (policy: object | string, who = 'admin', BypassPolicyLockoutSafetyCheck = false) =>
  sandbox.kms(who).send(
    new PutKeyPolicyCommand({
      KeyId: keyId,
      Policy: typeof policy === 'string' ? policy : JSON.stringify(policy),
      BypassPolicyLockoutSafetyCheck,
    }),
  );

beforeAll(async () => {
  const stateDir = mkdtempSync(join(tmpdir(), 'sandbox-'));
  writeFileSync(join(stateDir, 'iam.json'), JSON.stringify(identities));
  sandbox = await testSandbox({ stateDir });
  const { KeyMetadata: made } = await sandbox.kms().send(new CreateKeyCommand({}));
  keyId = made?.KeyId ?? '';
  keyArn = made?.Arn ?? '';
  const encrypt = new EncryptCommand({ KeyId: keyId, Plaintext: Buffer.from('x') });
  ({ CiphertextBlob } = await sandbox.kms().send(encrypt));
});
afterAll(async () => {
  expect(sandbox.internalErrors).toEqual([]);
  await sandbox.dispose();
});

const decrypt = () => new DecryptCommand({ KeyId: keyArn, CiphertextBlob });
const describeKey = () => new DescribeKeyCommand({ KeyId: keyArn });

async function refusal(call: Promise<unknown>): Promise<string> {
  const error = await errorOf(call);
  expect([error.name, error.$metadata.httpStatusCode]).toEqual(['AccessDeniedException', 400]);
  return error.message;
}
const refused = (who: string, action: string, why: string, of = account): string =>
  `User: ${arn(who, of)} is not authorized to perform: ${action} on resource: ${keyArn} ${why}`;

describe('a refusal names the kind of policy as AWS does', () => {
  it.each([
    ['nobody', 'because no identity-based policy allows the kms:Decrypt action'],
    ['denied', 'with an explicit deny in an identity-based policy'],
    ['bounded', 'because no permissions boundary allows the kms:Decrypt action'],
    ['boundedDeny', 'with an explicit deny in a permissions boundary'],
  ])('%s: %s', async (who, why) => {
    await putPolicy(standard);
    expect(await refusal(sandbox.kms(who).send(decrypt()))).toBe(refused(who, 'kms:Decrypt', why));
  });

  it('the key policy that does not allow, and the one that denies', async () => {
    const toAdmin = { Effect: 'Allow', Principal: { AWS: arn('admin') }, Action: 'kms:*', Resource: '*' };
    await putPolicy(document(toAdmin));
    expect(await refusal(sandbox.kms('free').send(decrypt()))).toBe(
      refused('free', 'kms:Decrypt', 'because no resource-based policy allows the kms:Decrypt action'),
    );
    await putPolicy(
      document(toAdmin, {
        Effect: 'Deny',
        Principal: { AWS: arn('free') },
        Action: 'kms:Decrypt',
        Resource: '*',
      }),
    );
    expect(await refusal(sandbox.kms('free').send(decrypt()))).toBe(
      refused('free', 'kms:Decrypt', 'with an explicit deny in a resource-based policy'),
    );
    await putPolicy(standard);
  });

  it('the service control policy, of a caller that the key policy lets in', async () => {
    const open = { Effect: 'Allow', Principal: { AWS: walled }, Action: 'kms:*', Resource: '*' };
    await putPolicy(document(standard.Statement[0] ?? {}, open));
    const walledIn = sandbox.kms('walledIn');
    expect(await refusal(walledIn.send(decrypt()))).toBe(
      refused('walledIn', 'kms:Decrypt', 'with an explicit deny in a service control policy', walled),
    );
    expect(await refusal(walledIn.send(describeKey()))).toBe(
      refused(
        'walledIn',
        'kms:DescribeKey',
        'because no service control policy allows the kms:DescribeKey action',
        walled,
      ),
    );
    await putPolicy(standard);
  });

  it.each([
    [
      document({ Effect: 'Allow', Action: 's3:*', Resource: '*' }),
      'because no session policy allows the kms:Decrypt action',
    ],
    [document(all, noDecrypt), 'with an explicit deny in a session policy'],
  ])('the session policy', async (passed, why) => {
    const { Credentials: given } = await sandbox.sts('admin').send(
      new AssumeRoleCommand({
        RoleArn: `arn:aws:iam::${account}:role/Worker`,
        RoleSessionName: 'work',
        Policy: JSON.stringify(passed),
      }),
    );
    const client = new KMSClient({
      endpoint: sandbox.endpoint,
      region: 'us-east-1',
      credentials: {
        accessKeyId: given?.AccessKeyId ?? '',
        secretAccessKey: given?.SecretAccessKey ?? '',
        sessionToken: given?.SessionToken ?? '',
      },
    });
    expect(await refusal(client.send(decrypt()))).toBe(
      `User: arn:aws:sts::${account}:assumed-role/Worker/work is not authorized to perform: kms:Decrypt on resource: ${keyArn} ${why}`,
    );
    client.destroy();
  });

  it('the resource control policy', async () => {
    const [own, ...others] = identities.accounts;
    const controls = {
      rcp: document({
        Effect: 'Deny',
        Principal: '*',
        Action: 'kms:Decrypt',
        Resource: '*',
        Condition: { ArnEquals: { 'aws:PrincipalArn': arn('free') } },
      }),
    };
    const file = join(sandbox.stateDir, 'iam.json');
    writeFileSync(
      file,
      JSON.stringify({ accounts: [{ ...own, resourceControlPolicies: controls }, ...others] }),
    );
    await expect
      .poll(() => refusal(sandbox.kms('free').send(decrypt())).catch(() => 'allowed'))
      .toBe(refused('free', 'kms:Decrypt', 'with an explicit deny in a resource control policy'));
    writeFileSync(file, JSON.stringify(identities));
    await expect
      .poll(() =>
        sandbox
          .kms('free')
          .send(decrypt())
          .then(
            () => 'allowed',
            () => 'refused',
          ),
      )
      .toBe('allowed');
  });
});

describe('the key policy holds for each operation', () => {
  it('lets a user do what it says and nothing else', async () => {
    const admin = { Effect: 'Allow', Principal: { AWS: arn('admin') }, Action: 'kms:*', Resource: '*' };
    const may = ['kms:DescribeKey', 'kms:Encrypt'];
    await putPolicy(
      document(admin, { Effect: 'Allow', Principal: { AWS: arn('nobody') }, Action: may, Resource: '*' }),
    );
    const nobody = sandbox.kms('nobody');
    await nobody.send(describeKey());
    await nobody.send(new EncryptCommand({ KeyId: keyId, Plaintext: Buffer.from('x') }));
    for (const [action, call] of [
      ['kms:Decrypt', () => nobody.send(decrypt())],
      ['kms:GetKeyPolicy', () => nobody.send(new GetKeyPolicyCommand({ KeyId: keyId }))],
      ['kms:PutKeyPolicy', () => putPolicy(standard, 'nobody')],
      ['kms:ScheduleKeyDeletion', () => nobody.send(new ScheduleKeyDeletionCommand({ KeyId: keyId }))],
      [
        'kms:TagResource',
        () => nobody.send(new TagResourceCommand({ KeyId: keyId, Tags: [{ TagKey: 'a', TagValue: 'b' }] })),
      ],
      [
        'kms:CreateGrant',
        () =>
          nobody.send(
            new CreateGrantCommand({
              KeyId: keyId,
              GranteePrincipal: arn('nobody'),
              Operations: ['Decrypt'],
            }),
          ),
      ],
    ] as const)
      expect(await refusal(call())).toContain(
        `is not authorized to perform: ${action} on resource: ${keyArn}`,
      );
    await putPolicy(standard);
  });

  it('names no resource where the tags of a key that is yet to be created are refused', async () => {
    const tags = [{ TagKey: 'a', TagValue: 'b' }];
    const creator = sandbox.kms('creator');
    await creator.send(new CreateKeyCommand({}));
    expect(await refusal(creator.send(new CreateKeyCommand({ Tags: tags })))).toBe(
      `User: ${arn('creator')} is not authorized to perform: kms:TagResource because no identity-based policy allows the kms:TagResource action`,
    );
  });

  it('decides by tags and by aliases', async () => {
    const Plaintext = Buffer.from('x');
    const encrypt = (who: string) => sandbox.kms(who).send(new EncryptCommand({ KeyId: keyId, Plaintext }));
    await refusal(encrypt('tagged'));
    await sandbox
      .kms()
      .send(new TagResourceCommand({ KeyId: keyId, Tags: [{ TagKey: 'team', TagValue: 'red' }] }));
    await encrypt('tagged');
    await refusal(encrypt('aliased'));
    const AliasName = 'alias/open-door';
    await sandbox.kms().send(new CreateAliasCommand({ AliasName, TargetKeyId: keyId }));
    await encrypt('aliased');
    await sandbox.kms().send(new DeleteAliasCommand({ AliasName }));
    await refusal(encrypt('aliased'));
  });
});

describe('what PutKeyPolicy refuses', () => {
  const to = (Principal: unknown) =>
    document(standard.Statement[0] ?? {}, { Effect: 'Allow', Principal, Action: 'kms:*', Resource: '*' });
  const invalid = 'Policy contains a statement with one or more invalid principals.';

  it.each([
    ['a user who is not there', { AWS: arn('gone') }],
    ['a group', { AWS: `arn:aws:iam::${account}:group/all` }],
    ['a wildcard within an ARN', { AWS: `arn:aws:iam::${account}:user/*` }],
    ['another partition', { AWS: `arn:aws-cn:iam::${account}:root` }],
    ['the unique id of a user who is gone', { AWS: 'AIDACKCEVSQ6C2EXAMPLE' }],
    ['no ARN', { AWS: 'alice' }],
    ['a service that is none', { Service: 'cloudtrail' }],
  ])('%s', async (_, principal) => {
    const error = await errorOf(putPolicy(to(principal)));
    expect([error.name, error.message]).toEqual(['MalformedPolicyDocumentException', invalid]);
  });

  it.each<[string, object, RegExp]>([
    ['a misspelt operator', { Condition: { StringEqual: { 'kms:ViaService': 'x' } } }, /StringEqual/],
    [
      'a misspelt set operator',
      { Condition: { 'ForAnyValues:StringEquals': { 'a:b': 'x' } } },
      /ForAnyValues/,
    ],
    ['a misspelt element', { condition: {} }, /Statement\[1\]\.condition/],
    ['Action beside NotAction', { NotAction: 'kms:Encrypt' }, /NotAction/],
    ['a value that is an object', { Condition: { StringEquals: { 'a:b': {} } } }, /a:b/],
    ['a Sid that is a number', { Sid: 1 }, /Sid/],
  ])('%s in a Deny', async (_, change, place) => {
    const deny = { Effect: 'Deny', Principal: '*', Action: 'kms:Decrypt', Resource: '*', ...change };
    const error = await errorOf(putPolicy(document(standard.Statement[0] ?? {}, deny)));
    expect(error.name).toBe('MalformedPolicyDocumentException');
    expect(error.message).toMatch(place);
  });

  it.each([
    ['everyone', '*'],
    ['everyone as AWS', { AWS: '*' }],
    ['an account', { AWS: account }],
    ['another account', { AWS: 'arn:aws:iam::444455556666:root' }],
    ['a service', { Service: 'cloudtrail.amazonaws.com' }],
    ['a session of a role', { AWS: `arn:aws:sts::${account}:assumed-role/Worker/work` }],
  ])('but not %s', async (_, principal) => {
    await putPolicy(to(principal));
    const { Policy = '' } = await sandbox.kms().send(new GetKeyPolicyCommand({ KeyId: keyId }));
    expect(JSON.parse(Policy)).toEqual(to(principal));
    await putPolicy(standard);
  });

  it('a policy that locks the caller out, unless told otherwise', async () => {
    const onlyFree = document({
      Effect: 'Allow',
      Principal: { AWS: arn('free') },
      Action: 'kms:*',
      Resource: '*',
    });
    const error = await errorOf(putPolicy(onlyFree));
    expect([error.name, error.message]).toEqual([
      'MalformedPolicyDocumentException',
      'The new key policy will not allow you to update the key policy in the future.',
    ]);
    await putPolicy(onlyFree, 'admin', true);
    expect(await refusal(putPolicy(standard))).toContain('because no resource-based policy allows');
    await putPolicy(standard, 'free');
  });
});
