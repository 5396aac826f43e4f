import * as vscode from 'vscode';
import type { KeyRef } from '../../core/keys/model';
import { othersOf, primaryChangeFacts } from '../../core/multiRegion/regions';
import { regionName } from '../../core/partitions';
import { notify } from '../../host/notices';
import { withProgress } from '../../host/progress';
import { chooseRow } from '../../host/quickPick';
import { demandAction } from '../../sessions/keys/changeKeys';
import type { MultiRegionDeps } from './deps';

/** Makes the key of another Region the primary, after saying what follows from that. */
export async function changePrimary(deps: MultiRegionDeps, ref: KeyRef): Promise<void> {
  const { keys, multiRegion, nameOf, refreshKey, guard } = deps;
  const name = nameOf(ref);
  const key = await demandAction(keys, 'changePrimary', ref);
  const rows = othersOf(key).map((replica) => ({
    ...{ label: replica.region, description: regionName(replica.region) ?? '', replica },
  }));
  const chosen = await chooseRow(rows, {
    title: vscode.l10n.t('Which key is to be the primary of {0}?', name),
    placeHolder: vscode.l10n.t('The primary is in {0} now', ref.region),
    ignoreFocusOut: true,
  });
  if (chosen === undefined) return;
  const { region } = chosen.replica;
  const go = vscode.l10n.t('Make {0} the primary', region);
  const answer = await vscode.window.showWarningMessage(
    vscode.l10n.t('Make {0} the primary of {1}?', region, name),
    { modal: true, detail: primaryChangeFacts(key, region).join('\n\n') },
    go,
  );
  if (answer !== go) return;
  await guard.allow(ref.connection, vscode.l10n.t('Change the primary of {0}', name));
  await withProgress(
    vscode.l10n.t('Changing the primary of {0}', name),
    (signal) => multiRegion.changePrimary(ref, region, signal),
    { quiet: true },
  );
  await Promise.all([ref, ...othersOf(key)].map((one) => refreshKey(one)));
  notify(
    vscode.l10n.t('The primary of {0} is in {1} now, the key in {2} is a replica.', name, region, ref.region),
  );
}
