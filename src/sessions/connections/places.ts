import type { OpenConnection } from '../../core/keys/nodes';
import { regionName } from '../../core/partitions';
import type { Place } from '../../core/ports';
import type { OpenConnections } from './openConnections';

/** A Region of an open connection, as a place for a key. */
export interface PlaceChoice {
  place: Place;
  connection: OpenConnection;
  /** What AWS calls the Region. */
  regionName?: string;
}

/**
 * Asks in which Region of which open connection a key is to be made, the active place first. The only one is not asked
 * for; undefined where there is none, or the person does not choose.
 */
export async function choosePlace(
  open: OpenConnections,
  ask: (choices: readonly PlaceChoice[]) => Promise<Place | undefined>,
): Promise<Place | undefined> {
  if (open.list().length === 0) await open.refresh();
  const { activePlace } = open;
  const choices = open
    .list()
    .flatMap((connection) => connection.regions.map((region) => choiceOf(connection, region)))
    .sort((one, other) => Number(isSame(other.place, activePlace)) - Number(isSame(one.place, activePlace)));
  return choices.length <= 1 ? choices[0]?.place : ask(choices);
}

function choiceOf(connection: OpenConnection, region: string): PlaceChoice {
  const name = regionName(region);
  const place = { connection: connection.connection.id, region };
  return { place, connection, ...(name !== undefined && { regionName: name }) };
}

function isSame(one: Place, other: Place | undefined): boolean {
  return one.connection === other?.connection && one.region === other.region;
}
