import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { awsHome, renewable, type AwsHome } from '../awsHome';
import { asAws, fakeAws, fakeServer, type FakeAws, type FakeServer, type Seen } from '../fakeAws';
import { portsTo, type Ports } from '../ports';

const mfaCode = '271828';
const session = 'arn:aws:iam::111122223333:user/me';
const sso = ['sso_session = corp', 'sso_account_id = 111122223333', 'sso_role_name = Reader'];
const corp = '[sso-session corp]\nsso_region = us-west-2\nsso_start_url = https://corp.example.com/start\n';

let home: AwsHome;
let aws: FakeAws;
/** Where the default profile, another profile and the setting send their calls. */
let stranger: FakeServer;
/** Where the profile in use sends its own. */
let own: FakeServer;
let ports: Ports | undefined;

beforeEach(async () => {
  home = awsHome();
  aws = await fakeAws();
  stranger = await fakeServer(asAws);
  own = await fakeServer(asAws);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  ports?.dispose();
  ports = undefined;
  await Promise.all([aws, stranger, own].map((server) => server.dispose()));
  home.dispose();
});

interface Case {
  title: string;
  lines: string[];
  prepare?: () => void;
  /** Texts that are secret, each with the host that alone may see it. */
  secrets: [string, string][];
}

const cases: Case[] = [
  {
    title: 'the bearer token of a session',
    lines: sso,
    prepare: () => home.ssoToken('corp'),
    secrets: [['sso-bearer', 'portal.sso.us-west-2.amazonaws.com']],
  },
  {
    title: 'the bearer token of a start URL without a session',
    lines: [
      ...['sso_start_url = https://old.example.com/start', 'sso_region = us-west-2'],
      ...['sso_account_id = 111122223333', 'sso_role_name = Reader'],
    ],
    prepare: () => home.ssoToken('https://old.example.com/start'),
    secrets: [['sso-bearer', 'portal.sso.us-west-2.amazonaws.com']],
  },
  {
    title: 'the refresh token and the client’s secret',
    lines: sso,
    prepare: () => home.ssoToken('corp', renewable, -1),
    secrets: [
      ['sso-refresh', 'oidc.us-west-2.amazonaws.com'],
      ['client-secret', 'oidc.us-west-2.amazonaws.com'],
      ['renewed-access', 'portal.sso.us-west-2.amazonaws.com'],
    ],
  },
  {
    title: 'the refresh token of aws login',
    lines: [`login_session = ${session}`],
    prepare: () => home.loginToken(session, 60),
    secrets: [['login-refresh', 'eu-west-1.signin.aws.amazon.com']],
  },
  {
    title: 'the token of a web identity',
    lines: ['role_arn = arn:aws:iam::111122223333:role/web', 'web_identity_token_file = TOKEN'],
    prepare: () => void home.write('token', 'jwt-of-the-pod'),
    secrets: [['jwt-of-the-pod', 'sts.eu-west-1.amazonaws.com']],
  },
  {
    title: 'the code of an MFA device',
    lines: [
      ...['role_arn = arn:aws:iam::111122223333:role/a', 'source_profile = keys'],
      'mfa_serial = arn:aws:iam::111122223333:mfa/me',
    ],
    secrets: [[mfaCode, 'sts.eu-west-1.amazonaws.com']],
  },
  {
    title: 'the bearer token under a role',
    lines: ['role_arn = arn:aws:iam::111122223333:role/a', 'source_profile = signed-in'],
    prepare: () => home.ssoToken('corp', renewable, -1),
    secrets: [
      ['sso-refresh', 'oidc.us-west-2.amazonaws.com'],
      ['renewed-access', 'portal.sso.us-west-2.amazonaws.com'],
    ],
  },
];

describe('secrets of a sign-in', () => {
  it.each(cases)(
    'go to AWS alone, whatever endpoints others have: $title',
    async ({ lines, prepare, secrets }) => {
      prepare?.();
      await callAs(lines);
      expect(secrets.map(([secret]) => [secret, hostsThatSaw(aws, secret)])).toEqual(
        secrets.map(([secret, host]) => [secret, [host]]),
      );
      expect(secrets.flatMap(([secret]) => hostsThatSaw(stranger, secret))).toEqual([]);
    },
  );

  it.each(cases.filter(({ title }) => !/web identity|MFA/.test(title)))(
    'go to AWS alone, also where the profile has an endpoint of its own: $title',
    async ({ lines, prepare, secrets }) => {
      prepare?.();
      await callAs([...lines, `endpoint_url = ${own.endpoint}`]);
      expect(own.seen.length).toBeGreaterThan(0);
      expect(secrets.flatMap(([secret]) => hostsThatSaw(own, secret))).toEqual([]);
      expect(secrets.every(([secret]) => hostsThatSaw(aws, secret).length === 1)).toBe(true);
    },
  );

  it.each(cases.filter(({ title }) => /web identity|MFA/.test(title)))(
    'go to the STS that the profile names for itself: $title',
    async ({ lines, prepare, secrets }) => {
      prepare?.();
      await callAs([...lines, 'services = mine']);
      expect(secrets.flatMap(([secret]) => hostsThatSaw(own, secret))).toEqual([`127.0.0.1:${own.port}`]);
      expect(
        secrets.flatMap(([secret]) => [...hostsThatSaw(aws, secret), ...hostsThatSaw(stranger, secret)]),
      ).toEqual([]);
    },
  );
});

/** Lists keys and asks for the identity as a profile of these lines, among others with endpoints. */
async function callAs(lines: string[]): Promise<void> {
  const token = `${home.folder}/token`;
  home.config(
    [
      `[default]\nendpoint_url = ${stranger.endpoint}\nservices = theirs`,
      `[profile other]\nendpoint_url = ${stranger.endpoint}`,
      `[services theirs]\nsts =\n  endpoint_url = ${stranger.endpoint}\nsso =\n  endpoint_url = ${stranger.endpoint}`,
      `[services mine]\nsts =\n  endpoint_url = ${own.endpoint}`,
      `[profile keys]\naws_access_key_id = AKIAEXAMPLE\naws_secret_access_key = example\nendpoint_url = ${stranger.endpoint}`,
      `[profile signed-in]\n${sso.join('\n')}\nendpoint_url = ${stranger.endpoint}`,
      corp,
      `[profile used]\nregion = eu-west-1\n${lines.join('\n').replace('TOKEN', token)}`,
    ].join('\n'),
  );
  // The SDK’s own clients look where the process’s variables say, unless they are told all.
  vi.stubEnv('AWS_CONFIG_FILE', home.files.config);
  ports = portsTo(nothing, {
    files: home.files,
    agent: aws.agent,
    endpointUrl: () => stranger.endpoint,
    askMfaCode: () => Promise.resolve(mfaCode),
  });
  await ports.connections.identity('profile:used');
  for await (const page of ports.keys.listKeys({ connection: 'profile:used', region: 'eu-west-1' })) {
    expect(page.items).toEqual([]);
  }
}

function hostsThatSaw(server: FakeServer, secret: string): string[] {
  return [...new Set(server.seen.filter((one) => holds(one, secret)).map(({ host }) => host))];
}

function holds(seen: Seen, secret: string): boolean {
  return JSON.stringify(seen).includes(secret);
}

/** A sandbox that no test here reaches. */
const nothing = {
  endpoint: '',
  region: '',
  accountId: '',
  identities: [{ name: 'admin', arn: '', accessKeyId: '', secretAccessKey: '' }],
};
