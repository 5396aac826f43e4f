import { KMS, ListKeysCommand } from '@aws-sdk/client-kms';
import { SignatureV4 } from '@smithy/signature-v4';
import { createHash, createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canonicalRequest } from '../../../src/sandbox/identities/canonical';
import { testSandbox } from './server';
import type { TestSandbox } from './server';

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await testSandbox();
});
afterAll(async () => {
  expect(sandbox.internalErrors).toEqual([]);
  await sandbox.dispose();
});

/** The hash as the signer wants it. */
class Sha256 {
  readonly #hash;
  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.#hash =
      secret === undefined ? createHash('sha256') : createHmac('sha256', secret as string | Uint8Array);
  }
  update(data: string | Uint8Array): void {
    this.#hash.update(data);
  }
  digest(): Promise<Uint8Array> {
    return Promise.resolve(this.#hash.digest());
  }
}

interface Signing {
  accessKeyId?: string;
  secretAccessKey?: string;
  region?: string;
  service?: string;
  date?: Date;
  sessionToken?: string;
}

interface Request {
  method: string;
  protocol: string;
  hostname: string;
  port: number;
  path: string;
  headers: Record<string, string>;
  body: string;
}

function listKeys(): Request {
  const { hostname, port } = new URL(sandbox.endpoint);
  return {
    method: 'POST',
    protocol: 'http:',
    hostname,
    port: Number(port),
    path: '/',
    headers: {
      host: `${hostname}:${port}`,
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': 'TrentService.ListKeys',
    },
    body: '{}',
  };
}

function getCallerIdentity(): Request {
  const request = listKeys();
  const { host = '' } = request.headers;
  return {
    ...request,
    headers: { host, 'content-type': 'application/x-www-form-urlencoded' },
    body: 'Action=GetCallerIdentity&Version=2011-06-15',
  };
}

async function signed(request: Request, signing: Signing = {}): Promise<Request> {
  const admin = sandbox.identities[0];
  const { accessKeyId = admin?.accessKeyId ?? '', secretAccessKey = admin?.secretAccessKey ?? '' } = signing;
  const signer = new SignatureV4({
    credentials: {
      accessKeyId,
      secretAccessKey,
      ...(signing.sessionToken !== undefined && { sessionToken: signing.sessionToken }),
    },
    region: signing.region ?? 'us-east-1',
    service: signing.service ?? 'kms',
    sha256: Sha256,
    applyChecksum: false,
  });
  const result = await signer.sign(request, { signingDate: signing.date ?? new Date() });
  return { ...request, headers: result.headers };
}

async function send(
  request: Request,
): Promise<{ status: number; type?: string; message?: string; text: string }> {
  const { host: _, ...headers } = request.headers;
  const response = await fetch(`${sandbox.endpoint}${request.path}`, {
    method: request.method,
    headers,
    body: request.body,
  });
  const text = await response.text();
  const json = text.startsWith('{') ? (JSON.parse(text) as { __type?: string; message?: string }) : {};
  return {
    status: response.status,
    text,
    ...(json.__type !== undefined && { type: json.__type }),
    ...(json.message !== undefined && { message: json.message }),
  };
}

