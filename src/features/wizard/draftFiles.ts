import * as vscode from 'vscode';
import { aliasName } from '../../core/wizard/draft';
import type { WizardSession } from '../../sessions/wizard/session';

export const draftScheme = 'kms-draft';

/** While a person types, the policy is written back this long after the last keystroke. */
const pause = 700;

/**
 * The draft's policy as a document with everything that key-policy files have. Page and editor are kept in
 * step: what is typed in one is in the other at once, and the document saves itself.
 */
export class DraftFiles implements vscode.FileSystemProvider, vscode.Disposable {
  readonly #changes = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly onDidChangeFile = this.#changes.event;
  readonly #saving = new Map<string, ReturnType<typeof setTimeout>>();
  readonly #parts: readonly { dispose(): unknown }[];
  #session: WizardSession | undefined;
  #following: { dispose(): void } | undefined;
  #changed = Date.now();

  constructor() {
    this.#parts = [
      this.#changes,
      vscode.workspace.registerFileSystemProvider(draftScheme, this, { isCaseSensitive: true }),
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (document.uri.scheme === draftScheme && contentChanges.length > 0) this.#typed(document);
      }),
    ];
  }

  /** The session whose policy the documents show; none once its panel is gone. */
  follow(session: WizardSession | undefined): void {
    this.#following?.dispose();
    this.#session = session;
    this.#following = session?.onDidChangePolicy((text) => void this.#show(text));
    // Documents that were opened for nothing, before the session was there, read again.
    const open = vscode.workspace.textDocuments.filter(({ uri }) => uri.scheme === draftScheme);
    if (session && open.length > 0) {
      this.#changes.fire(open.map(({ uri }) => ({ type: vscode.FileChangeType.Changed, uri })));
    }
  }

  /** Stops showing the session's policy, unless another session took its place. */
  leave(session: WizardSession): void {
    if (this.#session === session) this.follow(undefined);
  }

  /** Opens the draft's policy beside the wizard. */
  async open(session: WizardSession): Promise<void> {
    const name =
      aliasName(session.draft)
        ?.replace(/^alias\//, '')
        .replace(/[^\w.-]+/g, '-') ?? 'new-key';
    const uri = vscode.Uri.from({ scheme: draftScheme, path: `/${name}.key-policy.json` });
    await vscode.window.showTextDocument(uri, { viewColumn: vscode.ViewColumn.Beside });
  }

  stat(uri: vscode.Uri): vscode.FileStat {
    const size = Buffer.byteLength(this.#text(uri));
    return { type: vscode.FileType.File, ctime: 0, mtime: this.#changed, size };
  }

  readFile(uri: vscode.Uri): Uint8Array {
    return Buffer.from(this.#text(uri));
  }

  writeFile(uri: vscode.Uri, content: Uint8Array): void {
    this.#text(uri);
    this.#session?.setPolicy(Buffer.from(content).toString('utf8'));
    this.#changed = Math.max(Date.now(), this.#changed + 1);
  }

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  readDirectory(): [string, vscode.FileType][] {
    return [];
  }

  createDirectory(uri: vscode.Uri): void {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  delete(uri: vscode.Uri): void {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  rename(uri: vscode.Uri): void {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  dispose(): void {
    this.follow(undefined);
    for (const timer of this.#saving.values()) clearTimeout(timer);
    for (const part of this.#parts) part.dispose();
  }

  #text(uri: vscode.Uri): string {
    const text = this.#session?.policy;
    if (text === undefined) throw vscode.FileSystemError.FileNotFound(uri);
    return text;
  }

  #typed(document: vscode.TextDocument): void {
    this.#session?.setPolicy(document.getText());
    const key = document.uri.toString();
    clearTimeout(this.#saving.get(key));
    this.#saving.set(
      key,
      setTimeout(() => {
        this.#saving.delete(key);
        if (document.isDirty && !document.isClosed) void document.save();
      }, pause),
    );
  }

  /** The page has another policy: clean documents are read again, those with changes get it as an edit. */
  async #show(text: string): Promise<void> {
    this.#changed = Math.max(Date.now(), this.#changed + 1);
    for (const document of vscode.workspace.textDocuments) {
      if (document.uri.scheme !== draftScheme || document.getText() === text) continue;
      if (!document.isDirty) {
        this.#changes.fire([{ type: vscode.FileChangeType.Changed, uri: document.uri }]);
        continue;
      }
      const edit = new vscode.WorkspaceEdit();
      const whole = new vscode.Range(0, 0, document.lineCount, 0);
      edit.replace(document.uri, whole, text);
      await vscode.workspace.applyEdit(edit);
    }
  }
}
