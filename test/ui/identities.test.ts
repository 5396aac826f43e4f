import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openWorkbench, type Workbench } from '../harness/workbench';

/** Three people of the sandbox, one key: who is refused and why, and how the policy is corrected. */
describe('acting as others in the sandbox', () => {
  let workbench: Workbench;

  beforeAll(async () => {
    workbench = await openWorkbench({ name: 'identities' });
    await workbench.page.getByRole('tab', { name: 'AWS KMS' }).click();
    await workbench
      .row(/^payments/)
      .first()
      .waitFor();
  });

  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await workbench.shot('failed');
  });

  afterAll(async () => {
    await workbench?.close();
  });

  async function actAs(name: string): Promise<void> {
    const { page } = workbench;
    await workbench.command('View: Close All Editors');
    await workbench.command('Notifications: Clear All Notifications');
    await workbench.command('AWS KMS: Act As');
    await (await workbench.quickInput()).fill(name);
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('.part.statusbar').textContent()).toContain(`Sandbox · ${name}`);
    // The tree is drawn for the new identity once it names it.
    await workbench.row(new RegExp(`^Sandbox · .*${name}`)).waitFor();
    // What a key allows is known once it is described.
    await expect
      .poll(() =>
        workbench
          .row(/^payments/)
          .first()
          .textContent(),
      )
      .toMatch(/rotates every|rotation|symmetric/);
  }

  /** Tries to disable the key, and answers what the page that explains the refusal was given. */
  async function refusal(): Promise<string> {
    await workbench.contextMenu(/^payments/, /^Disable/);
    const notices = await workbench.notices();
    await notices.getByText(/Could not disable payments: Access was denied/).waitFor();
    await notices.getByRole('button', { name: 'Why?' }).click();
    const access = workbench.webview();
    await access.getByText('Missing in').waitFor();
    return access.getByRole('textbox', { name: /Text of the error/ }).inputValue();
  }

  it('refuses the auditor, who may only look, and says why', async () => {
    await actAs('auditor');
    expect(await refusal()).toMatch(/auditor is not authorized to perform: kms:DisableKey/);
    await workbench.shot('auditor-refused');
  });

  let developerRefused = '';

  it('refuses the developer, who may only use other keys', async () => {
    await actAs('developer');
    developerRefused = await refusal();
    expect(developerRefused).toMatch(/developer is not authorized to perform: kms:DisableKey/);
    await workbench.shot('developer-refused');
  });

  it('lets the administrator mend the policy by the offered statement, and the table changes', async () => {
    const { page, shot } = workbench;
    await actAs('admin');
    await workbench.contextMenu(/^payments/, 'Show Who Can Use the Key');
    const access = workbench.webview();
    await access.getByRole('row', { name: /alice/ }).first().waitFor();
    expect(await access.getByRole('row', { name: /user\/developer/ }).count()).toBe(0);
    await shot('table-before');

    await access.getByRole('heading', { name: 'Explain an error' }).click();
    await access.getByRole('textbox', { name: /Text of the error/ }).fill(developerRefused);
    await access.getByRole('button', { name: 'Explain', exact: true }).click();
    await access.getByRole('button', { name: 'Add this statement to the policy' }).first().click();
    await page.getByRole('tab', { name: /payments\.key-policy\.json/ }).waitFor();
    await workbench.find('user/developer');
    await shot('statement-added');
    await page.keyboard.press('Control+s');
    await workbench.confirm(/^Save/);
    await page.locator('.tab.active.dirty').waitFor({ state: 'detached' });

    await workbench.contextMenu(/^payments/, 'Show Who Can Use the Key');
    await workbench
      .webview()
      .getByRole('row', { name: /developer/ })
      .first()
      .waitFor();
    await shot('table-after');
  });

  it('lets the developer disable the key now', async () => {
    await actAs('developer');
    await workbench.contextMenu(/^payments/, /^Disable/);
    await expect
      .poll(() =>
        workbench
          .row(/^payments/)
          .first()
          .textContent(),
      )
      .toContain('Disabled');
    await workbench.shot('developer-allowed');
  });
});
