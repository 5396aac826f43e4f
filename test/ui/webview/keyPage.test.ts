import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { AxeResults } from 'axe-core';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { KmsError } from '../../../src/core/errors';
import { consoleForm } from '../../../src/core/keyPage/policyFacts';
import { keyTabs } from '../../../src/core/keyPage/view';
import type { KeyRef, NewKey } from '../../../src/core/keys/model';
import type { KeyPort } from '../../../src/core/ports';
import type { Store } from '../../../src/sessions/store';
import { launchChromium } from '../../harness/chromium';
import { results } from '../../harness/paths';
import { portsTo, type Ports } from '../../unit/aws/ports';
import { testSandbox, type TestSandbox } from '../../unit/sandbox/server';
import { memoryStore } from '../../unit/sessions/memoryStore';
import { openKeyPage, type KeyPageStage } from './keyPageStage';
import { themes, type ThemeName } from './themes';

const shots = join(results, 'webview');
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const place = { connection: 'sandbox', region: 'us-east-1' };

let browser: Browser;
let sandbox: TestSandbox;
let ports: Ports;
let stage: KeyPageStage;

beforeAll(async () => {
  mkdirSync(shots, { recursive: true });
  [browser, sandbox] = await Promise.all([launchChromium(console.log), testSandbox()]);
  ports = portsTo(sandbox);
});
afterAll(async () => {
  await browser.close();
  ports.dispose();
  await sandbox.dispose();
});
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await stage.page.screenshot({ path: join(shots, 'key-failed.png') });
  await stage.close();
});

async function newKey(changes: Partial<NewKey> = {}): Promise<KeyRef> {
  const account = `arn:aws:iam::${sandbox.accountId}:root`;
  return ports.keys.create(place, {
    ...{ spec: 'SYMMETRIC_DEFAULT', usage: 'ENCRYPT_DECRYPT', origin: 'AWS_KMS', multiRegion: false },
    ...{ description: 'Orders', tags: [{ key: 'team', value: 'billing' }] },
    policy: JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        {
          Sid: 'Enable IAM User Permissions',
          Effect: 'Allow',
          Principal: { AWS: account },
          Action: 'kms:*',
          Resource: '*',
        },
      ],
    }),
    ...changes,
  });
}

async function open(
  ref: KeyRef,
  replaced?: Partial<KeyPort>,
  memory?: Store,
  activity = ports.activity,
): Promise<void> {
  stage = await openKeyPage(browser, { ...ports, activity }, ref, replaced, memory);
  await stage.page.getByRole('heading', { name: 'payments' }).waitFor();
  await stage.page.getByRole('definition').first().waitFor();
}

const tab = (name: string) => stage.page.getByRole('tab', { name, exact: true });
const button = (name: string | RegExp) => stage.page.getByRole('button', { name, exact: true });
const textBox = (name: string) => stage.page.getByRole('textbox', { name, exact: true });
const panel = () => stage.page.getByRole('tabpanel');

/** Waits until nothing of the shown tab is on its way. */
const settled = () => expect.poll(() => stage.page.locator('[aria-busy=true]').count()).toBe(0);

