import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { awsHome, renewable, type AwsHome } from '../awsHome';
import { asAws, fakeAws, fakeServer, type FakeAws, type FakeServer } from '../fakeAws';
import { portsTo, type Ports } from '../ports';
import { hostRows, type HostRow } from './hostRows';

/** What the AWS CLI asked when it was given the same rows (see README.md beside the fixtures). */
const recorded: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  'aws-cli 2.9.19': answersIn('awsCli-2.9.19.json'),
  'aws-cli 1.45.11': answersIn('awsCli-1.45.11.json'),
};

let home: AwsHome;
let aws: FakeAws;
let loopback: FakeServer;
let ports: Ports | undefined;

beforeEach(async () => {
  home = awsHome();
  aws = await fakeAws();
  loopback = await fakeServer(asAws);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  ports?.dispose();
  ports = undefined;
  await Promise.all([aws.dispose(), loopback.dispose()]);
  home.dispose();
});

describe('the hosts that a connection asks', () => {
  it.each(hostRows)('are those of its own set-up: $title', async (row) => {
    await listAs(row);
    expect(hostsOf()).toEqual(row.hosts);
  });

  it.each(hostRows.filter(({ judge }) => typeof judge === 'string'))(
    'are those of the AWS CLI: $title',
    (row) => {
      expect(row.hosts).toEqual(recorded[row.judge as string]?.[row.title]);
    },
  );

  it('are listed with a judge, each row by a title of its own', () => {
    expect(new Set(hostRows.map(({ title }) => title)).size).toBe(hostRows.length);
    expect(hostRows.length).toBeGreaterThanOrEqual(60);
  });
});

async function listAs(row: HostRow): Promise<void> {
  const token = home.write('token', 'jwt-of-the-pod');
  const place = (text: string): string =>
    text.replaceAll('LOOPBACK', loopback.endpoint).replaceAll('TOKEN', token);
  home.config(place(row.config));
  home.credentials(row.credentials ?? '');
  for (const [name, state] of Object.entries(row.signIns ?? {})) {
    home.ssoToken(name, renewable, state === 'valid' ? 36_000 : -1);
  }
  for (const [name, state] of Object.entries(row.logins ?? {}))
    home.loginToken(name, state === 'valid' ? 36_000 : 1);
  const variables = Object.entries(row.variables ?? {}).map(([name, value]) => [name, place(value)] as const);
  // The SDK looks at the process’s own variables and files wherever it is not told.
  vi.stubEnv('AWS_CONFIG_FILE', home.files.config);
  for (const [name, value] of variables) vi.stubEnv(name, value);
  ports = portsTo(nothing, {
    files: home.files,
    agent: aws.agent,
    environment: { AWS_EC2_METADATA_DISABLED: 'true', ...Object.fromEntries(variables) },
  });
  const region = (await ports.connections.get(row.as)).defaultRegion;
  for await (const page of ports.keys.listKeys({ connection: row.as, region }))
    expect(page.items).toEqual([]);
}

function hostsOf(): string[] {
  return [...aws.hosts(), ...(loopback.seen.length > 0 ? ['loopback'] : [])];
}

function answersIn(file: string): Record<string, string[]> {
  const text = readFileSync(new URL(`../../../fixtures/connections/${file}`, import.meta.url), 'utf8');
  return (JSON.parse(text) as { answers: Record<string, string[]> }).answers;
}

/** A sandbox that no test here reaches. */
const nothing = {
  endpoint: '',
  region: '',
  accountId: '',
  identities: [{ name: 'admin', arn: '', accessKeyId: '', secretAccessKey: '' }],
};
