import * as vscode from 'vscode';
import { policyScheme } from '../../core/policy/file/address';
import type { Bindings } from './bindings';
import type { PolicyDocuments } from './documents';

/**
 * Keeps the context key `kms.policyFile` for menus: what the active editor shows.
 * `own`: a key's own policy; `bound`: a file bound to a key; `file`: a policy of no key; `none`: something else.
 */
export function followActiveFile(documents: PolicyDocuments, bindings: Bindings): vscode.Disposable {
  const update = (): void => {
    const kind = kindOf(vscode.window.activeTextEditor?.document, documents, bindings);
    void vscode.commands.executeCommand('setContext', 'kms.policyFile', kind);
  };
  update();
  return vscode.Disposable.from(
    vscode.window.onDidChangeActiveTextEditor(update),
    bindings.onDidChange(update),
  );
}

function kindOf(
  document: vscode.TextDocument | undefined,
  documents: PolicyDocuments,
  bindings: Bindings,
): 'own' | 'bound' | 'file' | 'none' {
  if (!document) return 'none';
  if (document.uri.scheme === policyScheme) return 'own';
  if (!documents.isPolicy(document)) return 'none';
  return bindings.keyOf(document.uri) ? 'bound' : 'file';
}
