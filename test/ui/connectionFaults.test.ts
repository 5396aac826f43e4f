import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { Locator } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openWorkbench, type Workbench } from '../harness/workbench';
import { awsBehindProxy, rightCode, type AwsBehindProxy } from './awsBehindProxy';

const keys = 'aws_access_key_id = AKIAEXAMPLE\naws_secret_access_key = example\n';
const profiles = (emulator: string): string => `[sso-session corp]
sso_region = us-east-1
sso_start_url = https://corp.example.com/start

[profile team]
sso_session = corp
sso_account_id = 111122223333
sso_role_name = Admin
region = eu-west-1

[profile base]
${keys}
[profile operations]
role_arn = arn:aws:iam::111122223333:role/operations
source_profile = base
mfa_serial = arn:aws:iam::111122223333:mfa/me
region = eu-west-1

[profile emulator]
region = eu-west-1
endpoint_url = ${emulator}
${keys}
[profile offline]
region = eu-west-1
endpoint_url = http://127.0.0.1:9
${keys}
[profile hotel]
region = us-east-1
${keys}`;

const token = (expiresAt: string): string =>
  JSON.stringify({
    startUrl: 'https://corp.example.com/start',
    region: 'us-east-1',
    accessToken: 'a',
    expiresAt,
  });

/** What goes wrong on the way to AWS, as it is seen; FIPS is on for all, and the way leads through a proxy. */
describe('faults of connections', () => {
  let aws: AwsBehindProxy;
  let workbench: Workbench;
  let programs: string;

  beforeAll(async () => {
    aws = await awsBehindProxy();
    programs = mkdtempSync(join(tmpdir(), 'kms-aws-'));
    // Stands for the AWS CLI: it signs in, and puts the token where the CLI does.
    const cache = `sso/cache/${createHash('sha1').update('corp').digest('hex')}.json`;
    const program = `#!/bin/sh\necho "aws $*"\ncp "$HOME/signed-in.json" "$HOME/.aws/${cache}"\n`;
    writeFileSync(join(programs, 'aws'), program);
    chmodSync(join(programs, 'aws'), 0o755);
    workbench = await openWorkbench({
      name: 'connectionFaults',
      settings: { 'http.proxy': aws.proxy.url, 'http.proxyStrictSSL': false },
      env: {
        PATH: `${programs}${delimiter}${process.env['PATH'] ?? ''}`,
        AWS_USE_FIPS_ENDPOINT: 'true',
        // VS Code keeps the environment that it was started with, and does not ask the login shell for one.
        VSCODE_CLI: '1',
      },
    });
    const { home } = workbench.host;
    mkdirSync(join(home, '.aws', 'sso', 'cache'), { recursive: true });
    writeFileSync(join(home, '.aws', cache), token('2026-01-01T00:00:00Z'));
    writeFileSync(join(home, 'signed-in.json'), token('2099-01-01T00:00:00Z'));
    writeFileSync(join(home, '.aws', 'config'), profiles(aws.emulator));
    await workbench.page.getByRole('tab', { name: 'AWS KMS' }).click();
    await first(/^payments/).waitFor();
  });

  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await workbench.shot('failed');
  });

  afterAll(async () => {
    await workbench?.close();
    await aws?.dispose();
    rmSync(programs, { recursive: true, force: true });
  });

  const first = (label: RegExp): Locator => workbench.row(label).first();

  /** Opens a connection in place of the one before. */
  const open = async (profile: string, before?: string): Promise<void> => {
    if (before !== undefined) {
      await workbench.command('AWS KMS: Close Connection');
      await (await workbench.quickInput()).fill(before);
      await workbench.page.keyboard.press('Enter');
      await workbench.row(new RegExp(`^${before}\\b`)).waitFor({ state: 'detached' });
    }
    await workbench.command('AWS KMS: Open Connection');
    await (await workbench.quickInput()).fill(profile);
    await workbench.page.keyboard.press('Enter');
    await first(new RegExp(`^${profile}\\b`)).waitFor();
  };

  it('do not include FIPS: emulators answer as the sandbox does', async () => {
    await open('emulator');
    await workbench
      .row(/^eu-west-1/)
      .last()
      .click();
    await first(/^invoices/).waitFor();
    await workbench.shot('emulator-with-fips');
  });

  it('say that the sign-in has expired, sign in by a click, and show the rows by themselves', async () => {
    await open('team', 'emulator');
    const expired = first(/sign-in .*has expired/);
    await expired.waitFor();
    await workbench.shot('sign-in-expired');
    await expired.click();
    await workbench.row(/^team · 111122223333/).waitFor();
    await workbench
      .row(/^eu-west-1/)
      .last()
      .click();
    await first(/^invoices/).waitFor();
    await workbench.shot('signed-in');
    await expired.waitFor({ state: 'detached' });
    expect([...aws.hosts]).toContain('kms-fips.eu-west-1.amazonaws.com');
    expect([...aws.hosts]).not.toContain('kms.eu-west-1.amazonaws.com');
  });

  it('ask again for an MFA code that was not accepted', async () => {
    await open('operations', 'team');
    await (await workbench.quickInput()).fill('111111');
    await workbench.page.keyboard.press('Enter');
    await workbench.page.getByText(/That code was not accepted/).waitFor();
    await workbench.shot('mfa-again');
    await (await workbench.quickInput()).fill(rightCode);
    await workbench.page.keyboard.press('Enter');
    await workbench
      .row(/^eu-west-1/)
      .last()
      .click();
    await first(/^invoices/).waitFor();
  });

  it('tell a server that is not there, and a page of the network, as what they are', async () => {
    await open('offline', 'operations');
    await workbench
      .row(/^eu-west-1/)
      .last()
      .click();
    await first(/cannot be reached/).waitFor();
    await open('hotel');
    await workbench
      .row(/^us-east-1/)
      .last()
      .click();
    const page = first(/an answer that is not AWS/);
    await page.waitFor();
    await workbench.shot('offline-and-page');
    await page.hover();
    const hover = workbench.page.locator('.monaco-hover:visible');
    await hover.getByText(/Check the endpoint and the proxy/).waitFor();
    await workbench.shot('page-told');
  });

  it('name the configuration that cannot be read, once, and keep what is open', async () => {
    const file = join(workbench.host.home, '.aws', 'config');
    rmSync(file);
    mkdirSync(file);
    const notices = await workbench.notices();
    await notices
      .getByText(/\.aws\/config/)
      .first()
      .waitFor();
    await workbench.row(/do not let profile “offline” be used/).waitFor();
    await workbench.row(/do not let profile “hotel” be used/).waitFor();
    await workbench.shot('unreadable-configuration');
    expect(await notices.getByText(/\.aws\/config/).count()).toBe(1);
  });
});
