import * as vscode from 'vscode';
import type { Place } from '../../core/access/model';
import { KmsError } from '../../core/errors';
import type { PolicyDocument, Span } from '../../core/policy/document';
import { factsOf } from '../../core/policy/facts';
import { policyPath, policyScheme } from '../../core/policy/file/address';
import type { Json } from '../../core/policy/fixes/layout';
import { addStatement } from '../../core/policy/fixes/statements';
import { parsePolicy } from '../../core/policy/parse';
import { printedPolicy } from '../../core/policy/printed';
import { freshSid, sidsOf } from '../../core/policy/refactor/addSid';
import type { KeyRef } from '../../core/keys/model';
import { runCommand } from '../../host/commandList';
import { toRange } from '../../host/ranges';

/** Where the policy of a page stands: a file, or the document of a key. */
export type PolicyTarget = { uri: vscode.Uri } | { ref: KeyRef };

/** The document where it is open already. */
export function openDocument(target: PolicyTarget): vscode.TextDocument | undefined {
  return vscode.workspace.textDocuments.find((document) => isTarget(document.uri, target));
}

export function isTarget(uri: vscode.Uri, target: PolicyTarget): boolean {
  if ('uri' in target) return uri.toString() === target.uri.toString();
  return uri.scheme === policyScheme && uri.path.startsWith(folderOf(target.ref));
}

/** Selects a statement of the key policy. */
export async function revealStatement(target: PolicyTarget, { statement }: Place): Promise<void> {
  const editor = await showPolicy(target);
  const text = editor.document.getText();
  const parsed = parsePolicy(text);
  // In what `aws kms get-key-policy` prints, the statements stand within a text.
  const printed = printedPolicy(parsed, text);
  const found = (printed?.document ?? parsed).statements.find(({ index }) => index === statement);
  if (found !== undefined) select(editor, printed?.back(found.value.span) ?? found.value.span);
}

/** Adds a statement behind the others; the person sees it, may undo it, and saves. */
export async function addToPolicy(target: PolicyTarget, statement: Record<string, unknown>): Promise<void> {
  const editor = await showPolicy(target);
  const { document } = editor;
  const parsed = parsePolicy(document.getText());
  const facts = factsOf(parsed);
  const sid = typeof statement.Sid === 'string' ? freshSid(statement.Sid, sidsOf(facts)) : undefined;
  const json = { ...statement, ...(sid !== undefined && { Sid: sid }) } as Json;
  const edit = addStatement(facts, json, facts.statements.at(-1));
  if (edit === undefined)
    throw new KmsError(
      'not-possible',
      vscode.l10n.t(
        'The policy has no list of statements to add one to. Copy the statement and put it in by hand.',
      ),
    );
  const change = new vscode.WorkspaceEdit();
  change.replace(document.uri, toRange(document, edit.span), edit.newText);
  await vscode.workspace.applyEdit(change);
  const added = lastStatement(parsePolicy(document.getText()));
  if (added !== undefined) select(editor, added);
}

function lastStatement({ statements }: PolicyDocument): Span | undefined {
  return statements.at(-1)?.value.span;
}

async function showPolicy(target: PolicyTarget): Promise<vscode.TextEditor> {
  const open = openDocument(target);
  if (open === undefined && 'ref' in target) await runCommand('kms.policy.open', target.ref);
  const document =
    open ??
    openDocument(target) ??
    ('uri' in target ? await vscode.workspace.openTextDocument(target.uri) : undefined);
  if (document === undefined)
    throw new KmsError('not-found', vscode.l10n.t('The key policy could not be opened.'));
  return vscode.window.showTextDocument(document, { viewColumn: columnOf(document), preview: false });
}

/** Beside the page, unless the document is shown somewhere already. */
function columnOf(document: vscode.TextDocument): vscode.ViewColumn {
  const shown = vscode.window.visibleTextEditors.find((editor) => editor.document === document);
  return shown?.viewColumn ?? vscode.ViewColumn.Beside;
}

function select(editor: vscode.TextEditor, span: Span): void {
  const range = toRange(editor.document, span);
  editor.selection = new vscode.Selection(range.start, range.end);
  editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

function folderOf(ref: KeyRef): string {
  return policyPath(ref, '').replace(/[^/]*$/, '');
}
