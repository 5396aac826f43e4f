import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createConnections, type ConnectionOptions, type Connections } from '../../../src/aws/connections';
import { endpointFor, endpointLabel } from '../../../src/aws/endpoints';
import type { SharedFiles } from '../../../src/aws/config/sharedConfig';
import { shared } from '../../../src/aws/credentials/shared';
import { readProfiles } from '../../../src/aws/profiles';
import { KmsError } from '../../../src/core/errors';
import { explain } from '../../../src/core/messages';

let folder: string;
let files: SharedFiles;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'profiles-'));
  files = { config: join(folder, 'config'), credentials: join(folder, 'credentials') };
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

describe('profiles of the shared files', () => {
  it('merges both files, default first, then by name', async () => {
    writeFileSync(files.config, '[profile zebra]\nregion = eu-west-1\n[default]\nregion = us-west-2\n');
    writeFileSync(files.credentials, keysOf('apple') + keysOf('zebra'));
    const profiles = await readProfiles(files);
    expect(profiles.map(({ name, kind, region }) => [name, kind, region])).toEqual([
      ['default', 'none', 'us-west-2'],
      ['apple', 'static', undefined],
      ['zebra', 'static', 'eu-west-1'],
    ]);
  });

  it.each([
    ['static', 'aws_access_key_id = AKIAEXAMPLE\naws_secret_access_key = example'],
    ['assume-role', 'role_arn = arn:aws:iam::111122223333:role/x\nsource_profile = base'],
    [
      'mfa',
      'role_arn = arn:aws:iam::111122223333:role/x\nsource_profile = base\nmfa_serial = arn:aws:iam::111122223333:mfa/me',
    ],
    ['sso', 'sso_session = corp\nsso_account_id = 111122223333\nsso_role_name = x'],
    ['login', 'login_session = arn:aws:iam::111122223333:user/me'],
    ['process', 'credential_process = /bin/credentials'],
    ['web-identity', 'role_arn = arn:aws:iam::111122223333:role/x\nweb_identity_token_file = /token'],
    ['none', 'region = eu-west-1'],
  ])('sees that a profile is of the kind %s', async (kind, lines) => {
    writeFileSync(files.config, `[profile p]\n${lines}\n[sso-session corp]\nsso_region = eu-west-1\n`);
    const profiles = await readProfiles(files);
    expect(profiles.map((profile) => [profile.name, profile.kind])).toEqual([['p', kind]]);
  });

  it('takes the endpoint of a service before the general one', async () => {
    writeFileSync(
      files.config,
      '[profile local]\nendpoint_url = http://localhost:4566\nservices = here\n[services here]\nkms =\n  endpoint_url = http://localhost:9999\n',
    );
    const [profile] = await readProfiles(files);
    expect(endpointFor('kms', {}, profile)).toBe('http://localhost:9999');
    expect(endpointFor('iam', {}, profile)).toBe('http://localhost:4566');
  });

  it('has none where the files do not exist, and survives bytes that are no INI', async () => {
    expect(await readProfiles(files)).toEqual([]);
    writeFileSync(files.config, Buffer.from([0, 255, 1, 91, 10, 61, 61, 10, 93]));
    expect(Array.isArray(await readProfiles(files))).toBe(true);
  });
});

