import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { AxeResults } from 'axe-core';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { KmsError } from '../../../src/core/errors';
import type { Grant, KeyRef } from '../../../src/core/keys/model';
import type { GrantPort, Page } from '../../../src/core/ports';
import { launchChromium } from '../../harness/chromium';
import { results } from '../../harness/paths';
import { portsTo, type Ports } from '../../unit/aws/ports';
import { testSandbox, type TestSandbox } from '../../unit/sandbox/server';
import { openKeyPage, type KeyPageStage } from './keyPageStage';
import { themes, type ThemeName } from './themes';

const shots = join(results, 'webview');
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let browser: Browser;
let sandbox: TestSandbox;
let ports: Ports;
let stage: KeyPageStage;
let app: string;

beforeAll(async () => {
  mkdirSync(shots, { recursive: true });
  [browser, sandbox] = await Promise.all([launchChromium(console.log), testSandbox()]);
  ports = portsTo(sandbox);
  app = `arn:aws:iam::${sandbox.accountId}:user/developer`;
});
afterAll(async () => {
  await browser.close();
  ports.dispose();
  await sandbox.dispose();
});
afterEach(() => stage.close());

async function newKey(): Promise<KeyRef> {
  return ports.keys.create(
    { connection: 'sandbox', region: 'us-east-1' },
    {
      ...{ spec: 'SYMMETRIC_DEFAULT', usage: 'ENCRYPT_DECRYPT', origin: 'AWS_KMS', multiRegion: false },
      ...{ description: 'Orders', tags: [] },
      policy: JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Principal: { AWS: `arn:aws:iam::${sandbox.accountId}:root` },
            Action: 'kms:*',
            Resource: '*',
          },
        ],
      }),
    },
  );
}

async function open(ref: KeyRef, replaced: Partial<GrantPort> = {}): Promise<void> {
  stage = await openKeyPage(browser, ports, ref, {}, undefined, replaced);
  await stage.page.getByRole('tab', { name: 'Grants' }).click();
}

const button = (name: string | RegExp) => stage.page.getByRole('button', { name });
const field = (name: string | RegExp) => stage.page.getByLabel(name, { exact: true });
const choice = (name: string) => stage.page.getByRole('checkbox', { name, exact: true });

async function looksRight(name: string): Promise<void> {
  await stage.page.evaluate(axe);
  for (const theme of Object.keys(themes) as ThemeName[]) {
    await stage.setTheme(theme);
    await stage.page.screenshot({ path: join(shots, `${name}-${theme}.png`), fullPage: true });
    const { violations } = await stage.page.evaluate(() =>
      (window as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
    );
    const faults = violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
    expect(faults, `${name} in ${theme}`).toEqual([]);
  }
  await stage.setTheme('dark');
  expect(await stage.cspViolations()).toEqual([]);
}

/** Other accounts' and AWS's own grants, which nobody makes in a sandbox. */
function pagesWith(grants: readonly Partial<Grant>[]): Partial<GrantPort> {
  return {
    pages: async function* (): AsyncGenerator<Page<Grant>> {
      await Promise.resolve();
      const items = grants.map((grant, at) => ({
        ...{ id: String(at).padStart(64, 'f'), grantee: app, operations: ['Decrypt'] },
        ...{
          created: Date.now() - at * 86_400_000,
          issuingAccount: `arn:aws:iam::${sandbox.accountId}:root`,
        },
        ...grant,
      }));
      yield { items, last: true };
    },
  };
}

describe('the Grants tab', () => {
  it('makes a grant, tells its token once, and asks the editor to end it', async () => {
    const ref = await newKey();
    await open(ref);
    await stage.page.getByText(/The key has no grants/).waitFor();
    await button('Create grant…').click();
    await button('Create grant').click();
    await stage.page.getByText('Who is to have the grant?').waitFor();
    await stage.page.getByText('Choose at least one operation.').waitFor();
    expect(await choice('Sign').count()).toBe(0);
    await field('Grantee').fill(app);
    await choice('Decrypt').check();
    await stage.page.getByRole('radio', { name: /has these pairs/ }).check();
    await field('Name of pair 1').fill('Table');
    await field('Value of pair 1').fill('Orders');
    await field(/^Name/).last().fill('nightly');
    const command = stage.page.getByLabel('AWS CLI command', { exact: true });
    expect(await command.textContent()).toContain(`--grantee-principal ${app}`);
    await looksRight('grant-form');
    await button('Create grant').click();
    await stage.page.getByText(/calls need its token/).waitFor();
    await stage.page.getByText('1 of 50,000 grants used').waitFor();
    await stage.page.getByText('The encryption context has Table = Orders').waitFor();
    await looksRight('grant-created');
    await button('Done').click();
    expect(await stage.page.getByText(/--grant-tokens/).count()).toBe(0);
    const [grant] = await ports.keys.listGrants(ref);
    await button('Revoke… the grant of user/developer').click();
    await expect.poll(() => stage.asked).toContain(`revoke ${grant?.id ?? ''}`);
  });

  it('says who stands behind grants and what is wrong with them, and finds them', async () => {
    await open(
      await newKey(),
      pagesWith([
        {
          grantee: `arn:aws:sts::${sandbox.accountId}:assumed-role/aws:ec2-infrastructure/i-0123456789abcdef0`,
          encryptionContextSubset: { 'aws:ebs:id': 'vol-0123456789abcdef0' },
        },
        {
          grantee: 'dynamodb.us-east-1.amazonaws.com',
          name: '0b6d5f3e-4f63-4f22-9c5e-1a2b3c4d5e6f',
          retiring: 'dynamodb.us-east-1.amazonaws.com',
          operations: [
            'DescribeKey',
            'GenerateDataKey',
            'Decrypt',
            'Encrypt',
            'ReEncryptFrom',
            'ReEncryptTo',
            'RetireGrant',
          ],
          encryptionContextSubset: {
            'aws:dynamodb:tableName': 'orders',
            'aws:dynamodb:subscriberId': sandbox.accountId,
          },
        },
        { grantee: 'AROAEXAMPLEEXAMPLE123:mail', name: 'mail' },
        { name: 'once' },
        { name: 'twice' },
      ]),
    );
    await stage.page.getByText('EBS: the volume vol-0123456789abcdef0').waitFor();
    await stage.page.getByText('1 grant to users or roles that were deleted.').waitFor();
    await stage.page.getByText('2 grants that say the same as another.').waitFor();
    await looksRight('grants');
    await stage.page.getByRole('searchbox', { name: 'Filter the grants' }).fill('dynamodb orders');
    await stage.page.getByText('1 of 5 fit · 5 of 50,000 grants used').waitFor();
    expect(await stage.page.getByRole('row').count()).toBe(2);
  });

  it('tells a listing that is refused from an empty one, and asks again', async () => {
    let isAllowed = false;
    const ref = await newKey();
    await open(ref, {
      pages: async function* (key, signal) {
        if (!isAllowed) throw new KmsError('denied', 'No.', { operation: 'ListGrants' });
        yield* ports.grants.pages(key, signal);
      },
    });
    await stage.page.getByText(/Could not read the grants.*kms:ListGrants/).waitFor();
    isAllowed = true;
    await button('Retry').click();
    await stage.page.getByText(/The key has no grants/).waitFor();
  });

  it('keeps what is typed into the form where the page is made again', async () => {
    await open(await newKey());
    await button('Create grant…').click();
    await field('Grantee').fill(app);
    await stage.reload();
    await field('Grantee').waitFor();
    expect(await field('Grantee').inputValue()).toBe(app);
  });
});
