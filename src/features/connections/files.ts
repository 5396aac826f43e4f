import * as vscode from 'vscode';
import { chooseRow } from '../../host/quickPick';

/** The shared files of AWS and the folders in which the CLI keeps its sign-ins. */
export interface AwsFolders {
  config: string;
  credentials: string;
  tokenCaches: string[];
}

/** Editors write a file in several steps; they are one change. */
const settleMs = 300;

/** Calls back when profiles or sign-ins change on disk, also where their folders do not exist yet. */
export function watchFiles(folders: AwsFolders, changed: () => void): vscode.Disposable {
  let timer: NodeJS.Timeout | undefined;
  const settle = (): void => {
    clearTimeout(timer);
    timer = setTimeout(changed, settleMs);
  };
  const watches = [
    watchPath(folders.config, settle),
    watchPath(folders.credentials, settle),
    ...folders.tokenCaches.map((folder) => watchPath(`${folder}/*.json`, settle)),
  ];
  return vscode.Disposable.from(...watches, { dispose: () => clearTimeout(timer) });
}

/**
 * Watches a file, or the files of a pattern, in a folder that may come later: the editor watches only what
 * exists, so the folders above are watched for its coming (two of them: `~/.aws` and what is in it).
 */
function watchPath(path: string, changed: () => void): vscode.Disposable {
  const file = vscode.Uri.file(path);
  let watchers: vscode.Disposable[] = [];
  const start = (): void => {
    vscode.Disposable.from(...watchers).dispose();
    watchers = [watchIn(parentOf(file), fileName(file), changed, changed)];
    let folder = parentOf(file);
    for (let level = 0; level < 3 && parentOf(folder).path !== folder.path; level++) {
      const arrived = (): void => {
        start();
        changed();
      };
      watchers.push(watchIn(parentOf(folder), fileName(folder), arrived));
      folder = parentOf(folder);
    }
  };
  start();
  return new vscode.Disposable(() => {
    vscode.Disposable.from(...watchers).dispose();
  });
}

/** A watch of one folder, not of those below it. */
function watchIn(
  folder: vscode.Uri,
  pattern: string,
  arrived: () => void,
  changed?: () => void,
): vscode.Disposable {
  const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, pattern));
  watcher.onDidCreate(arrived);
  if (changed) {
    watcher.onDidChange(changed);
    watcher.onDidDelete(changed);
  }
  return watcher;
}

function parentOf(uri: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(uri, '..');
}

function fileName(uri: vscode.Uri): string {
  return uri.path.slice(uri.path.lastIndexOf('/') + 1);
}

/** Opens the file in which profiles are; a new one where there is none yet. */
export async function editProfiles(folders: AwsFolders): Promise<void> {
  const files = await Promise.all(
    [folders.config, folders.credentials].map(async (path) => ({ path, exists: await exists(path) })),
  );
  const present = files.filter((file) => file.exists);
  if (present.length === 0) {
    const untitled = vscode.Uri.file(folders.config).with({ scheme: 'untitled' });
    await vscode.window.showTextDocument(untitled);
    return;
  }
  const chosen =
    present.length === 1
      ? present[0]?.path
      : (
          await chooseRow(
            present.map((file) => ({ label: file.path })),
            { title: vscode.l10n.t('Which file?') },
          )
        )?.label;
  if (chosen !== undefined) await vscode.window.showTextDocument(vscode.Uri.file(chosen));
}

async function exists(path: string): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(vscode.Uri.file(path));
    return true;
  } catch (error) {
    if (error instanceof vscode.FileSystemError) return false;
    throw error;
  }
}
