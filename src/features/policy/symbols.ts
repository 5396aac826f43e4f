import * as vscode from 'vscode';
import type { OutlineEntry } from '../../core/policy/outline';
import { toRange } from '../../host/ranges';
import { policySelector } from './documents';
import type { PolicyDocuments } from './documents';

/** The statements of a policy by their names, to go to. */
export function registerPolicySymbols(documents: PolicyDocuments): vscode.Disposable {
  return vscode.languages.registerDocumentSymbolProvider(
    policySelector,
    {
      async provideDocumentSymbols(document) {
        const { outline } = await import('../../core/policy/outline');
        const policies = await documents.policiesIn(document);
        return policies
          .filter(({ embedded }) => !embedded?.part)
          .flatMap((policy) => outline(policy.document).map((entry) => toSymbol(document, entry)));
      },
    },
    { label: vscode.l10n.t('Key policy') },
  );
}

function toSymbol(document: vscode.TextDocument, entry: OutlineEntry): vscode.DocumentSymbol {
  const { name, detail, span, selection } = entry;
  const [range, selected] = [toRange(document, span), toRange(document, selection)];
  return new vscode.DocumentSymbol(name, detail, vscode.SymbolKind.Object, range, selected);
}
