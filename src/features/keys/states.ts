import * as vscode from 'vscode';
import { runCommand } from '../../host/commandList';
import { changeKeys, type Change } from './change';
import type { KeysDeps } from './deps';

/** Enable, disable, cancel a deletion. */
export function registerStates(deps: KeysDeps): vscode.Disposable[] {
  const { commands, keys } = deps;
  const enable: Change = {
    action: 'enable',
    verb: vscode.l10n.t('Enable'),
    done: 'Enabled {0} in {1}.',
    doneMany: 'Enabled {0} keys.',
    run: (ref, signal) => keys.enable(ref, signal),
  };
  const disable: Change = {
    action: 'disable',
    verb: vscode.l10n.t('Disable'),
    done: 'Disabled {0} in {1}.',
    doneMany: 'Disabled {0} keys.',
    run: (ref, signal) => keys.disable(ref, signal),
    next: (ref) => [{ title: vscode.l10n.t('Enable again'), run: () => runCommand('kms.key.enable', ref) }],
  };
  const cancelDeletion: Change = {
    action: 'cancelDeletion',
    verb: vscode.l10n.t('Cancel the deletion of'),
    done: 'The deletion of {0} in {1} was cancelled. The key is disabled now.',
    doneMany: 'The deletion of {0} keys was cancelled. They are disabled now.',
    run: (ref, signal) => keys.cancelDeletion(ref, signal),
    next: (ref) => [{ title: vscode.l10n.t('Enable'), run: () => runCommand('kms.key.enable', ref) }],
  };
  return [
    commands.keysCommand('kms.key.enable', 'enable {key}', (refs) => changeKeys(deps, refs, enable)),
    commands.keysCommand('kms.key.disable', 'disable {key}', (refs) => changeKeys(deps, refs, disable)),
    commands.keysCommand('kms.key.cancelDeletion', 'cancel the deletion of {key}', (refs) =>
      changeKeys(deps, refs, cancelDeletion),
    ),
  ];
}
