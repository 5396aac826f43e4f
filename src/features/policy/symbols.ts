import * as vscode from 'vscode';
import type { OutlineEntry } from '../../core/policy/outline';
import type { HostedPolicy } from '../../core/policy/languages/language';
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
          .filter(({ part }) => !part)
          .flatMap((policy) =>
            outline(policy.document).flatMap((entry) => toSymbol(document, policy, entry)),
          );
      },
    },
    { label: vscode.l10n.t('Key policy') },
  );
}

function toSymbol(
  document: vscode.TextDocument,
  policy: HostedPolicy,
  { name, detail, span, selection }: OutlineEntry,
): vscode.DocumentSymbol[] {
  const [whole, selected] = [policy.toFile(span), policy.toFile(selection)];
  if (!whole || !selected) return [];
  const kind = vscode.SymbolKind.Object;
  return [
    new vscode.DocumentSymbol(name, detail, kind, toRange(document, whole), toRange(document, selected)),
  ];
}
