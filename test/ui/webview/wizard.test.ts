import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { AxeResults } from 'axe-core';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { KmsError } from '../../../src/core/errors';
import { draftStore } from '../../../src/sessions/wizard/draftStore';
import type { SessionPorts } from '../../../src/sessions/wizard/session';
import { launchChromium } from '../../harness/chromium';
import { results } from '../../harness/paths';
import { memory, sandboxPorts } from '../../unit/sessions/wizard/sandboxPorts';
import { openWizardStage, type WizardStage } from './wizardStage';
import { themes, type ThemeName } from './themes';

const shots = join(results, 'webview');
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let browser: Browser;
let sandbox: Awaited<ReturnType<typeof sandboxPorts>>;
let stage: WizardStage;

beforeAll(async () => {
  mkdirSync(shots, { recursive: true });
  browser = await launchChromium(console.log);
  sandbox = await sandboxPorts();
});
afterAll(async () => {
  await browser.close();
  await sandbox.stop();
});
afterEach(() => stage.close());

const headings = {
  configure: 'Configure key',
  labels: 'Add labels',
  administrators: 'Define key administrative permissions',
  users: 'Define key usage permissions',
  policy: 'Edit key policy',
  review: 'Review',
} as const;

async function open(others: Partial<SessionPorts> = {}): Promise<WizardStage['page']> {
  stage = await openWizardStage(browser, { ...sandbox.ports, store: draftStore(memory()), ...others });
  stage.page.setDefaultTimeout(15_000);
  await heading('configure');
  await stage.page.getByText('a month, and per request').waitFor();
  return stage.page;
}

const heading = (step: keyof typeof headings) =>
  stage.page.getByRole('heading', { level: 1, name: headings[step] }).waitFor();
const button = (name: string) => stage.page.getByRole('button', { name, exact: true });
const textBox = (name: string) => stage.page.getByRole('textbox', { name, exact: true });

async function next(step: keyof typeof headings): Promise<void> {
  await button('Next').click();
  await heading(step);
}

/** Fills in a draft as the tutorial does, and stops at the review. */
async function fillIn(alias: string, visit: (step: keyof typeof headings) => Promise<void>): Promise<void> {
  const { page } = stage;
  await visit('configure');
  await next('labels');
  await textBox('Alias').fill(alias);
  await textBox('Description').fill('Orders database');
  await button('Add tag').click();
  await textBox('Key of tag 1').fill('Env');
  await textBox('Value of tag 1').fill('Prod');
  await visit('labels');
  await next('administrators');
  await page.getByRole('checkbox', { name: /^alice/ }).check();
  await visit('administrators');
  await next('users');
  await page.getByRole('checkbox', { name: /^bob/ }).check();
  await button('Add another AWS account').click();
  await textBox('Account id 1').fill('4444-5555-6666');
  await visit('users');
  await next('policy');
  await page.getByRole('cell', { name: 'yes' }).first().waitFor();
  await visit('policy');
  await next('review');
  await visit('review');
}

