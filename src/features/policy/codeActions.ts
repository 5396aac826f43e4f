import * as vscode from 'vscode';
import { combineFixes, preferredFix } from '../../core/policy/fixes/fix';
import type { Change } from '../../core/policy/fixes/fix';
import { snippetText } from '../../core/policy/fixes/placeholders';
import { toRange, toSpan } from '../../host/ranges';
import { policySelector } from './documents';
import type { PolicyDocuments } from './documents';
import type { Findings, Judged } from './findings';
import type { Owners } from './owners';

const offered = [vscode.CodeActionKind.QuickFix, vscode.CodeActionKind.RefactorRewrite];

/** Quick fixes of findings, one or all of a kind at once, and refactorings. */
export function registerPolicyCodeActions(
  documents: PolicyDocuments,
  findings: Findings,
  owners: Owners,
): vscode.Disposable {
  const provider: vscode.CodeActionProvider = {
    async provideCodeActions(document, range, context, token) {
      const judged = await findings.of(document);
      if (token.isCancellationRequested) return undefined;
      const wanted = (kind: vscode.CodeActionKind): boolean => !context.only || context.only.contains(kind);
      const actions: vscode.CodeAction[] = [];
      if (wanted(vscode.CodeActionKind.QuickFix))
        actions.push(...quickFixes(document, judged, range, context));
      if (wanted(vscode.CodeActionKind.RefactorRewrite))
        actions.push(...(await rewrites(document, documents, owners, range)));
      return actions;
    },
  };
  return vscode.languages.registerCodeActionsProvider(policySelector, provider, {
    providedCodeActionKinds: offered,
  });
}

function quickFixes(
  document: vscode.TextDocument,
  judged: readonly Judged[],
  range: vscode.Range,
  context: vscode.CodeActionContext,
): vscode.CodeAction[] {
  const here = judged.filter(({ finding }) => toRange(document, finding.span).intersection(range));
  const single = here.flatMap((one) => {
    const fixes = one.finding.fixes();
    const preferred = preferredFix(fixes);
    return fixes.map((fix) => {
      const action = actionFor(document, fix, vscode.CodeActionKind.QuickFix);
      action.diagnostics = diagnosticsOf(document, one, context);
      action.isPreferred = fix === preferred;
      return action;
    });
  });
  const codes = [...new Set(here.map(({ finding }) => finding.code))];
  return [...single, ...codes.flatMap((code) => fixAll(document, judged, code))];
}

/** All findings of one kind in the document at once, each by the fix that needs no choice. */
function fixAll(document: vscode.TextDocument, judged: readonly Judged[], code: string): vscode.CodeAction[] {
  const first = judged
    .filter(({ finding }) => finding.code === code)
    .flatMap((one) => preferredFix(one.finding.fixes()) ?? []);
  if (first.length < 2) return [];
  const title = vscode.l10n.t('Fix all {0} of this kind ({1})', first.length, code);
  const all = combineFixes(title, first);
  return all ? [actionFor(document, all, vscode.CodeActionKind.QuickFix)] : [];
}

async function rewrites(
  document: vscode.TextDocument,
  documents: PolicyDocuments,
  owners: Owners,
  range: vscode.Range,
): Promise<vscode.CodeAction[]> {
  const { start, end } = toSpan(document, range);
  const place = await documents.placeAt(document, start);
  if (!place) return [];
  const { policy, offset } = place;
  const { refactorings } = await import('../../core/policy/refactor/refactorings');
  const at = { start: offset, end: policy.fromFile(end) };
  return refactorings(policy.document, at, owners.knownOf(document.uri)).flatMap((change) => {
    const edits = policy.write(change.edits);
    return edits ? [actionFor(document, { ...change, edits }, vscode.CodeActionKind.RefactorRewrite)] : [];
  });
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
