import { KmsError } from '../../core/errors';
import { ownValue } from '../../core/ownValue';
import { partitionNamed } from '../../core/partitions';
import type { Connection, ConnectionPort } from '../../core/ports';
import type { OpenConnections } from './openConnections';
import type { ConnectionChoice, ConnectionQuestions, RegionChoice } from './questions';

/** What the flows work on, and whom they ask. */
export interface ConnectionFlows {
  connections: Pick<ConnectionPort, 'list' | 'get'>;
  open: OpenConnections;
  ask: ConnectionQuestions;
}

/** Opens one of all connections, in the order in which they are listed; what is open already becomes active. */
export async function openConnection({ connections, open, ask }: ConnectionFlows): Promise<void> {
  const choices = (await connections.list()).map((connection) => choiceOf(connection, open));
  const id = await ask.choose({ kind: 'open', choices });
  if (id !== undefined) await open.open(id);
}

/** Makes another connection the active one; those that are open come first, others are opened. */
export async function switchConnection({ connections, open, ask }: ConnectionFlows): Promise<void> {
  const choices = (await connections.list())
    .map((connection) => choiceOf(connection, open))
    .sort((one, other) => Number(one.state === 'closed') - Number(other.state === 'closed'));
  const id = await ask.choose({ kind: 'switch', choices });
  if (id === undefined) return;
  await (open.ids.includes(id) ? open.activate(id) : open.open(id));
}

/**
 * The connection that a command is about: the one it was given, else one of those that are open. The only one is not
 * asked for; undefined where the person does not choose. Throws where none is open.
 */
export async function whichConnection(
  { open, ask }: Pick<ConnectionFlows, 'open' | 'ask'>,
  given?: string,
): Promise<string | undefined> {
  if (given !== undefined) return given;
  if (open.ids.length === 0) throw new KmsError('not-possible', 'No connection is open.');
  if (open.list().length === 0) await open.refresh();
  const choices = open.list().map(({ connection }) => choiceOf(connection, open));
  // One that is not in the files any more can be closed all the same.
  if (choices.length <= 1) return choices[0]?.connection.id ?? open.ids[0];
  return ask.choose({ kind: 'which', choices });
}

/** What was closed, and the way back. */
export interface Closed {
  /** What people call the connection. */
  name: string;
  /** Opens it again at its place among the others; active where it was, and nothing else became it on purpose. */
  undo: () => Promise<void>;
}

/** Closes a connection. Nothing is asked: its Regions stay remembered, and it can be opened again. */
export async function closeConnection({ open }: Pick<ConnectionFlows, 'open'>, id: string): Promise<Closed> {
  const name = open.list().find(({ connection }) => connection.id === id)?.connection.name ?? id;
  const [at, wasActive] = [open.ids.indexOf(id), open.active === id];
  await open.close(id);
  const successor = open.active;
  const undo = (): Promise<void> => open.reopen(id, at, wasActive && open.active === successor);
  return { name, undo };
}

/** Lets a person choose which Regions of a connection the tree shows; none chosen means its default. */
export async function chooseRegions({ connections, open, ask }: ConnectionFlows, id: string): Promise<void> {
  const connection = await connections.get(id);
  const shown = open.list().find((one) => one.connection.id === id)?.regions ?? [];
  const chosen = await ask.chooseRegions({ connection, choices: regionChoices(connection, shown) });
  if (chosen !== undefined) await open.setRegions(id, chosen);
}

/** Those that are shown first, then the default, then all of the partition. */
function regionChoices(connection: Connection, shown: readonly string[]): RegionChoice[] {
  const known = partitionNamed(connection.partition).regions;
  const regions = new Set([...shown, connection.defaultRegion, ...Object.keys(known)]);
  regions.delete('');
  return [...regions].map((region) => {
    const name = ownValue(known, region);
    return { region, shown: shown.includes(region), ...(name !== undefined && { name }) };
  });
}

function choiceOf(connection: Connection, open: OpenConnections): ConnectionChoice {
  if (open.active === connection.id) return { connection, state: 'active' };
  return { connection, state: open.ids.includes(connection.id) ? 'open' : 'closed' };
}
