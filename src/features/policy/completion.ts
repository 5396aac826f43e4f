import * as vscode from 'vscode';
import { answersTo, completionTriggers } from '../../core/policy/complete/completion';
import type { Completion, CompletionKind } from '../../core/policy/complete/completion';
import type { HostedPolicy } from '../../core/policy/languages/language';
import { toRange } from '../../host/ranges';
import { policySelector } from './documents';
import type { PolicyDocuments } from './documents';
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
      const blank = (line: string): boolean => documents.blankCompletes(document, line);
      if (!answersTo(triggerCharacter, before, blank)) return undefined;
      const place = await documents.emptyPlaceAt(document, document.offsetAt(position));
      if (!place || token.isCancellationRequested) return undefined;
      const { complete } = await import('../../core/policy/complete/complete');
      const { policy, offset } = place;
      const context = assistance.contextOf(document.uri);
      return complete(policy.document, offset, context).flatMap((one) => toItem(document, policy, one));
    },
    resolveCompletionItem(item) {
      const make = item instanceof PolicyItem ? item.completion.documentation : undefined;
      if (make) item.documentation = new vscode.MarkdownString(make());
      return item;
    },
  };
  return vscode.languages.registerCompletionItemProvider(policySelector, provider, ...completionTriggers);
}

/** None where the place cannot be written to: it only shows something, or is not on one line. */
function toItem(
  document: vscode.TextDocument,
  policy: HostedPolicy,
  completion: Completion,
): vscode.CompletionItem[] {
  const { insertText, snippet, filterText, sortText, commitCharacters, additionalEdits = [] } = completion;
  const written = policy.write([{ span: completion.span, newText: insertText }, ...additionalEdits]);
  const [edit, ...others] = written ?? [];
  if (!edit) return [];
  const item = new PolicyItem(completion);
  item.insertText = snippet ? new vscode.SnippetString(edit.newText) : edit.newText;
  item.filterText = filterText;
  item.sortText = sortText;
  item.range = toRange(document, edit.span);
  if (commitCharacters) item.commitCharacters = [...commitCharacters];
  if (others.length > 0)
    item.additionalTextEdits = others.map(({ span, newText }) =>
      vscode.TextEdit.replace(toRange(document, span), newText),
    );
  if (completion.retrigger)
    item.command = { title: vscode.l10n.t('Suggest'), command: 'editor.action.triggerSuggest' };
  return [item];
}
