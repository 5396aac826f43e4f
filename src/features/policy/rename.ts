import * as vscode from 'vscode';
import type { Span, StringValue } from '../../core/policy/document';
import type { HostedPolicy } from '../../core/policy/languages/language';
import { toRange } from '../../host/ranges';
import { policySelector } from './documents';
import type { PolicyDocuments } from './documents';

/** Renames a statement: its Sid, refused where another statement has the new one. */
export function registerSidRename(documents: PolicyDocuments): vscode.Disposable {
  return vscode.languages.registerRenameProvider(policySelector, {
    async prepareRename(document, position) {
      const found = await sidAt(documents, document, position);
      // The editor says so when the rename was asked for; other providers may know more.
      if (!found) throw new Error(vscode.l10n.t('Only the Sid of a statement can be renamed here.'));
      return { range: toRange(document, found.name), placeholder: found.sid.value };
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
      const { replaceString } = await import('../../core/policy/fixes/edit');
      const edit = new vscode.WorkspaceEdit();
      for (const { span, newText } of policy.write([replaceString(sid, name)]) ?? [])
        edit.replace(document.uri, toRange(document, span), newText);
      return edit;
    },
  });
}

interface FoundSid {
  sid: StringValue;
  policy: HostedPolicy;
  /** The text in the file, without its quotes. */
  name: Span;
}

async function sidAt(
  documents: PolicyDocuments,
  document: vscode.TextDocument,
  position: vscode.Position,
): Promise<FoundSid | undefined> {
  const place = await documents.placeAt(document, document.offsetAt(position));
  for (const { sid } of place?.policy.document.statements ?? []) {
    const value = sid?.value;
    const isHere = value && place && value.span.start <= place.offset && place.offset <= value.span.end;
    const name = isHere && value.kind === 'string' && place.policy.toFile(inside(place.policy, value));
    if (name) return { sid: value, policy: place.policy, name };
  }
  return undefined;
}

/** The text of a string without its quotes, where it has any. */
function inside({ document }: HostedPolicy, { span }: StringValue): Span {
  const quoted = /["']/.test(document.text.charAt(span.start));
  return quoted ? { start: span.start + 1, end: span.end - 1 } : span;
}
