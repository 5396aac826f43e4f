import * as vscode from 'vscode';
import { policyScheme } from '../../core/policy/file/address';
import { onSetting, setting } from '../../host/settings';
import { PolicyLanguage } from '../../sessions/policy/language/policyLanguage';
import { registerPolicyCodeActions } from './codeActions';
import { registerPolicyCodeLens } from './codeLens';
import { registerPolicyCommands } from './commands';
import { Companions } from './companions';
import { registerPolicyCompletion } from './completion';
import { followActiveFile } from './contextKey';
import type { PolicyDeps } from './deps';
import { Diagnostics } from './diagnostics';
import { matches } from './editorText';
import { followRenames } from './followRenames';
import { registerPolicyHover } from './hover';
import { registerPolicyStatus } from './languageStatus';
import { PolicyFileSystem } from './policyFileSystem';
import { registerSidRename } from './rename';
import type { KeyRef } from '../../core/keys/model';
import { saveFromPage } from './pageSaving';
import { PolicySaver } from './saving';
import { registerPolicySymbols } from './symbols';
import { Versions } from './versions';

/** The registered feature. */
export interface PolicyFeature {
  /** Puts a policy that was made on the page of a key. False where the person decided against it. */
  savePolicy(ref: KeyRef, change: { text: string; base: string }): Promise<boolean>;
  dispose(): void;
}

/** Key-policy files: language features, keys' own policies as documents, files bound to keys. */
export function registerPolicy(deps: PolicyDeps): PolicyFeature {
  const companions = new Companions(deps.log);
  const language = languageFor(deps, companions);
  const versions = new Versions();
  const saver = new PolicySaver(deps, language, versions, (uri, server) => files.accept(uri, server));
  const files = new PolicyFileSystem(deps, language.owners, saver, versions);
  const parts = { deps, language, files, saver, versions };
  const registered = vscode.Disposable.from(
    language,
    versions,
    files,
    companions,
    companions.onDidChange(() => language.readAgain()),
    followRenames(language.bindings),
    onSetting(['policy.files'], () => language.readAgain()),
    onSetting(['policy.checks'], () => language.judgeAgain()),
    new Diagnostics(language, deps.log),
    vscode.workspace.registerFileSystemProvider(policyScheme, files, { isCaseSensitive: true }),
    registerPolicyCommands(parts),
    registerPolicyCompletion(language),
    registerPolicyHover(language),
    registerPolicyCodeActions(language),
    registerPolicySymbols(language),
    registerSidRename(language),
    registerPolicyCodeLens(language),
    registerPolicyStatus(deps, language),
    followActiveFile(language),
    keepFresh(deps, files),
  );
  return {
    savePolicy: (ref, change) => saveFromPage(parts, ref, change),
    dispose: () => void registered.dispose(),
  };
}

/** The language over this editor: its documents, settings and trust. */
function languageFor(deps: PolicyDeps, companions: Companions): PolicyLanguage {
  const { keys, connections, principals, directory, log, workspaceState } = deps;
  return new PolicyLanguage({
    ...{ keys, connections, principals, log, store: workspaceState, matches },
    policyFiles: () => setting('policy.files'),
    companionsOf: (document, isWanted) => companions.of(document, isWanted),
    checks: ({ uri }) =>
      vscode.workspace.getConfiguration('kms', vscode.Uri.parse(uri, true)).get('policy.checks', {}),
    aliasesOf: (place) => directory.region(place)?.aliases.map(({ name }) => name) ?? [],
    mayAsk: () => vscode.workspace.isTrusted,
    now: () => Date.now(),
  });
}

/** Looks again for what changed on the keys: when a policy is shown, when the window is, when we are somebody else. */
function keepFresh(deps: PolicyDeps, files: PolicyFileSystem): vscode.Disposable {
  const look = (uri: vscode.Uri | undefined): void => {
    if (uri?.scheme !== policyScheme) return;
    files.refresh(uri).catch((error: unknown) => deps.log.failure('look for changes of a key policy', error));
  };
  const changes = deps.connections.onDidChange(() => void files.refreshAll());
  return vscode.Disposable.from(
    { dispose: () => changes.dispose() },
    vscode.window.onDidChangeActiveTextEditor((editor) => look(editor?.document.uri)),
    vscode.window.onDidChangeWindowState(({ focused }) => {
      if (focused) look(vscode.window.activeTextEditor?.document.uri);
    }),
  );
}
