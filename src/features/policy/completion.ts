import * as vscode from 'vscode';
import { completionTriggers } from '../../core/policy/complete/completion';
import type { Completion, CompletionKind } from '../../core/policy/complete/completion';
import { withToken } from '../../host/progress';
import { toRange } from '../../host/ranges';
import { completionsAt, type PlacedCompletion } from '../../sessions/policy/language/completions';
import type { PolicyLanguage } from '../../sessions/policy/language/policyLanguage';
import { policySelector, textOf } from './editorText';

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
export function registerPolicyCompletion(language: PolicyLanguage): vscode.Disposable {
  const provider: vscode.CompletionItemProvider = {
    async provideCompletionItems(document, position, token, { triggerCharacter }) {
      const offset = document.offsetAt(position);
      return withToken(token, async (signal) => {
        const offers = await completionsAt(language, textOf(document), {
          ...{ offset, trigger: triggerCharacter, signal },
        });
        return offers?.map((offer) => toItem(document, offer));
      });
    },
    resolveCompletionItem(item) {
      const make = item instanceof PolicyItem ? item.completion.documentation : undefined;
      if (make) item.documentation = new vscode.MarkdownString(make());
      return item;
    },
  };
  return vscode.languages.registerCompletionItemProvider(policySelector, provider, ...completionTriggers);
}

function toItem(
  document: vscode.TextDocument,
  { completion, edit, others }: PlacedCompletion,
): vscode.CompletionItem {
  const { snippet, filterText, sortText, commitCharacters } = completion;
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
  return item;
}
