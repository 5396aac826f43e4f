import * as vscode from 'vscode';
import { KmsError } from '../core/errors';

/** Throws unless the workspace is trusted: one of strangers gets the language features only, however a command came. */
export function demandTrust(): void {
  if (!vscode.workspace.isTrusted)
    throw new KmsError('untrusted', vscode.l10n.t('The workspace is not trusted.'));
}
