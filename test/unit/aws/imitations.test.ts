import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { explain } from '../../../src/core/messages';
import type { KeyRef } from '../../../src/core/keys/model';
import { awsHome, type AwsHome } from './awsHome';
import {
  accountId,
  asAws,
  fakeAws,
  fakeServer,
  json,
  type Answer,
  type FakeAws,
  type FakeServer,
} from './fakeAws';
import { portsTo, type Ports } from './ports';

const keyId = '1234abcd-12ab-34cd-56ef-1234567890ab';
const lines = 'region = us-east-1\naws_access_key_id = test\naws_secret_access_key = test';

let home: AwsHome;
let server: FakeServer;
let aws: FakeAws;
let ports: Ports;

beforeEach(async () => {
  home = awsHome();
  server = await fakeServer(asAws);
  aws = await fakeAws();
  home.config(`[profile local]\n${lines}\nendpoint_url = ${server.endpoint}\n[profile aws]\n${lines}\n`);
  const identities = [{ name: 'admin', arn: '', accessKeyId: '', secretAccessKey: '' }];
  ports = portsTo(
    { endpoint: '', region: '', accountId: '', identities },
    { files: home.files, agent: aws.agent, patience: { connectionMs: 5_000, requestMs: 5_000, attempts: 1 } },
  );
});
afterEach(async () => {
  ports.dispose();
  await Promise.all([server.dispose(), aws.dispose()]);
  home.dispose();
});

/** As moto answers what it looks up by id alone: Flask's page of an exception that nobody caught. */
const page: Answer = (_, response) => {
  response
    .writeHead(500, { 'content-type': 'text/html' })
    .end('<!doctype html><h1>Internal Server Error</h1>');
};

describe('a server that imitates KMS', () => {
  it.each([
    ['with a page', page],
    ['with "not found"', notFound],
    ['with "invalid"', (_, response) => json(response, 400, { __type: 'ValidationException' })],
  ])('is asked again by key id where it answers an ARN %s', async (_, refusal) => {
    server.answer = idsOnly(refusal);
    await ports.keys.disable(ref());
    await expect(ports.keys.scheduleDeletion(ref(), 7)).resolves.toEqual({});
    expect(keysAsked(server)).toEqual([ref().arn, keyId, ref().arn, keyId]);
  });

  it('is told as it failed where the id does not help either', async () => {
    server.answer = withIdentity(notFound);
    await expect(ports.keys.describe(ref())).rejects.toMatchObject({ reason: 'not-found' });
    expect(keysAsked(server)).toEqual([ref().arn, keyId]);
  });

  it('is not asked by id for a key of another account', async () => {
    server.answer = idsOnly(page);
    const theirs = { ...ref(), arn: ref().arn.replace(accountId, '444455556666') };
    await expect(ports.keys.disable(theirs)).rejects.toMatchObject({ reason: 'service' });
    expect(keysAsked(server)).toEqual([theirs.arn]);
  });

  it('is not asked by id where it does not say whose keys it has', async () => {
    server.answer = page;
    await expect(ports.keys.disable(ref())).rejects.toMatchObject({ reason: 'service' });
    expect(keysAsked(server)).toEqual([ref().arn]);
  });

  it('does not get a second rotation after an inner error', async () => {
    server.answer = idsOnly(page);
    await expect(ports.keys.rotateNow(ref())).rejects.toMatchObject({ reason: 'service' });
    expect(keysAsked(server)).toEqual([ref().arn]);
  });

  it('is told from AWS, which is asked once', async () => {
    aws.answer = withIdentity(notFound);
    await expect(ports.keys.disable(ref('profile:aws'))).rejects.toMatchObject({ reason: 'not-found' });
    expect(keysAsked(aws)).toEqual([ref().arn]);
  });
});

describe('an operation that a server lacks', () => {
  const lacking: [string, Answer][] = [
    [
      'LocalStack',
      (_, response) =>
        json(response, 501, {
          __type: 'InternalFailure',
          message: "API action 'GetKeyRotationStatus' for service 'kms' not yet implemented or pro feature",
        }),
    ],
    [
      'local-kms',
      (_, response) => void response.writeHead(501).end('Passed X-Amz-Target is not implemented'),
    ],
    [
      'a server of AWS’s protocol',
      (_, response) => json(response, 400, { __type: 'UnknownOperationException' }),
    ],
  ];

  it.each(lacking)('is said to be lacking there: %s', async (_, answer) => {
    server.answer = answer;
    const failure: unknown = await ports.keys.rotationStatus(ref()).catch((error: unknown) => error);
    expect(failure).toMatchObject({ reason: 'unsupported' });
    const told = explain(failure, 'read it')?.text;
    expect(told).toBe(`Could not read it: 127.0.0.1:${server.port} does not have GetKeyRotationStatus.`);
  });
});

function ref(connection = 'profile:local'): KeyRef {
  return { connection, region: 'us-east-1', keyId, arn: `arn:aws:kms:us-east-1:${accountId}:key/${keyId}` };
}

const notFound: Answer = (_, response) => json(response, 400, { __type: 'NotFoundException', message: 'no' });

/** STS answers; KMS does as told. */
function withIdentity(kms: Answer): Answer {
  return (seen, response, request) => (seen.body.includes('Action=') ? asAws : kms)(seen, response, request);
}

function idsOnly(refusal: Answer): Answer {
  return withIdentity((seen, response, request) =>
    seen.body.includes('"arn:') ? refusal(seen, response, request) : json(response, 200, { KeyId: keyId }),
  );
}

/** The keys of the requests to KMS, in their order. */
function keysAsked({ seen }: FakeServer): unknown[] {
  return seen
    .filter(({ body }) => !body.includes('Action='))
    .map(({ body }) => (JSON.parse(body) as { KeyId?: string }).KeyId);
}
