import * as vscode from 'vscode';
import { explain } from '../../core/messages';
import type { KeyRef } from '../../core/keys/model';
import { readPolicyPath } from '../../core/policy/file/address';
import { onSetting, setting } from '../../host/settings';
import type { PolicyDeps } from './deps';
import { MemoMap } from '../../async/memo';
import type { Owner, Owners } from '../../sessions/policy/language/owners';
import type { PolicySaver } from './saving';
import { tidy } from '../../core/policy/tidy';
import type { Versions } from './versions';

/** The policy of one key, as it was read last. */
interface OpenPolicy {
  owner: Owner;
  /** What the server had when it was read or written last: whoever saves changes this text. */
  base: string;
  content: Uint8Array;
  mtime: number;
  readAt: number;
}

const folder: vscode.FileStat = {
  type: vscode.FileType.Directory,
  ctime: 0,
  mtime: 0,
  size: 0,
  permissions: vscode.FilePermission.Readonly,
};

/** `stat` and `readFile` follow each other at once; the server is asked once for both. */
const oneRead = 1_000;

/** Keys' own policies as files: reading gets the policy, writing puts it. */
export class PolicyFileSystem implements vscode.FileSystemProvider, vscode.Disposable {
  readonly #deps: PolicyDeps;
  readonly #owners: Owners;
  readonly #saver: PolicySaver;
  readonly #versions: Versions;
  readonly #open = new Map<string, OpenPolicy>();
  /** Shared by all who read at the same time; whoever comes later reads again. */
  readonly #reading = new MemoMap<OpenPolicy>({ isFresh: () => false });
  readonly #changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly onDidChangeFile = this.#changed.event;
  /** What has just been put, for the editor's write that follows. */
  readonly #put = new Map<string, { text: string; server: string }>();
  /** Documents that are being saved by the editor, not by the person. */
  readonly #automatic = new Set<string>();
  readonly #saving = vscode.workspace.onWillSaveTextDocument(({ document, reason }) => {
    const name = document.uri.toString();
    if (reason === vscode.TextDocumentSaveReason.Manual) this.#automatic.delete(name);
    else this.#automatic.add(name);
  });
  readonly #settings = onSetting(['readOnly'], () => this.#announce([...this.#open.keys()]));

  constructor(deps: PolicyDeps, owners: Owners, saver: PolicySaver, versions: Versions) {
    this.#deps = deps;
    this.#owners = owners;
    this.#saver = saver;
    this.#versions = versions;
  }

  async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    // The editor asks for the folders above a file, too, before it writes.
    if (!readPolicyPath(uri.path)) return folder;
    const policy = this.#open.get(uri.toString()) ?? (await this.#read(uri));
    const readOnly = policy.owner.key?.manager === 'AWS' || setting('readOnly');
    return {
      type: vscode.FileType.File,
      ctime: policy.owner.key?.created ?? 0,
      mtime: policy.mtime,
      size: policy.content.byteLength,
      ...(readOnly ? { permissions: vscode.FilePermission.Readonly } : {}),
    };
  }

  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    const known = this.#open.get(uri.toString());
    const policy = known && Date.now() - known.readAt < oneRead ? known : await this.#read(uri);
    return policy.content;
  }

  async writeFile(uri: vscode.Uri, content: Uint8Array): Promise<void> {
    if (this.#automatic.has(uri.toString()))
      throw vscode.FileSystemError.Unavailable(
        vscode.l10n.t('The policy of a key is not saved automatically: save it yourself when it is ready.'),
      );
    const policy = this.#open.get(uri.toString()) ?? (await this.#read(uri));
    const text = new TextDecoder().decode(content);
    const put = this.#put.get(uri.toString());
    if (put?.text === text) return keep(policy, put.server, content);
    if (policy.owner.key?.manager === 'AWS')
      throw vscode.FileSystemError.NoPermissions(
        vscode.l10n.t('This key is managed by AWS: its policy is read-only.'),
      );
    const saved = await this.#failing(
      vscode.l10n.t('save the policy of {0}', this.#deps.directory.nameOf(policy.owner.ref)),
      () => this.#saver.save({ owner: policy.owner, text, base: policy.base, document: uri }),
    );
    // A write that is not done has to fail, or the editor would take the text for saved.
    if (saved === undefined) throw vscode.FileSystemError.Unavailable(vscode.l10n.t('Not saved.'));
    keep(policy, saved, content);
  }

  /**
   * Puts the policy, then has the editor save the document. The editor makes an error with the whole address out of
   * every write that a person decides against; asked beforehand, that is no error.
   */
  async save(document: vscode.TextDocument): Promise<void> {
    const { uri } = document;
    if (!document.isDirty) return;
    const policy = this.#open.get(uri.toString()) ?? (await this.#read(uri));
    const text = document.getText();
    const server = await this.#saver.save({ owner: policy.owner, text, base: policy.base, document: uri });
    if (server === undefined) return;
    this.#put.set(uri.toString(), { text, server });
    try {
      await document.save();
    } finally {
      this.#put.delete(uri.toString());
    }
  }

  /** Reads a policy before its editor opens, so that a failure can be told where it was asked for. */
  async prepare(uri: vscode.Uri, ref: KeyRef): Promise<void> {
    this.#owners.remember(uri.toString(), ref);
    const owner = await this.#owners.load(uri.toString());
    await this.#keep(uri, owner);
  }

  /** Asks the server again; the editor reloads what changed there, unless the person has changed it too. */
  async refresh(uri: vscode.Uri): Promise<void> {
    const known = this.#open.get(uri.toString());
    const document = vscode.workspace.textDocuments.find((one) => one.uri.toString() === uri.toString());
    // What is typed stays, and so does its base: the difference is found when it is saved.
    if (!known || document?.isDirty) return;
    const before = known.base;
    const now = await this.#read(uri);
    if (now.base !== before) this.#announce([uri.toString()]);
  }

  /** Refreshes all that are open. */
  async refreshAll(): Promise<void> {
    await Promise.allSettled(
      [...this.#open.keys()].map((name) => this.refresh(vscode.Uri.parse(name, true))),
    );
  }

  /** The person has seen what the server has now, and goes on from there. */
  accept(uri: vscode.Uri, server: string): void {
    const policy = this.#open.get(uri.toString());
    if (policy) policy.base = server;
  }

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  readDirectory(): [string, vscode.FileType][] {
    return [];
  }

  createDirectory(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  delete(): never {
    throw vscode.FileSystemError.NoPermissions(
      vscode.l10n.t('Every key has a policy; it can be changed, not deleted.'),
    );
  }

  rename(): never {
    throw vscode.FileSystemError.NoPermissions(vscode.l10n.t('A key policy has no name of its own.'));
  }

  dispose(): void {
    this.#settings.dispose();
    this.#saving.dispose();
    this.#changed.dispose();
  }

  #read(uri: vscode.Uri): Promise<OpenPolicy> {
    return this.#reading.get(uri.toString(), () => this.#fetch(uri));
  }

  async #fetch(uri: vscode.Uri): Promise<OpenPolicy> {
    if (!vscode.workspace.isTrusted)
      throw vscode.FileSystemError.Unavailable(
        vscode.l10n.t('The policies of keys can be opened once you trust the workspace.'),
      );
    return this.#failing(vscode.l10n.t('open the key policy'), async () =>
      this.#keep(uri, await this.#owners.load(uri.toString())),
    );
  }

  async #keep(uri: vscode.Uri, owner: Owner): Promise<OpenPolicy> {
    const server = await this.#deps.keys.getPolicy(owner.ref);
    const known = this.#open.get(uri.toString());
    const readAt = Date.now();
    const text = tidy(server);
    const policy: OpenPolicy =
      known?.base === server
        ? { ...known, owner, readAt }
        : {
            owner,
            base: server,
            content: new TextEncoder().encode(text),
            mtime: later(known?.mtime),
            readAt,
          };
    this.#open.set(uri.toString(), policy);
    const origin = known ? 'changed-elsewhere' : 'opened';
    this.#versions.note(owner.ref.arn, { text, time: readAt, origin });
    return policy;
  }

  /** The editor shows the message of a `FileSystemError` and keeps what was typed. */
  async #failing<T>(doing: string, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof vscode.FileSystemError || error instanceof vscode.CancellationError) throw error;
      const explanation = explain(error, doing, (message, parameters) => vscode.l10n.t(message, parameters));
      if (!explanation) throw new vscode.CancellationError();
      this.#deps.log.failure(doing, error);
      throw vscode.FileSystemError.Unavailable(explanation.text);
    }
  }

  #announce(names: string[]): void {
    this.#changed.fire(
      names.map((name) => ({ type: vscode.FileChangeType.Changed, uri: vscode.Uri.parse(name, true) })),
    );
  }
}

/** The policy as it was saved. */
function keep(policy: OpenPolicy, server: string, content: Uint8Array): void {
  Object.assign(policy, { base: server, content, mtime: later(policy.mtime), readAt: Date.now() });
}

/** Now, but after the time before: the editor takes a file for changed by that. */
function later(before = 0): number {
  return Math.max(Date.now(), before + 1);
}
