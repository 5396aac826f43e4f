import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
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

  const clipboard = () => workbench.page.evaluate<string>('navigator.clipboard.readText()');

  it('encrypts typed text: every decision is shown, and Enter does it', async () => {
    const { page } = workbench;
    await workbench.command('AWS KMS: Encrypt…');
    await choose(/Type or paste it/);
    await (await workbench.quickInput()).fill(secret);
    await page.keyboard.press('Enter');
    await page.locator('.quick-input-widget:visible', { hasText: 'Encrypt: with which key?' }).waitFor();
    // Keys of other Regions arrive meanwhile: what is typed leads to one key only.
    await (await workbench.quickInput()).fill('payments');
    await page.locator('.quick-input-list .monaco-list-row.focused', { hasText: 'payments' }).waitFor();
    await page.keyboard.press('Enter');
    await page.locator('.quick-input-list .monaco-list-row', { hasText: /Key\s*payments/ }).waitFor();
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
  });

  it('copies a secret from the view, and has left it nowhere on disk or in the browser’s storage', async () => {
    await workbench.webview().getByRole('button', { name: 'Copy' }).click();
    await expect.poll(clipboard).toBe(secret);
    expect(await filesWith(workbench.host.home)).toEqual([]);
    const stored = await workbench.page.evaluate<string>(everythingStored);
    expect(stored.length).toBeGreaterThan(100);
    for (const form of formsOf(secret)) expect(stored).not.toContain(form);
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
    expect(await filesWith(workbench.host.home)).toEqual([]);
  });
});

/** The secret as it could be written down. */
function formsOf(text: string): string[] {
  const bytes = Buffer.from(text);
  return [text, bytes.toString('base64').replace(/=+$/, ''), bytes.toString('hex')];
}

/** Files below a folder that hold the secret. */
async function filesWith(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const found: string[] = [];
  let searched = 0;
  for (const entry of entries) {
    const path = join(entry.parentPath, entry.name);
    if (!entry.isFile() || (await stat(path).catch(() => undefined)) === undefined) continue;
    const content = await readFile(path).catch(() => Buffer.alloc(0));
    searched++;
    if (formsOf(secret).some((form) => content.includes(form))) found.push(path);
  }
  expect(searched).toBeGreaterThan(5);
  return found;
}

/** Answers all that the workbench has stored in the browser, as one text. Runs in the page. */
const everythingStored = `(async () => {
  const promised = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(new Error('The storage cannot be read.'));
  });
  const parts = [JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage })];
  for (const { name } of await indexedDB.databases()) {
    const database = await promised(indexedDB.open(name));
    for (const store of database.objectStoreNames) {
      const values = await promised(database.transaction(store).objectStore(store).getAll());
      for (const value of values)
        parts.push(value instanceof Uint8Array ? new TextDecoder().decode(value) : JSON.stringify(value));
    }
    database.close();
  }
  return parts.join('\\n');
})()`;