describe('a signed request', () => {
  it('is believed', async () => {
    expect((await send(await signed(listKeys()))).status).toBe(200);
    expect((await send(await signed(getCallerIdentity(), { service: 'sts' }))).text).toContain('user/admin');
  });

  it('is believed up to five minutes early or late', async () => {
    for (const minutes of [-4.9, 4.9]) {
      const date = new Date(Date.now() + minutes * 60_000);
      expect((await send(await signed(listKeys(), { date }))).status).toBe(200);
    }
  });

  it('is refused without a signature', async () => {
    expect(await send(listKeys())).toMatchObject({
      status: 400,
      type: 'MissingAuthenticationTokenException',
      message: 'Missing Authentication Token',
    });
    const query = await send(getCallerIdentity());
    expect(query.status).toBe(403);
    expect(query.text).toContain('<Code>MissingAuthenticationToken</Code>');
  });

  it('is refused with an unknown access key', async () => {
    const signing = { accessKeyId: 'AKIANOBODY2345672345' };
    expect(await send(await signed(listKeys(), signing))).toMatchObject({
      status: 400,
      type: 'UnrecognizedClientException',
      message: 'The security token included in the request is invalid.',
    });
    const query = await send(await signed(getCallerIdentity(), { ...signing, service: 'sts' }));
    expect([query.status, /<Code>(\w+)</.exec(query.text)?.[1]]).toEqual([403, 'InvalidClientTokenId']);
  });

  it('is refused with the wrong secret', async () => {
    const signing = { secretAccessKey: 'wrong' };
    const answer = await send(await signed(listKeys(), signing));
    expect(answer).toMatchObject({ status: 400, type: 'InvalidSignatureException' });
    expect(answer.message).toMatch(/^The request signature we calculated does not match/);
    const query = await send(await signed(getCallerIdentity(), { ...signing, service: 'sts' }));
    expect([query.status, /<Code>(\w+)</.exec(query.text)?.[1]]).toEqual([403, 'SignatureDoesNotMatch']);
  });

  it.each<[string, (request: Request) => Request]>([
    ['body', (request) => ({ ...request, body: '{"Limit":5}' })],
    [
      'operation',
      (request) => ({
        ...request,
        headers: { ...request.headers, 'x-amz-target': 'TrentService.ListAliases' },
      }),
    ],
    ['path', (request) => ({ ...request, path: '/other' })],
    ['query', (request) => ({ ...request, path: '/?a=b' })],
    ['method', (request) => ({ ...request, method: 'PUT' })],
    [
      'region in the scope',
      (request) => ({
        ...request,
        headers: {
          ...request.headers,
          authorization: (request.headers['authorization'] ?? '').replace('us-east-1', 'eu-west-1'),
        },
      }),
    ],
    ['headers', (request) => ({ ...request, headers: { ...request.headers, 'x-amz-extra': 'unsigned' } })],
  ])('is refused when its %s was changed on the way', async (_, change) => {
    const answer = await send(change(await signed(listKeys())));
    expect(answer).toMatchObject({ status: 400, type: 'InvalidSignatureException' });
  });

  it.each<[string, number, RegExp]>([
    [
      'expired',
      -6,
      /^Signature expired: \d{8}T\d{6}Z is now earlier than \d{8}T\d{6}Z \(\d{8}T\d{6}Z - 5 min\.\)$/,
    ],
    [
      'not yet current',
      6,
      /^Signature not yet current: \d{8}T\d{6}Z is still later than \d{8}T\d{6}Z \(\d{8}T\d{6}Z \+ 5 min\.\)$/,
    ],
  ])('is refused when it is %s', async (_, minutes, text) => {
    const date = new Date(Date.now() + minutes * 60_000);
    const answer = await send(await signed(listKeys(), { date }));
    expect(answer.type).toBe('InvalidSignatureException');
    expect(answer.message).toMatch(text);
  });

  it('is refused when it was made for another service', async () => {
    expect(await send(await signed(listKeys(), { service: 's3' }))).toMatchObject({
      type: 'InvalidSignatureException',
      message: "Credential should be scoped to correct service: 'kms'. ",
    });
  });

  it('is refused with a signature that only begins right', async () => {
    const request = await signed(listKeys());
    const authorization = `${request.headers['authorization'] ?? ''}zz`;
    const answer = await send({ ...request, headers: { ...request.headers, authorization } });
    expect(answer).toMatchObject({ status: 400, type: 'InvalidSignatureException' });
  });

  it('is refused when it was made for a Region that is none', async () => {
    expect(await send(await signed(listKeys(), { region: 'here' }))).toMatchObject({
      type: 'InvalidSignatureException',
      message: "Credential should be scoped to a valid region, not 'here'. ",
    });
    const query = await send(await signed(getCallerIdentity(), { service: 'sts', region: 'here' }));
    expect([query.status, /<Code>(\w+)</.exec(query.text)?.[1]]).toEqual([403, 'SignatureDoesNotMatch']);
  });

  it('is believed by the real clock, when the sandbox’s own is ahead', async () => {
    const own = await testSandbox({ empty: true });
    await own.control('clock', { days: 400 });
    const { Keys } = await own.kms().send(new ListKeysCommand({}));
    expect(Keys).toEqual([]);
    await own.dispose();
  });

  it('is refused with a session token that is none', async () => {
    expect(await send(await signed(listKeys(), { sessionToken: 'nonsense' }))).toMatchObject({
      type: 'UnrecognizedClientException',
    });
  });

  it.each<[string, string]>([
    [
      'AWS4-HMAC-SHA256 Signature=aa',
      "Authorization header requires 'Credential' parameter. Authorization header requires 'SignedHeaders' parameter.",
    ],
    ['Basic abc', "Authorization header requires 'AWS4-HMAC-SHA256' algorithm."],
    [
      'AWS4-HMAC-SHA256 Credential=a/b, SignedHeaders=host, Signature=aa',
      "Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got 'a/b'",
    ],
  ])('is refused as incomplete: %s', async (authorization, message) => {
    const request = listKeys();
    const answer = await send({ ...request, headers: { ...request.headers, authorization } });
    expect(answer).toMatchObject({ status: 400, type: 'IncompleteSignatureException', message });
  });
});

