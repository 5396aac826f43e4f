import { mkdirSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { awsFiles } from '../../../../src/aws/config/locations';
import { readSharedConfig } from '../../../../src/aws/config/sharedConfig';
import { signInBehind } from '../../../../src/aws/credentials/signIn';
import { awsHome, type AwsHome } from '../awsHome';

let home: AwsHome;
beforeEach(() => (home = awsHome()));
afterEach(() => home.dispose());

describe('the shared files', () => {
  it.each([
    ["[profile 'my team']", 'my team'],
    ['[profile "my team"]', 'my team'],
    [`[profile 'it'"'"'s mine']`, "it's mine"],
    ["[profile it's]", "it's"],
    ['[profile  wide ]', 'wide'],
    ['[profile dev]#comment', 'dev'],
    ['[profile münchen,eu/🔑]', 'münchen,eu/🔑'],
    ['[profile __proto__]', '__proto__'],
    ['[profile constructor]', 'constructor'],
    ['[default]', 'default'],
    ['[profile default]', 'default'],
  ])('name the profile of %s', async (heading, name) => {
    home.config(`${heading}\nregion = eu-west-1\n`);
    const { profiles, problems } = await readSharedConfig(home.files);
    expect([...profiles].map(([key, section]) => [key, section.get('region')])).toEqual([
      [name, 'eu-west-1'],
    ]);
    expect(problems).toEqual([]);
  });

  it.each([
    ['[profile my team]', 'my team', /quoted: \[profile "my team"\]/],
    ['[dev]', 'dev', /\[profile dev\]/],
    ['[profile]', 'profile', /lacks a name/],
  ])('say why %s is no profile', async (heading, profile, message) => {
    home.config(`\n${heading}\nregion = eu-west-1\n[profile good]\nregion = eu-west-1\n`);
    const { profiles, problems } = await readSharedConfig(home.files);
    expect([...profiles.keys()]).toEqual(['good']);
    expect(problems).toEqual([
      { file: home.files.config, line: 2, profile, message: expect.stringMatching(message) as unknown },
    ]);
  });

  it('are said to be unreadable where they are, and only there', async () => {
    mkdirSync(home.files.config);
    home.credentials('[c]\nregion = eu-west-1\n');
    const { profiles, problems } = await readSharedConfig(home.files);
    expect([...profiles.keys()]).toEqual(['c']);
    expect(problems).toEqual([
      { file: home.files.config, message: expect.stringMatching(/cannot be read \(EISDIR\)/) as unknown },
    ]);
  });

  it('merge sections that stand there twice, and say so', async () => {
    home.config('[profile p]\nregion = a\noutput = json\n[profile p]\nregion = b\n');
    const { profiles, problems } = await readSharedConfig(home.files);
    expect([...(profiles.get('p') ?? [])]).toEqual([
      ['region', 'b'],
      ['output', 'json'],
    ]);
    expect(problems.map(({ line }) => line)).toEqual([4]);
  });

  it('are read in UTF-16, as PowerShell writes them', async () => {
    writeFileSync(home.files.config, Buffer.from('\uFEFF[profile p]\r\nregion = eu-west-1\r\n', 'utf16le'));
    expect((await readSharedConfig(home.files)).profiles.get('p')?.get('region')).toBe('eu-west-1');
  });
});

describe('the places of the files', () => {
  it('are those of the variables, of which an empty one counts as not set', () => {
    expect(
      awsFiles({ AWS_CONFIG_FILE: '', AWS_SHARED_CREDENTIALS_FILE: '~/keys' }, '/home/me'),
    ).toMatchObject({
      config: '/home/me/.aws/config',
      credentials: '/home/me/keys',
    });
  });
});

describe('the sign-in behind a profile', () => {
  it.each([
    ['sso', { profile: 'sso', kind: 'sso' }],
    ['over-sso', { profile: 'sso', kind: 'sso' }],
    ['over-role', { profile: 'sso', kind: 'sso' }],
    ['login', { profile: 'login', kind: 'login' }],
    ['keys', undefined],
    ['round', undefined],
  ])('of %s is found through its sources', async (name, expected) => {
    const role = (source: string): string =>
      `role_arn = arn:aws:iam::111122223333:role/a\nsource_profile = ${source}`;
    home.config(
      [
        '[profile sso]\nsso_session = corp\nsso_account_id = 111122223333\nsso_role_name = Reader',
        `[profile over-sso]\n${role('sso')}`,
        `[profile over-role]\n${role('over-sso')}`,
        '[profile login]\nlogin_session = arn:aws:iam::111122223333:user/me',
        '[profile keys]\naws_access_key_id = AKIAEXAMPLE\naws_secret_access_key = example',
        `[profile round]\n${role('round')}`,
      ].join('\n'),
    );
    expect(signInBehind(name, await readSharedConfig(home.files))).toEqual(expected);
  });
});
