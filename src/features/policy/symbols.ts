import * as vscode from 'vscode';
import { toRange } from '../../host/ranges';
import { outlineOf } from '../../sessions/policy/language/outlines';
import type { PolicyLanguage } from '../../sessions/policy/language/policyLanguage';
import { policySelector, textOf } from './editorText';

/** The statements of a policy by their names, to go to. */
export function registerPolicySymbols(language: PolicyLanguage): vscode.Disposable {
  const provider: vscode.DocumentSymbolProvider = {
    async provideDocumentSymbols(document) {
      const entries = await outlineOf(language, textOf(document));
      return entries.map(({ name, detail, span, selection }) => {
        const [range, selected] = [toRange(document, span), toRange(document, selection)];
        return new vscode.DocumentSymbol(name, detail, vscode.SymbolKind.Object, range, selected);
      });
    },
  };
  return vscode.languages.registerDocumentSymbolProvider(policySelector, provider, {
    label: vscode.l10n.t('Key policy'),
  });
}
