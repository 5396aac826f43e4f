import type * as vscode from 'vscode';
import type { KeyStoresDeps } from './deps';

/** The custom key stores of a Region: their states, why one cannot be connected, and what can be done. */
export function registerKeyStores(deps: KeyStoresDeps): vscode.Disposable {
  return deps.commands.command('kms.keyStores.show', 'show the custom key stores', async (target) =>
    (await import('./showStores')).showStores(deps, target),
  );
}
