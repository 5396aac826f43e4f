import * as vscode from 'vscode';
import { VersionHistory } from '../../sessions/policy/versionHistory';

/** Scheme of texts that only exist to be compared with: earlier versions, what is on the server. */
const versionScheme = 'kms-policy-version';

/** The versions of policies that this session has seen, and documents to look at them. */
export class Versions extends VersionHistory implements vscode.Disposable {
  readonly #shown = new Map<string, string>();
  readonly #registration = vscode.workspace.registerTextDocumentContentProvider(versionScheme, {
    provideTextDocumentContent: ({ path }) => this.#shown.get(path) ?? '',
  });
  readonly #closing = vscode.workspace.onDidCloseTextDocument(({ uri }) => {
    if (uri.scheme === versionScheme) this.#shown.delete(uri.path);
  });
  #count = 0;

  /** A read-only document with this text, to stand on one side of a diff. */
  document(text: string, name: string): vscode.Uri {
    this.#count += 1;
    const path = `/${String(this.#count)}/${name}`;
    this.#shown.set(path, text);
    return vscode.Uri.from({ scheme: versionScheme, path });
  }

  dispose(): void {
    this.#registration.dispose();
    this.#closing.dispose();
  }
}
