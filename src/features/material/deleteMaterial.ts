import * as vscode from 'vscode';
import { deletableMaterials, deletionConsequence } from '../../core/material/plan';
import type { KeyRef } from '../../core/keys/model';
import { KmsError } from '../../core/errors';
import { runCommand } from '../../host/commandList';
import { notify } from '../../host/notices';
import { withProgress } from '../../host/progress';
import { chooseRow } from '../../host/quickPick';
import { demandAction } from '../../sessions/keys/changeKeys';
import type { MaterialDeps } from './deps';

/** Deletes imported material after saying what that does to the key. */
export async function deleteMaterial(deps: MaterialDeps, ref: KeyRef): Promise<void> {
  const { keys, material, guard, nameOf, refreshKey } = deps;
  const name = nameOf(ref);
  const key = await demandAction(keys, 'deleteMaterial', ref);
  const rotations = key.spec === 'SYMMETRIC_DEFAULT' ? await keys.listRotations(ref) : [];
  const rows = deletableMaterials(key, rotations);
  if (rows.length === 0)
    throw new KmsError('not-possible', vscode.l10n.t('The key has no key material to delete.'));
  const [only] = rows;
  const row =
    rows.length === 1
      ? only
      : await chooseRow(rows, { title: vscode.l10n.t('Delete which key material of {0}?', name) });
  if (row === undefined) return;
  const go = vscode.l10n.t('Delete key material');
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t('Delete the key material of {0} in {1}?', name, ref.region),
    { modal: true, detail: deletionConsequence(key, row).join('\n\n') },
    go,
  );
  if (chosen !== go) return;
  await guard.allow(ref.connection, vscode.l10n.t('Delete the key material of {0}', name));
  await withProgress(
    vscode.l10n.t('Deleting the key material of {0}', name),
    (signal) => material.deleteMaterial(ref, row.materialId, signal),
    { quiet: true },
  );
  await refreshKey(ref);
  notify(vscode.l10n.t('Deleted the key material of {0} in {1}.', name, ref.region), {
    title: vscode.l10n.t('Import it again…'),
    run: () => runCommand('kms.key.importMaterial', ref),
  });
}
