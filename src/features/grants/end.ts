import * as vscode from 'vscode';
import { keyRefOf } from '../../core/commands/given';
import type { Ending } from '../../core/grants/consequences';
import { shortPrincipal } from '../../core/grants/grantee';
import { KmsError } from '../../core/errors';
import { isRecord } from '../../core/json';
import type { Grant, KeyRef } from '../../core/keys/model';
import { grantDelay } from '../../core/kms/grants';
import { notify } from '../../host/notices';
import { withProgress } from '../../host/progress';
import { IamPolicies } from '../../sessions/access/iamPolicies';
import { findGrant, readConsequences } from '../../sessions/grants/consequences';
import type { GrantsDeps } from './deps';

/** Ends a grant that a row of the tree or the page of a key names. */
export async function endGrant(deps: GrantsDeps, target: unknown, ending: Ending): Promise<void> {
  const named = grantNamed(target);
  if (named === undefined) throw new KmsError('invalid', vscode.l10n.t('Choose a grant of a key.'));
  const { ref, id } = named;
  const grant = await withProgress(
    vscode.l10n.t('Reading the grant'),
    (signal) => findGrant(deps, ref, id, signal),
    { quiet: true },
  ).catch(async (error: unknown) => {
    // What offered it is out of date.
    await deps.refreshKey(ref);
    throw error;
  });
  await confirmAndEnd(deps, ref, grant, ending);
}

/** Says what ends with a grant, asks, and ends it. Answers false where the person keeps it. */
export async function confirmAndEnd(
  deps: GrantsDeps,
  ref: KeyRef,
  grant: Grant,
  ending: Ending,
): Promise<boolean> {
  const who = shortPrincipal(grant.grantee);
  const name = deps.directory.nameOf(ref);
  const ports = { ...deps, iam: new IamPolicies(deps.principals) };
  const lines = await withProgress(vscode.l10n.t('Looking at what ends with the grant'), (signal) =>
    readConsequences(ports, ref, grant, signal),
  );
  const go = ending === 'revoke' ? vscode.l10n.t('Revoke') : vscode.l10n.t('Retire');
  const question =
    ending === 'revoke'
      ? vscode.l10n.t('Revoke the grant of {0} on {1}?', who, name)
      : vscode.l10n.t('Retire the grant of {0} on {1}?', who, name);
  const chosen = await vscode.window.showWarningMessage(
    question,
    { modal: true, detail: lines.join('\n\n') },
    go,
  );
  if (chosen !== go) return false;
  await deps.guard.allow(ref.connection, `${go} a grant on ${name}`);
  await withProgress(question, (signal) => deps.grants[ending](ref, grant.id, signal), { quiet: true });
  await deps.refreshKey(ref);
  notify(
    ending === 'revoke'
      ? vscode.l10n.t('Revoked the grant of {0} on {1}. It may still work for {2}.', who, name, grantDelay)
      : vscode.l10n.t('Retired the grant of {0} on {1}. It may still work for {2}.', who, name, grantDelay),
  );
  return true;
}

/** The key and the id of a grant in a command's argument: a row of the tree, or what a page hands over. */
function grantNamed(target: unknown): { ref: KeyRef; id: string } | undefined {
  const ref = keyRefOf(target);
  if (ref === undefined || !isRecord(target)) return undefined;
  const { grantId, fact } = target;
  const id = grantId ?? (isRecord(fact) ? fact['grantId'] : undefined);
  return typeof id === 'string' ? { ref, id } : undefined;
}
