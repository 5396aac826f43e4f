import * as vscode from 'vscode';
import type { OpenConnections } from '../../sessions/connections/openConnections';
import { regionName } from '../../core/partitions';
import type { Place } from '../../core/ports';
import { chooseRow } from '../../host/quickPick';
import type { Row } from '../../host/quickPickRow';

interface PlaceItem extends Row {
  place: Place;
}

/** Asks in which region of which open connection the key is to be made; the only one there is is not asked for. */
export async function choosePlace(open: OpenConnections): Promise<Place | undefined> {
  if (open.list().length === 0) await open.refresh();
  const { activePlace } = open;
  const items = open
    .list()
    .flatMap(({ connection, identity, regions }) =>
      regions.map((region): PlaceItem => ({
        label: region,
        description: [connection.name, identity?.accountId, regionName(region)].filter(Boolean).join(' · '),
        place: { connection: connection.id, region },
      })),
    )
    .sort((one, other) => Number(isSame(other.place, activePlace)) - Number(isSame(one.place, activePlace)));
  if (items.length <= 1) return items[0]?.place;
  const chosen = await chooseRow(items, {
    title: vscode.l10n.t('Create key'),
    placeHolder: vscode.l10n.t('Choose the Region for the key'),
    matchOnDescription: true,
  });
  return chosen?.place;
}

function isSame(one: Place, other: Place | undefined): boolean {
  return one.connection === other?.connection && one.region === other.region;
}
