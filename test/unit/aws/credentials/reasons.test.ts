import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { toKmsError } from '../../../../src/aws/errors';
import type { KmsError } from '../../../../src/core/errors';
import { explain } from '../../../../src/core/messages';
import { awsHome, renewable, type AwsHome } from '../awsHome';
import { asAws, fakeAws, json, xml, xmlError, type Answer, type FakeAws } from '../fakeAws';
import { portsTo, type Ports } from '../ports';

let home: AwsHome;
let aws: FakeAws;
let ports: Ports | undefined;

beforeEach(async () => {
  home = awsHome();
  aws = await fakeAws();
});
afterEach(async () => {
  ports?.dispose();
  ports = undefined;
  await aws.dispose();
  home.dispose();
});

const roleLines = ['role_arn = arn:aws:iam::111122223333:role/a', 'source_profile = keys'];
const sso = ['sso_session = corp', 'sso_account_id = 111122223333', 'sso_role_name = Reader'];
const refused = 'User: arn:aws:iam::111122223333:user/x is not authorized to perform: sts:AssumeRole';
const stsFails =
  (code: string, message: string): Answer =>
  (seen, response, request) =>
    seen.body.includes('AssumeRole')
      ? xml(response, 403, xmlError(code, message))
      : asAws(seen, response, request);
const portalFails =
  (status: number, code: string): Answer =>
  (seen, response, request) =>
    seen.host.startsWith('portal.')
      ? json(response, status, { message: 'No.' }, code)
      : asAws(seen, response, request);

interface Case {
  title: string;
  lines: string[];
  answer?: Answer;
  prepare?: () => void;
  reason: string;
  words: RegExp;
  step?: string;
}

const cases: Case[] = [
  {
    title: 'a role that may not be assumed',
    lines: roleLines,
    answer: stsFails('AccessDenied', refused),
    reason: 'denied',
    words: /role arn:aws:iam::111122223333:role\/a could not be assumed.*sts:AssumeRole/,
  },
  {
    title: 'a wrong MFA code',
    lines: [...roleLines, 'mfa_serial = arn:aws:iam::111122223333:mfa/me'],
    answer: stsFails('AccessDenied', 'MultiFactorAuthentication failed with invalid MFA one time pass code.'),
    reason: 'mfa-wrong',
    words: /MFA code was not accepted/,
    step: 'retry',
  },
  {
    title: 'STS that is off in the Region',
    lines: roleLines,
    answer: stsFails('RegionDisabledException', 'STS is not activated in this region for account:1.'),
    reason: 'region-off',
    words: /AWS STS in eu-west-1 is turned off/,
  },
  {
    title: 'a token that the portal no longer takes',
    lines: sso,
    prepare: () => home.ssoToken('corp'),
    answer: portalFails(401, 'UnauthorizedException'),
    reason: 'credentials-expired',
    words: /sign-in of profile “used” has expired/,
    step: 'sign-in',
  },
  {
    title: 'a role that is not assigned',
    lines: sso,
    prepare: () => home.ssoToken('corp'),
    answer: portalFails(403, 'ForbiddenException'),
    reason: 'denied',
    words: /Reader \(111122223333\) is not assigned to you/,
  },
  {
    title: 'a portal that is asked too often',
    lines: sso,
    prepare: () => home.ssoToken('corp'),
    answer: portalFails(429, 'TooManyRequestsException'),
    reason: 'throttled',
    words: /Too many requests were made in IAM Identity Center in us-west-2/,
  },
  {
    title: 'a refresh token that is used up',
    lines: sso,
    prepare: () => home.ssoToken('corp', renewable, -1),
    answer: (seen, response, request) =>
      seen.host.startsWith('oidc.')
        ? json(response, 400, { error: 'invalid_grant' }, 'InvalidGrantException')
        : asAws(seen, response, request),
    reason: 'credentials-expired',
    words: /has expired\. Sign in again/,
    step: 'sign-in',
  },
  {
    title: 'an aws login that never was',
    lines: ['login_session = arn:aws:iam::111122223333:user/me'],
    reason: 'credentials-expired',
    words: /Sign in again/,
    step: 'sign-in',
  },
  {
    title: 'a session without a section',
    lines: sso.map((line) => line.replace('corp', 'gone')),
    reason: 'credentials-missing',
    words: /no section \[sso-session gone\]/,
  },
  {
    title: 'a token file that is not there',
    lines: ['role_arn = arn:aws:iam::111122223333:role/a', 'web_identity_token_file = /nonexistent/token'],
    reason: 'credentials-missing',
    words: /\/nonexistent\/token, which cannot be read \(ENOENT\)/,
  },
  {
    title: 'a source profile that is not there',
    lines: ['role_arn = arn:aws:iam::111122223333:role/a', 'source_profile = gone'],
    reason: 'credentials-missing',
    words: /no AWS profile “gone”, which the profile “used” names/,
  },
  {
    title: 'a process that fails, without its arguments',
    lines: ['credential_process = sh -c "echo no swordfish-1 >&2; exit 3" --password swordfish-1'],
    reason: 'credentials-missing',
    words: /credential_process of the profile “used” ended with code 3: no …/,
  },
];

