import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWorkbench, type Workbench } from '../harness/workbench';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

describe('the create-key wizard in the workbench', () => {
  let workbench: Workbench;

  beforeAll(async () => {
    workbench = await openWorkbench({ name: 'wizard', theme: 'light' });
    await workbench.page.getByRole('tab', { name: 'AWS KMS' }).click();
    await workbench.row(/us-east-1/).waitFor();
  });
  afterAll(() => workbench.close());

  /** Waits for a question by the text in its empty field, and takes the first answer. */
  const acceptFirst = async (placeholder: string) => {
    await workbench.page
      .locator(`.quick-input-widget:visible input[placeholder^="${placeholder}"]`)
      .waitFor();
    await workbench.page.locator('.quick-input-widget:visible .monaco-list-row').first().waitFor();
    await workbench.page.keyboard.press('Enter');
  };

  it('is accessible and breaks no rule of the content security policy', async () => {
    const refused: string[] = [];
    workbench.page.on('console', (message) => {
      if (/violates the following .*Content Security Policy/.test(message.text()))
        refused.push(message.text());
    });
    await workbench.command('AWS KMS: Create Key…');
    await acceptFirst('Choose the Region');
    const wizard = workbench.webview();
    await wizard.getByRole('heading', { name: 'Configure key' }).waitFor();
    await wizard.getByRole('button', { name: 'Next' }).click();
    await wizard.getByRole('textbox', { name: 'Alias' }).fill('seen-here');
    await wizard.getByRole('button', { name: 'Key policy' }).click();
    await wizard.getByRole('textbox', { name: 'Key policy' }).waitFor();
    // The browser runs it itself: the page's policy would not let a script do that.
    const body = wizard.locator('body');
    await body.evaluate(axe);
    const results = await body.evaluate(() =>
      (globalThis as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
    );
    expect(results.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([]);
    expect(refused).toEqual([]);
    await workbench.shot('policy');
  });

  it('comes back with its draft after the window was reloaded', async () => {
    const { page } = workbench;
    const reloaded = page.waitForEvent('domcontentloaded');
    await workbench.command('Developer: Reload Window');
    await reloaded;
    await page.getByRole('tab', { name: 'Create key · us-east-1' }).waitFor();
    // VS Code draws the tab long before its extensions run. They do once the tree describes its rows.
    await workbench
      .row(/^payments, /)
      .first()
      .waitFor({ timeout: 120_000 });
    const wizard = workbench.webview();
    await wizard.getByRole('textbox', { name: 'Key policy' }).waitFor();
    await wizard.getByRole('button', { name: 'Labels' }).click();
    expect(await wizard.getByRole('textbox', { name: 'Alias' }).inputValue()).toBe('seen-here');
    await workbench.shot('reloaded');
    await wizard.getByRole('button', { name: 'Key policy' }).click();
  });

  it('opens the policy in an editor that follows the page', async () => {
    await workbench.webview().getByRole('button', { name: 'Open in editor' }).click();
    const { page } = workbench;
    await page.getByRole('tab', { name: /seen-here\.key-policy\.json/ }).waitFor();
    await page.locator('.view-line', { hasText: 'key-consolepolicy-3' }).first().waitFor();
    await workbench.shot('in-step');
    const editor = workbench.webview().getByRole('textbox', { name: 'Key policy' });
    await editor.fill((await editor.inputValue()).replace('key-consolepolicy-3', 'written-in-the-page'));
    await page.locator('.view-line', { hasText: 'written-in-the-page' }).first().waitFor();
    await workbench.command('View: Close All Editors');
  });

  it('creates a key by a few questions of the Quick Pick', async () => {
    const { page } = workbench;
    await workbench.command('AWS KMS: Quick Create Key…');
    await acceptFirst('Choose the Region');
    await acceptFirst('What is the key for?');
    await page
      .locator('.quick-input-widget:visible', { hasText: 'the name by which the key is found' })
      .waitFor();
    await (await workbench.quickInput()).fill('made-quickly');
    await page.keyboard.press('Enter');
    await acceptFirst('Key administrators');
    await acceptFirst('Key users');
    await workbench.shot('quick-confirm');
    await acceptFirst('Create the key as chosen?');
    const notices = await workbench.notices();
    await notices
      .getByText(/Key made-quickly was created/)
      .first()
      .waitFor();
    await workbench
      .row(/made-quickly/)
      .first()
      .waitFor();
    await workbench.shot('quick-created');
  });
});