async function accessibilityProblems(): Promise<string[]> {
  await stage.page.evaluate(axe);
  const found = await stage.page.evaluate(() =>
    (window as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
  );
  return found.violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
}

describe('the wizard', () => {
  it('makes the key of the tutorial', async () => {
    const page = await open();
    await fillIn('orders', () => Promise.resolve());
    await button('Create key').click();
    await page.getByRole('heading', { name: 'Key orders was created' }).waitFor();
    expect(stage.asked).toEqual(['created alias/orders']);
    const key = stage.session.run?.key;
    if (!key) throw new Error('There is no key.');
    const policy = JSON.parse(await sandbox.ports.keys.getPolicy(key)) as { Statement: { Sid: string }[] };
    expect(policy.Statement.map(({ Sid }) => Sid)).toEqual([
      'Enable IAM User Permissions',
      'Allow access for Key Administrators',
      'Allow use of the key',
      'Allow attachment of persistent resources',
    ]);
    await button('Copy ARN').click();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(key.arn);
    await page.screenshot({ path: join(shots, 'wizard-done.png') });
    await button('Open key').click();
    await button('Show in tree').click();
    await expect.poll(() => stage.asked.slice(1)).toEqual(['openKey', 'showKey']);
  });

  it('offers the import of a key that waits for its material', async () => {
    const page = await open();
    await page.getByText('Advanced options').click();
    await page.getByRole('radio', { name: 'External (Import key material)' }).check();
    await page.getByRole('checkbox', { name: /^I understand/ }).check();
    await fillIn('brought', () => Promise.resolve());
    await button('Create key').click();
    await page.getByText('The key waits for its material').waitFor();
    await page.screenshot({ path: join(shots, 'wizard-done-external.png') });
    await button('Import key material…').click();
    await expect.poll(() => stage.asked.slice(1)).toEqual(['importMaterial']);
  });

  it('can be used with the keyboard alone', async () => {
    const page = await open();
    const press = async (...keys: string[]) => {
      for (const key of keys) await page.keyboard.press(key);
    };
    const tabTo = async (name: string) => {
      for (let tries = 0; tries < 60; tries += 1) {
        await press('Tab');
        const label = await page.evaluate(() => {
          const active = document.activeElement;
          return active?.getAttribute('aria-label') ?? active?.textContent?.trim() ?? '';
        });
        if (label === name) return;
      }
      throw new Error(`Tab never came to ${name}.`);
    };
    await tabTo('Next');
    await press('Enter');
    await heading('labels');
    await tabTo('Alias');
    await page.keyboard.type('by-keyboard');
    await tabTo('Next');
    await press('Enter');
    await heading('administrators');
    await page.getByRole('checkbox', { name: /^alice/ }).waitFor();
    await tabTo('Key administrators: filter, or paste an ARN and press Enter');
    await page.keyboard.type('alice');
    await press('ArrowDown', 'Space');
    await tabTo('Skip to review');
    await press('Enter');
    await heading('review');
    await tabTo('Create key');
    await press('Enter');
    await page.getByRole('heading', { name: 'Key by-keyboard was created' }).waitFor();
    expect(stage.session.draft.administrators).toEqual(['arn:aws:iam::111122223333:user/payments/alice']);
  });

  it('offers only what KMS has, and says why the rest is not to be had', async () => {
    const page = await open();
    await page.getByRole('radio', { name: 'Asymmetric' }).check();
    await page.getByRole('radio', { name: 'Encapsulate and decapsulate' }).check();
    await page.getByText('Advanced options').click();
    expect(await page.getByRole('radio', { name: 'External (Import key material)' }).isDisabled()).toBe(true);
    await page.getByText('Key material of this spec cannot be imported').waitFor();
    expect(stage.session.draft).toMatchObject({ spec: 'ML_KEM_768', usage: 'ENCAPSULATE_DECAPSULATE' });
  });
});

describe('mistakes', () => {
  it('stop at the step: a summary takes the focus and leads to each field', async () => {
    const page = await open();
    await next('labels');
    await button('Next').click();
    const summary = page.getByRole('alert');
    await summary.waitFor();
    expect(await summary.evaluate((element) => element === document.activeElement)).toBe(true);
    await summary.getByRole('button').click();
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Alias');
    await page.keyboard.type('my key');
    await page.getByText('An alias cannot contain a space.').first().waitFor();
    await textBox('Alias').fill('fine');
    await summary.waitFor({ state: 'hidden' });
  });

  it('take no click away: what they say of a field comes once the pointer is up', async () => {
    const page = await open();
    await next('labels');
    await textBox('Alias').focus();
    await button('Add tag').click({ delay: 300 });
    await page.getByText('Enter an alias').waitFor();
    await textBox('Key of tag 1').waitFor();
    await button('Add tag').click({ delay: 300 });
    await page.getByText('Enter a tag key').waitFor();
    await textBox('Key of tag 2').waitFor();
  });

  it('of the policy are shown where they are, and Reset brings the choices back', async () => {
    const page = await open();
    await next('labels');
    await textBox('Alias').fill('edited');
    await page.getByRole('button', { name: /Key policy/ }).click();
    const editor = textBox('Key policy');
    const generated = await editor.inputValue();
    await editor.fill(generated.replace('"Effect": "Allow"', '"Effect": "Alow"'));
    await page.getByText('Edited by hand').waitFor();
    await button('Line 7').click();
    expect(await editor.evaluate((area) => area === document.activeElement)).toBe(true);
    await page.screenshot({ path: join(shots, 'wizard-policy-mistake.png') });
    await button('Next').click();
    await page.getByRole('alert').waitFor();
    await button('Reset').click();
    await page.getByText('Generated from your choices').waitFor();
    expect(await editor.inputValue()).toBe(generated);
  });

  it('of KMS leave the draft, and a retry does only the rest', async () => {
    let failed = false;
    const keys: SessionPorts['keys'] = {
      ...sandbox.ports.keys,
      createAlias(...args) {
        if (failed) return sandbox.ports.keys.createAlias(...args);
        failed = true;
        return Promise.reject(new KmsError('throttled', 'Rate exceeded', { operation: 'CreateAlias' }));
      },
    };
    const page = await open({ keys });
    await fillIn('second-try', () => Promise.resolve());
    await button('Create key').click();
    await page.getByRole('heading', { name: 'The key was created, but not everything worked' }).waitFor();
    await page.getByText('Too many requests').waitFor();
    expect(stage.asked).toEqual(['created a part of alias/second-try']);
    await page.screenshot({ path: join(shots, 'wizard-partial.png') });
    expect(await accessibilityProblems()).toEqual([]);
    await button('Retry the rest').click();
    await page.getByRole('heading', { name: 'Key second-try was created' }).waitFor();
    expect(stage.asked.at(-1)).toBe('created alias/second-try');
  });

  it('an alias that was taken meanwhile is replaced on the spot', async () => {
    const keys: SessionPorts['keys'] = {
      ...sandbox.ports.keys,
      async create(...args) {
        const other = await sandbox.ports.keys.create(...args);
        await sandbox.ports.keys.createAlias(args[0], 'alias/taken-meanwhile', other.keyId);
        return sandbox.ports.keys.create(...args);
      },
    };
    const page = await open({ keys });
    await fillIn('taken-meanwhile', () => Promise.resolve());
    await button('Create key').click();
    await page.getByRole('heading', { name: 'The key was created, but not everything worked' }).waitFor();
    await page.getByText('already taken in this Region').waitFor();
    await page.screenshot({ path: join(shots, 'wizard-alias-taken.png') });
    expect(await accessibilityProblems()).toEqual([]);
    await textBox('Alias').fill('free-still');
    await button('Retry the rest').click();
    await page.getByRole('heading', { name: 'Key free-still was created' }).waitFor();
  });

  it('of listing users leave room for an ARN', async () => {
    const list = () => {
      throw new KmsError('denied', 'Not you.', { operation: 'iam:ListUsers' });
    };
    const page = await open({ principals: { ...sandbox.ports.principals, list } });
    await next('labels');
    await textBox('Alias').fill('no-listing');
    await next('administrators');
    await page.getByText('Access was denied').waitFor();
    await page
      .getByRole('textbox', { name: /^Key administrators/ })
      .fill('arn:aws:iam::111122223333:role/Admin');
    await page.keyboard.press('Enter');
    await button('Remove role/Admin').waitFor();
    expect(stage.session.draft.administrators).toEqual(['arn:aws:iam::111122223333:role/Admin']);
  });
});

describe('the draft', () => {
  it('survives the page, which VS Code throws away when it is hidden', async () => {
    const page = await open();
    await next('labels');
    await textBox('Alias').fill('kept');
    await stage.reload();
    await heading('labels');
    await expect.poll(() => textBox('Alias').inputValue()).toBe('kept');
    // A policy edited in the editor meanwhile is newer than what the page had kept.
    stage.session.setPolicy('{}');
    await page.getByRole('button', { name: /Key policy/ }).click();
    await expect.poll(() => textBox('Key policy').inputValue()).toBe('{}');
  });

  it('follows the policy that is typed in an editor', async () => {
    const page = await open();
    await page.getByRole('button', { name: /Key policy/ }).click();
    await textBox('Key policy').waitFor();
    stage.session.setPolicy('{"Version":"2012-10-17"}');
    await expect.poll(() => textBox('Key policy').inputValue()).toBe('{"Version":"2012-10-17"}');
    await page.getByText('Edited by hand').waitFor();
  });
});

describe('every step', () => {
  it.each(Object.keys(themes) as ThemeName[])(
    'is accessible and keeps its security policy in %s',
    async (theme) => {
      const page = await open();
      await stage.setTheme(theme);
      await fillIn(`look-${theme}`, async (step) => {
        await page.screenshot({ path: join(shots, `wizard-${step}-${theme}.png`), fullPage: true });
        expect(await accessibilityProblems(), step).toEqual([]);
      });
      expect(await stage.cspViolations()).toEqual([]);
    },
  );

  it.each([
    ['a narrow editor', 480, 800],
    ['a zoom of 200 %', 550, 400],
    ['a zoom of 400 %', 320, 500],
  ])('fits into %s without scrolling sideways', async (_, width, height) => {
    const page = await open();
    await page.setViewportSize({ width, height });
    await fillIn(`narrow-${width}`, async (step) => {
      await page.screenshot({ path: join(shots, `wizard-${step}-${width}.png`), fullPage: true });
      const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(wider, step).toBeLessThanOrEqual(0);
    });
  });
});
