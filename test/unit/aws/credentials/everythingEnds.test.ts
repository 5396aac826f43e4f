import { createServer, type AddressInfo, type Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ConnectionOptions } from '../../../../src/aws/connections';
import type { Patience } from '../../../../src/aws/patience';
import type { KmsError } from '../../../../src/core/errors';
import { awsHome, renewable, type AwsHome } from '../awsHome';
import {
  asAws,
  fakeAws,
  fakeServer,
  type Answer,
  type FakeAws,
  type FakeServer,
  type Seen,
} from '../fakeAws';
import { portsTo, type Ports } from '../ports';

const session = 'arn:aws:iam::111122223333:user/me';
const short = { stepMs: 200, processMs: 200, metadataMs: 200 };
const long = { stepMs: 600_000, processMs: 600_000, metadataMs: 600_000 };

let home: AwsHome;
let aws: FakeAws;
/** The metadata service of the instance or container. */
let metadata: FakeServer;
let ports: Ports | undefined;

beforeEach(async () => {
  home = awsHome();
  aws = await fakeAws();
  metadata = await fakeServer(instance);
});
afterEach(async () => {
  ports?.dispose();
  ports = undefined;
  await Promise.all([aws.dispose(), metadata.dispose()]);
  home.dispose();
});

/** How a server fails to come to an end. */
const silences: [string, Answer][] = [
  ['no answer', () => undefined],
  [
    'a head without a body',
    (_, response) => response.writeHead(200, { 'content-length': '500' }).flushHeaders(),
  ],
  [
    'a body that drips',
    (_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const drip = setInterval(() => response.write(' '), 20);
      response.on('close', () => clearInterval(drip));
    },
  ],
];

/** Each step on the way to credentials, and the request that belongs to it. */
const steps: { step: string; lines: string[]; prepare?: () => void; isAsked: (seen: Seen) => boolean }[] = [
  {
    step: 'AssumeRole',
    lines: ['role_arn = arn:aws:iam::111122223333:role/a', 'source_profile = keys'],
    isAsked: ({ body }) => body.includes('Action=AssumeRole&'),
  },
  {
    step: 'AssumeRoleWithWebIdentity',
    lines: ['role_arn = arn:aws:iam::111122223333:role/a', 'web_identity_token_file = TOKEN'],
    prepare: () => void home.write('token', 'jwt'),
    isAsked: ({ body }) => body.includes('Action=AssumeRoleWithWebIdentity&'),
  },
  {
    step: 'the portal of IAM Identity Center',
    lines: ['sso_session = corp', 'sso_account_id = 111122223333', 'sso_role_name = Reader'],
    prepare: () => home.ssoToken('corp'),
    isAsked: ({ host }) => host.startsWith('portal.'),
  },
  {
    step: 'the token service of IAM Identity Center',
    lines: ['sso_session = corp', 'sso_account_id = 111122223333', 'sso_role_name = Reader'],
    prepare: () => home.ssoToken('corp', renewable, -1),
    isAsked: ({ host }) => host.startsWith('oidc.'),
  },
  {
    step: 'the sign-in service of aws login',
    lines: [`login_session = ${session}`],
    prepare: () => home.loginToken(session, -1),
    isAsked: ({ host }) => host.includes('signin'),
  },
  {
    step: 'the metadata service’s token',
    lines: ['role_arn = arn:aws:iam::111122223333:role/a', 'credential_source = Ec2InstanceMetadata'],
    isAsked: ({ method }) => method === 'PUT',
  },
  {
    step: 'the metadata service’s credentials',
    lines: ['role_arn = arn:aws:iam::111122223333:role/a', 'credential_source = Ec2InstanceMetadata'],
    isAsked: ({ path }) => path.endsWith('/role-of-instance'),
  },
  {
    step: 'the container’s credentials',
    lines: ['role_arn = arn:aws:iam::111122223333:role/a', 'credential_source = EcsContainer'],
    isAsked: ({ path }) => path.startsWith('/container'),
  },
  {
    step: 'GetCallerIdentity',
    lines: ['aws_access_key_id = AKIAEXAMPLE', 'aws_secret_access_key = example'],
    isAsked: ({ body }) => body.includes('Action=GetCallerIdentity'),
  },
];
const table = steps.flatMap((step) => silences.map(([silence, answer]) => ({ ...step, silence, answer })));

describe('a step that does not come to an end', () => {
  it.each(table)(
    'is given up after its time: $step, $silence',
    async ({ lines, prepare, isAsked, answer }) => {
      prepare?.();
      void hold(isAsked, answer);
      const failure = await failureOf(identityAs(lines, { limits: short }));
      expect(failure.reason).toBe('timeout');
      expect(failure.details.connection).toBe('profile:used');
    },
  );

  it.each(table)(
    'is left at once by who cancels: $step, $silence',
    async ({ lines, prepare, isAsked, answer }) => {
      prepare?.();
      const asked = hold(isAsked, answer);
      const controller = new AbortController();
      const outcome = failureOf(identityAs(lines, { limits: long }, controller.signal));
      const { closed } = await asked;
      controller.abort();
      expect((await outcome).reason).toBe('cancelled');
      // Nobody is left behind on the line.
      await closed;
    },
  );
});

describe('a call of KMS that does not come to an end', () => {
  it.each(silences)('is given up after its time: %s', async (_, answer) => {
    void hold(({ host }) => host.startsWith('kms.'), answer);
    const call = describeAs({ connectionMs: 5_000, requestMs: 300, attempts: 1, totalMs: 300 });
    expect((await failureOf(call)).reason).toBe('timeout');
  });

  it.each(silences)('is left at once by who cancels: %s', async (_, answer) => {
    const asked = hold(({ host }) => host.startsWith('kms.'), answer);
    const controller = new AbortController();
    const patience = { connectionMs: 600_000, requestMs: 600_000, attempts: 1, totalMs: 600_000 };
    const outcome = failureOf(describeAs(patience, controller.signal));
    const { closed } = await asked;
    controller.abort();
    expect((await outcome).reason).toBe('cancelled');
    await closed;
  });
});

