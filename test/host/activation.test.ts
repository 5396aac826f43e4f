import assert from 'node:assert/strict';
import * as vscode from 'vscode';

describe('activation', () => {
  it('activates the extension from the folder that holds it', async () => {
    const extension = vscode.extensions.getExtension('kms-workbench.kms-workbench');
    assert.ok(extension, 'the extension is not installed in this VS Code');
    await extension.activate();
    assert.equal(extension.isActive, true);
  });

  it('offers its commands in the palette', async () => {
    const commands = await vscode.commands.getCommands(true);
    assert.ok(commands.includes('kms.createKey'));
  });
});
