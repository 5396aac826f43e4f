import * as vscode from 'vscode';
import { answersTo, completionTriggers } from '../../core/policy/complete/completion';
import type { Completion, CompletionKind } from '../../core/policy/complete/completion';
import { toRange } from '../../host/ranges';
import { isBorrowed } from '../../core/policy/embedded/template';
import { policySelector } from './documents';
import type { PolicyDocuments, PolicyPlace } from './documents';
import type { Assistance } from './assistance';

const kinds: Record<CompletionKind, vscode.CompletionItemKind> = {
  element: vscode.CompletionItemKind.Property,
  value: vscode.CompletionItemKind.EnumMember,
  action: vscode.CompletionItemKind.Method,
  principal: vscode.CompletionItemKind.User,
  service: vscode.CompletionItemKind.Module,
  operator: vscode.CompletionItemKind.Operator,
  'condition-key': vscode.CompletionItemKind.Field,
  snippet: vscode.CompletionItemKind.Snippet,
};

/** An item that makes its documentation when it is looked at. */
class PolicyItem extends vscode.CompletionItem {
  constructor(readonly completion: Completion) {
    const { label, detail } = completion;
    super(detail ? { label, description: detail } : label, kinds[completion.kind]);
  }
}

/** Completion at every place of a key policy. */
export function registerPolicyCompletion(
  documents: PolicyDocuments,
  assistance: Assistance,
): vscode.Disposable {
  const provider: vscode.CompletionItemProvider = {
    async provideCompletionItems(document, position, token, { triggerCharacter }) {
      const before = document.lineAt(position).text.slice(0, position.character);
      const language = document.languageId === 'yaml' ? 'yaml' : 'json';
      if (!answersTo(triggerCharacter, before, language)) return undefined;
      const offset = document.offsetAt(position);
      const place = await documents.placeAt(document, offset);
      if (!place || token.isCancellationRequested) return undefined;
      const { complete } = await import('../../core/policy/complete/complete');
      const context = assistance.contextOf(document.uri, place.policy.embedded?.language);
      return complete(place.policy.document, offset, context).flatMap((one) => toItem(document, place, one));
    },
    resolveCompletionItem(item) {
      const make = item instanceof PolicyItem ? item.completion.documentation : undefined;
      if (make) item.documentation = new vscode.MarkdownString(make());
      return item;
    },
  };
  return vscode.languages.registerCompletionItemProvider(policySelector, provider, ...completionTriggers);
}

/** None where the place cannot be written to: it is an alias, or not on one line. */
function toItem(
  document: vscode.TextDocument,
  { policy, back }: PolicyPlace,
  completion: Completion,
): vscode.CompletionItem[] {
  const span = back(completion.span);
  if (!span || isBorrowed(policy.embedded, completion.span)) return [];
  const item = new PolicyItem(completion);
  const { insertText, snippet, filterText, sortText, commitCharacters, additionalEdits } = completion;
  item.insertText = snippet ? new vscode.SnippetString(insertText) : insertText;
  item.filterText = filterText;
  item.sortText = sortText;
  item.range = toRange(document, span);
  if (commitCharacters) item.commitCharacters = [...commitCharacters];
  if (additionalEdits)
    item.additionalTextEdits = additionalEdits.map((edit) =>
      vscode.TextEdit.replace(toRange(document, back(edit.span) ?? edit.span), edit.newText),
    );
  if (completion.retrigger)
    item.command = { title: vscode.l10n.t('Suggest'), command: 'editor.action.triggerSuggest' };
  return [item];
}
