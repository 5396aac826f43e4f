import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { toKmsError } from '../../../src/aws/errors';
import type { KmsError } from '../../../src/core/errors';
import type { KeyRef, NewKey } from '../../../src/core/keys/model';
import { explain } from '../../../src/core/messages';
import type { KeyPort } from '../../../src/core/ports';
import { portsTo, type Ports } from './ports';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

const patience = { connectionMs: 500, requestMs: 300, attempts: 1, refusedMs: 0 };
let folder: string;
let server: Server;
let answer: Answer;
let requests = 0;
const open: Ports[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'faults-'));
  server = createServer((request, response) => {
    requests++;
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  rmSync(folder, { recursive: true, force: true });
});
afterEach(() => open.splice(0).forEach((ports) => ports.dispose()));

describe('faults on the way to KMS', () => {
  it.each([
    ['AccessDeniedException', 400, 'denied'],
    ['UnrecognizedClientException', 400, 'credentials-wrong'],
    ['InvalidSignatureException', 400, 'credentials-wrong'],
    ['ExpiredTokenException', 400, 'credentials-expired'],
    ['ThrottlingException', 400, 'throttled'],
    ['TooManyRequestsException', 429, 'throttled'],
    ['SlowDown', 503, 'throttled'],
    ['SomethingNewException', 429, 'throttled'],
    ['KMSInternalException', 500, 'service'],
    ['NotFoundException', 400, 'not-found'],
    ['KMSInvalidStateException', 400, 'wrong-state'],
    ['LimitExceededException', 400, 'limit'],
    ['SomethingNewException', 503, 'service'],
    ['SomethingNewException', 400, 'unknown'],
  ])('%s with status %i is the reason %s', async (code, status, reason) => {
    answer = failWith(status, code, 'The server said so.');
    const error = await failure(keys().describe(ref()));
    expect(error.reason).toBe(reason);
    expect(error.details).toMatchObject({ operation: 'DescribeKey', code });
    expect(explain(error, 'describe it')?.text).toMatch(/^Could not describe it: \S/);
  });

  it('a wrong clock of this machine is told as one, not as wrong credentials', async () => {
    const words = 'Signature expired: 20260101T000000Z is now earlier than 20260101T010000Z';
    answer = failWith(400, 'InvalidSignatureException', words);
    const error = await failure(keys().describe(ref()));
    expect(error.reason).toBe('clock-wrong');
    expect(explain(error, 'describe it')).toMatchObject({
      text: expect.stringMatching(/clock/) as unknown,
      steps: ['retry'],
    });
  });

  it('the endpoint of the default profile is not taken for another profile’s', async () => {
    requests = 0;
    answer = failWith(400, 'AccessDeniedException', '');
    writeFileSync(
      join(folder, 'config'),
      `[default]\nendpoint_url = ${endpointOf(server)}\n[profile bare]\nregion = us-east-1\naws_access_key_id = AKIAEXAMPLE\naws_secret_access_key = example\n`,
    );
    vi.stubEnv('AWS_CONFIG_FILE', join(folder, 'config'));
    const ports = profilePorts();
    const client = await ports.clients.kms(ref('profile:bare'));
    let host = '';
    client.middlewareStack.add(
      () => (sent) => {
        host = (sent.request as { hostname: string }).hostname;
        return Promise.reject(new Error('Nothing is sent to AWS.'));
      },
      { step: 'finalizeRequest', priority: 'low' },
    );
    await failure(ports.keys.describe(ref('profile:bare')));
    vi.unstubAllEnvs();
    expect(host).toBe('kms.us-east-1.amazonaws.com');
    expect(requests).toBe(0);
  });

  it('a body that is not KMS’s is a problem of the service, not a crash', async () => {
    answer = (_, response) =>
      response.writeHead(502, { 'content-type': 'text/html' }).end('<h1>Bad gateway</h1>');
    expect((await failure(keys().describe(ref()))).reason).toBe('service');
  });

  it('an answer without what it must hold is told as none of AWS’s', async () => {
    answer = (_, response) =>
      response.writeHead(200, { 'content-type': 'application/x-amz-json-1.1' }).end('{}');
    expect((await failure(keys().describe(ref()))).reason).toBe('not-aws');
  });

  it('a server that never answers is given up after the patience', async () => {
    answer = () => undefined;
    expect((await failure(keys().describe(ref()))).reason).toBe('timeout');
  });

  it('a connection that is cut is a network problem', async () => {
    answer = (request) => request.socket.destroy();
    expect((await failure(keys().describe(ref()))).reason).toBe('network');
  });

  it('a port where nobody listens is a network problem', async () => {
    const closed = createServer();
    await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve));
    const { port } = closed.address() as AddressInfo;
    await new Promise((resolve) => closed.close(resolve));
    expect((await failure(keys(`http://127.0.0.1:${port}`).describe(ref()))).reason).toBe('network');
  });

  it('an aborted call ends at once and is no failure to tell', async () => {
    answer = () => undefined;
    const controller = new AbortController();
    const call = failure(keys().describe(ref(), controller.signal));
    controller.abort();
    const error = await call;
    expect(error.reason).toBe('cancelled');
    expect(explain(error, 'describe it')).toBeUndefined();
  });

  it('throttling is tried again, and the answer arrives', async () => {
    let left = 2;
    answer = (request, response) => {
      if (left-- > 0) failWith(400, 'ThrottlingException', 'Rate exceeded')(request, response);
      else json(response, 200, { Tags: [{ TagKey: 'a', TagValue: 'b' }] });
    };
    expect(await keys(undefined, 1, 60_000).listTags(ref())).toEqual([{ key: 'a', value: 'b' }]);
  });

  it('a throttled request is sent again by one layer alone', async () => {
    answer = failWith(400, 'ThrottlingException', 'Rate exceeded');
    requests = 0;
    expect((await failure(keys(undefined, 3).describe(ref()))).reason).toBe('throttled');
    expect(requests).toBe(1);
  });

  it('a request that the server failed is sent again, and the answer arrives', async () => {
    let left = 2;
    answer = (request, response) => {
      if (left-- > 0) failWith(500, 'KMSInternalException', 'Try again')(request, response);
      else json(response, 200, { Tags: [] });
    };
    expect(await keys(undefined, 3).listTags(ref())).toEqual([]);
  });

  it('CreateKey is sent once: a second try could make a second key', async () => {
    answer = failWith(500, 'KMSInternalException', 'Try again');
    requests = 0;
    expect((await failure(keys(undefined, 3).create(ref(), newKey))).reason).toBe('service');
    expect(requests).toBe(1);
  });

  it('a page that fails after the first does not hide the first', async () => {
    let page = 0;
    answer = (request, response) => {
      if (page++ > 0) failWith(500, 'KMSInternalException', '')(request, response);
      else
        json(response, 200, { Keys: [{ KeyId: 'k', KeyArn: ref().arn }], Truncated: true, NextMarker: 'm' });
    };
    const seen: string[] = [];
    const listing = async (): Promise<void> => {
      for await (const { items } of keys().listKeys(ref())) seen.push(...items.map((item) => item.keyId));
    };
    expect((await failure(listing())).reason).toBe('service');
    expect(seen).toEqual(['k']);
  });
});

