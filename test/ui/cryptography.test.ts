import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { browserWith, filesWith } from '../harness/secretScan';
import { openWorkbench, type Workbench } from '../harness/workbench';

/** Occurs nowhere by itself, in any encoding. */
const secret = 'zwetschgen-7f3a-knoedel';

/** Encrypts typed text and reads it again, and looks for it in all that the editor has written. */
describe('cryptography in the editor', () => {
  let workbench: Workbench;

  beforeAll(async () => {
    workbench = await openWorkbench({ name: 'cryptography' });
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

  /** Chooses the row of the open list whose text fits. */
  async function choose(row: RegExp): Promise<void> {
    await workbench.page
      .locator('.quick-input-list .monaco-list-row')
      .filter({ hasText: row })
      .first()
      .click();
  }

  async function expectNowhereOnDisk(): Promise<void> {
    const { searched, found } = await filesWith(workbench.host.home, Buffer.from(secret));
    expect(found).toEqual([]);
    expect(searched).toBeGreaterThan(5);
  }

  const clipboard = () => workbench.page.evaluate<string>('navigator.clipboard.readText()');

  /** Runs a command on typed text, with the key whose name is typed where one is asked for. */
  async function begin(command: string, text: string, key: string): Promise<void> {
    const { page } = workbench;
    await workbench.command(command);
    await choose(/Type or paste it/);
    await (await workbench.quickInput()).fill(text);
    await page.keyboard.press('Enter');
    await pickKey(key);
  }

  async function pickKey(key: string): Promise<void> {
    const { page } = workbench;
    await page.locator('.quick-input-widget:visible', { hasText: 'with which key?' }).waitFor();
    await (await workbench.quickInput()).fill(key);
    await page.locator('.quick-input-list .monaco-list-row.focused', { hasText: key }).waitFor();
    await page.keyboard.press('Enter');
    await page
      .locator('.quick-input-list .monaco-list-row', { hasText: new RegExp(`Key\\s*${key}`) })
      .waitFor();
  }

  it('encrypts typed text: every decision is shown, and Enter does it', async () => {
    const { page } = workbench;
    await begin('AWS KMS: Encrypt…', secret, 'payments');
    await page.getByText('Encryption context').waitFor();
    await page.getByText(/At most 4,096 bytes/).waitFor();
    await workbench.shot('review');
    await page.keyboard.press('Enter');
    await expect.poll(clipboard).toMatch(/^[A-Za-z0-9+/]{100,}=*$/);
  });

  it('decrypts into a view that is no document', async () => {
    const { page } = workbench;
    await workbench.command('AWS KMS: Decrypt…');
    await choose(/Clipboard/);
    await page.getByText('The one that the ciphertext names').waitFor();
    await page.keyboard.press('Enter');
    await workbench.webview().getByText(secret).waitFor();
    await page.getByRole('tab', { name: 'Decrypt: payments' }).waitFor();
    await workbench.shot('view');
    // The view takes the focus a moment later, and lists close when it does.
    await workbench.command('View: Close All Editors');
  });

  it('makes a message of the AWS Encryption SDK, and reads it', async () => {
    const { page } = workbench;
    await begin('AWS KMS: Encrypt…', secret, 'payments');
    await choose(/^Format/);
    await choose(/Message of the AWS Encryption SDK/);
    await page.getByText('Further keys').waitFor();
    await workbench.shot('message-review');
    await page.keyboard.press('Enter');
    // Version 2, the suite with commitment and signature, in base64.
    await expect.poll(clipboard).toMatch(/^AgV4/);
    await workbench.command('AWS KMS: Decrypt…');
    await choose(/Clipboard/);
    await page.getByText('The one in the message').waitFor();
    await workbench.shot('message-decrypt');
    await page.keyboard.press('Enter');
    await workbench.webview().getByText(secret).waitFor();
    await workbench.command('View: Close All Editors');
  });

  it('says what is wrong where the encryption context is another one', async () => {
    const { page } = workbench;
    await begin('AWS KMS: Encrypt…', secret, 'payments');
    await page.keyboard.press('Enter');
    await expect.poll(clipboard).toMatch(/^(?!AgV4)[A-Za-z0-9+/]{100,}=*$/);
    await workbench.command('AWS KMS: Decrypt…');
    await choose(/Clipboard/);
    await choose(/^Encryption context/);
    await (await workbench.quickInput()).fill('purpose=other');
    await choose(/Add purpose=other/);
    await choose(/Done/);
    await page.getByText('purpose=other').waitFor();
    await page.keyboard.press('Enter');
    const notices = await workbench.notices();
    await notices
      .getByText(/context/)
      .first()
      .waitFor();
    await workbench.shot('wrong-context');
    await workbench.command('Notifications: Clear All Notifications');
  });

  it('signs, and verifies the signature', async () => {
    await begin('AWS KMS: Sign…', 'Two teapots', 'signing');
    await workbench.page.keyboard.press('Enter');
    // A SEQUENCE in DER.
    await expect.poll(clipboard).toMatch(/^M[EFGH]/);
    await workbench.command('AWS KMS: Verify Signature…');
    await choose(/Type or paste it/);
    await (await workbench.quickInput()).fill('Two teapots');
    await workbench.page.keyboard.press('Enter');
    await workbench.page.getByText('Signature: from where?').waitFor();
    await choose(/Clipboard/);
    await pickKey('signing');
    await workbench.shot('verify-review');
    await workbench.page.keyboard.press('Enter');
    const notices = await workbench.notices();
    await notices
      .getByText(/The signature is valid: signing/)
      .first()
      .waitFor();
    await workbench.shot('verified');
    await workbench.command('Notifications: Clear All Notifications');
  });

  it('signs a token, and verifies it', async () => {
    await begin('AWS KMS: Sign a JSON Web Token…', '{"sub":"teapot"}', 'signing');
    await workbench.page.keyboard.press('Enter');
    await expect.poll(clipboard).toMatch(/^eyJ[\w-]+\.[\w-]+\.[\w-]+$/);
    await workbench.command('AWS KMS: Verify a JSON Web Token…');
    await choose(/Clipboard/);
    await pickKey('signing');
    await workbench.page.keyboard.press('Enter');
    const notices = await workbench.notices();
    await notices
      .getByText(/The token is valid: signing \(ES256\)/)
      .first()
      .waitFor();
    await workbench.command('Notifications: Clear All Notifications');
  });

  it('makes a MAC, and verifies it', async () => {
    await begin('AWS KMS: Generate MAC…', 'Two teapots', 'webhook-hmac');
    await workbench.page.keyboard.press('Enter');
    await expect.poll(clipboard).toMatch(/^[A-Za-z0-9+/]{43}=$/);
    await workbench.command('AWS KMS: Verify MAC…');
    await choose(/Type or paste it/);
    await (await workbench.quickInput()).fill('Two teapots');
    await workbench.page.keyboard.press('Enter');
    await workbench.page.getByText('MAC: from where?').waitFor();
    await choose(/Clipboard/);
    await pickKey('webhook-hmac');
    await workbench.page.keyboard.press('Enter');
    const notices = await workbench.notices();
    await notices
      .getByText(/The MAC is valid: webhook-hmac/)
      .first()
      .waitFor();
    await workbench.command('Notifications: Clear All Notifications');
  });

  it('shows a data key in both parts', async () => {
    const { page } = workbench;
    await workbench.command('AWS KMS: Generate Data Key…');
    await pickKey('payments');
    await page.keyboard.press('Enter');
    const view = workbench.webview();
    await view.getByText('In the clear').first().waitFor();
    await view.getByText('Encrypted', { exact: true }).first().waitFor();
    await workbench.shot('data-key');
    await workbench.command('View: Close All Editors');
    await begin('AWS KMS: Encrypt…', secret, 'payments');
    await page.keyboard.press('Enter');
    await expect.poll(clipboard).toMatch(/^(?!AgV4)[A-Za-z0-9+/]{100,}=*$/);
    await workbench.command('AWS KMS: Decrypt…');
    await choose(/Clipboard/);
    await page.getByText('The one that the ciphertext names').waitFor();
    await page.keyboard.press('Enter');
    await workbench.webview().getByText(secret).waitFor();
  });

  it('copies a secret from the view, and has left it nowhere on disk or in the browser’s storage', async () => {
    await workbench.webview().getByRole('button', { name: 'Copy' }).click();
    await expect.poll(clipboard).toBe(secret);
    await expectNowhereOnDisk();
    const stored = await browserWith(workbench.page, Buffer.from(secret));
    expect(stored.found).toEqual([]);
    expect(stored.searched).toBeGreaterThan(100);
  });

  it('forgets it with the window: the view is not restored', async () => {
    const { page } = workbench;
    await page.reload({ waitUntil: 'commit' });
    await page.getByRole('tab', { name: 'AWS KMS' }).waitFor();
    await workbench
      .row(/^payments/)
      .first()
      .waitFor();
    expect(await page.getByRole('tab', { name: /^Decrypt/ }).count()).toBe(0);
    await expectNowhereOnDisk();
  });
});
