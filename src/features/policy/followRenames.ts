import * as vscode from 'vscode';
import type { Bindings } from '../../sessions/policy/language/bindings';

/** What is remembered of a file goes along where it is renamed; of an untitled document, it ends with that. */
export function followRenames(bindings: Bindings): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.workspace.onDidRenameFiles(async ({ files }) => {
      for (const { oldUri, newUri } of files) await bindings.rename(oldUri.toString(), newUri.toString());
    }),
    // A change of language closes and opens a document, too, which is not closed then.
    vscode.workspace.onDidCloseTextDocument(async ({ uri, isUntitled, isClosed }) => {
      if (isUntitled && isClosed) await bindings.forget(uri.toString());
    }),
  );
}
