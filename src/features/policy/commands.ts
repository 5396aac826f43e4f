import * as vscode from 'vscode';
import { commands as table } from '../../core/commands/table';
import type { KeyRef } from '../../core/keys/model';
import { exactTime } from '../../core/keys/labels';
import { policyScheme } from '../../core/policy/file/address';
import { KmsError } from '../../core/errors';
import { keyRefOf } from '../../core/commands/given';
import { runCommand } from '../../host/commandList';
import { notify } from '../../host/notices';
import { withProgress } from '../../host/progress';
import type { Owner } from '../../sessions/policy/language/owners';
import type { PolicyLanguage } from '../../sessions/policy/language/policyLanguage';
import type { PolicyDeps } from './deps';
import { textOf } from './editorText';
import { policyUri } from './policyUri';
import type { PolicyFileSystem } from './policyFileSystem';
import type { PolicySaver } from './saving';
import { tidy } from '../../core/policy/tidy';
import { chooseRow } from '../../host/quickPick';
import type { Row } from '../../host/quickPickRow';
import type { Version } from '../../sessions/policy/versionHistory';
import type { Versions } from './versions';

export interface CommandParts {
  deps: PolicyDeps;
  language: PolicyLanguage;
  files: PolicyFileSystem;
  saver: PolicySaver;
  versions: Versions;
}

/** The commands of policy files. Each takes the file's URI, or works on the active editor. */
export function registerPolicyCommands(parts: CommandParts): vscode.Disposable {
  const { deps } = parts;
  const { commands } = deps;
  return vscode.Disposable.from(
    commands.keyCommand('kms.policy.open', 'open the policy of {key}', (ref) => openPolicy(parts, ref)),
    commands.keyCommand('kms.policy.openToSide', 'open the policy of {key}', (ref) =>
      openPolicy(parts, ref, vscode.ViewColumn.Beside),
    ),
    commands.command('kms.policy.treatAs', 'treat the file as a key policy', (target) =>
      treat(parts, target, true),
    ),
    commands.command('kms.policy.stopTreatingAs', 'stop treating the file as a key policy', (target) =>
      treat(parts, target, false),
    ),
    commands.command('kms.policy.bind', 'bind the file to a key', (target, key) =>
      bind(parts, uriOf(target), keyRefOf(key)),
    ),
    commands.command('kms.policy.unbind', 'unbind the file', (target) =>
      parts.language.bindings.unbind(uriOf(target).toString()),
    ),
    commands.command('kms.policy.openKey', 'open the key', async (target) => {
      const owner = await ownerOf(parts, uriOf(target));
      if (owner) await runCommand('kms.openKey', owner.ref);
    }),
    commands.command('kms.policy.compare', 'compare the policy with the key', (target) =>
      compare(parts, target),
    ),
    commands.command('kms.policy.save', 'save the policy to the key', (target) => save(parts, uriOf(target))),
    commands.command('kms.policy.pull', 'take over the policy of the key', (target) =>
      pull(parts, uriOf(target)),
    ),
    commands.command('kms.policy.reload', 'read the policy again', (target) =>
      parts.files.refresh(uriOf(target)),
    ),
    commands.command('kms.policy.history', 'show the versions of the policy', (target) =>
      history(parts, uriOf(target)),
    ),
  );
}

async function openPolicy(
  { deps, files }: CommandParts,
  ref: KeyRef,
  viewColumn = vscode.ViewColumn.Active,
): Promise<void> {
  const uri = policyUri(ref, deps);
  // Read before the editor opens: a failure is told as a notice with a next step, not as a broken editor.
  await withProgress(vscode.l10n.t('Opening the key policy'), () => files.prepare(uri, ref), { quiet: true });
  await vscode.window.showTextDocument(uri, { preview: false, viewColumn });
}

async function treat({ language }: CommandParts, target: unknown, asPolicy: boolean): Promise<void> {
  const uri = uriOf(target);
  const document = await vscode.workspace.openTextDocument(uri);
  if (asPolicy && document.languageId === 'plaintext')
    await vscode.languages.setTextDocumentLanguage(document, 'json');
  await language.bindings.treat(uri.toString(), asPolicy);
}

async function bind(parts: CommandParts, uri: vscode.Uri, key?: KeyRef): Promise<void> {
  const { deps } = parts;
  const { bindings, documents } = parts.language;
  if (uri.scheme === policyScheme)
    throw new KmsError('not-possible', vscode.l10n.t('This is the key’s own policy: it is bound already.'));
  const title = vscode.l10n.t('Choose the key whose policy this file is');
  const ref = key ?? (await deps.pickKey(title, table['kms.policy.bind'].fits));
  if (!ref) return;
  const document = await vscode.workspace.openTextDocument(uri);
  if (!documents.isPolicy(textOf(document))) await bindings.treat(uri.toString(), true);
  await bindings.bind(uri.toString(), ref);
  notify(
    vscode.l10n.t('{0} is bound to {1}.', vscode.workspace.asRelativePath(uri), deps.directory.nameOf(ref)),
    {
      title: vscode.l10n.t('Compare with the key'),
      run: () => compare(parts, uri),
    },
  );
}

