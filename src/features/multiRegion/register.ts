import * as vscode from 'vscode';
import type { MultiRegionDeps } from './deps';

/** Multi-Region keys: replicas, the primary, and what differs between Regions. Each flow is loaded on first use. */
export function registerMultiRegion(deps: MultiRegionDeps): vscode.Disposable {
  const { commands } = deps;
  return vscode.Disposable.from(
    commands.keyCommand('kms.key.replicate', 'replicate {key}', async (ref) =>
      (await import('./replicateKey')).replicateKey(deps, ref),
    ),
    commands.keyCommand('kms.key.changePrimary', 'change the primary of {key}', async (ref) =>
      (await import('./changePrimary')).changePrimary(deps, ref),
    ),
    commands.keyCommand('kms.key.syncRegions', 'copy from {key} to other Regions', async (ref) =>
      (await import('./synchroniseKey')).synchroniseKey(deps, ref),
    ),
  );
}
