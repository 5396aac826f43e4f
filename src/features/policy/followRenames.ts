import * as vscode from 'vscode';
import type { Bindings } from '../../sessions/policy/language/bindings';

/** A file that is renamed in the editor stays bound to its key. */
export function followRenames(bindings: Bindings): vscode.Disposable {
  return vscode.workspace.onDidRenameFiles(async ({ files }) => {
    for (const { oldUri, newUri } of files) await bindings.rename(oldUri.toString(), newUri.toString());
  });
}
