import * as vscode from 'vscode';
import { KmsError } from '../../core/errors';
import { shortId } from '../../core/keys/labels';
import type { KeyRef } from '../../core/keys/model';
import { readPublicKey, toPem, type KeyForm } from '../../core/keys/publicKey';
import { publicKeyForms, type PublicKeyForm } from '../../core/keys/publicKeyForms';
import { flash, notify } from '../../host/notices';
import { chooseRow } from '../../host/quickPick';
import type { Row } from '../../host/quickPickRow';
import { demand } from './change';
import type { KeysDeps } from './deps';

/** Offers the public half of an asymmetric key in the forms that other tools want. */
export async function offerPublicKey(deps: KeysDeps, ref: KeyRef): Promise<void> {
  const name = deps.directory.nameOf(ref);
  const key = await demand(deps, 'publicKey', ref);
  const publicKey = readPublicKey(await deps.keys.publicKey(ref));
  const chosen = await chooseRow(
    [
      ...publicKeyForms.map((form) => copyRow(form, form.text(publicKey, key, name))),
      saveRow('PEM', () => save(fileName(name, ref), 'pem', new TextEncoder().encode(toPem(publicKey)))),
      saveRow('DER', () => save(fileName(name, ref), 'der', publicKey.spki)),
    ],
    { title: vscode.l10n.t('Public key of {0}', name) },
  );
  await chosen?.run();
}

interface Choice extends Row {
  run(): Promise<void>;
}

function copyRow(form: PublicKeyForm, made: KeyForm): Choice {
  return {
    label: vscode.l10n.t('Copy {0}', form.name),
    detail: vscode.l10n.t('text' in made ? form.detail : made.unavailable),
    async run() {
      if ('unavailable' in made) throw new KmsError('not-possible', vscode.l10n.t(made.unavailable));
      await vscode.env.clipboard.writeText(made.text);
      flash(vscode.l10n.t('Copied'), 2_000);
    },
  };
}

function saveRow(name: string, run: () => Promise<void>): Choice {
  return { label: vscode.l10n.t('Save as {0} file…', name), run };
}

async function save(name: string, extension: string, bytes: Uint8Array): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const target = await vscode.window.showSaveDialog({
    title: vscode.l10n.t('Save the public key'),
    filters: { [vscode.l10n.t('Public key')]: [extension] },
    ...(folder && { defaultUri: vscode.Uri.joinPath(folder, `${name}.${extension}`) }),
  });
  if (target === undefined) return;
  await vscode.workspace.fs.writeFile(target, bytes);
  notify(vscode.l10n.t('Saved the public key as {0}.', vscode.workspace.asRelativePath(target)));
}

/** A name that every file system takes. */
function fileName(name: string, ref: KeyRef): string {
  const plain = name.replace(/[^A-Za-z0-9_.-]+/g, '-').replace(/^[-.]+|[-.]+$/g, '');
  return plain === '' ? shortId(ref.keyId) : plain;
}
