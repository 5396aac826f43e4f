import assert from 'node:assert/strict';
import { createPublicKey } from 'node:crypto';
import * as vscode from 'vscode';
import type { ExtensionApi } from '../../src/extensionApi';
import type { KeyRef } from '../../src/core/keys/model';
import { createKey, extensionApi, rowsBelow, until } from './api';

describe('the life of a key', () => {
  let api: ExtensionApi;

  before(async () => {
    api = await extensionApi();
  });

  const stateOf = async (ref: KeyRef): Promise<string> => (await api.keys.describe(ref)).state;
  const rowOf = async (ref: KeyRef): Promise<vscode.TreeItem | undefined> => {
    const rows = await rowsBelow(api, 'sandbox|us-east-1|customer');
    return rows.find(({ node }) => node.kind === 'key' && node.ref.keyId === ref.keyId)?.item;
  };

  it('disables and enables a key, and the row follows', async () => {
    const key = await createKey(api);
    await vscode.commands.executeCommand('kms.revealKey', key);
    await vscode.commands.executeCommand('kms.key.disable', { ref: key });
    assert.equal(await stateOf(key), 'Disabled');
    const row = await rowOf(key);
    assert.equal(row?.description, 'Disabled');
    assert.match(row.contextValue ?? '', /;can-enable;/);
    await vscode.commands.executeCommand('kms.key.enable', key);
    assert.equal(await stateOf(key), 'Enabled');
    assert.match((await rowOf(key))?.contextValue ?? '', /;can-disable;/);
  });

  it('cancels a deletion, after which the key is disabled', async () => {
    const key = await createKey(api);
    await api.keys.scheduleDeletion(key, 7);
    await vscode.commands.executeCommand('kms.revealKey', key);
    await until('the row says when', async () => /7 days left/.test(String((await rowOf(key))?.description)));
    await vscode.commands.executeCommand('kms.key.cancelDeletion', key);
    assert.equal(await stateOf(key), 'Disabled');
  });

  it('acts on all selected keys, and goes on after one that fails', async () => {
    const keys = await Promise.all([createKey(api), createKey(api), createKey(api)]);
    const [first, second, third] = keys as [KeyRef, KeyRef, KeyRef];
    await api.keys.scheduleDeletion(second, 7);
    await vscode.commands.executeCommand(
      'kms.key.disable',
      { ref: first },
      keys.map((ref) => ({ ref })),
    );
    assert.deepEqual(await Promise.all(keys.map(stateOf)), ['Disabled', 'PendingDeletion', 'Disabled']);
    assert.equal(await stateOf(third), 'Disabled');
  });

  /** Runs a command that lists ways to copy a key, takes the first one, and answers what was copied. */
  const firstCopyOf = async (command: string, key: KeyRef): Promise<string> => {
    await vscode.env.clipboard.writeText('');
    const done = vscode.commands.executeCommand(command, key);
    let copied = '';
    await until(`${command} copies something`, async () => {
      await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      copied = await vscode.env.clipboard.readText();
      return copied !== '';
    });
    await done;
    return copied;
  };

  it('copies a key as the commands that make it', async () => {
    const text = await firstCopyOf('kms.copyAsCode', await createKey(api, { description: 'Orders' }));
    assert.match(text, /^KEY_ID=\$\(aws kms create-key/);
    assert.match(text, /--endpoint-url http:[^]*--description Orders/);
  });

  it('copies the public key of an asymmetric key', async () => {
    const key = await createKey(api, { spec: 'RSA_2048', usage: 'SIGN_VERIFY' });
    const pem = await firstCopyOf('kms.copyPublicKey', key);
    assert.deepEqual(
      createPublicKey(pem).export({ type: 'spki', format: 'der' }),
      Buffer.from(await api.keys.publicKey(key)),
    );
  });

  it('refuses what the state forbids, with words and not with an exception', async () => {
    const key = await createKey(api);
    await vscode.commands.executeCommand('kms.key.cancelDeletion', key);
    assert.equal(await stateOf(key), 'Enabled');
  });

  it('changes nothing in read-only mode', async () => {
    const key = await createKey(api);
    const settings = vscode.workspace.getConfiguration('kms');
    await settings.update('readOnly', true, vscode.ConfigurationTarget.Global);
    try {
      await vscode.commands.executeCommand('kms.key.disable', key);
      assert.equal(await stateOf(key), 'Enabled');
    } finally {
      await settings.update('readOnly', undefined, vscode.ConfigurationTarget.Global);
    }
  });

  it('moves with the sandbox’s clock: a deletion that is due takes the key away', async () => {
    const key = await createKey(api);
    await api.keys.scheduleDeletion(key, 7);
    await api.sandbox.control('clock', { days: 8 });
    await assert.rejects(api.keys.describe(key), { reason: 'not-found' });
  });
});
