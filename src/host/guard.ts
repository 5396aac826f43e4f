import * as vscode from 'vscode';
import { KmsError } from '../core/errors';
import type { ConnectionPort } from '../core/ports';
import { createGuard, type Guard } from '../sessions/guard';
import { setting } from './settings';

/** The guard that asks in the editor. */
export function editorGuard(connections: ConnectionPort): Guard {
  return createGuard({
    connections,
    isReadOnly: () => setting('readOnly'),
    readOnlyWords: readOnlyWords(),
    confirm: confirmOnProduction,
  });
}

/** Says why nothing is changed, and what to do about it. */
export function readOnlyRefusal(): KmsError {
  return new KmsError('read-only', readOnlyWords());
}

function readOnlyWords(): string {
  return vscode.l10n.t('Read-only mode is on. Turn off the setting “kms.readOnly” to make changes.');
}

async function confirmOnProduction(change: string, name: string): Promise<boolean> {
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t('{0} on the production connection {1}?', change, name),
    { modal: true, detail: vscode.l10n.t('The connection matches the setting “kms.productionPattern”.') },
    change,
  );
  return chosen === change;
}
