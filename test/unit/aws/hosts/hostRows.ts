/** One set-up of files and variables, and the hosts that listing its keys asks. */
export interface HostRow {
  title: string;
  config: string;
  credentials?: string;
  variables?: Readonly<Record<string, string>>;
  /** Sign-ins by name of the session or start URL; `expired` ones can be renewed. */
  signIns?: Readonly<Record<string, 'valid' | 'expired'>>;
  /** What `aws login` keeps, by session. */
  logins?: Readonly<Record<string, 'valid' | 'expired'>>;
  /** The connection in use. */
  as: string;
  /** AWS's in the order of their first request, then `loopback` for the endpoint that a row names as LOOPBACK. */
  hosts: readonly string[];
  /** Who says so: a recorded answer of the AWS CLI, or its documentation in its own words. */
  judge: 'aws-cli 2.9.19' | 'aws-cli 1.45.11' | { quote: string; source: string };
}

const keys = 'aws_access_key_id = AKIAEXAMPLE\naws_secret_access_key = example';
const base = `[profile base]\n${keys}\n`;
const role = 'role_arn = arn:aws:iam::111122223333:role/a\nsource_profile = base';
const web = 'role_arn = arn:aws:iam::111122223333:role/a\nweb_identity_token_file = TOKEN';
const sso = 'sso_session = corp\nsso_account_id = 111122223333\nsso_role_name = Reader';
const session = (region: string): string =>
  `[sso-session corp]\nsso_region = ${region}\nsso_start_url = https://corp.example.com/start\n`;
const legacy =
  'sso_start_url = https://old.example.com/start\nsso_region = us-west-2\nsso_account_id = 111122223333\nsso_role_name = Reader';
const login = 'login_session = arn:aws:iam::111122223333:user/me';
const variableKeys = { AWS_ACCESS_KEY_ID: 'AKIAVARIABLE', AWS_SECRET_ACCESS_KEY: 'example' };

const p = (lines: string): string => `[profile p]\n${lines}\n`;
const cli2 = 'aws-cli 2.9.19' as const;
const cli1 = 'aws-cli 1.45.11' as const;

const endpointsGuide = 'https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html';
const regions: HostRow[] = [
  row('the Region of the profile', p(`${keys}\nregion = eu-west-1`), ['kms.eu-west-1.amazonaws.com']),
  row('a Region of China', p(`${keys}\nregion = cn-north-1`), ['kms.cn-north-1.amazonaws.com.cn']),
  row('a Region of GovCloud', p(`${keys}\nregion = us-gov-west-1`), ['kms.us-gov-west-1.amazonaws.com']),
  row('a Region younger than the tool', p(`${keys}\nregion = mx-central-1`), [
    'kms.mx-central-1.amazonaws.com',
  ]),
  row('no Region but AWS_DEFAULT_REGION', p(keys), ['kms.ap-southeast-2.amazonaws.com'], {
    variables: { AWS_DEFAULT_REGION: 'ap-southeast-2' },
  }),
  row('no Region but AWS_REGION', p(keys), ['kms.ap-southeast-2.amazonaws.com'], {
    variables: { AWS_REGION: 'ap-southeast-2' },
  }),
  row('AWS_REGION and AWS_DEFAULT_REGION', p(keys), ['kms.eu-north-1.amazonaws.com'], {
    variables: { AWS_REGION: 'eu-north-1', AWS_DEFAULT_REGION: 'ap-southeast-2' },
  }),
  row('the default profile', `[default]\n${keys}\nregion = sa-east-1\n`, ['kms.sa-east-1.amazonaws.com'], {
    as: 'profile:default',
  }),
  row('keys in one file, the Region in the other', p('region = eu-west-3'), ['kms.eu-west-3.amazonaws.com'], {
    credentials: `[p]\n${keys}\n`,
  }),
  row('a Region in both files', p('region = eu-west-3'), ['kms.eu-west-2.amazonaws.com'], {
    credentials: `[p]\n${keys}\nregion = eu-west-2\n`,
  }),
  row('the environment: AWS_PROFILE', p(`${keys}\nregion = eu-west-1`), ['kms.eu-west-1.amazonaws.com'], {
    as: 'environment',
    variables: { AWS_PROFILE: 'p' },
  }),
  row(
    'the environment: AWS_REGION over the profile',
    p(`${keys}\nregion = eu-west-1`),
    ['kms.eu-west-2.amazonaws.com'],
    {
      as: 'environment',
      variables: { AWS_PROFILE: 'p', AWS_REGION: 'eu-west-2' },
    },
  ),
  row(
    'the environment: AWS_DEFAULT_REGION over the profile',
    p(`${keys}\nregion = eu-west-1`),
    ['kms.eu-west-2.amazonaws.com'],
    { as: 'environment', variables: { AWS_PROFILE: 'p', AWS_DEFAULT_REGION: 'eu-west-2' } },
  ),
  row(
    'the environment: keys in variables, the Region of the default profile',
    '[default]\nregion = eu-south-1\n',
    ['kms.eu-south-1.amazonaws.com'],
    { as: 'environment', variables: variableKeys },
  ),
  row(
    'the environment: keys in variables over AWS_PROFILE',
    `${base}${p(`${role}\nregion = eu-west-1`)}`,
    ['kms.eu-west-1.amazonaws.com'],
    { as: 'environment', variables: { ...variableKeys, AWS_PROFILE: 'p' } },
  ),
  row(
    'a profile of its own, whatever keys the variables hold',
    `${base}${p(`${role}\nregion = eu-west-1`)}`,
    ['sts.eu-west-1.amazonaws.com', 'kms.eu-west-1.amazonaws.com'],
    { variables: variableKeys },
  ),
];

