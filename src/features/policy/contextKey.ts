import * as vscode from 'vscode';
import { policyScheme } from '../../core/policy/file/address';
import type { PolicyLanguage } from '../../sessions/policy/language/policyLanguage';
import { textOf } from './editorText';

/**
 * Keeps the context key `kms.policyFile` for menus: what the active editor shows.
 * `own`: a key's own policy; `bound`: a file bound to a key; `file`: a policy of no key; `none`: something else.
 */
export function followActiveFile(language: PolicyLanguage): vscode.Disposable {
  const update = (): void => {
    const kind = kindOf(vscode.window.activeTextEditor?.document, language);
    void vscode.commands.executeCommand('setContext', 'kms.policyFile', kind);
  };
  update();
  return vscode.Disposable.from(
    vscode.window.onDidChangeActiveTextEditor(update),
    language.bindings.onDidChange(update),
  );
}

function kindOf(
  document: vscode.TextDocument | undefined,
  { documents, bindings }: PolicyLanguage,
): 'own' | 'bound' | 'file' | 'none' {
  if (!document) return 'none';
  if (document.uri.scheme === policyScheme) return 'own';
  if (!documents.isPolicy(textOf(document))) return 'none';
  return bindings.keyOf(document.uri.toString()) ? 'bound' : 'file';
}