describe('endpoints', () => {
  it('follow the order of the SDK: service variable, variable, profile, setting', () => {
    const profile = {
      name: 'p',
      kind: 'none',
      endpoints: { all: 'http://profile' },
      ignoresEndpoints: false,
    } as const;
    const environment = { AWS_ENDPOINT_URL_KMS: 'http://kms', AWS_ENDPOINT_URL: 'http://all' };
    expect(endpointFor('kms', environment, profile, 'http://setting')).toBe('http://kms');
    expect(endpointFor('iam', environment, profile, 'http://setting')).toBe('http://all');
    expect(endpointFor('iam', {}, profile, 'http://setting')).toBe('http://profile');
    expect(endpointFor('iam', {}, undefined, 'http://setting')).toBe('http://setting');
    expect(endpointFor('iam', {}, undefined, '')).toBeUndefined();
  });

  it('are left to AWS where the configured ones are to be ignored', () => {
    const profile = {
      name: 'p',
      kind: 'none',
      endpoints: { all: 'http://profile' },
      ignoresEndpoints: true,
    } as const;
    expect(endpointFor('kms', {}, profile)).toBeUndefined();
    expect(
      endpointFor('kms', { AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true', AWS_ENDPOINT_URL: 'http://x' }),
    ).toBeUndefined();
  });

  it('are named in a label only where they are not AWS’s own', () => {
    expect(endpointLabel('http://localhost:4566')).toBe('localhost:4566');
    expect(endpointLabel('https://kms.eu-west-1.amazonaws.com')).toBeUndefined();
    expect(endpointLabel('https://kms.cn-north-1.amazonaws.com.cn')).toBeUndefined();
    expect(endpointLabel(undefined)).toBeUndefined();
  });
});

describe('connections', () => {
  it('are the sandbox, each profile and the environment', async () => {
    writeFileSync(
      files.config,
      '[profile prod-admin]\nregion = cn-north-1\nendpoint_url = http://localhost:4566\n',
    );
    const connections = connectionsOf({ isProduction: (name) => name.startsWith('prod') });
    const listed = await connections.list();
    expect(listed.map((one) => one.id)).toEqual(['sandbox', 'profile:prod-admin', 'environment']);
    expect(listed[1]).toMatchObject({
      production: true,
      partition: 'aws-cn',
      defaultRegion: 'cn-north-1',
      endpointLabel: 'localhost:4566',
    });
    expect(listed[0]?.production).toBe(false);
  });

  it('see a changed file only in a new epoch, and tell of it', async () => {
    const connections = connectionsOf();
    expect(await connections.list()).toHaveLength(2);
    writeFileSync(files.config, '[profile new]\nregion = us-east-1\n');
    expect(await connections.list()).toHaveLength(2);
    let told = 0;
    connections.onDidChange(() => told++);
    const before = connections.epoch;
    connections.renew();
    expect(connections.epoch).toBe(before + 1);
    expect(told).toBe(1);
    expect(await connections.list()).toHaveLength(3);
  });

  it('give credentials of the profile alone, never of the environment behind it', async () => {
    writeFileSync(files.credentials, keysOf('mine') + '[empty]\nregion = us-east-1\n');
    const connections = connectionsOf({
      environment: { AWS_ACCESS_KEY_ID: 'AKIAOTHER', AWS_SECRET_ACCESS_KEY: 'other' },
    });
    const mine = await connections.route('profile:mine', 'kms');
    expect((await mine.credentials()).accessKeyId).toBe('AKIAmine');
    const empty = await connections.route('profile:empty', 'kms');
    await expect(empty.credentials()).rejects.toThrow(/could not|credential/i);
  });

  it('give the environment’s credentials from its variables, and after them from the profile it names', async () => {
    writeFileSync(files.credentials, keysOf('default') + keysOf('work'));
    const of = async (variables: Record<string, string>): Promise<unknown> => {
      const cleared = {
        AWS_ACCESS_KEY_ID: '',
        AWS_SECRET_ACCESS_KEY: '',
        AWS_SESSION_TOKEN: '',
        AWS_PROFILE: '',
      };
      for (const [name, value] of Object.entries({ ...cleared, ...variables }))
        vi.stubEnv(name, value === '' ? undefined : value);
      const { credentials } = await connectionsOf({ environment: variables }).route('environment', 'kms');
      const { accessKeyId, sessionToken } = await credentials();
      return [accessKeyId, sessionToken];
    };
    const keys = { AWS_ACCESS_KEY_ID: 'AKIAVARIABLES', AWS_SECRET_ACCESS_KEY: 'example' };
    expect(await of(keys)).toEqual(['AKIAVARIABLES', undefined]);
    expect(await of({ ...keys, AWS_SESSION_TOKEN: 'token' })).toEqual(['AKIAVARIABLES', 'token']);
    expect(await of({})).toEqual(['AKIAdefault', undefined]);
    expect(await of({ AWS_PROFILE: 'work' })).toEqual(['AKIAwork', undefined]);
  });

  it('take the environment’s Region and endpoint from its variables, else from the profile it names', async () => {
    writeFileSync(
      files.config,
      '[default]\nregion = us-west-2\n[profile work]\nregion = cn-north-1\nendpoint_url = http://localhost:4566\n',
    );
    const of = async (environment: ConnectionOptions['environment']): Promise<unknown> => {
      const { defaultRegion, endpointLabel: label } = await connectionsOf({ environment }).get('environment');
      return [defaultRegion, label];
    };
    expect(await of({})).toEqual(['us-west-2', undefined]);
    expect(await of({ AWS_PROFILE: 'work' })).toEqual(['cn-north-1', 'localhost:4566']);
    expect(await of({ AWS_PROFILE: 'work', AWS_REGION: 'eu-west-1' })).toEqual([
      'eu-west-1',
      'localhost:4566',
    ]);
  });

  it('reach nothing, not even for credentials, while they may not be used', async () => {
    writeFileSync(files.credentials, keysOf('mine'));
    const connections = connectionsOf({
      admit: () => {
        throw new KmsError('untrusted', 'Not here.');
      },
    });
    await expect(connections.route('profile:mine', 'kms')).rejects.toMatchObject({ reason: 'untrusted' });
    await expect(connections.identity('profile:mine')).rejects.toMatchObject({ reason: 'untrusted' });
    await expect(connections.identity('sandbox')).rejects.toMatchObject({ reason: 'untrusted' });
  });

  it('list what cannot be used with the reason, and give it to whoever tries', async () => {
    writeFileSync(
      files.config,
      '[profile my team]\nregion = eu-west-1\n[profile good]\nregion = eu-west-1\n',
    );
    const lines: string[] = [];
    const connections = connectionsOf({ log: (line) => lines.push(line) });
    const listed = await connections.list();
    expect(listed.map(({ id, problem }) => [id, problem !== undefined])).toEqual([
      ['sandbox', false],
      ['profile:good', false],
      ['profile:my team', true],
      ['environment', false],
    ]);
    await expect(connections.route('profile:my team', 'kms')).rejects.toMatchObject({
      reason: 'credentials-missing',
      message: expect.stringContaining('[profile "my team"]') as unknown,
    });
    expect(lines).toHaveLength(1);
  });

  it('tell once, in the log and to the person, of a file that cannot be read', async () => {
    mkdirSync(files.config);
    writeFileSync(files.credentials, keysOf('mine'));
    const lines: string[] = [];
    const complaints: string[] = [];
    const connections = connectionsOf({
      log: (line) => lines.push(line),
      complain: (message) => complaints.push(message),
    });
    await connections.list();
    expect((await connections.list()).map(({ id }) => id)).toEqual([
      'sandbox',
      'profile:mine',
      'environment',
    ]);
    expect(lines).toEqual([expect.stringMatching(/config: The file cannot be read/)]);
    expect(complaints).toHaveLength(1);
  });

  it.each([
    ['an sso-session that is not there', 'sso_session = gone\nsso_account_id = 1\nsso_role_name = A'],
    ['a session without its Region', 'sso_session = half\nsso_account_id = 1\nsso_role_name = A'],
    ['a source that is not there', 'role_arn = arn:aws:iam::111122223333:role/a\nsource_profile = gone'],
    ['a circle', 'role_arn = arn:aws:iam::111122223333:role/a\nsource_profile = around'],
    ['a role of nobody', 'role_arn = arn:aws:iam::111122223333:role/a'],
    ['a misspelt source', 'role_arn = arn:aws:iam::111122223333:role/a\ncredential_source = Enviroment'],
  ])('point to the files, not to a sign-in, where a profile names %s', async (_, lines) => {
    const around = '[profile around]\nrole_arn = arn:aws:iam::111122223333:role/b\nsource_profile = dev\n';
    const half = '[sso-session half]\nsso_start_url = https://corp.example.com/start\n';
    writeFileSync(files.config, `[profile dev]\nregion = eu-west-1\n${lines}\n${around}${half}`);
    const refused = await connectionsOf({})
      .identity('profile:dev')
      .catch((error: unknown) => error);
    expect(explain(refused, 'ask')?.text).toMatch(/^Could not ask: The AWS files do not let profile “dev”/);
    expect(explain(refused, 'ask')?.steps).toEqual(['open-profiles', 'switch-connection']);
  });

  it('cannot say that a profile is gone while a file cannot be read', async () => {
    mkdirSync(files.config);
    writeFileSync(files.credentials, keysOf('mine'));
    const connections = connectionsOf({});
    expect(await connections.get('profile:team')).toMatchObject({
      name: 'team',
      problem: expect.stringMatching(/config: The file cannot be read/) as unknown,
    });
    const refused = await connections.identity('profile:team').catch((error: unknown) => error);
    expect(explain(refused, 'ask')?.text).toMatch(/do not let profile “team” be used.*cannot be read/);
    expect(explain(refused, 'ask')?.steps).not.toContain('sign-in');
    rmSync(files.config, { recursive: true });
    connections.renew();
    await expect(connections.get('profile:team')).rejects.toThrow(/no AWS profile “team” any more/);
  });

  it('take an empty variable as not set', async () => {
    writeFileSync(files.config, '[default]\nregion = eu-west-1\n[profile bare]\n');
    const environment = { AWS_REGION: '', AWS_DEFAULT_REGION: '', AWS_PROFILE: '', AWS_ENDPOINT_URL: '' };
    const connections = connectionsOf({ environment });
    expect((await connections.get('environment')).defaultRegion).toBe('eu-west-1');
    expect(await connections.get('profile:bare')).toMatchObject({ defaultRegion: 'us-east-1' });
  });

  it('know who signs in for a role and for the environment', async () => {
    writeFileSync(
      files.config,
      '[profile base]\nsso_session = corp\nsso_account_id = 111122223333\nsso_role_name = Reader\n[profile target]\nrole_arn = arn:aws:iam::111122223333:role/a\nsource_profile = base\n',
    );
    const connections = connectionsOf({ environment: { AWS_PROFILE: 'target' } });
    const expected = { profile: 'base', kind: 'sso' };
    expect((await connections.get('profile:target')).signIn).toEqual(expected);
    expect((await connections.get('environment')).signIn).toEqual(expected);
  });

  it('say which profile is gone', async () => {
    await expect(connectionsOf().route('profile:gone', 'kms')).rejects.toMatchObject({
      reason: 'credentials-missing',
      message: expect.stringContaining('gone') as unknown,
    });
  });
});

describe('shared credentials', () => {
  const credentials = { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'example' };

  it('are asked for once by callers at the same time', async () => {
    let asked = 0;
    const provider = shared(() => Promise.resolve({ ...credentials, asked: ++asked }));
    await Promise.all([provider(), provider(), provider()]);
    await provider();
    expect(asked).toBe(1);
  });

  it('are had anew shortly before they expire', async () => {
    let asked = 0;
    let now = 0;
    const provider = shared(
      () => Promise.resolve({ ...credentials, expiration: new Date(now + 3_600_000), asked: ++asked }),
      () => now,
    );
    await provider();
    now = 54 * 60_000;
    await provider();
    expect(asked).toBe(1);
    now = 56 * 60_000;
    await provider();
    expect(asked).toBe(2);
  });

  it('that live shorter than the usual margin are not asked for at each call', async () => {
    let asked = 0;
    let now = 0;
    const provider = shared(
      () => Promise.resolve({ ...credentials, expiration: new Date(now + 240_000), asked: ++asked }),
      () => now,
    );
    await provider();
    now = 200_000;
    await provider();
    expect(asked).toBe(1);
    now = 230_000;
    await provider();
    expect(asked).toBe(2);
  });

  it('are tried again after a failure, but not after the person said no', async () => {
    let asked = 0;
    const failing = shared(() => Promise.reject(new Error(`failure ${++asked}`)));
    await expect(failing()).rejects.toThrow('failure 1');
    await expect(failing()).rejects.toThrow('failure 2');
    const refused = shared(() => Promise.reject(new KmsError('cancelled', `no ${++asked}`)));
    await expect(refused()).rejects.toThrow('no 3');
    await expect(refused()).rejects.toThrow('no 3');
  });
});

function connectionsOf(options: Partial<ConnectionOptions> = {}): Connections {
  return createConnections({
    files,
    environment: {},
    sandbox: {
      start: () => Promise.reject(new Error('not started')),
      current: () => Promise.reject(new Error('not started')),
    },
    endpointUrl: () => '',
    isProduction: () => false,
    askMfaCode: () => Promise.reject(new Error('not asked')),
    log: () => undefined,
    ...options,
  });
}

function keysOf(name: string): string {
  return `[${name}]\naws_access_key_id = AKIA${name}\naws_secret_access_key = example\n`;
}
