import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { awsPrincipals } from '../../../src/aws/principals';
import { testSandbox, type TestSandbox } from '../sandbox/server';
import { awsHome, type AwsHome } from './awsHome';
import { portsTo, type Ports } from './ports';

let sandbox: TestSandbox;
let home: AwsHome;
let ports: Ports | undefined;

beforeAll(async () => {
  sandbox = await testSandbox();
  home = awsHome();
});
afterEach(() => {
  ports?.dispose();
  vi.unstubAllEnvs();
});
afterAll(async () => {
  await sandbox.dispose();
  home.dispose();
});

/** What the SDK refuses together with an endpoint, or stops at, where it is left to find it by itself. */
const switches: [string, Record<string, string>, string][] = [
  ['FIPS in a variable', { AWS_USE_FIPS_ENDPOINT: 'true' }, ''],
  ['dual stack in a variable', { AWS_USE_DUALSTACK_ENDPOINT: 'true' }, ''],
  ['FIPS in [default]', {}, 'use_fips_endpoint = true'],
  ['dual stack in [default]', {}, 'use_dualstack_endpoint = true'],
  ['a defaults_mode that there is not', {}, 'defaults_mode = x'],
];

describe.each(switches)('with %s', (_, variables, line) => {
  const connect = (): Ports => {
    const { accessKeyId, secretAccessKey } = sandbox.identities[0] ?? {};
    const keys = `aws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${secretAccessKey}`;
    home.config(
      `[default]\n${line}\n[profile emulator]\nregion = us-east-1\nendpoint_url = ${sandbox.endpoint}\n${keys}\n${line}\n`,
    );
    vi.stubEnv('AWS_CONFIG_FILE', home.files.config);
    for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
    return (ports = portsTo(sandbox, { files: home.files, environment: variables }));
  };

  it.each(['sandbox', 'profile:emulator'])('KMS, STS and IAM of %s answer', async (connection) => {
    const { keys, connections, clients } = connect();
    await expect(connections.identity(connection)).resolves.toMatchObject({ accountId: sandbox.accountId });
    const listed: unknown[] = [];
    for await (const { items } of keys.listKeys({ connection, region: 'us-east-1' })) listed.push(...items);
    expect(listed).not.toEqual([]);
    const principals: unknown[] = [];
    for await (const { items } of awsPrincipals(clients).list(connection)) principals.push(...items);
    expect(principals).not.toEqual([]);
  });
});
