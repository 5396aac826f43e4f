import { afterAll, afterEach, beforeAll, describe, it } from 'vitest';
import { packageExtension } from '../harness/package';
import { openWorkbench, type Workbench } from '../harness/workbench';

/** The package as a person installs it: not from the project's folder, and without VS Code's test options. */
describe('the installed package', () => {
  let workbench: Workbench;

  beforeAll(async () => {
    workbench = await openWorkbench({ name: 'installed', vsix: await packageExtension() });
  });

  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await workbench.shot('failed');
  });

  afterAll(async () => {
    await workbench?.close();
  });

  it('shows the keys of the sandbox', async () => {
    await workbench.page.getByRole('tab', { name: 'AWS KMS' }).click();
    await workbench
      .row(/^payments/)
      .first()
      .waitFor();
    await workbench.shot('keys');
  });

  it('creates a key by the wizard', async () => {
    await workbench.contextMenu(/us-east-1/, 'Create Key…');
    const wizard = workbench.webview();
    await wizard.getByRole('heading', { name: 'Configure key' }).waitFor();
    await wizard.getByRole('button', { name: 'Next' }).click();
    await wizard.getByRole('textbox', { name: 'Alias' }).fill('installed-key');
    await wizard.getByRole('button', { name: 'Skip to review' }).click();
    await wizard.getByRole('button', { name: 'Create key' }).click();
    await wizard.getByRole('heading', { name: 'Key installed-key was created' }).waitFor();
    await workbench
      .row(/^installed-key/)
      .first()
      .waitFor();
    await workbench.shot('created');
  });

  it('shows notices, and writes a log', async () => {
    await workbench.contextMenu(/^installed-key/, 'Disable');
    await workbench.page
      .locator('.notifications-toasts')
      .getByText('Disabled installed-key')
      .first()
      .waitFor();
    await workbench.shot('notice');
    await workbench.command('AWS KMS: Show Log');
    await workbench.page.locator('.output-view .view-line').filter({ hasText: /\S/ }).first().waitFor();
    await workbench.shot('log');
  });

  it('checks key policies in files', async () => {
    await workbench.openFile('mistakes.key-policy.json');
    await workbench.page.locator('.squiggly-error').first().waitFor();
    await workbench.shot('mistakes');
  });
});
