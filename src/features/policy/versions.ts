import * as vscode from 'vscode';

/** Scheme of texts that only exist to be compared with: earlier versions, what is on the server. */
const versionScheme = 'kms-policy-version';

/** How a version of a policy came to be. */
export type VersionOrigin = 'opened' | 'saved' | 'changed-elsewhere';

export interface Version {
  text: string;
  time: number;
  origin: VersionOrigin;
}

/** More of one key's versions than anybody goes back to. */
const mostVersions = 50;

/** The versions of policies that this session has seen, and documents to look at them. */
export class Versions implements vscode.Disposable {
  private readonly byKey = new Map<string, Version[]>();
  private readonly shown = new Map<string, string>();
  private readonly registration = vscode.workspace.registerTextDocumentContentProvider(versionScheme, {
    provideTextDocumentContent: ({ path }) => this.shown.get(path) ?? '',
  });
  private readonly closing = vscode.workspace.onDidCloseTextDocument(({ uri }) => {
    if (uri.scheme === versionScheme) this.shown.delete(uri.path);
  });
  private count = 0;

  /** Notes a version; one that is the same as the last is none. */
  note(arn: string, version: Version): void {
    const versions = this.byKey.get(arn) ?? [];
    if (versions.at(-1)?.text === version.text) return;
    this.byKey.set(arn, [...versions, version].slice(-mostVersions));
  }

  /** The latest first. */
  of(arn: string): readonly Version[] {
    return (this.byKey.get(arn) ?? []).toReversed();
  }

  /** A read-only document with this text, to stand on one side of a diff. */
  document(text: string, name: string): vscode.Uri {
    this.count += 1;
    const path = `/${String(this.count)}/${name}`;
    this.shown.set(path, text);
    return vscode.Uri.from({ scheme: versionScheme, path });
  }

  dispose(): void {
    this.registration.dispose();
    this.closing.dispose();
  }
}
