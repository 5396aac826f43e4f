import { KMSClient, ListKeysCommand } from '@aws-sdk/client-kms';
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { errorOf, testSandbox } from './server';
import type { TestSandbox } from './server';

let sandbox: TestSandbox;
let other: TestSandbox;
beforeAll(async () => {
  [sandbox, other] = await Promise.all([testSandbox({ empty: true }), testSandbox({ empty: true })]);
});
afterAll(async () => {
  await sandbox.dispose();
  await other.dispose();
});

/** Each character replaced by another of the same kind. */
const sameLength = (secret: string) => secret.replace(/[0-9a-f]/g, (digit) => (digit === '0' ? '1' : '0'));

async function statusOf(authorization: string | undefined): Promise<number> {
  const headers = authorization === undefined ? {} : { authorization };
  return (await fetch(`${sandbox.endpoint}/_sandbox/health`, { headers })).status;
}

describe('the calls of the sandbox’s own', () => {
  it('are for whoever has the secret', async () => {
    expect(await statusOf(`Bearer ${sandbox.secret}`)).toBe(200);
  });

  it.each([
    ['a wrong secret of the right length', () => `Bearer ${sameLength(sandbox.secret)}`],
    ['a secret of which the last character is wrong', () => `Bearer ${sandbox.secret.slice(0, -1)}g`],
    ['the secret of another sandbox', () => `Bearer ${other.secret}`],
    ['the beginning of the secret', () => `Bearer ${sandbox.secret.slice(0, 20)}`],
    ['another scheme of the same length', () => `Nearer ${sandbox.secret}`],
    ['nothing', () => undefined],
  ])('are refused with %s', async (_, authorization) => {
    expect(await statusOf(authorization())).toBe(401);
  });
});

interface Credentials {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
}

async function session(of: TestSandbox): Promise<Required<Credentials>> {
  const RoleArn = `arn:aws:iam::${of.accountId}:role/Admin`;
  const { Credentials: given } = await of
    .sts()
    .send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'here' }));
  return {
    accessKeyId: given?.AccessKeyId ?? '',
    secretAccessKey: given?.SecretAccessKey ?? '',
    sessionToken: given?.SessionToken ?? '',
  };
}

/** How KMS and STS of a sandbox refuse credentials. */
async function refusals(credentials: Credentials, at: TestSandbox): Promise<string[]> {
  const config = { endpoint: at.endpoint, region: 'us-east-1', credentials, maxAttempts: 1 };
  const [kms, sts] = [new KMSClient(config), new STSClient(config)];
  const [first, second] = [
    await errorOf(kms.send(new ListKeysCommand({}))),
    await errorOf(sts.send(new GetCallerIdentityCommand({}))),
  ];
  kms.destroy();
  sts.destroy();
  return [first.name, second.name];
}

async function use(credentials: Credentials, at: TestSandbox): Promise<void> {
  const kms = new KMSClient({ endpoint: at.endpoint, region: 'us-east-1', credentials });
  await kms.send(new ListKeysCommand({}));
  kms.destroy();
}

describe('a session token', () => {
  const unknown = ['UnrecognizedClientException', 'InvalidClientTokenId'];

  it('works with the access key that came with it alone', async () => {
    const [mine, another] = [await session(sandbox), await session(sandbox)];
    const user = sandbox.identities[0] ?? { accessKeyId: '', secretAccessKey: '' };
    await use(mine, sandbox);
    const { sessionToken } = mine;
    expect(await refusals({ ...another, sessionToken }, sandbox)).toEqual(unknown);
    expect(await refusals({ ...mine, accessKeyId: another.accessKeyId }, sandbox)).toEqual(unknown);
    const { accessKeyId, secretAccessKey } = user;
    expect(await refusals({ accessKeyId, secretAccessKey, sessionToken }, sandbox)).toEqual(unknown);
  });

  it('is of no use without its token, or with a changed one', async () => {
    const { sessionToken, ...key } = await session(sandbox);
    expect(await refusals(key, sandbox)).toEqual(unknown);
    const at = sessionToken.length / 2;
    const changed = `${sessionToken.slice(0, at)}${sameLength(sessionToken.slice(at))}`;
    expect(await refusals({ ...key, sessionToken: changed }, sandbox)).toEqual(unknown);
  });

  it('opens the sandbox that made it and no other, even in the same process and after its use', async () => {
    const mine = await session(sandbox);
    await use(mine, sandbox);
    expect(await refusals(mine, other)).toEqual(unknown);
  });
});