const switches: HostRow[] = [
  row('FIPS', p(`${keys}\nregion = us-east-1\nuse_fips_endpoint = true`), [
    'kms-fips.us-east-1.amazonaws.com',
  ]),
  row('dual stack', p(`${keys}\nregion = us-east-1\nuse_dualstack_endpoint = true`), [
    'kms.us-east-1.api.aws',
  ]),
  row(
    'FIPS and dual stack',
    p(`${keys}\nregion = us-east-1\nuse_fips_endpoint = true\nuse_dualstack_endpoint = true`),
    ['kms-fips.us-east-1.api.aws'],
  ),
  row('FIPS spelt True', p(`${keys}\nregion = us-east-1\nuse_fips_endpoint = True`), [
    'kms-fips.us-east-1.amazonaws.com',
  ]),
  row('FIPS in GovCloud', p(`${keys}\nregion = us-gov-east-1\nuse_fips_endpoint = true`), [
    'kms-fips.us-gov-east-1.amazonaws.com',
  ]),
  row('FIPS of another profile', `[default]\nuse_fips_endpoint = true\n${p(`${keys}\nregion = eu-west-1`)}`, [
    'kms.eu-west-1.amazonaws.com',
  ]),
  row(
    'dual stack of another profile',
    `[default]\nuse_dualstack_endpoint = true\n${p(`${keys}\nregion = eu-west-1`)}`,
    ['kms.eu-west-1.amazonaws.com'],
  ),
  row('FIPS by variable', p(`${keys}\nregion = us-west-2`), ['kms-fips.us-west-2.amazonaws.com'], {
    variables: { AWS_USE_FIPS_ENDPOINT: 'true' },
  }),
  row('dual stack by variable', p(`${keys}\nregion = us-west-2`), ['kms.us-west-2.api.aws'], {
    variables: { AWS_USE_DUALSTACK_ENDPOINT: 'true' },
  }),
  row(
    'FIPS switched off by variable',
    p(`${keys}\nregion = us-west-2\nuse_fips_endpoint = true`),
    ['kms.us-west-2.amazonaws.com'],
    { variables: { AWS_USE_FIPS_ENDPOINT: 'false' } },
  ),
  row('FIPS and a role', `${base}${p(`${role}\nregion = us-east-1\nuse_fips_endpoint = true`)}`, [
    'sts-fips.us-east-1.amazonaws.com',
    'kms-fips.us-east-1.amazonaws.com',
  ]),
  row(
    'FIPS of the source of a role',
    `${base}use_fips_endpoint = true\n${p(`${role}\nregion = us-east-1`)}`,
    ['sts.us-east-1.amazonaws.com', 'kms.us-east-1.amazonaws.com'],
  ),
  row('dual stack and a role', `${base}${p(`${role}\nregion = us-east-1\nuse_dualstack_endpoint = true`)}`, [
    'sts.us-east-1.api.aws',
    'kms.us-east-1.api.aws',
  ]),
  row(
    'FIPS and IAM Identity Center',
    `${session('us-west-2')}${p(`${sso}\nregion = us-east-1\nuse_fips_endpoint = true`)}`,
    ['portal.sso-fips.us-west-2.amazonaws.com', 'kms-fips.us-east-1.amazonaws.com'],
    { signIns: { corp: 'valid' } },
  ),
  row(
    'FIPS and an endpoint of its own',
    p(`${keys}\nregion = us-east-1\nuse_fips_endpoint = true\nendpoint_url = LOOPBACK`),
    ['loopback'],
    {
      judge: {
        quote: 'An emulator is asked as it stands; botocore refuses both together, and nobody could use it.',
        source: endpointsGuide,
      },
    },
  ),
  row(
    'FIPS of the default profile and an emulator',
    `[default]\nuse_fips_endpoint = true\n${p(`${keys}\nregion = us-east-1\nendpoint_url = LOOPBACK`)}`,
    ['loopback'],
    { judge: cli1 },
  ),
  row(
    'a defaults mode that does not exist, of another profile',
    `[default]\ndefaults_mode = x\n${p(`${keys}\nregion = us-east-1`)}`,
    ['kms.us-east-1.amazonaws.com'],
  ),
];

