import * as vscode from 'vscode';
import { count } from '../../core/crypto/limits';
import type { ResultPart } from '../../core/crypto/outputForms';
import { KmsError } from '../../core/errors';
import { flash, notify, warn } from '../../host/notices';
import { withProgress } from '../../host/progress';
import { saveWhole } from '../../host/wholeFile';
import type { Streamed } from '../../sessions/crypto/means';
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
    stream: saveStream,
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
  const target = await askTarget(suggested, name);
  if (target === undefined) return false;
  await vscode.workspace.fs.writeFile(target, bytes);
  saved(name, bytes.length, target);
  return true;
}

async function saveStream(suggested: string, { name, secret, size, parts }: Streamed): Promise<boolean> {
  const target = await askTarget(suggested, name);
  if (target === undefined) return false;
  if (target.scheme !== 'file')
    throw new KmsError('not-possible', vscode.l10n.t('Choose a file on the disk of this machine.'));
  let written = 0;
  const title = vscode.l10n.t('Writing {0}', vscode.workspace.asRelativePath(target));
  await withProgress(title, async (signal, step) => {
    let read = 0;
    const source = parts(signal, (bytes) => {
      read += bytes;
      const percent = Math.floor((100 * read) / size);
      step(vscode.l10n.t('{0} %', String(percent)), (100 * bytes) / size);
    });
    async function* counted(): AsyncIterable<Uint8Array> {
      for await (const part of source) {
        written += part.length;
        yield part;
      }
    }
    await saveWhole(target.fsPath, counted(), secret);
  });
  saved(name, written, target);
  return true;
}

async function askTarget(suggested: string, name: string): Promise<vscode.Uri | undefined> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  return vscode.window.showSaveDialog({
    title: vscode.l10n.t('Save: {0}', name),
    ...(folder && { defaultUri: vscode.Uri.joinPath(folder, suggested) }),
  });
}

function saved(name: string, size: number, target: vscode.Uri): void {
  notify(
    vscode.l10n.t('Saved {0} ({1}) as {2}.', name, count(size), vscode.workspace.asRelativePath(target)),
  );
}