/** The key of the file; where there is none yet, one is chosen. */
async function ownerOf(parts: CommandParts, uri: vscode.Uri): Promise<Owner | undefined> {
  const { bindings, owners } = parts.language;
  const name = uri.toString();
  if (uri.scheme !== policyScheme && !bindings.keyOf(name)) await bind(parts, uri);
  if (uri.scheme !== policyScheme && !bindings.keyOf(name)) return undefined;
  return withProgress(vscode.l10n.t('Looking at the key'), (signal) => owners.load(name, signal), {
    quiet: true,
  });
}

async function compare(parts: CommandParts, target: unknown): Promise<void> {
  const uri = uriOf(target);
  const owner = await ownerOf(parts, uri);
  if (!owner) return;
  const server = await parts.deps.keys.getPolicy(owner.ref);
  await parts.saver.showDifference({ owner, document: uri }, server);
}

async function save(parts: CommandParts, uri: vscode.Uri): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  if (uri.scheme === policyScheme) return parts.files.save(document);
  const owner = await ownerOf(parts, uri);
  if (!owner) return;
  await parts.saver.save({ owner, text: document.getText(), document: uri });
}

/** Puts the key's policy into the file's editor; the person saves it, or takes it back. */
async function pull(parts: CommandParts, uri: vscode.Uri): Promise<void> {
  const owner = await ownerOf(parts, uri);
  if (!owner) return;
  await mustBeWritable(uri);
  await replaceText(uri, tidy(await parts.deps.keys.getPolicy(owner.ref)));
  notify(
    vscode.l10n.t(
      'The text of {0} is now the policy of {1}. Undo brings back what it was.',
      vscode.workspace.asRelativePath(uri),
      parts.deps.directory.nameOf(owner.ref),
    ),
  );
}

async function history(parts: CommandParts, uri: vscode.Uri): Promise<void> {
  const owner = await ownerOf(parts, uri);
  if (!owner) return;
  const items = parts.versions.of(owner.ref.arn).map((version) => ({ ...described(version), version }));
  if (items.length === 0) {
    notify(vscode.l10n.t('This session has seen no version of this policy yet.'));
    return;
  }
  const name = parts.deps.directory.nameOf(owner.ref);
  const chosen = await chooseRow(items, {
    title: vscode.l10n.t('Versions of the policy of {0} in this session', name),
    placeHolder: vscode.l10n.t('Choose one to compare with and to go back to'),
  });
  if (!chosen) return;
  const { text } = chosen.version;
  const left = parts.versions.document(text, `${name}.key-policy.json`);
  await vscode.commands.executeCommand('vscode.diff', left, uri, `${chosen.label} ↔ ${name}`);
  notify(vscode.l10n.t('Left is the version of {0}.', chosen.label), {
    title: vscode.l10n.t('Put it into the editor'),
    run: () => replaceText(uri, text),
  });
}

function described({ time, origin }: Version): Row {
  const words = {
    opened: vscode.l10n.t('as it was opened'),
    saved: vscode.l10n.t('saved here'),
    'changed-elsewhere': vscode.l10n.t('found on the key'),
  };
  return { label: exactTime(time), description: words[origin] };
}

async function replaceText(uri: vscode.Uri, text: string): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  const all = new vscode.Range(0, 0, document.lineCount, 0);
  const edit = new vscode.WorkspaceEdit();
  edit.replace(uri, document.validateRange(all), text);
  if (!(await vscode.workspace.applyEdit(edit)))
    throw new KmsError('not-possible', vscode.l10n.t('The editor does not let its text be replaced.'));
}

async function mustBeWritable(uri: vscode.Uri): Promise<void> {
  if (uri.scheme === 'untitled') return;
  const { permissions } = await vscode.workspace.fs.stat(uri);
  if (permissions === vscode.FilePermission.Readonly)
    throw new KmsError('read-only', vscode.l10n.t('The file is read-only. Compare it with the key instead.'));
}

function uriOf(target: unknown): vscode.Uri {
  if (target instanceof vscode.Uri) return target;
  const uri = vscode.window.activeTextEditor?.document.uri;
  if (uri) return uri;
  throw new KmsError('not-possible', vscode.l10n.t('Open a file with a key policy first.'));
}