const roles: HostRow[] = [
  row('a role with a Region', `${base}${p(`${role}\nregion = eu-west-1`)}`, [
    'sts.eu-west-1.amazonaws.com',
    'kms.eu-west-1.amazonaws.com',
  ]),
  row('a role in us-east-1', `${base}${p(`${role}\nregion = us-east-1`)}`, [
    'sts.us-east-1.amazonaws.com',
    'kms.us-east-1.amazonaws.com',
  ]),
  row(
    'a role and a source, each with a Region',
    `${base}region = ap-east-1\n${p(`${role}\nregion = eu-west-1`)}`,
    ['sts.eu-west-1.amazonaws.com', 'kms.eu-west-1.amazonaws.com'],
  ),
  row(
    'a role without a Region, and AWS_DEFAULT_REGION',
    `${base}${p(role)}`,
    ['sts.cn-north-1.amazonaws.com.cn', 'kms.cn-north-1.amazonaws.com.cn'],
    { variables: { AWS_DEFAULT_REGION: 'cn-north-1' } },
  ),
  row(
    'a role without a Region, and AWS_REGION',
    `${base}${p(role)}`,
    ['sts.us-gov-west-1.amazonaws.com', 'kms.us-gov-west-1.amazonaws.com'],
    { variables: { AWS_REGION: 'us-gov-west-1' } },
  ),
  row('a role of China', `${base}${p(`${role.replace(':aws:', ':aws-cn:')}\nregion = cn-northwest-1`)}`, [
    'sts.cn-northwest-1.amazonaws.com.cn',
    'kms.cn-northwest-1.amazonaws.com.cn',
  ]),
  row(
    'a role of GovCloud',
    `${base}${p(`${role.replace(':aws:', ':aws-us-gov:')}\nregion = us-gov-east-1`)}`,
    ['sts.us-gov-east-1.amazonaws.com', 'kms.us-gov-east-1.amazonaws.com'],
  ),
  row(
    'sts_regional_endpoints = legacy',
    `${base}${p(`${role}\nregion = eu-west-1\nsts_regional_endpoints = legacy`)}`,
    ['sts.eu-west-1.amazonaws.com', 'kms.eu-west-1.amazonaws.com'],
  ),
  row(
    'AWS_STS_REGIONAL_ENDPOINTS=legacy',
    `${base}${p(`${role}\nregion = us-west-2`)}`,
    ['sts.us-west-2.amazonaws.com', 'kms.us-west-2.amazonaws.com'],
    { variables: { AWS_STS_REGIONAL_ENDPOINTS: 'legacy' } },
  ),
  row(
    'a role over a role',
    `${base}[profile middle]\n${role}\nregion = ap-east-1\n${p('role_arn = arn:aws:iam::444455556666:role/b\nsource_profile = middle\nregion = eu-west-1')}`,
    ['sts.eu-west-1.amazonaws.com', 'kms.eu-west-1.amazonaws.com'],
  ),
  row('a role over itself', p(`${keys}\n${role.replace('base', 'p')}\nregion = eu-west-1`), [
    'sts.eu-west-1.amazonaws.com',
    'kms.eu-west-1.amazonaws.com',
  ]),
  row(
    'a role over keys in variables',
    p('role_arn = arn:aws:iam::111122223333:role/a\ncredential_source = Environment\nregion = eu-west-1'),
    ['sts.eu-west-1.amazonaws.com', 'kms.eu-west-1.amazonaws.com'],
    { variables: variableKeys },
  ),
  row(
    'a role over IAM Identity Center',
    `${session('us-west-2')}[profile base]\n${sso}\nregion = ap-east-1\n${p(`${role}\nregion = eu-west-1`)}`,
    ['portal.sso.us-west-2.amazonaws.com', 'sts.eu-west-1.amazonaws.com', 'kms.eu-west-1.amazonaws.com'],
    { signIns: { corp: 'valid' }, judge: cli1 },
  ),
  row(
    'a role over a web identity',
    `[profile base]\n${web}\nregion = ap-east-1\n${p(`${role}\nregion = eu-west-1`)}`,
    ['sts.eu-west-1.amazonaws.com', 'kms.eu-west-1.amazonaws.com'],
  ),
  row(
    'a role with an external id, a name and a duration',
    `${base}${p(`${role}\nexternal_id = xyz\nrole_session_name = me\nduration_seconds = 900\nregion = eu-west-1`)}`,
    ['sts.eu-west-1.amazonaws.com', 'kms.eu-west-1.amazonaws.com'],
  ),
  row(
    'the environment: AWS_PROFILE of a role, AWS_DEFAULT_REGION',
    `${base}${p(`${role}\nregion = eu-west-1`)}`,
    ['sts.eu-west-2.amazonaws.com', 'kms.eu-west-2.amazonaws.com'],
    { as: 'environment', variables: { AWS_PROFILE: 'p', AWS_DEFAULT_REGION: 'eu-west-2' } },
  ),
];

