import * as vscode from 'vscode';

/** The shared files of AWS and the folders in which the CLI keeps its sign-ins. */
export interface AwsFolders {
  config: string;
  credentials: string;
  tokenCaches: string[];
}

/** Editors write a file in several steps; they are one change. */
const settleMs = 300;

/** Calls back when profiles or sign-ins change on disk. */
export function watchFiles(folders: AwsFolders, changed: () => void): vscode.Disposable {
  let timer: NodeJS.Timeout | undefined;
  const settle = (): void => {
    clearTimeout(timer);
    timer = setTimeout(changed, settleMs);
  };
  const watched: [vscode.Uri, string][] = [
    ...[folders.config, folders.credentials].map((path): [vscode.Uri, string] => {
      const file = vscode.Uri.file(path);
      return [vscode.Uri.joinPath(file, '..'), file.path.slice(file.path.lastIndexOf('/') + 1)];
    }),
    ...folders.tokenCaches.map((path): [vscode.Uri, string] => [vscode.Uri.file(path), '*.json']),
  ];
  const watchers = watched.map(([folder, pattern]) => {
    const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, pattern));
    watcher.onDidChange(settle);
    watcher.onDidCreate(settle);
    watcher.onDidDelete(settle);
    return watcher;
  });
  return vscode.Disposable.from(...watchers, { dispose: () => clearTimeout(timer) });
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
      : await vscode.window.showQuickPick(
          present.map((file) => file.path),
          { title: vscode.l10n.t('Which file?') },
        );
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
