import * as vscode from 'vscode';

/** Notes that a step of the walkthrough was carried out: it ticks what was done, not what was opened and cancelled. */
export function didStep(step: 'create' | 'encrypt' | 'rotate' | 'delete'): void {
  void vscode.commands.executeCommand('setContext', `kms.did.${step}`, true);
}