async function seriousFaults(): Promise<string[]> {
  await stage.page.evaluate(axe);
  const { violations } = await stage.page.evaluate(() =>
    (window as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
  );
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

describe('the page of a key', () => {
  const openRotated = async (): Promise<void> => {
    const ref = await newKey();
    await ports.keys.createAlias(place, `alias/payments-${ref.keyId}`, ref.keyId);
    await ports.keys.enableRotation(ref, 365);
    await ports.keys.rotateNow(ref);
    await open(ref);
  };

  it.each(Object.keys(themes) as ThemeName[])(
    'shows each tab of a symmetric key in %s, without a fault',
    async (theme) => {
      await openRotated();
      await stage.setTheme(theme);
      for (const { title } of Object.values(keyTabs)) {
        if (title === 'Regions') continue;
        await tab(title).click();
        await settled();
        expect(await seriousFaults(), title).toEqual([]);
        await stage.page.screenshot({ path: join(shots, `key-${title}-${theme}.png`), fullPage: true });
      }
      expect(await stage.cspViolations()).toEqual([]);
    },
  );

  it('fits into an editor of 400 pixels without scrolling sideways', async () => {
    await openRotated();
    await stage.page.setViewportSize({ width: 400, height: 800 });
    for (const title of ['General', 'Tags', 'Aliases', 'Activity']) {
      await tab(title).click();
      await settled();
      await stage.page.screenshot({ path: join(shots, `key-${title}-narrow.png`), fullPage: true });
      const wide = await stage.page.evaluate(() => document.documentElement.scrollWidth);
      expect(wide, title).toBeLessThanOrEqual(400);
    }
  });

  it('has no tab for what a key cannot have, and the public key of an asymmetric one', async () => {
    await open(await newKey({ spec: 'ECC_NIST_P256', usage: 'SIGN_VERIFY' }));
    await expect.poll(() => tab('Rotation').count()).toBe(0);
    expect(await tab('Regions').count()).toBe(0);
    await tab('Configuration').click();
    await panel().getByText('-----BEGIN PUBLIC KEY-----').waitFor();
    await button('Copy the PEM').click();
    expect(await stage.page.evaluate(() => navigator.clipboard.readText())).toMatch(/^-----BEGIN PUBLIC KEY/);
    await panel().getByText('ecdsa-sha2-nistp256').waitFor();
  });

  it('changes the description where it stands', async () => {
    const ref = await newKey();
    await open(ref);
    await button('Edit description').click();
    await textBox('Description').fill('Orders & <b>invoices</b>');
    await stage.page.keyboard.press('Enter');
    await panel().getByText('Orders & <b>invoices</b>').waitFor();
    expect((await ports.keys.describe(ref)).description).toBe('Orders & <b>invoices</b>');
  });

  it('adds, changes and removes tags, and saves them together', async () => {
    const ref = await newKey({
      tags: [
        { key: 'team', value: 'billing' },
        { key: 'was', value: '1' },
      ],
    });
    await open(ref);
    await tab('Tags').click();
    await textBox('Value of tag 1').fill('payments');
    await button('Remove tag 2').click();
    await button('Add tag').click();
    await textBox('Key of tag 3').fill('team');
    await panel().getByText('The name team is there twice.').waitFor();
    await textBox('Key of tag 3').fill('stage');
    await textBox('Value of tag 3').fill('prod');
    await button('Save').click();
    // While it saves, the button is called Saving….
    await expect.poll(() => panel().getByRole('button', { name: /^Sav/ }).count()).toBe(0);
    const tags = await ports.keys.listTags(ref);
    expect(new Map(tags.map(({ key, value }) => [key, value]))).toEqual(
      new Map([
        ['team', 'payments'],
        ['stage', 'prod'],
      ]),
    );
  });

  it('keeps what was typed where the tags cannot be saved, and says why', async () => {
    const denied = new KmsError('denied', 'No.', { operation: 'TagResource' });
    await open(await newKey(), { tag: () => Promise.reject(denied) });
    await tab('Tags').click();
    await textBox('Value of tag 1').fill('payments');
    await button('Save').click();
    await stage.page.getByRole('alert').waitFor();
    expect(await textBox('Value of tag 1').inputValue()).toBe('payments');
  });

  it('tells a tab that may not be read from an empty one, and asks again', async () => {
    let isAllowed = false;
    const ref = await newKey({ tags: [] });
    await open(ref, {
      aliasesOf: (key, signal) =>
        isAllowed
          ? ports.keys.aliasesOf(key, signal)
          : Promise.reject(new KmsError('denied', 'No.', { operation: 'ListAliases' })),
    });
    await tab('Aliases').click();
    await panel()
      .getByText(/Could not read the aliases.*kms:ListAliases/)
      .waitFor();
    await stage.page.screenshot({ path: join(shots, 'key-denied.png') });
    isAllowed = true;
    await button('Retry').click();
    await panel()
      .getByText(/No alias points to the key/)
      .waitFor();
  });

  it('says in its menu why an action does not suit the key, and runs one that does', async () => {
    const ref = await newKey();
    await ports.keys.disable(ref);
    await open(ref);
    await stage.page.getByText(/The key is disabled: nothing/).waitFor();
    await button('Actions').click();
    await stage.page.getByRole('menuitem', { name: /^Disable Key The key is disabled already/ }).waitFor();
    await stage.page.screenshot({ path: join(shots, 'key-actions.png') });
    await stage.page.getByRole('menuitem', { name: 'Enable Key', exact: true }).click();
    await expect.poll(() => stage.asked).toEqual(['kms.key.enable']);
  });

  it('comes back on the tab that was open', async () => {
    await open(await newKey());
    await tab('Aliases').click();
    await panel().getByText('No alias points to the key.').waitFor();
    await stage.reload();
    await panel().getByText('No alias points to the key.').waitFor();
    expect(await tab('Aliases').getAttribute('aria-selected')).toBe('true');
  });

  it('offers what was not saved when the page was closed, on the tab where it was typed', async () => {
    const ref = await newKey();
    const memory = memoryStore();
    await open(ref, {}, memory);
    await tab('Tags').click();
    await textBox('Value of tag 1').fill('payments');
    await expect.poll(() => stage.asked).toContain('keep');
    await tab('General').click();
    await stage.page.getByText('What you changed under Tags is not saved yet.').waitFor();
    await stage.close();
    await open(ref, {}, memory);
    await button('Show Tags').click();
    expect(await textBox('Value of tag 1').inputValue()).toBe('payments');
    await button('Save').click();
    await expect.poll(() => button('Save').count()).toBe(0);
    expect(await ports.keys.listTags(ref)).toEqual([{ key: 'team', value: 'payments' }]);
    expect(memory.get('kms.keyPage.edits')).toEqual([]);
  });

  it('says the statements of the policy in words, and which of them cannot be read', async () => {
    const odd = { Sid: '<b>Odd</b>', Effect: 'Deny', Principal: '*', Action: 'kms:*', Resource: '*' };
    await open(await newKey(), {
      getPolicy: async (key, signal) => {
        const policy = JSON.parse(await ports.keys.getPolicy(key, signal)) as { Statement: object[] };
        const Condition = { StringEqual: { 'aws:PrincipalTag/a': 'b' } };
        return JSON.stringify({ ...policy, Statement: [...policy.Statement, { ...odd, Condition }] });
      },
    });
    await tab('Policy').click();
    await panel()
      .getByText(/Whoever IAM policies of this account \(\d{12}\) allow it to/)
      .waitFor();
    await panel().getByRole('heading', { name: 'Statement 2 “<b>Odd</b>” Cannot be read' }).waitFor();
    await panel()
      .getByText(/There is no condition operator "StringEqual"/)
      .first()
      .waitFor();
    for (const theme of Object.keys(themes) as ThemeName[]) {
      await stage.setTheme(theme);
      expect(await seriousFaults(), theme).toEqual([]);
      await stage.page.screenshot({ path: join(shots, `key-words-${theme}.png`), fullPage: true });
    }
    await stage.page.setViewportSize({ width: 400, height: 800 });
    expect(await stage.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(400);
    await stage.page.screenshot({ path: join(shots, 'key-words-narrow.png'), fullPage: true });
  });

  it('says who can use the key, why, and leads to the statement', async () => {
    await open(await newKey());
    await tab('Access').focus();
    await stage.page.keyboard.press('Enter');
    const account = panel().getByRole('button', {
      name: /^Account .*, Use: left to IAM policies by statement 1/,
    });
    await account.focus();
    await stage.page.keyboard.press('Enter');
    await panel()
      .getByRole('region', { name: 'Reason' })
      .getByRole('button', { name: /^Statement 1/ })
      .click();
    await expect.poll(() => stage.asked).toContain('reveal 0');
    // What is open stays open while another tab is shown.
    await tab('Aliases').click();
    await panel().getByText('No alias points to the key.').waitFor();
    await tab('Access').click();
    await panel().getByRole('region', { name: 'Reason' }).waitFor();
    await stage.page.setViewportSize({ width: 400, height: 800 });
    expect(await stage.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(400);
    await stage.page.screenshot({ path: join(shots, 'key-Access-narrow.png'), fullPage: true });
  });

  it('says why there is no table of access, blocks no other tab with it, and reads again', async () => {
    let isAllowed = false;
    await open(await newKey(), {
      getPolicy: (key, signal) =>
        isAllowed
          ? ports.keys.getPolicy(key, signal)
          : Promise.reject(new KmsError('denied', 'No.', { operation: 'GetKeyPolicy' })),
    });
    await tab('Access').click();
    await panel()
      .getByText(/The key policy could not be read \(GetKeyPolicy is denied\)/)
      .waitFor();
    await stage.page.screenshot({ path: join(shots, 'key-access-denied.png'), fullPage: true });
    await tab('Aliases').click();
    await panel().getByText('No alias points to the key.').waitFor();
    isAllowed = true;
    await tab('Access').click();
    await button('Refresh').click();
    await panel().getByRole('table').waitFor();
  });

  it('shows who called, finds a refused call, and has it explained', async () => {
    const ref = await newKey();
    const { EncryptCommand } = await import('@aws-sdk/client-kms');
    const Plaintext = Buffer.from('x');
    const EncryptionContext = { app: '<b>orders</b>' };
    await sandbox.kms().send(new EncryptCommand({ KeyId: ref.keyId, Plaintext, EncryptionContext }));
    const refused = sandbox.kms('developer').send(new EncryptCommand({ KeyId: ref.arn, Plaintext }));
    await expect(refused).rejects.toThrow(/not authorized/);
    await open(ref);
    await tab('Activity').focus();
    await stage.page.keyboard.press('Enter');
    const row = (name: string) => panel().getByRole('row').filter({ hasText: name });
    await row('admin').filter({ hasText: 'app = <b>orders</b>' }).waitFor();
    await row('developer').getByText('Refused', { exact: true }).waitFor();
    await panel()
      .getByText(/1 refused call on this key found/)
      .waitFor();
    await panel()
      .getByText(/once KMS has handed one out/)
      .waitFor();
    await row('developer')
      .getByRole('button', { name: /^Explain the refusal of Encrypt/ })
      .click();
    expect(await tab('Access').getAttribute('aria-selected')).toBe('true');
    const explanation = panel().getByRole('region', { name: 'Explanation' });
    await explanation.getByText(/developer$/).waitFor();
    await explanation.getByText('kms:Encrypt', { exact: true }).waitFor();
    await expect
      .poll(() => stage.page.evaluate(() => document.activeElement?.tagName))
      .toBe('VSCODE-TEXT-AREA');
    await explanation.getByRole('button', { name: 'Try this request here, step by step' }).click();
    await panel()
      .getByRole('region', { name: 'Verdict' })
      .getByText('Not allowed', { exact: true })
      .waitFor();
    for (const theme of Object.keys(themes) as ThemeName[]) {
      await stage.setTheme(theme);
      expect(await seriousFaults(), theme).toEqual([]);
      await stage.page.screenshot({ path: join(shots, `key-explained-${theme}.png`), fullPage: true });
    }
  });

  it('tells activity that may not be read from a key without calls, and reads it again', async () => {
    let isAllowed = false;
    await open(await newKey(), {}, undefined, {
      calls: (of, after, signal) =>
        isAllowed
          ? ports.activity.calls(of, after, signal)
          : Promise.reject(new KmsError('denied', 'No.', { operation: 'cloudtrail:LookupEvents' })),
    });
    await tab('Activity').click();
    await panel()
      .getByText(/Could not read the activity.*cloudtrail:LookupEvents must be allowed by an IAM policy/)
      .waitFor();
    await stage.page.screenshot({ path: join(shots, 'key-activity-denied.png') });
    isAllowed = true;
    await button('Retry').click();
    await panel().getByRole('table').waitFor();
  });

  it('adds and removes who administers and uses the key, as the console’s own statements', async () => {
    const ref = await newKey();
    // Only who is there: KMS refuses a policy that names anybody else.
    const admin = `arn:aws:iam::${sandbox.accountId}:user/admin`;
    await open(ref);
    await tab('Policy').click();
    await button('Who can use the key').click();
    await panel().getByRole('table').first().waitFor();
    expect(await tab('Access').getAttribute('aria-selected')).toBe('true');
    await tab('Policy').click();
    const administrators = stage.page.getByRole('group', { name: 'Key administrators' });
    await administrators.getByText('Nobody is named').waitFor();
    await button('Add administrator').click();
    await textBox('User or role of administrator 1').fill('<b>alice</b>');
    await administrators.getByText('“<b>alice</b>” is not an ARN').waitFor();
    expect(await seriousFaults()).toEqual([]);
    await stage.page.screenshot({ path: join(shots, 'key-Policy-form.png'), fullPage: true });
    expect(await button('Save').isDisabled()).toBe(true);
    await textBox('User or role of administrator 1').fill(admin);
    await stage.page.getByRole('checkbox', { name: /Allow key administrators/ }).uncheck();
    await button('Add account').click();
    await textBox('Account of account 1').fill('444455556666');
    await button('Save').click();
    const form = async () => consoleForm(await ports.keys.getPolicy(ref));
    await expect.poll(form).toEqual({
      ...{ administrators: [admin], users: [], accounts: ['444455556666'] },
      mayDelete: false,
    });
    await panel().getByText('444455556666', { exact: true }).waitFor();
    await button('Remove account 1').click();
    await button('Save').click();
    await expect.poll(form).toMatchObject({ accounts: [] });
  });

  it('fills the table of tags with a list that is pasted', async () => {
    await open(await newKey());
    await tab('Tags').click();
    await button('Add tag').click();
    await stage.page.evaluate(() =>
      navigator.clipboard.writeText('[{"Key":"team","Value":"x"},{"Key":"stage","Value":"prod"}]'),
    );
    await textBox('Key of tag 2').press('Control+v');
    expect(await textBox('Value of tag 1').inputValue()).toBe('x');
    expect(await textBox('Key of tag 2').inputValue()).toBe('stage');
    await panel().getByText('2 tags of at most 50.').waitFor();
  });

  it('marks what differs in another Region of a multi-Region key', async () => {
    const primary = await newKey({ multiRegion: true });
    const client = await ports.clients.kms(place, false);
    const { ReplicateKeyCommand } = await import('@aws-sdk/client-kms');
    await client.send(
      new ReplicateKeyCommand({ KeyId: primary.arn, ReplicaRegion: 'eu-west-1', Description: 'Other' }),
    );
    await open(primary);
    await tab('Regions').click();
    const replica = stage.page.getByRole('region', { name: 'eu-west-1' });
    await replica.getByText('Other').waitFor();
    expect(await replica.getByText('Differs from this key').count()).toBeGreaterThan(0);
    await stage.page.screenshot({ path: join(shots, 'key-Regions-dark.png'), fullPage: true });
  });
});