const loginSource = {
  quote:
    "if remaining_time > self._REFRESH_THRESHOLD: return self._token_to_credentials(token) … self._client_creator('signin', config=config)",
  source: 'botocore 1.43.11, credentials.py, LoginCredentialFetcher.refresh_credentials',
};
const tokens: HostRow[] = [
  row('a web identity', p(`${web}\nregion = eu-west-1`), [
    'sts.eu-west-1.amazonaws.com',
    'kms.eu-west-1.amazonaws.com',
  ]),
  row('a web identity of China', p(`${web}\nregion = cn-north-1`), [
    'sts.cn-north-1.amazonaws.com.cn',
    'kms.cn-north-1.amazonaws.com.cn',
  ]),
  row(
    'a web identity without a Region, and AWS_DEFAULT_REGION',
    p(web),
    ['sts.us-gov-west-1.amazonaws.com', 'kms.us-gov-west-1.amazonaws.com'],
    { variables: { AWS_DEFAULT_REGION: 'us-gov-west-1' } },
  ),
  row('a web identity and keys in one profile', p(`${web}\n${keys}\nregion = eu-west-1`), [
    'sts.eu-west-1.amazonaws.com',
    'kms.eu-west-1.amazonaws.com',
  ]),
  row(
    'the environment: a web identity in variables',
    '',
    ['sts.eu-west-1.amazonaws.com', 'kms.eu-west-1.amazonaws.com'],
    {
      as: 'environment',
      variables: {
        AWS_WEB_IDENTITY_TOKEN_FILE: 'TOKEN',
        AWS_ROLE_ARN: 'arn:aws:iam::111122223333:role/a',
        AWS_REGION: 'eu-west-1',
      },
    },
  ),
  row(
    'a session in another Region',
    `${session('us-west-2')}${p(`${sso}\nregion = eu-west-1`)}`,
    ['portal.sso.us-west-2.amazonaws.com', 'kms.eu-west-1.amazonaws.com'],
    { signIns: { corp: 'valid' } },
  ),
  row(
    'a start URL without a session, in another Region',
    p(`${legacy}\nregion = eu-west-1`),
    ['portal.sso.us-west-2.amazonaws.com', 'kms.eu-west-1.amazonaws.com'],
    { signIns: { 'https://old.example.com/start': 'valid' } },
  ),
  row(
    'a session and no Region, and AWS_DEFAULT_REGION',
    `${session('us-west-2')}${p(sso)}`,
    ['portal.sso.us-west-2.amazonaws.com', 'kms.eu-west-1.amazonaws.com'],
    { signIns: { corp: 'valid' }, variables: { AWS_DEFAULT_REGION: 'eu-west-1' } },
  ),
  row(
    'a session that is renewed',
    `${session('us-west-2')}${p(`${sso}\nregion = eu-west-1`)}`,
    ['oidc.us-west-2.amazonaws.com', 'portal.sso.us-west-2.amazonaws.com', 'kms.eu-west-1.amazonaws.com'],
    { signIns: { corp: 'expired' } },
  ),
  row(
    'a session of China',
    `${session('cn-north-1')}${p(`${sso}\nregion = cn-northwest-1`)}`,
    ['portal.sso.cn-north-1.amazonaws.com.cn', 'kms.cn-northwest-1.amazonaws.com.cn'],
    { signIns: { corp: 'valid' } },
  ),
  row(
    'the environment: AWS_PROFILE of a session, in another Region',
    `${session('us-west-2')}${p(`${sso}\nregion = eu-west-1`)}`,
    ['portal.sso.us-west-2.amazonaws.com', 'kms.eu-west-1.amazonaws.com'],
    { as: 'environment', signIns: { corp: 'valid' }, variables: { AWS_PROFILE: 'p' } },
  ),
  row(
    'a session, and keys in the other file',
    `${session('us-west-2')}${p(`${sso}\nregion = eu-west-1`)}`,
    ['portal.sso.us-west-2.amazonaws.com', 'kms.eu-west-1.amazonaws.com'],
    { signIns: { corp: 'valid' }, credentials: `[p]\n${keys}\n` },
  ),
  row('aws login', p(`${login}\nregion = eu-west-1`), ['kms.eu-west-1.amazonaws.com'], {
    logins: { 'arn:aws:iam::111122223333:user/me': 'valid' },
    judge: loginSource,
  }),
  row(
    'aws login that is renewed',
    p(`${login}\nregion = eu-west-1`),
    ['eu-west-1.signin.aws.amazon.com', 'kms.eu-west-1.amazonaws.com'],
    { logins: { 'arn:aws:iam::111122223333:user/me': 'expired' }, judge: loginSource },
  ),
];

