import * as vscode from 'vscode';
import { MemoMap } from '../../async/memo';
import type { HostFile } from '../../core/policy/languages/language';
import type { Log } from '../../host/log';
import type { TextDocument } from '../../sessions/policy/language/text';

/** A module has a few dozen files; what is more is no module that somebody edits. */
const mostFiles = 500;

/** Files that are read as one with a document, such as those of a Terraform module. */
export class Companions implements vscode.Disposable {
  readonly #log: Log;
  readonly #changed = new vscode.EventEmitter<void>();
  /** The files of each folder that has been asked for, as they are on disk. */
  readonly #folders = new MemoMap<readonly HostFile[]>();
  #watcher: vscode.FileSystemWatcher | undefined;

  /** A file on disk has changed: what was read together with it may say something else. */
  readonly onDidChange = this.#changed.event;

  constructor(log: Log) {
    this.#log = log;
  }

  /** The document's companions; those that are open as they stand in the editor. */
  async of({ uri }: TextDocument, isWanted: (name: string) => boolean): Promise<readonly HostFile[]> {
    const own = vscode.Uri.parse(uri, true);
    if (own.scheme === 'untitled') return [];
    const folder = vscode.Uri.joinPath(own, '..');
    this.#watch();
    const onDisk = await this.#folders.get(folder.toString(), () => this.#filesIn(folder, isWanted));
    return onDisk
      .filter(({ name }) => name !== uri)
      .map((file) => {
        const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === file.name);
        return open ? { ...file, text: open.getText() } : file;
      });
  }

  dispose(): void {
    this.#watcher?.dispose();
    this.#changed.dispose();
  }

  async #filesIn(folder: vscode.Uri, isWanted: (name: string) => boolean): Promise<readonly HostFile[]> {
    const { fs } = vscode.workspace;
    try {
      const entries = await fs.readDirectory(folder);
      const names = entries.filter(([name, type]) => (type & vscode.FileType.File) !== 0 && isWanted(name));
      return await Promise.all(
        names.slice(0, mostFiles).map(async ([name]) => {
          const uri = vscode.Uri.joinPath(folder, name);
          return { name: uri.toString(), text: new TextDecoder().decode(await fs.readFile(uri)) };
        }),
      );
    } catch (error) {
      // Without its companions less can be said of a file, and nothing wrong.
      this.#log.failure('read the files beside a document', error);
      return [];
    }
  }

  /** Whoever opens no such file pays for no watching. */
  #watch(): void {
    if (this.#watcher) return;
    this.#watcher = vscode.workspace.createFileSystemWatcher('**/*.{tf,tofu,tf.json,tofu.json}');
    const changed = (uri: vscode.Uri): void => {
      this.#folders.forget(vscode.Uri.joinPath(uri, '..').toString());
      this.#changed.fire();
    };
    this.#watcher.onDidChange(changed);
    this.#watcher.onDidCreate(changed);
    this.#watcher.onDidDelete(changed);
  }
}
