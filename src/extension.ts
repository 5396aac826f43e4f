import { homedir } from 'node:os';
import * as vscode from 'vscode';
import { awsActivity } from './aws/activity';
import { createClients } from './aws/clients';
import { awsFiles } from './aws/config/locations';
import { createConnections } from './aws/connections';
import { awsCrypto } from './aws/crypto';
import { awsEnvelopes } from './aws/envelopes';
import { awsGrants } from './aws/grants';
import { awsKeys } from './aws/keys';
import { awsKeyStores } from './aws/keyStores';
import { awsMaterial } from './aws/material';
import { awsMultiRegion } from './aws/multiRegion';
import { awsPrincipals } from './aws/principals';
import type { Fit } from './core/commands/command';
import type { ExtensionApi } from './extensionApi';
import { KeyDirectory } from './sessions/keys/directory';
import { OpenConnections } from './sessions/connections/openConnections';
import { registerAccess } from './features/access/register';
import { registerConnections } from './features/connections/register';
import { askMfaCode } from './features/connections/signIn';
import { registerCrypto } from './features/crypto/register';
import { registerExplorer } from './features/explorer/register';
import { registerGrants } from './features/grants/register';
import { registerKeyPage } from './features/keyPage/register';
import { registerKeys } from './features/keys/register';
import { registerKeyStores } from './features/keyStores/register';
import { registerMaterial } from './features/material/register';
import { registerMultiRegion } from './features/multiRegion/register';
import { registerPolicy } from './features/policy/register';
import { registerSandbox } from './features/sandbox/register';
import { showNotice } from './features/sandbox/showNotice';
import { SandboxHost } from './sessions/sandbox/sandboxHost';
import { registerWizard } from './features/wizard/register';
import { createCommands } from './host/commands';
import { editorGuard } from './host/guard';
import { createLog, type Log } from './host/log';
import { editorNetwork } from './host/network';
import { warn } from './host/notices';
import { setting } from './host/settings';
import { createProductionTest } from './host/production';
import { demandTrust } from './host/trust';

/**
 * The composition root: builds the ports and hands them to the features. Nothing heavy is loaded here; the
 * SDK, the sandbox and the YAML parser come with `import()` when they are first used.
 */
