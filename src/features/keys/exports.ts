import type * as vscode from 'vscode';
import type { KeysDeps } from './deps';

/** A key for other tools: as code, and its public half. Printers and parsers are loaded on first use. */
export function registerExports(deps: KeysDeps): vscode.Disposable[] {
  const { commands } = deps;
  return [
    commands.keyCommand('kms.copyAsCode', 'copy {key} as code', async (ref) =>
      (await import('./copyAsCode')).copyAsCode(deps, ref),
    ),
    commands.keyCommand('kms.copyPublicKey', 'read the public key of {key}', async (ref) =>
      (await import('./publicKey')).offerPublicKey(deps, ref),
    ),
  ];
}
