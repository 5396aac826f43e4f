import * as vscode from 'vscode';
import { isRecord } from '../core/json';
import type { Place } from '../core/ports';
import { choosePlace } from '../sessions/connections/places';
import type { OpenConnections } from '../sessions/connections/openConnections';
import { chooseRow } from './quickPick';

/** The Region that a command was called on, be it the place itself or its row; asks for one where there is none. */
export async function placeFor(
  open: OpenConnections,
  target: unknown,
  title: string,
): Promise<Place | undefined> {
  return placeIn(target) ?? askPlace(open, title);
}

function askPlace(open: OpenConnections, title: string): Promise<Place | undefined> {
  return choosePlace(open, async (choices) => {
    const rows = choices.map(({ place, connection: { connection }, regionName }) => ({
      label: place.region,
      description: [connection.name, regionName].filter(Boolean).join(' · '),
      place,
    }));
    return (await chooseRow(rows, { title, placeHolder: vscode.l10n.t('Choose a Region') }))?.place;
  });
}

function placeIn(target: unknown): Place | undefined {
  const place = isRecord(target) && isRecord(target['place']) ? target['place'] : target;
  if (!isRecord(place)) return undefined;
  const { connection, region } = place;
  return typeof connection === 'string' && typeof region === 'string' ? { connection, region } : undefined;
}
