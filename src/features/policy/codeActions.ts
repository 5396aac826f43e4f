import * as vscode from 'vscode';
import type { Change } from '../../core/policy/fixes/fix';
import { snippetText } from '../../core/policy/fixes/placeholders';
import { toRange, toSpan } from '../../host/ranges';
import { quickFixesIn, rewritesIn } from '../../sessions/policy/language/fixes';
import type { Judged } from '../../sessions/policy/language/findings';
import type { PolicyLanguage } from '../../sessions/policy/language/policyLanguage';
import { policySelector, textOf } from './editorText';

const { QuickFix, RefactorRewrite } = vscode.CodeActionKind;

/** Quick fixes of findings, one or all of a kind at once, and refactorings. */
export function registerPolicyCodeActions(language: PolicyLanguage): vscode.Disposable {
  const provider: vscode.CodeActionProvider = {
    async provideCodeActions(document, range, context, token) {
      const text = textOf(document);
      const span = toSpan(document, range);
      const wanted = (kind: vscode.CodeActionKind): boolean => !context.only || context.only.contains(kind);
      const fixes = wanted(QuickFix) ? await quickFixesIn(language, text, span, nameOfAll) : [];
      const rewrites = wanted(RefactorRewrite) ? await rewritesIn(language, text, span) : [];
      // The places are those of the version that was asked about.
      if (token.isCancellationRequested || document.version !== text.version) return undefined;
      return [
        ...fixes.map(({ change, judged, preferred }) => {
          const action = actionFor(document, change, QuickFix);
          if (!judged) return action;
          action.diagnostics = diagnosticsOf(document, judged, context);
          action.isPreferred = preferred;
          return action;
        }),
        ...rewrites.map((change) => actionFor(document, change, RefactorRewrite)),
      ];
    },
  };
  return vscode.languages.registerCodeActionsProvider(policySelector, provider, {
    providedCodeActionKinds: [QuickFix, RefactorRewrite],
  });
}

function nameOfAll(count: number, code: string): string {
  return vscode.l10n.t('Fix all {0} of this kind ({1})', count, code);
}

function actionFor(
  document: vscode.TextDocument,
  change: Change,
  kind: vscode.CodeActionKind,
): vscode.CodeAction {
  const action = new vscode.CodeAction(change.title, kind);
  const edit = new vscode.WorkspaceEdit();
  const { placeholders } = change;
  const edits = change.edits.map(({ span, newText }) => {
    const range = toRange(document, span);
    return placeholders
      ? vscode.SnippetTextEdit.replace(range, new vscode.SnippetString(snippetText(newText, placeholders)))
      : vscode.TextEdit.replace(range, newText);
  });
  edit.set(document.uri, edits);
  action.edit = edit;
  return action;
}

/** The problems that the fix answers: ours, or the JSON service's at the place of a syntax error. */
function diagnosticsOf(
  document: vscode.TextDocument,
  { finding }: Judged,
  { diagnostics }: vscode.CodeActionContext,
): vscode.Diagnostic[] {
  const range = toRange(document, finding.span);
  return diagnostics.filter(({ code, range: other }) => {
    if (typeof code === 'object' && code.value === finding.code) return other.isEqual(range);
    return finding.code === 'JSON_SYNTAX_ERROR' && other.intersection(range) !== undefined;
  });
}
