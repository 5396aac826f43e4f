import * as vscode from 'vscode';
import type { ExtensionApi } from '../../src/extensionApi';
import { createKey, extensionApi, until } from './api';

describe('the pages of keys', () => {
  let api: ExtensionApi;

  before(async () => {
    api = await extensionApi();
  });
  // Unlike "Close All Editors", this closes the pinned ones too.
  afterEach(() => vscode.window.tabGroups.close(vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs)));

  const pages = () =>
    vscode.window.tabGroups.all.flatMap((group) =>
      group.tabs
        .filter(({ input }) => input instanceof vscode.TabInputWebview && input.viewType.endsWith('kms.key'))
        .map(({ label }) => ({ label, column: group.viewColumn })),
    );
  const shows = (...labels: string[]) =>
    until(`the pages are ${labels.join(', ')}, not ${JSON.stringify(pages())}`, () => {
      const open = pages().map(({ label }) => label);
      return open.length === labels.length && labels.every((label) => open.includes(label));
    });
  const named = async (description: string) => {
    const key = await createKey(api, { description });
    await vscode.commands.executeCommand('kms.revealKey', key);
    await until('the key has its name', () => api.directory.nameOf(key) === description);
    return key;
  };

  it('open in place of the last one, and once for each key', async () => {
    const [first, second] = [await named('page 1'), await named('page 2')];
    await vscode.commands.executeCommand('kms.openKey', first);
    await shows('page 1');
    await vscode.commands.executeCommand('kms.openKey', second);
    await shows('page 2');
    await vscode.commands.executeCommand('kms.openKey', second);
    await shows('page 2');
  });

  it('leave those that somebody has pinned or opened to the side', async () => {
    const [first, second, third] = [await named('page 3'), await named('page 4'), await named('page 5')];
    await vscode.commands.executeCommand('kms.openKey', first);
    await shows('page 3');
    await vscode.commands.executeCommand('workbench.action.pinEditor');
    await vscode.commands.executeCommand('kms.openKeyToSide', second);
    await shows('page 3', 'page 4');
    await until('they are side by side', () => new Set(pages().map(({ column }) => column)).size === 2);
    await vscode.commands.executeCommand('kms.openKey', third);
    await shows('page 3', 'page 4', 'page 5');
  });

  it('are called what the key is called now', async () => {
    const key = await named('page 6');
    await vscode.commands.executeCommand('kms.openKey', key);
    await shows('page 6');
    await api.keys.createAlias(key, 'alias/page-renamed', key.keyId);
    await api.directory.refresh(key);
    await shows('page-renamed');
  });

  it('open from the document of the key’s policy', async () => {
    const key = await named('page 7');
    await vscode.commands.executeCommand('kms.policy.open', key);
    await vscode.commands.executeCommand('kms.policy.openKey');
    await shows('page 7');
  });
});
