import * as vscode from 'vscode';
import type { Span, StringValue } from '../../core/policy/document';
import { toRange } from '../../host/ranges';
import { policySelector } from './documents';
import type { PolicyDocuments, PolicyText } from './documents';

/** Renames a statement: its Sid, refused where another statement has the new one. */
export function registerSidRename(documents: PolicyDocuments): vscode.Disposable {
  return vscode.languages.registerRenameProvider(policySelector, {
    async prepareRename(document, position) {
      const found = await sidAt(documents, document, position);
      // The editor says so when the rename was asked for; other providers may know more.
      if (!found) throw new Error(vscode.l10n.t('Only the Sid of a statement can be renamed here.'));
      return { range: toRange(document, inside(document, found.sid)), placeholder: found.sid.value };
    },
    async provideRenameEdits(document, position, name) {
      const found = await sidAt(documents, document, position);
      if (!found) return undefined;
      const { sid, policy } = found;
      const taken = policy.document.statements.some(
        ({ sid: other }) =>
          other?.value?.kind === 'string' && other.value !== sid && other.value.value === name,
      );
      if (taken) throw new Error(vscode.l10n.t('Another statement is called {0} already.', name));
      const edit = new vscode.WorkspaceEdit();
      edit.replace(document.uri, toRange(document, sid.span), JSON.stringify(name));
      return edit;
    },
  });
}

async function sidAt(
  documents: PolicyDocuments,
  document: vscode.TextDocument,
  position: vscode.Position,
): Promise<{ sid: StringValue; policy: PolicyText } | undefined> {
  const offset = document.offsetAt(position);
  const policy = await documents.policyAt(document, offset);
  for (const { sid } of policy?.document.statements ?? []) {
    const value = sid?.value;
    const isHere = value && value.span.start <= offset && offset <= value.span.end;
    if (policy && isHere && value.kind === 'string') return { sid: value, policy };
  }
  return undefined;
}

/** The text of a string without its quotes, where it has any. */
function inside(document: vscode.TextDocument, { span }: StringValue): Span {
  const quoted = /^["']/.test(document.getText(toRange(document, span)));
  return quoted ? { start: span.start + 1, end: span.end - 1 } : span;
}
