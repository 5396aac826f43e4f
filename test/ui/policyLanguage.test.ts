import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openWorkbench, type Workbench } from '../harness/workbench';

/** A key policy, written and corrected by what the editor offers. */
describe('writing a key policy', () => {
  let workbench: Workbench;

  beforeAll(async () => {
    workbench = await openWorkbench({
      name: 'policy-language',
      settings: { 'editor.minimap.enabled': false },
    });
    await writeFile(join(workbench.host.folder, 'new.key-policy.json'), '');
  });

  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await workbench.shot('failed');
  });

  afterAll(async () => {
    await workbench?.close();
  });

  /** Types the beginning of a word and accepts the suggestion with the label. */
  async function accept(label: string, typed = ''): Promise<void> {
    const { page } = workbench;
    const list = page.locator('.suggest-widget.visible');
    if (typed) await page.keyboard.type(typed);
    if (!(await list.isVisible())) await page.keyboard.press('Control+Space');
    const row = list
      .locator('.monaco-list-row', { has: page.locator('.label-name', { hasText: label }) })
      .first();
    await row.waitFor();
    const text = () => page.locator('.editor-instance .view-lines:visible').last().textContent();
    const before = await text();
    await row.click();
    await expect.poll(text).not.toBe(before);
  }

  /** Leaves the snippet and goes on behind the line, where the next member is written. */
  async function nextMember(linesDown = 0): Promise<void> {
    const { keyboard } = workbench.page;
    await keyboard.press('Escape');
    for (let line = 0; line < linesDown; line++) await keyboard.press('ArrowDown');
    await keyboard.press('End');
    await keyboard.type(',');
    await keyboard.press('Enter');
  }

  /** The file's text once the editor's is written to it. */
  async function saved(lastWritten: string): Promise<string> {
    const read = () => readFile(join(workbench.host.folder, 'new.key-policy.json'), 'utf8');
    await workbench.page.keyboard.press('Control+s');
    await workbench.page.locator('.tab.active.dirty').waitFor({ state: 'detached' });
    await expect.poll(read).toContain(lastWritten);
    return read();
  }

  it('goes from an empty file to a finished policy by completion', async () => {
    const { page, shot } = workbench;
    await workbench.openFile('new.key-policy.json');
    await page.locator('.editor-instance .view-lines:visible').last().click();
    await page.keyboard.press('Control+Space');
    await page.locator('.suggest-widget.visible .monaco-list-row').first().waitFor();
    await shot('skeletons');
    await accept('Key policy: IAM policies of the account decide');
    await page.keyboard.press('Escape');

    await workbench.find('"Resource": "*"');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('End');
    await page.keyboard.type(',');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Control+Space');
    await page.locator('.suggest-widget.visible .monaco-list-row').first().waitFor();
    await shot('situations');
    await accept('Statement');
    await accept('Effect');
    await nextMember();
    await accept('Principal', '"Princ');
    await nextMember(1);
    await accept('Action', '"Act');
    await accept('kms:Decrypt', '"kms:dec');
    await nextMember();
    await accept('kms:GenerateDataKey*', '"kms:gen');
    await nextMember(1);
    await accept('Resource', '"Res');
    await nextMember();
    await accept('Condition', '"Cond');
    await accept('StringEquals', '"streq');
    await shot('condition-keys');
    await accept('kms:ViaService', '"via');
    await page.keyboard.press('Escape');
    await shot('finished');

    const policy = JSON.parse(await saved('amazonaws.com')) as { Statement: Record<string, unknown>[] };
    expect(policy.Statement[1]).toMatchObject({
      Effect: 'Allow',
      Action: ['kms:Decrypt', 'kms:GenerateDataKey*'],
      Resource: '*',
      Condition: { StringEquals: { 'kms:ViaService': expect.stringContaining('amazonaws.com') as string } },
    });
    await page.locator('.squiggly-error').first().waitFor({ state: 'detached' });
  });

  it('saves it to a key', async () => {
    const { page, shot } = workbench;
    await page
      .getByRole('button', { name: 'Bind to a key…' })
      .or(page.locator('.codelens-decoration a', { hasText: 'Bind to a key…' }))
      .first()
      .click();
    await (await workbench.quickInput()).fill('sessions');
    await page.locator('.quick-input-widget .monaco-list-row', { hasText: 'sessions' }).first().waitFor();
    await page.keyboard.press('Enter');
    const lens = page.locator('.codelens-decoration a', { hasText: 'Save to the key' });
    await lens.waitFor();
    await shot('bound');
    await lens.click();
    await page.locator('.monaco-dialog-box').waitFor();
    await shot('save-to-key');
    await workbench.confirm(/^Save/);
    await expect
      .poll(() => page.locator('.part.statusbar').textContent())
      .toMatch(/The policy of sessions is saved/);
  });

  it('mends planted mistakes by quick fixes', async () => {
    const { page, shot } = workbench;
    await workbench.openFile('mistakes.key-policy.json');
    await page.locator('.squiggly-error').first().waitFor();
    await shot('mistakes');
    const errors = () => page.locator('.squiggly-error').count();
    for (let left = await errors(); left > 0;) {
      await page.keyboard.press('F8');
      await page.locator('.zone-widget .marker-widget, .marker-widget').first().waitFor();
      await page.keyboard.press('Escape');
      const menu = page.locator('.action-widget:visible');
      // The editor drops the request when the marker's own view closes at the same moment.
      for (let tries = 0; tries < 3 && !(await menu.isVisible()); tries++) {
        await page.keyboard.press('Control+.');
        await menu.waitFor({ timeout: 5_000 }).catch(() => undefined);
      }
      await menu.waitFor();
      await shot('quick-fix');
      await page.keyboard.press('Enter');
      await menu.waitFor({ state: 'detached' });
      await expect.poll(errors).toBeLessThan(left);
      left = await errors();
    }
    await shot('mended');
  });
});
