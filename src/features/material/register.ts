import * as vscode from 'vscode';
import { cliCommand } from '../../core/keys/commandLine';
import { exactTime } from '../../core/keys/labels';
import type { KeyRef } from '../../core/keys/model';
import { runCommand } from '../../host/commandList';
import { notify, warn } from '../../host/notices';
import { withProgress } from '../../host/progress';
import { Fingerprints } from '../../sessions/material/fingerprints';
import type { ImportOutcome } from '../../sessions/material/importFlow';
import { PreparedImports } from '../../sessions/material/preparedImports';
import type { MaterialDeps } from './deps';
import { deleteMaterial } from './deleteMaterial';

/** Key material that comes from outside: import, expiry, deletion. */
export function registerMaterial(deps: MaterialDeps): vscode.Disposable {
  const { commands } = deps;
  return vscode.Disposable.from(
    commands.keyCommand('kms.key.importMaterial', 'import key material into {key}', (ref) =>
      importMaterial(deps, ref),
    ),
    commands.keyCommand('kms.key.deleteMaterial', 'delete the key material of {key}', (ref) =>
      deleteMaterial(deps, ref),
    ),
  );
}

async function importMaterial(deps: MaterialDeps, ref: KeyRef): Promise<void> {
  const name = deps.nameOf(ref);
  // What reads, wraps and asks is loaded when somebody first imports.
  const [{ importFlow }, { importQuestions }] = await Promise.all([
    import('../../sessions/material/importFlow'),
    import('./questions'),
  ]);
  const now = (): number => deps.clock(ref.connection);
  const aws = await commandLine(deps, ref);
  const outcome = await importFlow(ref, {
    ...{ keys: deps.keys, material: deps.material, now, aws },
    fingerprints: new Fingerprints(deps.globalState),
    prepared: new PreparedImports(deps.globalState),
    ask: importQuestions(name, now),
    allow: () => deps.guard.allow(ref.connection, vscode.l10n.t('Import key material into {0}', name)),
    progress: (work) => withProgress(vscode.l10n.t('Importing key material into {0}', name), work),
  });
  await tell(deps, ref, outcome);
}

async function commandLine(
  deps: MaterialDeps,
  ref: KeyRef,
): Promise<(operation: string, rest: string) => string> {
  const connection = await deps.connections.get(ref.connection);
  const endpoint = connection.kind === 'sandbox' ? (await deps.sandbox.start()).endpoint : undefined;
  return (operation, rest) => cliCommand({ operation, rest }, ref, connection, endpoint);
}

async function tell(deps: MaterialDeps, ref: KeyRef, outcome: ImportOutcome): Promise<void> {
  const name = deps.nameOf(ref);
  if (outcome.kind === 'left') return;
  if (outcome.kind === 'prepared')
    return notify(
      vscode.l10n.t(
        'Saved the wrapping key and the import token of {0} in {1}. Both can be used until {2}.',
        name,
        outcome.folder,
        exactTime(outcome.validTo),
      ),
      { title: vscode.l10n.t('Continue import'), run: () => runCommand('kms.key.importMaterial', ref) },
    );
  await Promise.all(outcome.done.map((one) => deps.refreshKey(one)));
  const regions = outcome.done.map(({ region }) => region).join(', ');
  if (outcome.failures.size > 0)
    return warn(
      vscode.l10n.t(
        'Imported key material into {0} in {1}, but not in {2}.',
        name,
        regions,
        [...outcome.failures.keys()].map(({ region }) => region).join(', '),
      ),
    );
  const expiry =
    outcome.validTo === undefined
      ? vscode.l10n.t('It does not expire.')
      : vscode.l10n.t('It expires on {0}.', exactTime(outcome.validTo));
  const done = vscode.l10n.t('Imported key material into {0} in {1}.', name, regions);
  if (outcome.choice !== 'new') return notify(`${done} ${expiry}`);
  notify(`${done} ${expiry} ${vscode.l10n.t('It is used once the key is rotated.')}`, {
    title: vscode.l10n.t('Rotate now…'),
    run: () => runCommand('kms.key.rotateNow', ref),
  });
}
