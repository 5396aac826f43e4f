import * as vscode from 'vscode';
import type { GrantsDeps } from './deps';

/** Ending grants from the tree and the page of a key, and those that the caller may retire. */
export function registerGrants(deps: GrantsDeps): vscode.Disposable {
  const { commands } = deps;
  return vscode.Disposable.from(
    commands.command('kms.grant.revoke', 'revoke the grant', async (target) =>
      (await import('./end')).endGrant(deps, target, 'revoke'),
    ),
    commands.command('kms.grant.retire', 'retire the grant', async (target) =>
      (await import('./end')).endGrant(deps, target, 'retire'),
    ),
    commands.command('kms.grant.retirable', 'list the grants that you may retire', async (target) =>
      (await import('./retirable')).showRetirable(deps, target),
    ),
  );
}