export function activate(context: vscode.ExtensionContext): ExtensionApi {
  const start = performance.now();
  const { subscriptions, globalState, workspaceState } = context;
  const log = createLog();
  const sandbox = new SandboxHost({
    ...{ log, store: globalState, launch: () => launchSandbox(context, log) },
    show: (notice) => showNotice(notice, log),
  });
  const folders = awsFolders();
  const connections = createConnections({
    files: folders,
    environment: process.env,
    sandbox,
    endpointUrl: () => setting('endpointUrl'),
    isProduction: createProductionTest(log, () => setting('productionPattern')),
    network: editorNetwork,
    admit: demandTrust,
    askMfaCode,
    log: (line) => log.warn(line),
    complain: (message) => warn(message),
  });
  const clients = createClients(connections);
  const keys = awsKeys(clients);
  const grants = awsGrants(clients);
  const principals = awsPrincipals(clients);
  const activity = awsActivity(clients);
  const crypto = awsCrypto(clients);
  const open = new OpenConnections(connections, globalState);
  const directory = new KeyDirectory({
    keys,
    epoch: () => connections.epoch,
    describeConcurrency: () => setting('describeConcurrency'),
  });
  const guard = editorGuard(connections);
  const clock = (connection: string) => Date.now() + (connection === 'sandbox' ? sandbox.aheadMs : 0);
  const pick = (title: string, fits: Fit, first?: readonly string[]) =>
    explorer.pickKey({ title, fits, first });
  const nameOf = directory.nameOf.bind(directory);
  const commands = createCommands({
    ...{ log, nameOf },
    pickKey: pick,
    isOpen: () => open.ids.length > 0,
  });
  subscriptions.push(log, clients, { dispose: () => void sandbox.dispose() });
  const explorer = registerExplorer({
    ...{ commands, keys, grants, connections, directory, open, sandbox, clock },
    ...{ globalState, workspaceState },
  });
  const wizard = registerWizard({
    ...{ commands, log, guard, keys, connections, principals, open },
    ...{ extensionUri: context.extensionUri, globalState, workspaceState },
  });
  const access = registerAccess({
    ...{ extensionUri: context.extensionUri, commands, log, keys, principals, connections, nameOf },
    pickKey: pick,
  });
  const policy = registerPolicy({
    ...{ commands, log, guard, keys, connections, principals, directory, workspaceState },
    ...{ pickKey: pick, refreshKey: (ref) => explorer.refreshKey(ref) },
  });
  subscriptions.push(
    explorer,
    registerKeyPage({
      ...{ extensionUri: context.extensionUri, commands, log, guard, keys, connections, directory, clock },
      ...{ globalState, workspaceState },
      activity,
      ...{ grants, principals, sandbox },
      serveAccess: (ref, channel) => access.serve(ref, channel),
      refreshKey: (ref) => explorer.refreshKey(ref),
      isPinned: (ref) => explorer.isPinned(ref),
      onDidRefreshKey: explorer.onDidRefreshKey,
      savePolicy: (ref, change) => policy.savePolicy(ref, change),
    }),
    registerMultiRegion({
      ...{ commands, log, guard, keys, grants, nameOf },
      multiRegion: awsMultiRegion(clients),
      refreshKey: (ref) => explorer.refreshKey(ref),
    }),
    registerConnections({ commands, connections, open, log, folders }),
    registerSandbox({ commands, sandbox, connections, open }),
    registerKeys({
      ...{ commands, log, guard, keys, grants, connections, sandbox, directory, clock, pickKey: pick },
      refreshKey: (ref) => explorer.refreshKey(ref),
    }),
    registerGrants({
      ...{ commands, log, guard, keys, grants, principals, connections, directory, open, clock },
      refreshKey: (ref) => explorer.refreshKey(ref),
    }),
    registerKeyStores({ commands, log, guard, open, stores: awsKeyStores(clients) }),
    registerMaterial({
      ...{ commands, guard, keys, connections, sandbox, clock, globalState, nameOf },
      material: awsMaterial(clients),
      refreshKey: (ref) => explorer.refreshKey(ref),
    }),
    registerCrypto({
      ...{ extensionUri: context.extensionUri, globalState, commands, log, keys, directory, pickKey: pick },
      ...{ crypto, envelopes: awsEnvelopes(crypto), places: () => open.places },
    }),
    access,
    policy,
    wizard,
  );
  performance.measure('kms-workbench/activate', { start });
  const ready = whenTrusted(subscriptions).then(() => open.refresh());
  return { ready, keys, connections, principals, open, directory, sandbox, tree: explorer.tree, wizard };
}

/** The embedded KMS as a program of its own; it lives on when another window uses it too. */
async function launchSandbox({ extensionUri, globalStorageUri }: vscode.ExtensionContext, log: Log) {
  demandTrust();
  const { launchSandbox: launch } = await import('./sandbox/launch');
  const program = vscode.Uri.joinPath(extensionUri, 'dist', 'sandbox.mjs').fsPath;
  return launch({
    program,
    stateDir: vscode.Uri.joinPath(globalStorageUri, 'sandbox').fsPath,
    onComplaint: (line) => log.warn(`Sandbox: ${line}`),
  });
}

function awsFolders() {
  const files = awsFiles(process.env, homedir());
  return { ...files, tokenCaches: [files.ssoCache, files.loginCache] };
}

/** Connections wait for trust: a workspace of strangers gets the language features only. */
function whenTrusted(subscriptions: { dispose(): unknown }[]): Promise<void> {
  if (vscode.workspace.isTrusted) return Promise.resolve();
  return new Promise((resolve) => {
    subscriptions.push(vscode.workspace.onDidGrantWorkspaceTrust(() => resolve()));
  });
}
