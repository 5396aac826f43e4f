import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { ExtensionApi } from '../../src/extensionApi';
import { storedFilter } from '../../src/features/explorer/filterKeys';
import { createKey, extensionApi, labelsOf, until } from './api';

describe('the filter of the last session', () => {
  const stored = (value: unknown): unknown =>
    storedFilter({ get: () => value, update: () => Promise.resolve() });

  it('comes back whole', () => {
    const filter = { text: 'pay', tag: 'Env=prod', states: ['Disabled'], usages: ['SIGN_VERIFY'] };
    assert.deepEqual(stored(filter), filter);
  });

  it('leaves out what is damaged', () => {
    assert.deepEqual(stored({ text: 1, states: ['Melted', 'Enabled'], usages: 'all' }), {
      states: ['Enabled'],
    });
    assert.deepEqual(stored('nothing'), {});
  });
});

describe('a filter', () => {
  let api: ExtensionApi;

  before(async () => {
    api = await extensionApi();
  });

  after(() => {
    api.tree.filter = {};
    api.tree.redraw();
  });

  it('also finds keys of Regions that are loaded after it was set', async () => {
    const key = await createKey(api, { description: 'Found by its state' });
    await api.keys.disable(key);
    api.tree.filter = { states: ['Disabled'] };
    api.connections.renew();
    await api.open.refresh();
    const labels = (): Promise<string[]> => labelsOf(api, 'sandbox|us-east-1|customer');
    await until('the disabled key is shown', async () => (await labels()).includes('Found by its state'));
    assert.ok(!(await labels()).includes('payments'));
  });

  it('says that it hides a key that was asked for, and shows the key once it is cleared', async () => {
    const key = await createKey(api, { description: 'Hidden by the filter' });
    api.tree.filter = { states: ['Disabled'] };
    const labels = (): Promise<string[]> => labelsOf(api, 'sandbox|us-east-1|customer');
    const { showInformationMessage } = vscode.window;
    const notices: string[] = [];
    let press: (button: string | undefined) => void = () => undefined;
    const pressed = new Promise<string | undefined>((resolve) => (press = resolve));
    const window = vscode.window as { showInformationMessage: unknown };
    window.showInformationMessage = (text: string) => {
      notices.push(text);
      return pressed;
    };
    try {
      await vscode.commands.executeCommand('kms.revealKey', key);
      assert.deepEqual(notices, ['The filter of the tree hides Hidden by the filter.']);
      assert.ok(!(await labels()).includes('Hidden by the filter'));
      press('Clear the Filter');
      await until('the key is shown', async () => (await labels()).includes('Hidden by the filter'));
      assert.deepEqual(api.tree.filter, {});
    } finally {
      window.showInformationMessage = showInformationMessage;
      press(undefined);
    }
  });
});
