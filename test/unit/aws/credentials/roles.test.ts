import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { KmsError } from '../../../../src/core/errors';
import { explain } from '../../../../src/core/messages';
import { awsHome, type AwsHome } from '../awsHome';
import { accountId, asAws, fakeAws, xml, xmlError, type Answer, type FakeAws } from '../fakeAws';
import { portsTo, type Ports } from '../ports';

const role = `arn:aws:iam::${accountId}:role/Reader`;
const device = `arn:aws:iam::${accountId}:mfa/me`;
const wrongCode = 'MultiFactorAuthentication failed with invalid MFA one time pass code.';
const wrongDevice =
  'MultiFactorAuthentication failed, unable to validate MFA code.  Please verify your MFA serial number is valid and associated with this user.';

let home: AwsHome;
let aws: FakeAws;
let ports: Ports | undefined;

beforeEach(async () => {
  home = awsHome();
  aws = await fakeAws();
});
afterEach(async () => {
  ports?.dispose();
  await aws.dispose();
  home.dispose();
});

describe('a request to assume a role', () => {
  it('carries what the profile says about the session', async () => {
    const { connections } = connect(
      ['role_session_name = me@example.com', 'external_id = shared-with-me', 'duration_seconds = 43200'],
      () => Promise.reject(new Error('No code was expected to be asked for.')),
    );
    await connections.identity('profile:used');
    expect(assumed()).toMatchObject([
      {
        RoleArn: role,
        RoleSessionName: 'me@example.com',
        ExternalId: 'shared-with-me',
        DurationSeconds: '43200',
      },
    ]);
  });

  it('leaves to STS what the profile does not say', async () => {
    const { connections } = connect([], () => Promise.reject(new Error('No code was expected.')));
    await connections.identity('profile:used');
    const [request] = assumed();
    expect(request).toMatchObject({
      RoleSessionName: expect.stringMatching(/^kms-workbench-\d+$/) as unknown,
    });
    for (const key of ['ExternalId', 'DurationSeconds', 'SerialNumber', 'TokenCode'])
      expect(request).not.toHaveProperty(key);
  });

  it('carries the session of a web identity too', async () => {
    home.config(
      `[profile used]\nregion = eu-west-1\nrole_arn = ${role}\nrole_session_name = pod\nweb_identity_token_file = ${home.write('token', 'jwt')}\n`,
    );
    const { connections } = open(() => Promise.reject(new Error('No code was expected.')));
    await connections.identity('profile:used');
    expect(assumed()).toMatchObject([{ RoleArn: role, RoleSessionName: 'pod', WebIdentityToken: 'jwt' }]);
  });
});

describe('a code of an MFA device that is not accepted', () => {
  it('is asked for again, and the next one is used', async () => {
    aws.answer = stsRefuses(wrongCode, 1);
    const asked: unknown[] = [];
    const { connections } = connect([`mfa_serial = ${device}`], (serial, _, refused) => {
      asked.push([serial, refused]);
      return Promise.resolve(refused === undefined ? '111111' : '222222');
    });
    await expect(connections.identity('profile:used')).resolves.toMatchObject({ accountId });
    expect(asked).toEqual([
      [device, undefined],
      [device, '111111'],
    ]);
    expect(assumed().map(({ TokenCode }) => TokenCode)).toEqual(['111111', '222222']);
  });

  it('ends with the person: Escape cancels', async () => {
    aws.answer = stsRefuses(wrongCode);
    const { connections } = connect([`mfa_serial = ${device}`], (_, __, refused) =>
      refused === undefined
        ? Promise.resolve('111111')
        : Promise.reject(new KmsError('cancelled', 'No MFA code given')),
    );
    await expect(connections.identity('profile:used')).rejects.toMatchObject({ reason: 'cancelled' });
    expect(assumed()).toHaveLength(1);
  });

  it('is told after the third, and no other call asks again until it is tried again', async () => {
    aws.answer = stsRefuses(wrongCode);
    let asked = 0;
    const { connections } = connect([`mfa_serial = ${device}`], () => {
      asked++;
      return Promise.resolve('111111');
    });
    for (let call = 0; call < 2; call++) {
      await expect(connections.identity('profile:used')).rejects.toMatchObject({ reason: 'mfa-wrong' });
    }
    expect(asked).toBe(3);
    connections.renew();
    await expect(connections.identity('profile:used')).rejects.toMatchObject({ reason: 'mfa-wrong' });
    expect(asked).toBe(6);
  });

  it('is not asked for again where STS does not know the device', async () => {
    aws.answer = stsRefuses(wrongDevice);
    let asked = 0;
    const { connections } = connect([`mfa_serial = ${device}`], () => {
      asked++;
      return Promise.resolve('111111');
    });
    const failure: unknown = await connections.identity('profile:used').catch((error: unknown) => error);
    expect(asked).toBe(1);
    expect(explain(failure, 'ask')).toMatchObject({
      text: expect.stringMatching(/MFA device was not accepted .* mfa_serial/) as unknown,
      steps: expect.arrayContaining(['open-profiles']) as unknown,
    });
  });
});

type AskMfaCode = (serial: string, signal?: AbortSignal, refused?: string) => Promise<string>;

/** STS refuses the first so many codes, or all. */
function stsRefuses(message: string, times = Infinity): Answer {
  let left = times;
  return (seen, response, request) =>
    seen.body.includes('Action=AssumeRole') && left-- > 0
      ? xml(response, 403, xmlError('AccessDenied', message))
      : asAws(seen, response, request);
}

function connect(lines: string[], askMfaCode: AskMfaCode): Ports {
  home.config(
    [
      '[profile keys]\naws_access_key_id = AKIAEXAMPLE\naws_secret_access_key = example',
      `[profile used]\nregion = eu-west-1\nrole_arn = ${role}\nsource_profile = keys\n${lines.join('\n')}`,
    ].join('\n'),
  );
  return open(askMfaCode);
}

function open(askMfaCode: AskMfaCode): Ports {
  const identities = [{ name: 'admin', arn: '', accessKeyId: '', secretAccessKey: '' }];
  const sandbox = { endpoint: '', region: '', accountId: '', identities };
  return (ports = portsTo(sandbox, { files: home.files, agent: aws.agent, askMfaCode }));
}

/** The requests to assume a role, each as its parameters. */
function assumed(): Record<string, string>[] {
  return aws.seen
    .map(({ body }) => Object.fromEntries(new URLSearchParams(body)))
    .filter(({ Action }) => Action?.startsWith('AssumeRole'));
}
