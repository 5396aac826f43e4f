import * as vscode from 'vscode';
import { combineFixes, preferredFix } from '../../core/policy/fixes/fix';
import type { Change, Fix } from '../../core/policy/fixes/fix';
import { isBorrowed } from '../../core/policy/embedded/template';
import type { EmbeddedPolicy } from '../../core/policy/embedded/template';
import { snippetText } from '../../core/policy/fixes/placeholders';
import { toRange, toSpan } from '../../host/ranges';
import { policySelector } from './documents';
import type { PolicyDocuments, PolicyText } from './documents';
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
    const fixes = fixesOf(one);
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
    .flatMap((one) => preferredFix(fixesOf(one)) ?? []);
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
  const policy = await documents.policyAt(document, document.offsetAt(range.start));
  if (!policy) return [];
  const { refactorings } = await import('../../core/policy/refactor/refactorings');
  return refactorings(policy.document, toSpan(document, range), owners.knownOf(document.uri))
    .filter((fix) => fits(policy.embedded, fix) && (policy.embedded?.language !== 'yaml' || fix.anywhere))
    .map((fix) => actionFor(document, fix, vscode.CodeActionKind.RefactorRewrite));
}

function fixesOf({ finding, policy }: Judged): Fix[] {
  return finding.fixes().filter((fix) => fits(policy.embedded, fix));
}

/** In a template a change stays within the policy, and away from what is written elsewhere. */
function fits(embedded: PolicyText['embedded'], change: Change): boolean {
  if (!embedded) return true;
  return change.edits.every(({ span }) => isWithin(span, embedded) && !isBorrowed(embedded, span));
}

function isWithin(span: { start: number; end: number }, { span: policy }: EmbeddedPolicy): boolean {
  return policy.start <= span.start && span.end <= policy.end;
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