describe('faults before KMS is asked', () => {
  it('a profile without credentials says so', async () => {
    writeFileSync(join(folder, 'config'), '[profile bare]\nregion = us-east-1\n');
    const error = await failure(profileKeys().describe(ref('profile:bare')));
    expect(error.reason).toBe('credentials-missing');
    expect(explain(error, 'describe it')?.steps).toContain('switch-connection');
  });

  it('an SSO profile that is not signed in can sign in', async () => {
    writeFileSync(
      join(folder, 'config'),
      '[profile bare]\nsso_session = s\nsso_account_id = 111122223333\nsso_role_name = r\n[sso-session s]\nsso_region = us-east-1\nsso_start_url = https://example.com/start\n',
    );
    // The SDK's own SSO provider looks where the environment says.
    vi.stubEnv('AWS_CONFIG_FILE', join(folder, 'config'));
    const error = await failure(profileKeys().describe(ref('profile:bare')));
    vi.unstubAllEnvs();
    expect(error.reason).toBe('credentials-expired');
    expect(explain(error, 'describe it')?.steps).toContain('sign-in');
  });

  it('words that are no error of AWS are kept', () => {
    expect(toKmsError('out of cheese')).toMatchObject({ reason: 'unknown', message: 'out of cheese' });
    expect(toKmsError(undefined).reason).toBe('unknown');
    expect(toKmsError(new AggregateError([new Error('a'), new Error('b')])).message).toBe('a; b');
  });

  it('a translated failure is not translated again', () => {
    const once = toKmsError(new Error('x'), { operation: 'Decrypt' });
    expect(toKmsError(once, { operation: 'Encrypt' })).toBe(once);
  });
});

function keys(endpoint = endpointOf(server), attempts = 1, refusedMs = 0): KeyPort {
  const ports = portsTo(
    {
      endpoint,
      region: 'us-east-1',
      accountId: '111122223333',
      identities: [
        {
          name: 'admin',
          arn: 'arn:aws:iam::111122223333:user/admin',
          accessKeyId: 'AKIAEXAMPLE',
          secretAccessKey: 'example',
        },
      ],
    },
    { patience: { ...patience, attempts, refusedMs } },
  );
  open.push(ports);
  return ports.keys;
}

function profileKeys(): KeyPort {
  return profilePorts().keys;
}

function profilePorts(): Ports {
  const ports = portsTo(
    {
      endpoint: '',
      region: '',
      accountId: '',
      identities: [{ name: 'admin', arn: '', accessKeyId: '', secretAccessKey: '' }],
    },
    { patience, files: { config: join(folder, 'config'), credentials: join(folder, 'none') } },
  );
  open.push(ports);
  return ports;
}

function ref(connection = 'sandbox'): KeyRef {
  const keyId = '1234abcd-12ab-34cd-56ef-1234567890ab';
  return { connection, region: 'us-east-1', keyId, arn: `arn:aws:kms:us-east-1:111122223333:key/${keyId}` };
}

const newKey: NewKey = {
  spec: 'SYMMETRIC_DEFAULT',
  usage: 'ENCRYPT_DECRYPT',
  origin: 'AWS_KMS',
  multiRegion: false,
  description: '',
  tags: [],
  policy: '{}',
};

function endpointOf(listening: Server): string {
  return `http://127.0.0.1:${(listening.address() as AddressInfo).port}`;
}

function failWith(status: number, code: string, message: string): Answer {
  return (_, response) => json(response, status, { __type: code, message });
}

function json(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(body));
}

async function failure(call: Promise<unknown>): Promise<KmsError> {
  const outcome = await call.then(
    (value) => value,
    (error: unknown) => error,
  );
  expect(outcome).toMatchObject({ name: 'KmsError' });
  return outcome as KmsError;
}