const order = {
  quote:
    'The value provided by a service-specific environment variable. / The value provided by the AWS_ENDPOINT_URL environment variable. / The value provided by the endpoint_url setting within a services section. / The value provided by the endpoint_url setting within a profile.',
  source: endpointsGuide,
};
const endpoints: HostRow[] = [
  row('an endpoint of the profile', p(`${keys}\nregion = eu-west-1\nendpoint_url = LOOPBACK`), ['loopback'], {
    judge: cli1,
  }),
  row(
    'an endpoint for KMS alone',
    `${p(`${role}\nregion = eu-west-1\nservices = s`)}${base}[services s]\nkms =\n  endpoint_url = LOOPBACK\n`,
    ['sts.eu-west-1.amazonaws.com', 'loopback'],
    { judge: cli1 },
  ),
  row(
    'an endpoint for STS alone',
    `${p(`${role}\nregion = eu-west-1\nservices = s`)}${base}[services s]\nsts =\n  endpoint_url = LOOPBACK\n`,
    ['kms.eu-west-1.amazonaws.com', 'loopback'],
    { judge: cli1 },
  ),
  row(
    'an endpoint of another service',
    `${p(`${keys}\nregion = eu-west-1\nservices = s`)}[services s]\ns3 =\n  endpoint_url = LOOPBACK\n`,
    ['kms.eu-west-1.amazonaws.com'],
    { judge: cli1 },
  ),
  row(
    'an endpoint of the default profile',
    `[default]\nendpoint_url = LOOPBACK\n${p(`${keys}\nregion = eu-west-1`)}`,
    ['kms.eu-west-1.amazonaws.com'],
    { judge: cli1 },
  ),
  row(
    'an endpoint of the source of a role',
    `${base}endpoint_url = LOOPBACK\n${p(`${role}\nregion = eu-west-1`)}`,
    ['sts.eu-west-1.amazonaws.com', 'kms.eu-west-1.amazonaws.com'],
    { judge: cli1 },
  ),
  row(
    'a role with an endpoint',
    `${base}${p(`${role}\nregion = eu-west-1\nendpoint_url = LOOPBACK`)}`,
    ['loopback'],
    { judge: cli1 },
  ),
  row(
    'a web identity with an endpoint',
    p(`${web}\nregion = eu-west-1\nendpoint_url = LOOPBACK`),
    ['loopback'],
    { judge: cli1 },
  ),
  row(
    'AWS_ENDPOINT_URL_KMS over the services section',
    `${p(`${keys}\nregion = eu-west-1\nservices = s`)}[services s]\nkms =\n  endpoint_url = http://127.0.0.1:1\n`,
    ['loopback'],
    { variables: { AWS_ENDPOINT_URL_KMS: 'LOOPBACK' }, judge: order },
  ),
  row(
    'AWS_ENDPOINT_URL over the profile',
    p(`${keys}\nregion = eu-west-1\nendpoint_url = http://127.0.0.1:1`),
    ['loopback'],
    {
      variables: { AWS_ENDPOINT_URL: 'LOOPBACK' },
      judge: order,
    },
  ),
  row(
    'endpoints that the profile ignores',
    p(`${keys}\nregion = eu-west-1\nendpoint_url = LOOPBACK\nignore_configured_endpoint_urls = true`),
    ['kms.eu-west-1.amazonaws.com'],
    { judge: cli1 },
  ),
  row(
    'endpoints that a variable ignores',
    p(`${keys}\nregion = eu-west-1\nendpoint_url = LOOPBACK`),
    ['kms.eu-west-1.amazonaws.com'],
    {
      variables: { AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true' },
      judge: cli1,
    },
  ),
  row(
    'the environment: an endpoint of the default profile',
    `[default]\n${keys}\nregion = eu-west-1\nendpoint_url = LOOPBACK\n`,
    ['loopback'],
    {
      as: 'environment',
      judge: cli1,
    },
  ),
  row(
    'the environment: an endpoint of a profile that is not in use',
    `[default]\nendpoint_url = LOOPBACK\n${p(`${keys}\nregion = eu-west-1`)}`,
    ['kms.eu-west-1.amazonaws.com'],
    { as: 'environment', variables: { AWS_PROFILE: 'p' }, judge: cli1 },
  ),
  row(
    'a session with an endpoint: the token stays with AWS',
    `${session('us-west-2')}${p(`${sso}\nregion = eu-west-1\nendpoint_url = LOOPBACK`)}`,
    ['portal.sso.us-west-2.amazonaws.com', 'loopback'],
    {
      signIns: { corp: 'valid' },
      judge: {
        quote:
          'Stricter than the AWS CLI, which sends the bearer token of IAM Identity Center to endpoint_url.',
        source: 'SECURITY.md',
      },
    },
  ),
];

const spellings: HostRow[] = [
  row(
    'a name with spaces',
    `[profile 'my team']\n${keys}\nregion = eu-west-1\n`,
    ['kms.eu-west-1.amazonaws.com'],
    { as: 'profile:my team' },
  ),
  row(
    'a name in double quotation marks',
    `[profile "my team"]\n${keys}\nregion = eu-west-1\n`,
    ['kms.eu-west-1.amazonaws.com'],
    {
      as: 'profile:my team',
    },
  ),
  row(
    'a name with an umlaut',
    `[profile münchen]\n${keys}\nregion = eu-central-1\n`,
    ['kms.eu-central-1.amazonaws.com'],
    {
      as: 'profile:münchen',
    },
  ),
  row(
    'a name with a comma',
    `[profile dev,eu]\n${keys}\nregion = eu-west-1\n`,
    ['kms.eu-west-1.amazonaws.com'],
    { as: 'profile:dev,eu' },
  ),
  row(
    'a name with an emoji',
    `[profile 🔑]\n${keys}\nregion = eu-west-1\n`,
    ['kms.eu-west-1.amazonaws.com'],
    { as: 'profile:🔑' },
  ),
  row(
    'a name with slashes',
    `[profile a/b\\c]\n${keys}\nregion = eu-west-1\n`,
    ['kms.eu-west-1.amazonaws.com'],
    {
      as: 'profile:a/b\\c',
      judge: {
        quote: 'Written so by aws configure; read back without the backslash by its own reader.',
        source: 'aws-cli 2.9.19',
      },
    },
  ),
  row(
    'keys in upper case',
    p(`AWS_ACCESS_KEY_ID = AKIAEXAMPLE\nAWS_Secret_Access_Key = example\nRegion = eu-west-1`),
    ['kms.eu-west-1.amazonaws.com'],
  ),
  row('colons for equals signs', p(`${keys}\nregion: eu-west-1`), ['kms.eu-west-1.amazonaws.com']),
  row('two spaces in a heading', `[profile  p]\n${keys}\nregion = eu-west-1\n`, [
    'kms.eu-west-1.amazonaws.com',
  ]),
  row('a comment behind a heading', `[profile p]#c\n${keys}\nregion = eu-west-1\n`, [
    'kms.eu-west-1.amazonaws.com',
  ]),
  row('comments between', `# a\n[profile p]\n; b\n${keys}\n  # c\nregion = eu-west-1\n`, [
    'kms.eu-west-1.amazonaws.com',
  ]),
  row('line ends of Windows', p(`${keys}\nregion = eu-west-1`).replaceAll('\n', '\r\n'), [
    'kms.eu-west-1.amazonaws.com',
  ]),
];

function row(
  title: string,
  config: string,
  hosts: readonly string[],
  more: Partial<Omit<HostRow, 'title' | 'config' | 'hosts'>> = {},
): HostRow {
  return { title, config, hosts, as: 'profile:p', judge: cli2, ...more };
}

/** All rows; a title names one. */
export const hostRows: readonly HostRow[] = [
  ...regions,
  ...switches,
  ...roles,
  ...tokens,
  ...endpoints,
  ...spellings,
];
