import { KMS } from '@aws-sdk/client-kms';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { browserWith, filesWith } from '../harness/secretScan';
import { openWorkbench, type Workbench } from '../harness/workbench';

/** Imported material from a file to a decryption, and a multi-Region key in its Regions, by hand in the real workbench. */
describe('imported key material and multi-Region keys', () => {
  let workbench: Workbench;
  let folder: string;
  let kms: (region: string) => KMS;
  const material = randomBytes(32);
  const clients: KMS[] = [];
  let ciphertext: Uint8Array | undefined;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'material-'));
    await writeFile(join(folder, 'key.bin'), material);
    workbench = await openWorkbench({ name: 'importMaterial' });
    await workbench.page.getByRole('tab', { name: 'AWS KMS' }).click();
    await workbench
      .row(/^payments, /)
      .first()
      .waitFor();
  });

  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await workbench.shot('failed');
  });

  afterAll(async () => {
    for (const client of clients) client.destroy();
    await workbench?.close();
    await rm(folder, { recursive: true });
  });

  /** The way for other programs into the sandbox that the workbench has started. */
  async function sandboxClients(): Promise<(region: string) => KMS> {
    await workbench.command('AWS KMS: Sandbox: Copy Environment Variables');
    await choose('Copy environment variables for', /bash/i);
    let text = '';
    await expect
      .poll(async () => (text = await workbench.page.evaluate<string>('navigator.clipboard.readText()')))
      .toMatch(/AWS_ENDPOINT_URL/);
    const value = (name: RegExp): string =>
      new RegExp(`${name.source}=["']?([^\\s"']+)`).exec(text)?.[1] ?? '';
    const credentials = {
      accessKeyId: value(/AWS_ACCESS_KEY_ID/),
      secretAccessKey: value(/AWS_SECRET_ACCESS_KEY/),
    };
    return (region) => {
      const client = new KMS({
        endpoint: value(/AWS_ENDPOINT_URL\w*/),
        region,
        credentials,
      });
      clients.push(client);
      return client;
    };
  }

  const question = (title: string | RegExp): Locator =>
    workbench.page.locator('.quick-input-widget:visible .quick-input-title', {
      hasText: title,
    });
  const entry = (text: string | RegExp): Locator =>
    workbench.page
      .locator('.quick-input-widget:visible .monaco-list-row', {
        hasText: text,
      })
      .first();
  async function choose(title: string | RegExp, text: string | RegExp): Promise<void> {
    await question(title).waitFor();
    await entry(text).click();
  }
  /** Ticks rows of a list that is longer than the window: each is typed for. Goes on with what is ticked. */
  async function tick(title: string, rows: readonly string[]): Promise<void> {
    await question(title).waitFor();
    for (const row of rows) {
      await (await workbench.quickInput()).fill(row);
      await entry(row).click();
    }
    await workbench.page.locator('.quick-input-widget:visible').getByRole('button', { name: 'OK' }).click();
    await question(title).waitFor({ state: 'detached' });
  }
  async function file(title: string, path: string): Promise<void> {
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
  }
  async function noticed(text: RegExp): Promise<void> {
    // The list closes with the notice of progress, before the one that is waited for: then it is opened again.
    const isThere = async () => (await workbench.notices()).getByText(text).first().isVisible();
    await expect.poll(isThere).toBe(true);
    await workbench.command('Notifications: Clear All Notifications');
  }
  const title = 'Import key material into imported';

  it('shows a key that another program made, waiting for its material', async () => {
    kms = await sandboxClients();
    const { KeyMetadata: key } = await kms('us-east-1').createKey({
      Origin: 'EXTERNAL',
      MultiRegion: true,
    });
    await kms('us-east-1').createAlias({
      AliasName: 'alias/imported',
      TargetKeyId: key?.KeyId,
    });
    const { KeyMetadata: shared } = await kms('us-east-1').createKey({ MultiRegion: true });
    await kms('us-east-1').createAlias({ AliasName: 'alias/shared', TargetKeyId: shared?.KeyId });
    await workbench.command('AWS KMS: Refresh');
    await workbench
      .row(/^imported, .*Pending import/)
      .first()
      .waitFor();
  });

  it('imports a file, and the key encrypts', async () => {
    await workbench.contextMenu(/^imported, /, 'Import Key Material…');
    await workbench.page.locator('.monaco-dialog-box').waitFor();
    await workbench.shot('import-facts');
    await workbench.confirm('Continue');
    await question(title).waitFor();
    await entry('From a file').waitFor();
    await workbench.shot('import-source');
    await entry('From a file').click();
    await file('Key material for imported', join(folder, 'key.bin'));
    await entry(/RSAES_OAEP_SHA_256/).waitFor();
    await workbench.shot('import-wrapping');
    await choose(title, /RSAES_OAEP_SHA_256.*RSA_4096/);
    await choose(title, 'In 30 days');
    await workbench.page.getByText('Description of this material').waitFor();
    await workbench.page.keyboard.press('Enter');
    await noticed(/Imported key material into imported in us-east-1\. It expires on/);
    await workbench
      .row(/^imported, .*material 30 days left/)
      .first()
      .waitFor();
    const answer = await kms('us-east-1').encrypt({
      KeyId: 'alias/imported',
      Plaintext: Buffer.from('before'),
    });
    ciphertext = answer.CiphertextBlob;
  });

  it('imports the same material again after it has expired, and what was encrypted is readable', async () => {
    await workbench.command('AWS KMS: Sandbox: Move Clock');
    await choose('Move the sandbox’s clock forward by', '30 days');
    await workbench.command('AWS KMS: Sandbox: Move Clock');
    await choose('Move the sandbox’s clock forward by', '1 day');
    await workbench
      .row(/^imported, .*Pending import/)
      .first()
      .waitFor();
    await workbench.shot('expired');
    await workbench.contextMenu(/^imported, /, 'Import Key Material…');
    await choose(title, 'Missing material');
    await workbench.confirm('Continue');
    await choose(title, 'From a file');
    await file('Key material for imported', join(folder, 'key.bin'));
    await choose(title, /RSAES_OAEP_SHA_256.*RSA_4096/);
    await choose(title, 'Never');
    await workbench.page.getByText('Description of this material').waitFor();
    await workbench.page.keyboard.press('Enter');
    await noticed(/Imported key material into imported in us-east-1\. It does not expire/);
    const answer = await kms('us-east-1').decrypt({
      CiphertextBlob: ciphertext,
    });
    expect(Buffer.from(answer.Plaintext ?? []).toString()).toBe('before');
  });

  it('has left nothing of the material on disk or in the browser’s storage', async () => {
    const disk = await filesWith(workbench.host.home, material);
    expect(disk.found).toEqual([]);
    expect(disk.searched).toBeGreaterThan(5);
    const stored = await browserWith(workbench.page, material);
    expect(stored.found).toEqual([]);
    expect(stored.searched).toBeGreaterThan(100);
  });

  const describeIn = async (region: string) =>
    (await kms(region).describeKey({ KeyId: 'alias/shared' })).KeyMetadata;

  it('replicates a key to two Regions at once', async () => {
    await workbench.contextMenu(/^shared, .*primary/, 'Replicate Key…');
    await tick('Replicate shared to which Regions?', ['eu-west-1', 'eu-central-1']);
    await question('What do the replicas of shared get').waitFor();
    await workbench.shot('replicate-aspects');
    await tick('What do the replicas of shared get', []);
    await workbench.page.locator('.monaco-dialog-box').waitFor();
    await workbench.shot('replicate-facts');
    await workbench.confirm('Replicate');
    await noticed(/Replicated shared to eu-(west|central)-1, eu-(west|central)-1\./);
    for (const region of ['eu-west-1', 'eu-central-1'])
      expect((await describeIn(region))?.MultiRegionConfiguration?.MultiRegionKeyType).toBe('REPLICA');
  });

  it('copies a difference to the replicas', async () => {
    const Description = 'Feed of the partners';
    await kms('us-east-1').updateKeyDescription({
      KeyId: (await describeIn('us-east-1'))?.KeyId,
      Description,
    });
    await workbench.command('AWS KMS: Refresh');
    await workbench.contextMenu(/^shared, .*primary/, 'Open Key');
    const page = workbench.webview();
    await page.getByRole('tab', { name: 'Regions' }).click();
    await page.getByText('Differs from this key').first().waitFor();
    await workbench.shot('regions');
    await page.getByRole('button', { name: 'Copy differences…' }).click();
    await entry(/eu-west-1 · Description/).waitFor();
    await workbench.shot('differences');
    await tick('Copy from shared in us-east-1', []);
    await workbench.confirm('Copy');
    await noticed(/2 of 2 differences of shared were copied/);
    for (const region of ['eu-west-1', 'eu-central-1'])
      expect((await describeIn(region))?.Description).toBe(Description);
  });

  it('makes a replica the primary', async () => {
    await workbench.contextMenu(/^shared, .*primary/, 'Change Primary Region…');
    await choose('Which key is to be the primary of shared?', 'eu-west-1');
    await workbench.page.locator('.monaco-dialog-box').waitFor();
    await workbench.shot('change-primary');
    await workbench.confirm('Make eu-west-1 the primary');
    await noticed(/The primary of shared is in eu-west-1 now/);
    await workbench
      .row(/^shared, .*replica/)
      .first()
      .waitFor();
    await workbench.shot('primary-changed');
    expect((await describeIn('us-east-1'))?.MultiRegionConfiguration?.PrimaryKey?.Region).toBe('eu-west-1');
  });
});
