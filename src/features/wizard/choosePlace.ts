import * as vscode from 'vscode';
import type { Place } from '../../core/ports';
import { chooseRow } from '../../host/quickPick';
import type { OpenConnections } from '../../sessions/connections/openConnections';
import { choosePlace } from '../../sessions/connections/places';

/** Asks in which Region of which open connection the key is to be made. */
export function choosePlaceForKey(open: OpenConnections): Promise<Place | undefined> {
  return choosePlace(open, async (choices) => {
    const rows = choices.map(({ place, connection: { connection, identity }, regionName }) => ({
      label: place.region,
      description: [connection.name, identity?.accountId, regionName].filter(Boolean).join(' · '),
      place,
    }));
    const chosen = await chooseRow(rows, {
      title: vscode.l10n.t('Create key'),
      placeHolder: vscode.l10n.t('Choose the Region for the key'),
      matchOnDescription: true,
    });
    return chosen?.place;
  });
}
