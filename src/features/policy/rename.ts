import * as vscode from 'vscode';
import { toRange } from '../../host/ranges';
import { renameSid, sidAt } from '../../sessions/policy/language/renames';
import type { PolicyLanguage } from '../../sessions/policy/language/policyLanguage';
import { policySelector, textOf } from './editorText';

/** Renames a statement: its Sid, refused where another statement has the new one. */
export function registerSidRename(language: PolicyLanguage): vscode.Disposable {
  return vscode.languages.registerRenameProvider(policySelector, {
    async prepareRename(document, position) {
      const found = await sidAt(language, textOf(document), document.offsetAt(position));
      // The editor says so when the rename was asked for; other providers may know more.
      if (!found) throw new Error(vscode.l10n.t('Only the Sid of a statement can be renamed here.'));
      return { range: toRange(document, found.name), placeholder: found.sid.value };
    },
    async provideRenameEdits(document, position, name) {
      const found = await sidAt(language, textOf(document), document.offsetAt(position));
      if (!found) return undefined;
      const edit = new vscode.WorkspaceEdit();
      for (const { span, newText } of await renameSid(found, name))
        edit.replace(document.uri, toRange(document, span), newText);
      return edit;
    },
  });
}
