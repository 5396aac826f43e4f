import * as vscode from 'vscode';
import { count } from '../../core/crypto/limits';
import type { ResultPart } from '../../core/crypto/outputForms';
import { flash, notify, warn } from '../../host/notices';
import type { CryptoOutputs } from '../../sessions/crypto/questions';
import type { SecretClipboard } from './clipboard';
import type { SecretPages } from './secretPages';

/** Where results go in the editor. No notice, log line or title ever holds one. */
export function editorOutputs(clipboard: SecretClipboard, pages: SecretPages): CryptoOutputs {
  return {
    view: (title, { parts }) => pages.show(title, parts),
    document: openDocument,
    clipboard: (text, secret) => clipboard.copy(text, secret),
    file: saveFile,
    done: (text) => flash(text, 6_000),
    verdict({ valid, text, details }) {
      const actions = details === undefined ? [] : [detailsAction(details, valid)];
      if (valid) notify(text, ...actions);
      else warn(text, ...actions);
    },
    allowed: (title) => notify(vscode.l10n.t('{0}: KMS would allow this. Nothing was done.', title)),
    moved: () =>
      warn(
        vscode.l10n.t('The text changed meanwhile, so it was not replaced. The result is in a new document.'),
      ),
  };
}

function detailsAction(details: string, valid: boolean) {
  const isClaims = details.startsWith('{');
  return {
    title: isClaims ? vscode.l10n.t('Show claims') : vscode.l10n.t('What can be wrong?'),
    run: () => (isClaims || valid ? openDocument(details) : notify(vscode.l10n.t(details))),
  };
}

async function openDocument(content: string): Promise<void> {
  const language = content.startsWith('{') ? 'json' : 'plaintext';
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ content, language }));
}

/** Writes one part beside what it was made of, or wherever the person says. */
export async function saveFile(suggested: string, { name, bytes }: ResultPart): Promise<boolean> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const target = await vscode.window.showSaveDialog({
    title: vscode.l10n.t('Save: {0}', name),
    ...(folder && { defaultUri: vscode.Uri.joinPath(folder, suggested) }),
  });
  if (target === undefined) return false;
  await vscode.workspace.fs.writeFile(target, bytes);
  notify(
    vscode.l10n.t(
      'Saved {0} ({1}) as {2}.',
      name,
      count(bytes.length),
      vscode.workspace.asRelativePath(target),
    ),
  );
  return true;
}
