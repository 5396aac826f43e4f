import { chmod, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import * as vscode from 'vscode';
import { KmsError } from '../../core/errors';
import { longestMaterialFile } from '../../core/material/readMaterial';
import type { ChosenFile } from '../../sessions/material/questions';

/** A file that the person chooses; its bytes go nowhere but to who asked. */
export async function chooseFile(title: string): Promise<ChosenFile | undefined> {
  const [uri] =
    (await vscode.window.showOpenDialog({
      title,
      openLabel: vscode.l10n.t('Choose'),
      canSelectMany: false,
    })) ?? [];
  if (uri === undefined) return undefined;
  const name = basename(uri.path);
  const { size } = await vscode.workspace.fs.stat(uri);
  if (size > longestMaterialFile)
    throw new KmsError(
      'not-possible',
      vscode.l10n.t('{0} is too long: it has {1} bytes.', name, String(size)),
    );
  return { name, bytes: await vscode.workspace.fs.readFile(uri) };
}

/** Saves secret material where the person says, for them alone to read; false where they leave. */
export async function saveSecret(title: string, bytes: Uint8Array, extension: string): Promise<boolean> {
  const uri = await vscode.window.showSaveDialog({
    title,
    filters: { [vscode.l10n.t('Key material')]: [extension] },
  });
  if (uri === undefined) return false;
  await writePrivate(uri.fsPath, bytes);
  return true;
}

/** Writes files into a folder that the person chooses, and answers its path. */
export async function saveFiles(
  title: string,
  files: ReadonlyMap<string, Uint8Array>,
): Promise<string | undefined> {
  const [uri] =
    (await vscode.window.showOpenDialog({
      ...{ title, canSelectFolders: true, canSelectFiles: false, canSelectMany: false },
      openLabel: vscode.l10n.t('Save here'),
    })) ?? [];
  if (uri === undefined) return undefined;
  for (const [name, bytes] of files) await writePrivate(join(uri.fsPath, name), bytes);
  return uri.fsPath;
}

/** Reads a file of a folder; undefined where it is not there any more. */
export async function savedFile(folder: string, name: string): Promise<Uint8Array | undefined> {
  try {
    return await readFile(join(folder, name));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** A file that is there already keeps its mode when it is written over, so that it is set as well. */
async function writePrivate(path: string, bytes: Uint8Array): Promise<void> {
  await writeFile(path, '', { mode: 0o600 });
  await chmod(path, 0o600);
  await writeFile(path, bytes);
}
