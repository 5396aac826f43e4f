import { describe, expect, it } from 'vitest';
import { createGrantCommand } from '../../../../src/core/grants/commandLine';
import { consequences } from '../../../../src/core/grants/consequences';
import { duplicates, findingsOf } from '../../../../src/core/grants/findings';
import { grantListPage, grantsPerPage, searchable } from '../../../../src/core/grants/list';
import { lossesOf } from '../../../../src/core/grants/losses';
import { retirersOf } from '../../../../src/core/grants/retirers';
import { serviceBehind } from '../../../../src/core/grants/services';
import type { Grant } from '../../../../src/core/keys/model';
import { grantableOperations } from '../../../../src/core/kms/grants';

const account = '111122223333';
const keyArn = `arn:aws:kms:us-east-1:${account}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
const app = `arn:aws:iam::${account}:role/app`;

function grant(changes: Partial<Grant> = {}): Grant {
  return { id: 'a'.repeat(64), grantee: app, operations: ['Decrypt'], ...changes };
}

describe('the service behind a grant', () => {
  it.each<[string, Partial<Grant>, string, RegExp]>([
    [
      'EC2, which attaches a volume',
      {
        grantee: `arn:aws:sts::${account}:assumed-role/aws:ec2-infrastructure/i-0123`,
        encryptionContextSubset: { 'aws:ebs:id': 'vol-0abc' },
      },
      'EBS: the volume vol-0abc',
      /^The volume vol-0abc can no longer be attached/,
    ],
    [
      'WorkSpaces, whose context names a volume too',
      { encryptionContextSubset: { 'aws:workspaces:sid-directoryid': 'sid', 'aws:ebs:id': 'vol-0abc' } },
      'WorkSpaces: the WorkSpace sid',
      /can no longer be started/,
    ],
    [
      'DynamoDB',
      {
        grantee: 'dynamodb.eu-west-1.amazonaws.com',
        encryptionContextSubset: { 'aws:dynamodb:tableName': 'orders', 'aws:dynamodb:subscriberId': account },
      },
      'DynamoDB: the table orders',
      /^The table orders becomes inaccessible/,
    ],
    [
      'Lambda, by the session of the execution role',
      {
        grantee: `arn:aws:sts::${account}:assumed-role/app/mail`,
        encryptionContextEquals: { 'aws:lambda:FunctionArn': 'arn:aws:lambda:us-east-1:1:function:mail' },
      },
      'Lambda: the function arn:aws:lambda:us-east-1:1:function:mail',
      /environment variables/,
    ],
    [
      'Auto Scaling, by its service-linked role',
      {
        grantee: `arn:aws:iam::${account}:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling`,
      },
      'Auto Scaling: ',
      /launch instances/,
    ],
    [
      'a service of which only the name is known',
      { grantee: 'qldb.amazonaws.com', sourceArn: 'arn:aws:qldb:us-east-1:1:ledger/a' },
      'qldb: arn:aws:qldb:us-east-1:1:ledger/a',
      /^qldb\.amazonaws\.com can no longer use the key for/,
    ],
  ])('is %s', (_, changes, named, lost) => {
    const behind = serviceBehind(grant(changes));
    expect(`${behind?.service ?? ''}: ${behind?.resource ?? ''}`).toBe(named);
    expect(behind?.lost).toMatch(lost);
  });

  it('is none where a program made the grant, whatever its bucket', () => {
    expect(serviceBehind(grant({ encryptionContextSubset: { app: 'mail' } }))).toBeUndefined();
    expect(
      serviceBehind(grant({ encryptionContextEquals: { 'aws:s3:arn': 'arn:aws:s3:::a' } })),
    ).toBeUndefined();
  });
});

describe('what is wrong with grants', () => {
  it('is that two say the same, whatever their names and the order of what they say', () => {
    const context = { a: '1', b: '2' };
    const grants = [
      grant({ id: '1', name: 'one', operations: ['Decrypt', 'Encrypt'], encryptionContextSubset: context }),
      grant({ id: '2', operations: ['Encrypt', 'Decrypt'], encryptionContextSubset: { b: '2', a: '1' } }),
      grant({ id: '3', operations: ['Encrypt', 'Decrypt'], encryptionContextEquals: context }),
      grant({ id: '4', operations: ['Encrypt', 'Decrypt'], encryptionContextSubset: context, retiring: app }),
    ];
    expect([...duplicates(grants)]).toEqual(['1', '2']);
  });

  it.each([
    ['AROAEXAMPLEEXAMPLE123', 'role'],
    ['AROAEXAMPLEEXAMPLE123:mail', 'role'],
    ['AIDAEXAMPLEEXAMPLE123', 'user'],
  ])('is that the grantee %s is a %s that was deleted', (grantee, what) => {
    const [finding] = findingsOf(grant({ grantee }), new Set());
    expect(finding).toMatchObject({
      kind: 'deleted-grantee',
      text: expect.stringContaining(`The ${what} was deleted`) as string,
    });
  });

  it('is nothing where the grantee only sounds like an id', () => {
    expect(
      findingsOf(grant({ grantee: `arn:aws:iam::${account}:role/AROAEXAMPLEEXAMPLE123` }), new Set()),
    ).toEqual([]);
  });
});

describe('a list of grants', () => {
  const many = Array.from({ length: 120 }, (_, at) =>
    searchable(
      grant({ id: String(at), name: `grant-${at}`, operations: at % 2 ? ['Encrypt'] : ['Decrypt'] }),
    ),
  );

  it('is shown page by page', () => {
    const page = grantListPage(many, { filter: '', page: 2 }, new Set(), 0);
    expect(page).toMatchObject({ matching: 120, page: 2, pages: 3 });
    expect(page.rows).toHaveLength(120 - 2 * grantsPerPage);
    expect(page.rows[0]?.name).toBe('grant-100');
  });

  it('finds grants that have every word, and stays on a page that there is', () => {
    const page = grantListPage(many, { filter: ' ENCRYPT role/app ', page: 7 }, new Set(), 0);
    expect(page).toMatchObject({ matching: 60, page: 1, pages: 2 });
    expect(grantListPage(many, { filter: 'nobody', page: 0 }, new Set(), 0)).toMatchObject({
      matching: 0,
      pages: 1,
    });
  });

  it('finds grants by the service behind them and by a grantee that was deleted', () => {
    const found = (filter: string) =>
      grantListPage(
        [
          searchable(grant({ id: '1', encryptionContextSubset: { 'aws:ebs:id': 'vol-0abc' } })),
          searchable(grant({ id: '2', grantee: 'AROAEXAMPLEEXAMPLE123' })),
        ],
        { filter, page: 0 },
        new Set(),
        0,
      ).rows.map(({ id }) => id);
    expect(found('ebs vol-0')).toEqual(['1']);
    expect(found('deleted')).toEqual(['2']);
  });
});

describe('what ends with a grant', () => {
  const policyFor = (...statements: object[]) =>
    JSON.stringify({ Version: '2012-10-17', Statement: statements });
  const root = {
    Effect: 'Allow',
    Principal: { AWS: `arn:aws:iam::${account}:root` },
    Action: 'kms:*',
    Resource: '*',
  };
  const own = grant({ operations: ['Decrypt', 'Encrypt', 'RetireGrant'] });
  const told = (policy: string, more: { grants?: Grant[]; policies?: object[] } = {}) =>
    consequences(
      own,
      lossesOf(
        {
          ...{ keyArn, keyAccount: account, keyPolicy: policy, grants: [own, ...(more.grants ?? [])] },
          key: { usage: 'ENCRYPT_DECRYPT', symmetric: true },
          principals: [
            {
              arn: app,
              ...(more.policies && {
                policies: more.policies.map((document) => ({
                  name: 'inline',
                  document: JSON.stringify(document),
                })),
              }),
            },
          ],
        },
        own,
      ),
    ).slice(0, -1);

  it('is what nothing else allows', () => {
    expect(told(policyFor(root), { policies: [] })).toEqual([
      'role/app loses Decrypt and Encrypt: nothing else allows it.',
    ]);
  });

  it('is not what a statement of the key policy or another grant allows as well', () => {
    const statement = {
      Sid: 'App',
      Effect: 'Allow',
      Principal: { AWS: app },
      Action: 'kms:Decrypt',
      Resource: '*',
    };
    const others = [grant({ id: 'b'.repeat(64), operations: ['Encrypt'] })];
    expect(told(policyFor(statement), { policies: [], grants: others })).toEqual([
      'role/app keeps Decrypt and Encrypt: statement “App” of the key policy and grant bbbbbbbb… allow it.',
    ]);
  });

  it('is left open where IAM decides and is not known', () => {
    expect(told(policyFor(root))).toEqual([
      'role/app keeps Decrypt and Encrypt only if an IAM policy allows it, which is not known here.',
    ]);
  });

  it('is not what an IAM policy allows, where that is known', () => {
    const document = { Statement: { Effect: 'Allow', Action: 'kms:Decrypt', Resource: '*' } };
    const lines = told(policyFor(root), { policies: [document] });
    expect(lines[0]).toBe('role/app loses Encrypt: nothing else allows it.');
    expect(lines[1]).toMatch(/^role\/app keeps Decrypt: /);
  });

  it('cannot be told where a Deny cannot be read', () => {
    const odd = {
      Effect: 'Deny',
      Principal: { AWS: app },
      Action: 'kms:*',
      Resource: '*',
      Condition: { Odd: { a: 'b' } },
    };
    const allow = { Effect: 'Allow', Principal: { AWS: app }, Action: 'kms:*', Resource: '*' };
    expect(told(policyFor(allow, odd), { policies: [] })).toEqual([
      expect.stringContaining('cannot be told') as string,
    ]);
  });

  it('is nothing where the grantee was deleted, and always takes its time', () => {
    const dead = grant({ grantee: 'AROAEXAMPLEEXAMPLE123' });
    const losses = lossesOf(
      { keyArn, keyAccount: account, keyPolicy: policyFor(root), grants: [dead] },
      dead,
    );
    const lines = consequences(dead, losses);
    expect(lines[0]).toBe('Nobody loses anything: the role that has this grant was deleted.');
    expect(lines.at(-1)).toContain('up to 5 minutes');
  });
});

describe('who may retire a grant', () => {
  const session = `arn:aws:sts::${account}:assumed-role/Deploy/ci`;

  it('is a user as it is', () => {
    const user = `arn:aws:iam::${account}:user/alice`;
    expect(retirersOf(user, undefined)).toEqual({ names: [user] });
  });

  it('is a session, and its role with the path that the ARN of the session lacks', () => {
    const role = {
      kind: 'role' as const,
      name: 'Deploy',
      path: '/service/',
      arn: `arn:aws:iam::${account}:role/service/Deploy`,
    };
    expect(retirersOf(session, [role])).toEqual({ names: [role.arn, session] });
  });

  it('is asked for where the roles are not known', () => {
    const guess = `arn:aws:iam::${account}:role/Deploy`;
    expect(retirersOf(session, undefined)).toEqual({ names: [session], uncertain: guess });
    expect(retirersOf(session, [])).toEqual({ names: [session], uncertain: guess });
  });
});

describe('the operations of a grant', () => {
  it.each([
    [{ usage: 'SIGN_VERIFY', spec: 'ECC_NIST_P256' }, ['Sign', 'Verify', 'GetPublicKey']],
    [{ usage: 'GENERATE_VERIFY_MAC', spec: 'HMAC_256' }, ['GenerateMac', 'VerifyMac']],
    [{ usage: 'KEY_AGREEMENT', spec: 'ECC_NIST_P256' }, ['GetPublicKey', 'DeriveSharedSecret']],
    [
      { usage: 'ENCRYPT_DECRYPT', spec: 'RSA_2048' },
      ['Decrypt', 'Encrypt', 'ReEncryptFrom', 'ReEncryptTo', 'GetPublicKey'],
    ],
    [
      { usage: 'ENCAPSULATE_DECAPSULATE', spec: 'ML_KEM_768' },
      ['GetPublicKey', 'Encapsulate', 'Decapsulate'],
    ],
  ] as const)('for a key of %j are those that it has', (key, expected) => {
    const always = ['CreateGrant', 'RetireGrant', 'DescribeKey'];
    expect(grantableOperations(key).filter((one) => !always.includes(one))).toEqual(expected);
    expect(grantableOperations(key)).toEqual(expect.arrayContaining(always));
  });

  it('are without data key pairs in a custom key store', () => {
    const key = { usage: 'ENCRYPT_DECRYPT', spec: 'SYMMETRIC_DEFAULT' } as const;
    expect(grantableOperations(key)).toContain('GenerateDataKeyPair');
    expect(grantableOperations({ ...key, customKeyStoreId: 'cks-1' })).not.toContain('GenerateDataKeyPair');
  });
});

describe('the command that makes a grant', () => {
  it('has every part, quoted for a shell', () => {
    const command = createGrantCommand(
      keyArn,
      {
        grantee: { kind: 'service', name: 'dynamodb.amazonaws.com' },
        retiring: { kind: 'principal', name: app },
        operations: ['Decrypt', 'GenerateDataKey'],
        encryptionContextEquals: { owner: "O'Neil" },
        sourceArn: 'arn:aws:dynamodb:us-east-1:1:table/a',
        name: 'orders',
      },
      { region: 'us-east-1', profile: 'my work' },
    );
    expect(command.split(' \\\n  ')).toEqual([
      'aws kms create-grant',
      `--key-id ${keyArn}`,
      '--grantee-service-principal dynamodb.amazonaws.com',
      `--retiring-principal ${app}`,
      '--operations Decrypt GenerateDataKey',
      `--constraints '{"EncryptionContextEquals":{"owner":"O'\\''Neil"},"SourceArn":"arn:aws:dynamodb:us-east-1:1:table/a"}'`,
      '--name orders',
      '--region us-east-1',
      "--profile 'my work'",
    ]);
  });
});