describe('a failure on the way to credentials', () => {
  it.each(cases)('is told as what it is: $title', async ({ lines, prepare, answer, reason, words, step }) => {
    prepare?.();
    if (answer !== undefined) aws.answer = answer;
    const failure = await listingFailure(lines);
    expect(failure.reason).toBe(reason);
    const told = explain(failure, 'list the keys');
    expect(told?.text).toMatch(words);
    expect(told?.text).not.toMatch(/swordfish|kms:|Deserialization/);
    if (step !== undefined) expect(told?.steps).toContain(step);
  });
});

describe('an answer that is not AWS’s', () => {
  const html: Answer = (_, response) => {
    response
      .writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
      .end('<!DOCTYPE html><h1>Log in</h1>');
  };
  const keys = ['aws_access_key_id = AKIAEXAMPLE', 'aws_secret_access_key = example'];

  it.each<[string, Answer]>([
    ['a page', html],
    [
      'a page that refuses',
      (_, response) => void response.writeHead(403, { 'content-type': 'text/html' }).end('<h1>No'),
    ],
    ['an empty object', (_, response) => json(response, 200, {})],
  ])('is told as one, with what to check: %s', async (_, answer) => {
    aws.answer = answer;
    const failure = await listingFailure(keys);
    expect(failure.reason).toBe('not-aws');
    expect(explain(failure, 'list the keys')?.text).toMatch(/Check the endpoint and the proxy\.$/);
    expect(failure.message).not.toMatch(/Unexpected token|\$response/);
  });

  it('names nobody where STS answered with a page', async () => {
    aws.answer = html;
    await expect(connect(keys).connections.identity('profile:used')).rejects.toMatchObject({
      reason: 'not-aws',
    });
  });

  it('is not blamed on AWS where the profile has an endpoint of its own', async () => {
    aws.answer = html;
    const failure = await listingFailure([...keys, `endpoint_url = ${aws.endpoint}`]);
    expect(explain(failure, 'list the keys')?.text).toMatch(
      new RegExp(`127\\.0\\.0\\.1:${aws.port} sent an answer`),
    );
  });

  it.each([
    ['an endpoint without a scheme', 'localhost:1', 'endpoint-wrong'],
    ['TLS asked of a server that speaks none', 'HTTPS', 'not-aws'],
  ])('is told from a wrong endpoint: %s', async (_, endpoint, reason) => {
    const url = endpoint === 'HTTPS' ? aws.endpoint.replace('http:', 'https:') : endpoint;
    const failure = await listingFailure([...keys, `endpoint_url = ${url}`], false);
    expect(failure.reason).toBe(reason);
  });

  it.each(['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'ERR_TLS_CERT_ALTNAME_INVALID', 'SELF_SIGNED_CERT_IN_CHAIN'])(
    'is told from a certificate that is not trusted: %s',
    (code) => {
      const failure = toKmsError(Object.assign(new Error('no'), { code }), { region: 'eu-west-1' });
      expect(failure.reason).toBe('certificate');
      expect(explain(failure, 'list the keys')?.text).toContain('AWS_CA_BUNDLE');
    },
  );

  it.each(['constructor', '__proto__', 'toString'])('has no reason by the name of %s', (code) => {
    expect(toKmsError(Object.assign(new Error('no'), { code })).reason).toBe('unknown');
  });
});

function connect(lines: string[], overTls = true): Ports {
  home.config(
    [
      '[profile keys]\naws_access_key_id = AKIAEXAMPLE\naws_secret_access_key = example',
      '[sso-session corp]\nsso_region = us-west-2\nsso_start_url = https://corp.example.com/start',
      `[profile used]\nregion = eu-west-1\n${lines.join('\n')}`,
    ].join('\n'),
  );
  ports = portsTo(nothing, {
    files: home.files,
    ...(overTls ? { agent: aws.agent } : {}),
    askMfaCode: () => Promise.resolve('271828'),
    patience: { connectionMs: 5_000, requestMs: 5_000, attempts: 1 },
  });
  return ports;
}

async function listingFailure(lines: string[], overTls = true): Promise<KmsError> {
  const { keys } = connect(lines, overTls);
  const list = async (): Promise<void> => {
    for await (const page of keys.listKeys({ connection: 'profile:used', region: 'eu-west-1' })) {
      expect(page).toBeUndefined();
    }
  };
  const outcome = await list().catch((error: unknown) => error);
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
