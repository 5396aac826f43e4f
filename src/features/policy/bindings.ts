import * as vscode from 'vscode';
import type { KeyRef } from '../../core/keys/model';
import { keyRefOf } from '../../host/commands';
import { ownValue } from '../../core/ownValue';

const bindingsKey = 'kms.policy.bindings';
const treatedKey = 'kms.policy.treated';

/** What the workspace remembers of policy files: the key that each belongs to, and which are policies at all. */
export class Bindings implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changed.event;
  private readonly renaming = vscode.workspace.onDidRenameFiles(({ files }) => this.follow(files));

  constructor(private readonly state: vscode.Memento) {}

  keyOf(uri: vscode.Uri): KeyRef | undefined {
    return keyRefOf(ownValue(this.table(), uri.toString()));
  }

  async bind(uri: vscode.Uri, ref: KeyRef): Promise<void> {
    const { connection, region, keyId, arn } = ref;
    await this.state.update(bindingsKey, {
      ...this.table(),
      [uri.toString()]: { connection, region, keyId, arn },
    });
    this.changed.fire(uri);
  }

  async unbind(uri: vscode.Uri): Promise<void> {
    const { [uri.toString()]: _gone, ...rest } = this.table();
    await this.state.update(bindingsKey, rest);
    this.changed.fire(uri);
  }

  /** Whether somebody said that this file is a key policy. */
  isTreated(uri: vscode.Uri): boolean {
    return this.treated().includes(uri.toString());
  }

  async treat(uri: vscode.Uri, asPolicy: boolean): Promise<void> {
    const others = this.treated().filter((name) => name !== uri.toString());
    await this.state.update(treatedKey, asPolicy ? [...others, uri.toString()] : others);
    this.changed.fire(uri);
  }

  dispose(): void {
    this.renaming.dispose();
    this.changed.dispose();
  }

  private table(): Record<string, unknown> {
    return this.state.get<Record<string, unknown>>(bindingsKey, {});
  }

  private treated(): string[] {
    return this.state.get<string[]>(treatedKey, []);
  }

  /** A renamed file stays bound. */
  private follow(files: readonly { oldUri: vscode.Uri; newUri: vscode.Uri }[]): void {
    for (const { oldUri, newUri } of files) void this.move(oldUri, newUri);
  }

  private async move(from: vscode.Uri, to: vscode.Uri): Promise<void> {
    const ref = this.keyOf(from);
    if (ref) {
      await this.unbind(from);
      await this.bind(to, ref);
    }
    if (this.isTreated(from)) {
      await this.treat(from, false);
      await this.treat(to, true);
    }
  }
}
