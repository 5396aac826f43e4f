import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openWorkbench, type Workbench } from '../harness/workbench';

/** The console's tutorial, done by hand in the real workbench and the sandbox. Each step needs the one before. */
describe('a first key', () => {
  let workbench: Workbench;

  beforeAll(async () => {
    workbench = await openWorkbench({ name: 'tutorial' });
  });

  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await workbench.shot('failed');
  });

  afterAll(async () => {
    await workbench?.close();
  });

  it('shows keys and aliases per Region in the sidebar', async () => {
    const { page, row, shot } = workbench;
    await page.getByRole('tab', { name: 'AWS KMS' }).click();
    await row(/^payments/)
      .first()
      .waitFor();
    await expect
      .poll(() =>
        row(/^payments/)
          .first()
          .textContent(),
      )
      .toContain('rotates every 365 d');
    await row(/^Aliases/)
      .first()
      .waitFor();
    await row(/eu-west-1/).waitFor();
    await shot('keys');
  });

  it('creates a symmetric key through the six steps', async () => {
    const { webview, shot } = workbench;
    await workbench.contextMenu(/us-east-1/, 'Create Key…');
    const wizard = webview();
    const next = () => wizard.getByRole('button', { name: 'Next' }).click();

    await wizard.getByRole('heading', { name: 'Configure key' }).waitFor();
    await shot('wizard-configure');
    await next();

    await wizard.getByRole('heading', { name: 'Add labels' }).waitFor();
    await next();
    await wizard.getByRole('alert').first().waitFor();
    await shot('wizard-labels-without-alias');
    await wizard.getByRole('textbox', { name: 'Alias' }).fill('payments');
    await wizard
      .getByText(/already/)
      .first()
      .waitFor();
    await wizard.getByRole('textbox', { name: 'Alias' }).fill('first-key');
    await wizard.getByRole('textbox', { name: /Description/ }).fill('The tutorial’s key');
    await wizard.getByRole('button', { name: 'Add tag' }).click();
    await wizard.getByRole('textbox', { name: 'Key of tag 1' }).fill('Project');
    await wizard.getByRole('textbox', { name: 'Value of tag 1' }).fill('tutorial');
    await shot('wizard-labels');
    await next();

    await wizard
      .getByRole('heading', { name: /administrative permissions|administrators/i })
      .first()
      .waitFor();
    await wizard.getByRole('checkbox', { name: /^alice/ }).click();
    await shot('wizard-administrators');
    await next();

    await wizard
      .getByRole('heading', { name: /usage permissions|users/i })
      .first()
      .waitFor();
    await wizard.getByRole('checkbox', { name: /^bob/ }).click();
    await shot('wizard-users');
    await next();

    await wizard
      .getByRole('heading', { name: /key policy/i })
      .first()
      .waitFor();
    await expect
      .poll(() =>
        wizard
          .getByRole('textbox', { name: /policy/i })
          .first()
          .inputValue(),
      )
      .toContain('Allow use of the key');
    await shot('wizard-policy');
    await next();

    await wizard
      .getByRole('heading', { name: /review/i })
      .first()
      .waitFor();
    await shot('wizard-review');
    await wizard.getByRole('button', { name: 'Create key' }).click();
    await wizard.getByRole('heading', { name: 'Key first-key was created' }).waitFor();
    await shot('wizard-created');
  });

  it('finds it in the tree with its alias', async () => {
    const created = workbench.row(/^first-key/).first();
    await expect.poll(() => created.getAttribute('aria-selected')).toBe('true');
    // The person is still in the wizard.
    expect(await workbench.page.evaluate('document.activeElement.className')).toContain('webview');
    const notices = await workbench.notices();
    await notices
      .getByText(/first-key was created/)
      .first()
      .waitFor();
    await workbench.shot('revealed');
    await workbench.command('Notifications: Clear All Notifications');
  });

  it('opens its policy as a file with hover, completion and checks', async () => {
    const { page, shot } = workbench;
    await workbench.contextMenu(/^first-key/, 'Edit Key Policy');
    await page.getByRole('tab', { name: /first-key\.key-policy\.json/ }).waitFor();
    const decrypt = await workbench.find('"kms:Decrypt"');
    const hover = page.locator('.monaco-hover:visible', { hasText: /decrypt/i }).first();
    // After keys, the editor takes no notice of the mouse until it moves over the word.
    const hovered = async (): Promise<boolean> => {
      const word = decrypt.getByText('kms:Decrypt');
      for (const x of [20, 24]) await word.hover({ position: { x, y: 8 } });
      return hover.waitFor({ timeout: 5_000 }).then(
        () => true,
        () => false,
      );
    };
    await expect.poll(hovered).toBe(true);
    await shot('policy-hover');

    await workbench.find('"kms:Decrypt",');
    await page.keyboard.press('Enter');
    await page.keyboard.type('"kms:GenerateMa');
    await page.keyboard.press('Control+Space');
    await page
      .locator('.suggest-widget.visible .monaco-list-row', { hasText: 'kms:GenerateMac' })
      .first()
      .waitFor();
    await shot('policy-completion');
    await page.keyboard.press('Escape');
    await workbench.undoAll();

    await workbench.find('"kms:Decrypt"');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.type('s');
    await page.locator('.squiggly-error').first().waitFor();
    await shot('policy-mistake');
    await workbench.undoAll();
    await page.locator('.squiggly-error').first().waitFor({ state: 'detached' });
  });

  it('changes it with Ctrl+S', async () => {
    const { page, shot } = workbench;
    await workbench.find('"kms:Decrypt",');
    await page.keyboard.press('Enter');
    await page.keyboard.insertText('"kms:GetPublicKey",');
    await page.keyboard.press('Control+s');
    const dialog = page.locator('.monaco-dialog-box');
    await dialog.waitFor();
    await shot('policy-save');
    await workbench.confirm(/^Save/);
    await page.locator('.tab.active.dirty').waitFor({ state: 'detached' });
    await shot('policy-saved');
  });

  it('disables it', async () => {
    await workbench.contextMenu(/^first-key/, /^Disable/);
    await expect
      .poll(() =>
        workbench
          .row(/^first-key/)
          .first()
          .textContent(),
      )
      .toContain('Disabled');
    await workbench.shot('disabled');
  });

  it('schedules its deletion for 7 days', async () => {
    const { page, shot } = workbench;
    await workbench.contextMenu(/^first-key/, /^Schedule Key Deletion/);
    await page.locator('.monaco-dialog-box').waitFor();
    await shot('deletion-facts');
    await workbench.confirm(/^Schedule deletion/);
    await (await workbench.quickInput()).fill('7');
    await shot('deletion-days');
    await page.keyboard.press('Enter');
    await expect
      .poll(async () => (await workbench.quickInput()).getAttribute('placeholder'))
      .toBe('first-key');
    await (await workbench.quickInput()).fill('first-key');
    await shot('deletion-alias');
    await page.keyboard.press('Enter');
    await expect
      .poll(() =>
        workbench
          .row(/^first-key/)
          .first()
          .textContent(),
      )
      .toMatch(/[67] days left · pending deletion/);
    await shot('pending-deletion');
  });

  it('cancels that, and says that the key is disabled now', async () => {
    await workbench.contextMenu(/^first-key/, /^Cancel (Key )?Deletion/);
    await expect
      .poll(() =>
        workbench
          .row(/^first-key/)
          .first()
          .textContent(),
      )
      .toContain('Disabled');
    const notices = await workbench.notices();
    await notices
      .getByText(/first-key/)
      .first()
      .waitFor();
    await workbench.shot('deletion-cancelled');
  });
});
