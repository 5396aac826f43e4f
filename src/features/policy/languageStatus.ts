import * as vscode from 'vscode';
import { policyName, policyScheme } from '../../core/policy/file/address';
import { plainNotice } from '../../host/plainText';
import type { Owner } from '../../sessions/policy/language/owners';
import type { PolicyLanguage } from '../../sessions/policy/language/policyLanguage';
import type { PolicyDeps } from './deps';
import { textOf } from './editorText';

/** The item "Key policy" among the languages of the status bar: what the file belongs to. */
export function registerPolicyStatus(
  deps: Pick<PolicyDeps, 'directory' | 'connections'>,
  { documents, owners, bindings }: PolicyLanguage,
): vscode.Disposable {
  const item = vscode.languages.createLanguageStatusItem('kms.policy', []);
  item.name = vscode.l10n.t('Key policy');
  item.text = vscode.l10n.t('Key policy');
  const show = async (): Promise<void> => {
    const document = vscode.window.activeTextEditor?.document;
    if (!document || !documents.isPolicy(textOf(document))) {
      item.selector = [];
      return;
    }
    const { uri } = document;
    const owner = owners.ownerOf(uri.toString());
    item.selector = {
      scheme: uri.scheme,
      pattern: new vscode.RelativePattern(vscode.Uri.joinPath(uri, '..'), '*'),
    };
    item.busy = owner !== undefined && owner.key === undefined;
    item.detail = owner ? plainNotice(await describe(deps, uri, owner)) : vscode.l10n.t('not bound to a key');
    item.command = commandFor(uri, owner);
  };
  const update = (): void => void show();
  update();
  return vscode.Disposable.from(
    item,
    vscode.window.onDidChangeActiveTextEditor(update),
    bindings.onDidChange(update),
    owners.onDidChange(update),
  );
}

async function describe(
  { directory, connections }: Pick<PolicyDeps, 'directory' | 'connections'>,
  uri: vscode.Uri,
  { ref, key }: Owner,
): Promise<string> {
  const connection = await connections.get(ref.connection).catch(() => undefined);
  // A window that was just opened has listed no keys yet: the document's own name says it.
  const name = uri.scheme === policyScheme ? policyName(uri.path) : directory.nameOf(ref);
  const parts = [name, ref.region, connection?.name ?? ref.connection];
  if (key?.manager === 'AWS') parts.push(vscode.l10n.t('managed by AWS, read-only'));
  return parts.join(' · ');
}

function commandFor(uri: vscode.Uri, owner: Owner | undefined): vscode.Command {
  if (!owner) return { title: vscode.l10n.t('Bind to a key…'), command: 'kms.policy.bind', arguments: [uri] };
  return uri.scheme === policyScheme
    ? { title: vscode.l10n.t('Versions'), command: 'kms.policy.history', arguments: [uri] }
    : { title: vscode.l10n.t('Unbind'), command: 'kms.policy.unbind', arguments: [uri] };
}
