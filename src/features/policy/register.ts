import * as vscode from 'vscode';
import { policyScheme } from '../../core/policy/file/address';
import { onSetting } from '../../host/settings';
import { Assistance } from './assistance';
import { Bindings } from './bindings';
import { registerPolicyCodeActions } from './codeActions';
import { registerPolicyCodeLens } from './codeLens';
import { registerPolicyCommands } from './commands';
import { registerPolicyCompletion } from './completion';
import { followActiveFile } from './contextKey';
import type { PolicyDeps } from './deps';
import { Diagnostics } from './diagnostics';
import { PolicyDocuments } from './documents';
import { Findings } from './findings';
import { registerPolicyHover } from './hover';
import { registerPolicyStatus } from './languageStatus';
import { Owners } from './owners';
import { PolicyFileSystem } from './policyFileSystem';
import { PrincipalCache } from './principalCache';
import { registerSidRename } from './rename';
import { PolicySaver } from './saving';
import { registerPolicySymbols } from './symbols';
import { Versions } from './versions';

/** Key-policy files: language features, keys' own policies as documents, files bound to keys. */
export function registerPolicy(deps: PolicyDeps): vscode.Disposable {
  const bindings = new Bindings(deps.workspaceState);
  const documents = new PolicyDocuments(bindings);
  const principals = new PrincipalCache(deps.principals, deps.connections, deps.log);
  const owners = new Owners(deps, bindings, principals);
  const assistance = new Assistance(owners, principals, deps.directory);
  const versions = new Versions();
  const findings = new Findings(documents, owners);
  const diagnostics = new Diagnostics(findings, deps.log);
  const saver = new PolicySaver(deps, owners, versions, (uri, server) => files.accept(uri, server));
  const files = new PolicyFileSystem(deps, owners, saver, versions);

  const judgeAgain = (): void => {
    findings.forgetAll();
    diagnostics.refreshAll();
  };
  const readAgain = (uri?: vscode.Uri): void => {
    if (uri) documents.forget(uri);
    else documents.forgetAll();
    judgeAgain();
  };
  return vscode.Disposable.from(
    bindings,
    documents,
    principals,
    owners,
    versions,
    diagnostics,
    files,
    bindings.onDidChange(readAgain),
    owners.onDidChange(judgeAgain),
    principals.onDidChange(judgeAgain),
    onSetting(['policy.files'], () => readAgain()),
    onSetting(['policy.checks'], judgeAgain),
    vscode.workspace.registerFileSystemProvider(policyScheme, files, { isCaseSensitive: true }),
    registerPolicyCommands({ deps, bindings, documents, owners, files, saver, versions }),
    registerPolicyCompletion(documents, assistance),
    registerPolicyHover(documents, assistance),
    registerPolicyCodeActions(documents, findings, owners),
    registerPolicySymbols(documents),
    registerSidRename(documents),
    registerPolicyCodeLens(documents, owners, bindings),
    registerPolicyStatus(deps, documents, owners, bindings),
    followActiveFile(documents, bindings),
    keepFresh(deps, files),
  );
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
