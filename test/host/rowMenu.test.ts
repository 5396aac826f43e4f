import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Key } from '../../src/core/keys/model';
import type { CommandId } from '../../src/core/commands/table';
import type { ExtensionApi } from '../../src/extensionApi';
import { createKey, extensionApi, sandboxPlace, until } from './api';

/**
 * A menu keeps the handle of the row on which it was opened, and the editor looks the row up when an entry is chosen.
 * `runCommands` takes the same way through the editor, so that an open menu is a handle kept by the test.
 */
async function chooseInMenu(command: CommandId, ids: readonly string[]): Promise<void> {
  const rows = ids.map((id) => ({ $treeViewId: 'kms.keys', $treeItemHandle: `1/${id}` }));
  const args = rows.length > 1 ? [rows[0], rows] : [rows[0], null];
  await vscode.commands.executeCommand('runCommands', { commands: [{ command, args }] });
}

/** Whether drawing this again makes the editor drop the rows of keys. */
function isAbove(id: string | undefined): boolean {
  return id === undefined || !id.includes('|key|');
}

describe('the menu of a row', () => {
  let api: ExtensionApi;
  let keys: [Key, Key];
  const idOf = (key: Key): string => `sandbox|us-east-1|key|${key.keyId}`;

  before(async () => {
    api = await extensionApi();
    keys = [await createKey(api, { description: 'menu 1' }), await createKey(api, { description: 'menu 2' })];
    await vscode.commands.executeCommand('kms.keys.focus');
    for (const key of keys) await vscode.commands.executeCommand('kms.revealKey', key);
    for (const key of keys) await until('the row is there', () => copies(key));
  });

  after(async () => {
    await api.sandbox.control('faults', { faults: [] });
  });

  /** Whether a menu that was opened on the row still finds it. */
  async function copies(...wanted: Key[]): Promise<boolean> {
    await vscode.env.clipboard.writeText('nothing');
    await chooseInMenu('kms.copyArn', wanted.map(idOf));
    return (await vscode.env.clipboard.readText()) === wanted.map((key) => key.arn).join('\n');
  }

  /**
   * Does something, then changes the second key, and answers the rows that the editor was told to draw again, up to
   * that of the second key. A menu on the first key finds its row all the while.
   */
  async function redrawnBy(action: () => PromiseLike<unknown>): Promise<(string | undefined)[]> {
    const redrawn: (string | undefined)[] = [];
    const listening = api.tree.onDidChangeTreeData((nodes) =>
      redrawn.push(...(nodes?.map(({ id }) => id) ?? [undefined])),
    );
    let losses = 0;
    let over = false;
    const acting = Promise.resolve(action())
      .then(() => toggle(keys[1]))
      .finally(() => (over = true));
    do if (!(await copies(keys[0]))) losses += 1;
    while (!over || !redrawn.some((id) => id === idOf(keys[1]) || isAbove(id)));
    await acting;
    listening.dispose();
    assert.equal(losses, 0, 'the menu lost its row');
    return redrawn;
  }

  async function toggle(key: Key): Promise<void> {
    const { state } = await api.keys.describe(key);
    await (state === 'Enabled' ? api.keys.disable(key) : api.keys.enable(key));
    await api.directory.refreshKey(key);
  }

  it('finds it while another key of the group changes: only that one is drawn again', async () => {
    const redrawn = await redrawnBy(() => Promise.resolve());
    assert.deepEqual([...new Set(redrawn)], [idOf(keys[1])]);
  });

  it('finds it while the region is listed and described again', async () => {
    await api.sandbox.control('faults', { faults: [{ operation: 'ListKeys', latencyMs: 400 }] });
    const redrawn = await redrawnBy(() => vscode.commands.executeCommand('kms.refresh'));
    assert.deepEqual(redrawn.filter(isAbove), []);
  });

  it('finds it while everything is read anew, as for other credentials', async () => {
    const redrawn = await redrawnBy(async () => {
      api.connections.renew();
      await api.open.refresh();
      await api.directory.loadAll(sandboxPlace);
      // The rows of the new list are described on behalf of the tree.
      await until('the key is described', () => {
        const index = api.directory.region(sandboxPlace);
        return index?.described.has(keys[0].keyId) === true;
      });
    });
    assert.deepEqual(redrawn.filter(isAbove), []);
  });

  it('acts on nothing where a row is gone, alone or among the selected ones', async () => {
    await vscode.env.clipboard.writeText('nothing');
    const gone = 'sandbox|us-east-1|key|00000000-0000-0000-0000-000000000000';
    // A list to choose another key from would not let the command end.
    await chooseInMenu('kms.copyArn', [gone]);
    await chooseInMenu('kms.key.scheduleDeletion', [gone]);
    await chooseInMenu('kms.alias.delete', [gone]);
    await chooseInMenu('kms.connection.close', ['gone']);
    await chooseInMenu('kms.copyArn', [idOf(keys[0]), gone]);
    await chooseInMenu('kms.copyArn', [gone, idOf(keys[0])]);
    assert.equal(await vscode.env.clipboard.readText(), 'nothing');
    assert.ok(await copies(...keys));
  });
});
