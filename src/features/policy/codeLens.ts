import * as vscode from 'vscode';
import { policyScheme } from '../../core/policy/file/address';
import { onSetting, setting } from '../../host/settings';
import type { Owner } from '../../sessions/policy/language/owners';
import type { PolicyLanguage } from '../../sessions/policy/language/policyLanguage';
import { policySelector, textOf } from './editorText';

/** What can be done with the whole policy, above its first line. */
export function registerPolicyCodeLens(language: PolicyLanguage): vscode.Disposable {
  const { documents, owners, bindings } = language;
  const changed = new vscode.EventEmitter<void>();
  const provider: vscode.CodeLensProvider = {
    onDidChangeCodeLenses: changed.event,
    provideCodeLenses(document) {
      if (!setting('policy.codeLens') || !documents.isPolicy(textOf(document))) return [];
      const first = new vscode.Range(0, 0, 0, 0);
      return actions(document.uri, owners.ownerOf(document.uri.toString())).map(
        (action) => new vscode.CodeLens(first, action),
      );
    },
  };
  return vscode.Disposable.from(
    changed,
    bindings.onDidChange(() => changed.fire()),
    owners.onDidChange(() => changed.fire()),
    onSetting(['policy.codeLens'], () => changed.fire()),
    vscode.languages.registerCodeLensProvider(policySelector, provider),
  );
}

function actions(uri: vscode.Uri, owner: Owner | undefined): vscode.Command[] {
  const own = uri.scheme === policyScheme;
  const access: vscode.Command[] = owner
    ? [{ title: vscode.l10n.t('Who can use the key'), command: 'kms.access.show', arguments: [owner.ref] }]
    : [];
  const onFile = (title: string, command: string): vscode.Command => ({ title, command, arguments: [uri] });
  if (own)
    return [
      ...access,
      onFile(vscode.l10n.t('Compare with the key'), 'kms.policy.compare'),
      onFile(vscode.l10n.t('Versions'), 'kms.policy.history'),
    ];
  if (!owner)
    return [
      onFile(vscode.l10n.t('Who can use the key'), 'kms.access.show'),
      onFile(vscode.l10n.t('Bind to a key…'), 'kms.policy.bind'),
    ];
  return [
    ...access,
    onFile(vscode.l10n.t('Compare with the key'), 'kms.policy.compare'),
    onFile(vscode.l10n.t('Save to the key'), 'kms.policy.save'),
  ];
}
