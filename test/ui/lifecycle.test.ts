import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openWorkbench, type Workbench } from '../harness/workbench';

/** Every dialog of a key's life and of the sandbox, answered by hand in the real workbench. */
describe('the life of a key', () => {
  let workbench: Workbench;

  beforeAll(async () => {
    workbench = await openWorkbench({ name: 'lifecycle' });
    await workbench.page.getByRole('tab', { name: 'AWS KMS' }).click();
    await described('payments');
  });

  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await workbench.shot('failed');
  });

  afterAll(async () => {
    await workbench?.close();
  });

  const key = (name: string): Locator => workbench.row(new RegExp(`^${name}, `)).first();
  const described = (name: string): Promise<void> => key(name).waitFor();
  const says = (name: string, words: RegExp): Promise<void> =>
    workbench
      .row(new RegExp(`^${name}, .*${words.source}`))
      .first()
      .waitFor();

  /** Types the answer to the question with this title, and waits until it was taken: it is checked first. */
  const answer = async (title: string | RegExp, text: string): Promise<void> => {
    await question(title).waitFor();
    await (await workbench.quickInput()).fill(text);
    await workbench.page.keyboard.press('Enter');
    await question(title).waitFor({ state: 'detached' });
  };
  /** Chooses an entry of the list with this title. */
  const choose = async (title: string | RegExp, entry: string | RegExp): Promise<void> => {
    await question(title).waitFor();
    await workbench.page
      .locator('.quick-input-widget:visible .monaco-list-row', { hasText: entry })
      .first()
      .click();
  };
  const question = (title: string | RegExp): Locator =>
    workbench.page.locator('.quick-input-widget:visible .quick-input-title', { hasText: title });
  /** Types the path of a file into the dialog with this title: it puts a folder there first, whenever it has it. */
  const file = async (title: string, path: string): Promise<void> => {
    await question(title).waitFor();
    const closed = async (): Promise<boolean> => {
      const input = await workbench.quickInput();
      await input.fill(path);
      if ((await input.inputValue()) !== path) return false;
      await input.press('Enter', { timeout: 1_000 }).catch(() => undefined);
      return question(title)
        .waitFor({ state: 'detached', timeout: 3_000 })
        .then(
          () => true,
          () => false,
        );
    };
    await expect.poll(closed).toBe(true);
  };
  /** Waits for a notice, then puts all away. */
  const noticed = async (text: RegExp): Promise<void> => {
    await (await workbench.notices()).getByText(text).first().waitFor();
    await workbench.command('Notifications: Clear All Notifications');
  };

  it('gives a key an alias, but none that is taken', async () => {
    const { page, shot } = workbench;
    await workbench.contextMenu(/^payments, /, 'Create Alias…');
    await question('New alias for payments').waitFor();
    await (await workbench.quickInput()).fill('orders-db');
    await page.getByText('alias/orders-db is taken already.').first().waitFor();
    await shot('alias-taken');
    await answer('New alias for payments', 'billing');
    await noticed(/Created alias\/billing in us-east-1/);
    // The first alias of a key, in the order of AWS, is its name.
    await described('billing');
  });

  it('points the alias to another key, after a question', async () => {
    await workbench.command('AWS KMS: Point Alias to Another Key');
    await choose('Point which alias', /^billing/);
    await question('Point billing to which key?').waitFor();
    await (await workbench.quickInput()).fill('orders-db');
    await workbench.page.locator('.quick-input-widget:visible .monaco-list-row').first().waitFor();
    await workbench.page.keyboard.press('Enter');
    await workbench.page.locator('.monaco-dialog-box').waitFor();
    await workbench.shot('alias-retarget');
    await workbench.confirm(/^Point to/);
    await noticed(/alias\/billing points to/);
    await described('payments');
  });

  it('deletes the alias, and the key stays', async () => {
    await workbench.command('AWS KMS: Delete Alias');
    await choose('Delete which alias?', /^billing/);
    await workbench.confirm('Delete alias');
    await noticed(/Deleted alias\/billing/);
    await described('orders-db');
  });

  it('changes tags and the description', async () => {
    const { page } = workbench;
    await workbench.contextMenu(/^payments, /, 'Edit Tags…');
    await choose('Tags of payments', 'Add a tag');
    await answer('Tag of payments', 'Owner=team-blue');
    await page
      .locator('.quick-input-widget:visible .monaco-list-row', { hasText: 'team-blue' })
      .first()
      .waitFor();
    await workbench.shot('tags');
    await page.keyboard.press('Escape');
    await workbench.contextMenu(/^payments, /, 'Edit Description…');
    await answer('Description of payments', 'Card payments');
    await noticed(/Changed the description of payments/);
  });

  it('opens the key that the arrow keys have reached by Enter, and no other', async () => {
    const { page, webview } = workbench;
    await key('payments').click();
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await webview().getByRole('heading', { name: 'orders-db' }).waitFor();
    await webview().getByText('Monthly cost').waitFor();
    await workbench.shot('key-page');
    await workbench.command('View: Close All Editors');
  });

  it('turns rotation on with a period, rotates now, and turns it off', async () => {
    await workbench.contextMenu(/^payments, /, 'Configure Automatic Rotation…');
    await choose('Automatic rotation of payments', 'Another period…');
    await answer(/Rotate payments every/, '180');
    await says('payments', /rotates every 180 d/);
    await workbench.contextMenu(/^payments, /, 'Rotate Key Now…');
    await workbench.page.locator('.monaco-dialog-box').waitFor();
    await workbench.shot('rotate-now');
    await workbench.confirm('Rotate now');
    await noticed(/The rotation of payments in us-east-1 has begun/);
    await workbench.contextMenu(/^payments, /, 'Configure Automatic Rotation…');
    await choose('Automatic rotation of payments', 'Turn off');
    await workbench
      .row(/^payments, (?!.*rotates)/)
      .first()
      .waitFor();
  });

  it('disables the selected keys at once, with a summary, and enables one', async () => {
    const { page } = workbench;
    await key('orders-db').click();
    await key('payments').click({ modifiers: ['Control'] });
    await workbench.contextMenu(/^payments, /, /^Disable/);
    await says('payments', /Disabled/);
    await says('orders-db', /Disabled/);
    const notices = await workbench.notices();
    await notices.getByText('Disabled 2 keys.').first().waitFor();
    await workbench.shot('several-disabled');
    await workbench.command('Notifications: Clear All Notifications');
    await page.keyboard.press('Escape');
    await key('sessions').click();
    await workbench.contextMenu(/^payments, /, /^Enable/);
    await says('payments', /symmetric/);
  });

  it('moves the sandbox’s clock, and the days that are left follow it', async () => {
    const days = async (): Promise<number> =>
      Number(/(\d+) days? left/.exec((await key('old-signing').getAttribute('aria-label')) ?? '')?.[1]);
    const before = await days();
    await workbench.command('AWS KMS: Sandbox: Move Clock');
    await choose('Move the sandbox’s clock forward by', '1 day');
    await noticed(/The sandbox’s clock shows/);
    await expect.poll(days).toBe(before - 1);
    await workbench.shot('clock-moved');
  });

  it('acts as somebody who may less, and as the first again', async () => {
    await workbench.command('AWS KMS: Sandbox: Act As');
    await choose('Act in the sandbox as', 'auditor');
    await workbench.row(/^Sandbox · 111122223333, auditor/).waitFor();
    await workbench.shot('as-auditor');
    await workbench.command('AWS KMS: Sandbox: Act As');
    await choose('Act in the sandbox as', 'admin');
    await workbench.row(/^Sandbox · 111122223333, admin/).waitFor();
    await described('payments');
  });

  it('copies what other programs need to use it', async () => {
    await workbench.command('AWS KMS: Sandbox: Copy Environment Variables');
    await choose('Copy environment variables for', /bash/i);
    await expect
      .poll(() => workbench.page.evaluate('navigator.clipboard.readText()'))
      .toMatch(/AWS_ENDPOINT_URL\w*=["']?http:\/\/127\.0\.0\.1:\d+/);
  });

  it('opens its users and roles as a file', async () => {
    await workbench.command('AWS KMS: Sandbox: Edit Users and Roles');
    await workbench.page.getByRole('tab', { name: /iam\.json/ }).waitFor();
    await workbench.command('View: Close Editor');
  });

  it('exports all it holds, is reset, and takes it back', async () => {
    const exported = join(workbench.host.home, 'sandbox.json');
    await workbench.command('AWS KMS: Sandbox: Export');
    await file('Export the sandbox', exported);
    await noticed(/Exported the sandbox to/);
    expect(JSON.parse(await readFile(exported, 'utf8'))).toMatchObject({ format: 'kms-workbench-sandbox' });

    await workbench.command('AWS KMS: Sandbox: Reset');
    await workbench.page.locator('.monaco-dialog-box').waitFor();
    await workbench.shot('reset');
    await workbench.confirm('Reset');
    await says('orders-db', /rotates every/);

    await writeFile(join(workbench.host.home, 'broken.json'), '{"format":');
    await workbench.command('AWS KMS: Sandbox: Import');
    await file('Import into the sandbox', join(workbench.host.home, 'broken.json'));
    await noticed(/is not an exported sandbox/);

    await workbench.command('AWS KMS: Sandbox: Import');
    await file('Import into the sandbox', exported);
    await workbench.confirm('Replace');
    await noticed(/Imported .* into the sandbox/);
    await says('orders-db', /Disabled/);
  });
});
