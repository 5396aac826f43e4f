import * as vscode from 'vscode';
import { KmsError } from '../../core/errors';
import { shortId } from '../../core/keys/labels';
import type { KeyRef } from '../../core/keys/model';
import { readPublicKey, type PublicKey } from '../../core/keys/publicKey';
import { publicKeyForms } from '../../core/keys/publicKeyForms';
import { flash, notify } from '../../host/notices';
import { chooseRow } from '../../host/quickPick';
import { demand } from './change';
import type { KeysDeps } from './deps';

/** Offers the public half of an asymmetric key in the forms that other tools want. */
export async function offerPublicKey(deps: KeysDeps, ref: KeyRef): Promise<void> {
  const name = deps.directory.nameOf(ref);
  const key = await demand(deps, 'publicKey', ref);
  const publicKey = readPublicKey(await deps.keys.publicKey(ref));
  const rows = publicKeyForms.map((form) => {
    const made = form.text(publicKey, key, name);
    return {
      label: vscode.l10n.t(form.title),
      detail: vscode.l10n.t('text' in made ? form.detail : made.unavailable),
      form,
      made,
    };
  });
  const chosen = await chooseRow(rows, { title: vscode.l10n.t('Public key of {0}', name) });
  if (chosen === undefined) return;
  const { form, made } = chosen;
  if ('unavailable' in made) throw new KmsError('not-possible', vscode.l10n.t(made.unavailable));
  if (form.extension !== undefined) {
    return save(fileName(name, ref), form.extension, form.extension === 'der' ? publicKey : made.text);
  }
  await vscode.env.clipboard.writeText(made.text);
  flash(vscode.l10n.t('Copied'), 2_000);
}

async function save(name: string, extension: string, content: PublicKey | string): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const target = await vscode.window.showSaveDialog({
    title: vscode.l10n.t('Save the public key'),
    filters: { [vscode.l10n.t('Public key')]: [extension] },
    ...(folder && { defaultUri: vscode.Uri.joinPath(folder, `${name}.${extension}`) }),
  });
  if (target === undefined) return;
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content.spki;
  await vscode.workspace.fs.writeFile(target, bytes);
  notify(vscode.l10n.t('Saved the public key as {0}.', vscode.workspace.asRelativePath(target)));
}

/** A name that every file system takes. */
function fileName(name: string, ref: KeyRef): string {
  const plain = name.replace(/[^A-Za-z0-9_.-]+/g, '-').replace(/^[-.]+|[-.]+$/g, '');
  return plain === '' ? shortId(ref.keyId) : plain;
}