describe('a credential_process that hangs', () => {
  const program = fileURLToPath(new URL('hangingProcess.mjs', import.meta.url));
  const commandFor = (port: number): string =>
    `credential_process = "${process.execPath}" "${program}" ${port}`;

  it('is given up after its time', async () => {
    const failure = await failureOf(identityAs(['credential_process = sleep 600'], { limits: short }));
    expect(failure.reason).toBe('timeout');
  });

  it('ends with its children when nobody waits for it any more', async () => {
    const family = await familyOf(2);
    const controller = new AbortController();
    const outcome = failureOf(identityAs([commandFor(family.port)], { limits: long }, controller.signal));
    await family.complete;
    controller.abort();
    expect((await outcome).reason).toBe('cancelled');
    await family.gone;
  });

  it('goes on for those who still wait', async () => {
    const family = await familyOf(2);
    const controller = new AbortController();
    const { connections } = portsAs([commandFor(family.port)], { limits: long });
    const left = failureOf(connections.identity('profile:used', controller.signal));
    const stays = connections.identity('profile:used');
    await family.complete;
    controller.abort();
    expect((await left).reason).toBe('cancelled');
    family.say(JSON.stringify({ Version: 1, AccessKeyId: 'AKIAPROCESS', SecretAccessKey: 'example' }));
    expect((await stays).accountId).toBe('111122223333');
    await family.gone;
  });
});

/** Waits for so many processes to open a line, and for all of them to be gone. */
async function familyOf(size: number) {
  const lines: Socket[] = [];
  let allThere = (): void => undefined;
  let allGone = (): void => undefined;
  const complete = new Promise<void>((resolve) => (allThere = resolve));
  const gone = new Promise<void>((resolve) => (allGone = resolve));
  let open = size;
  const server = createServer((line) => {
    if (lines.push(line) === size) allThere();
    line.on('error', () => line.destroy());
    line.on('close', () => {
      if (--open > 0) return;
      server.close();
      allGone();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { port, complete, gone, say: (text: string) => lines.forEach((line) => line.end(text)) };
}

/** Answers as all is well but for one kind of request. Resolves when it arrives, with when its line is closed. */
function hold(isAsked: (seen: Seen) => boolean, answer: Answer): Promise<{ closed: Promise<void> }> {
  return new Promise((resolve) => {
    const holding =
      (usual: Answer): Answer =>
      (seen, response, request) => {
        if (!isAsked(seen)) return usual(seen, response, request);
        const closed = new Promise<void>((gone) => request.socket.on('close', () => gone()));
        answer(seen, response, request);
        resolve({ closed });
      };
    aws.answer = holding(asAws);
    metadata.answer = holding(instance);
  });
}

/** An instance and a container whose credentials may assume roles. */
function instance({ method, path }: Seen, response: Parameters<Answer>[1]): void {
  if (method === 'PUT') return void response.end('token');
  if (path.endsWith('/security-credentials/')) return void response.end('role-of-instance');
  response.end(
    JSON.stringify({
      Code: 'Success',
      AccessKeyId: 'ASIAINSTANCE',
      SecretAccessKey: 'example',
      Token: 'example',
      Expiration: '2099-01-01T00:00:00Z',
    }),
  );
}

function identityAs(
  lines: string[],
  options: Partial<ConnectionOptions>,
  signal?: AbortSignal,
): Promise<unknown> {
  return portsAs(lines, options).connections.identity('profile:used', signal);
}

function describeAs(patience: Patience, signal?: AbortSignal): Promise<unknown> {
  const { keys } = portsAs(['aws_access_key_id = AKIAEXAMPLE', 'aws_secret_access_key = example'], {
    patience,
  });
  const keyId = '1234abcd-12ab-34cd-56ef-1234567890ab';
  const arn = `arn:aws:kms:eu-west-1:111122223333:key/${keyId}`;
  return keys.describe({ connection: 'profile:used', region: 'eu-west-1', keyId, arn }, signal);
}

function portsAs(lines: string[], options: Partial<ConnectionOptions> & { patience?: Patience }): Ports {
  home.config(
    [
      '[profile keys]\naws_access_key_id = AKIAEXAMPLE\naws_secret_access_key = example',
      '[sso-session corp]\nsso_region = us-west-2\nsso_start_url = https://corp.example.com/start',
      `[profile used]\nregion = eu-west-1\nec2_metadata_service_endpoint = ${metadata.endpoint}`,
      lines.join('\n').replace('TOKEN', `${home.folder}/token`),
    ].join('\n'),
  );
  ports = portsTo(nothing, {
    files: home.files,
    agent: aws.agent,
    environment: { AWS_CONTAINER_CREDENTIALS_FULL_URI: `${metadata.endpoint}/container` },
    ...options,
  });
  return ports;
}

async function failureOf(call: Promise<unknown>): Promise<KmsError> {
  const outcome = await call.catch((error: unknown) => error);
  expect(outcome).toMatchObject({ name: 'KmsError' });
  return outcome as KmsError;
}

/** A sandbox that no test here reaches. */
const nothing = {
  endpoint: '',
  region: '',
  accountId: '',
  identities: [{ name: 'admin', arn: '', accessKeyId: '', secretAccessKey: '' }],
};