describe('what is signed of a request', () => {
  const request = { method: 'GET', url: '/', headers: {}, body: Buffer.alloc(0) };

  it('is every value of a header, without needless spaces', () => {
    const headers = { host: ['h'], 'x-amz-meta': ['  a   b ', 'c'] };
    expect(canonicalRequest({ ...request, headers }, ['host', 'x-amz-meta'])).toContain(
      '\nhost:h\nx-amz-meta:a b,c\n\nhost;x-amz-meta\n',
    );
  });

  it('is the query by name and then by value, each encoded once, without the signature itself', () => {
    const url = '/?Member.1=x&Member=2&Member=1&a=%7e+&empty&X-Amz-Signature=ff&b%20c=*';
    expect(canonicalRequest({ ...request, url }, ['host']).split('\n')[2]).toBe(
      'Member=1&Member=2&Member.1=x&a=~%2B&b%20c=%2A&empty=',
    );
  });
});

describe('a presigned URL', () => {
  async function presigned(change: (query: Record<string, string>) => void, date = new Date()) {
    const { hostname, port } = new URL(sandbox.endpoint);
    const { accessKeyId = '', secretAccessKey = '' } = sandbox.identities[0] ?? {};
    const signer = new SignatureV4({
      credentials: { accessKeyId, secretAccessKey },
      region: 'us-east-1',
      service: 'sts',
      sha256: Sha256,
    });
    const { query = {} } = await signer.presign(
      {
        method: 'GET',
        protocol: 'http:',
        hostname,
        port: Number(port),
        path: '/',
        query: { Action: 'GetCallerIdentity', Version: '2011-06-15' },
        headers: { host: `${hostname}:${port}` },
      },
      { expiresIn: 60, signingDate: date },
    );
    const parameters = query as Record<string, string>;
    change(parameters);
    const response = await fetch(`${sandbox.endpoint}/?${new URLSearchParams(parameters).toString()}`);
    return { status: response.status, text: await response.text() };
  }
  const unchanged = () => undefined;

  it('says who made it', async () => {
    const answer = await presigned(unchanged);
    expect(answer).toMatchObject({ status: 200, text: expect.stringContaining('user/admin') as string });
  });

  it('is refused when it was changed, or its time is over', async () => {
    const changed = await presigned((query) => (query['Version'] = '2011-06-16'));
    expect(changed.text).toContain('<Code>SignatureDoesNotMatch</Code>');
    const expired = await presigned(unchanged, new Date(Date.now() - 120_000));
    expect(expired.text).toMatch(/<Code>SignatureDoesNotMatch<.*Signature expired: /);
  });

  it('is refused as incomplete without all its parts', async () => {
    const answer = await presigned((query) => delete query['X-Amz-Credential']);
    expect(answer.text).toMatch(/<Code>IncompleteSignature<.*must include 'X-Amz-Credential/);
    const forever = await presigned((query) => (query['X-Amz-Expires'] = '999999999'));
    expect(forever.text).toMatch(/<Code>IncompleteSignature<.*X-Amz-Expires/);
  });
});

describe('with any credentials accepted', () => {
  it('any access key is the root user of the chosen account, and known ones are still themselves', async () => {
    const open = await testSandbox({ anyCredentials: true, accountId: '000000000000' });
    const { hostname, port } = new URL(open.endpoint);
    const at = (request: Request): Request => ({
      ...request,
      port: Number(port),
      headers: { ...request.headers, host: `${hostname}:${port}` },
    });
    const caller = async (signing: Signing) => {
      const request = await signed(at(getCallerIdentity()), { service: 'sts', ...signing });
      const { host: _, ...headers } = request.headers;
      const response = await fetch(open.endpoint, { method: 'POST', headers, body: request.body });
      return /<Arn>(.*)<\/Arn>/.exec(await response.text())?.[1];
    };
    expect(await caller({ accessKeyId: 'test', secretAccessKey: 'test' })).toBe(
      'arn:aws:iam::000000000000:root',
    );
    expect(await caller(open.identities[1] ?? {})).toBe('arn:aws:iam::000000000000:user/payments/alice');
    const wrong = await signed(at(listKeys()), {
      accessKeyId: open.identities[1]?.accessKeyId ?? '',
      secretAccessKey: 'wrong',
    });
    const { host: _, ...headers } = wrong.headers;
    const refused = await fetch(open.endpoint, { method: 'POST', headers, body: wrong.body });
    expect(refused.status).toBe(400);
    await open.dispose();
  });

  it('a request without a signature is of the root user, in the Region of the sandbox', async () => {
    const open = await testSandbox({ anyCredentials: true, empty: true });
    const post = async (headers: Record<string, string>, body: string) => {
      const response = await fetch(open.endpoint, { method: 'POST', headers, body });
      return response.text();
    };
    const type = 'application/x-amz-json-1.1';
    const made = await post({ 'x-amz-target': 'TrentService.CreateKey', 'content-type': type }, '{}');
    expect(made).toContain(`"Arn":"arn:aws:kms:${open.region}:${open.accountId}:key/`);
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    expect(await post(form, 'Action=GetCallerIdentity&Version=2011-06-15')).toContain(
      `<Arn>arn:aws:iam::${open.accountId}:root</Arn>`,
    );
    await open.dispose();
  });

  it('principals exist whom a policy or a grant makes up', async () => {
    const open = await testSandbox({ anyCredentials: true, empty: true });
    const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
    const kms = new KMS({ endpoint: open.endpoint, region: 'us-east-1', credentials });
    const role = `arn:aws:iam::${open.accountId}:role/service-role/made-up`;
    const Policy = JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Principal: { AWS: open.accountId }, Action: 'kms:*', Resource: '*' },
        { Effect: 'Allow', Principal: { AWS: role }, Action: 'kms:Decrypt', Resource: '*' },
      ],
    });
    const { KeyMetadata } = await kms.createKey({ Policy });
    const grant = { KeyId: KeyMetadata?.KeyId, GranteePrincipal: role };
    const { GrantId } = await kms.createGrant({ ...grant, Operations: ['Encrypt'] });
    const { Grants } = await kms.listGrants({ KeyId: KeyMetadata?.KeyId });
    expect(Grants).toMatchObject([{ GrantId, GranteePrincipal: role, Operations: ['Encrypt'] }]);
    kms.destroy();
    await open.dispose();
  });
});
