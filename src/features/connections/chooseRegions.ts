import * as vscode from 'vscode';
import type { OpenConnections } from '../../sessions/connections/openConnections';
import { partitionNamed } from '../../core/partitions';
import type { ConnectionPort } from '../../core/ports';
import { chooseRows } from '../../host/quickPick';
import { ownValue } from '../../core/ownValue';

/** Lets a person choose which regions of a connection the tree shows. */
export async function chooseRegions(
  connections: ConnectionPort,
  open: OpenConnections,
  id: string,
): Promise<void> {
  const connection = await connections.get(id);
  const shown = open.list().find((one) => one.connection.id === id)?.regions ?? [];
  const known = partitionNamed(connection.partition).regions;
  const names = [...new Set([...shown, connection.defaultRegion, ...Object.keys(known)])];
  const chosen = await chooseRows(
    names.map((region) => ({
      label: region,
      description: ownValue(known, region) ?? '',
      picked: shown.includes(region),
    })),
    {
      title: vscode.l10n.t('Regions of {0}', connection.name),
      placeHolder: vscode.l10n.t('Shown in the tree'),
      matchOnDescription: true,
    },
  );
  if (chosen === undefined) return;
  await open.setRegions(
    id,
    chosen.map((item) => item.label),
  );
}
