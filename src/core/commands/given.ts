import { isKeyRef } from '../keys/keyRef';
import type { KeyRef } from '../keys/model';
import { commandOf, type CommandId } from './table';

/** Why a command does nothing: the row it was called on has gone, nothing may be changed, or nothing is open. */
export type Obstacle = 'lost-row' | 'read-only' | 'no-connection';

/** What keeps a command from being run with these arguments, asked before anything else is asked. */
export function obstacle(
  id: CommandId,
  args: readonly unknown[],
  now: { isReadOnly: boolean; isOpen: boolean },
): Obstacle | undefined {
  const { target, changes, needsConnection } = commandOf(id);
  const onKeys = target === 'key' || target === 'keys';
  // The menu of a row hands over the row and the selection, the buttons of the view one argument at most.
  if (hasLostRow(args) && (onKeys || args.length > 1)) return 'lost-row';
  if (changes && now.isReadOnly) return 'read-only';
  const needsOne = onKeys ? keyRefsOf(args).length === 0 : needsConnection === true;
  return needsOne && !now.isOpen ? 'no-connection' : undefined;
}

/**
 * Whether a menu was opened on a row that the editor has dropped since: it passes `undefined` in its place, in the
 * selection too. Acting on the rest, or on whatever is asked for instead, would hit another key than the one intended.
 */
function hasLostRow(args: readonly unknown[]): boolean {
  if (args.length === 0) return false;
  const [clicked, selected] = args;
  const isGone = (row: unknown): boolean => row === undefined || row === null;
  return isGone(clicked) || (Array.isArray(selected) && selected.some(isGone));
}

/** The keys named by a command's arguments: the clicked one, or all selected ones when it is among them. */
export function keyRefsOf(args: readonly unknown[]): KeyRef[] {
  const clicked = keyRefOf(args[0]);
  const selected = Array.isArray(args[1]) ? args[1].flatMap((item) => keyRefOf(item) ?? []) : [];
  if (clicked === undefined) return selected;
  return selected.some((ref) => ref.arn === clicked.arn) ? distinct(selected) : [clicked];
}

/** The key in a command's argument, be it the key itself or a tree node of it. */
export function keyRefOf(value: unknown): KeyRef | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if ('ref' in value) return keyRefOf(value.ref);
  if (!isKeyRef(value)) return undefined;
  const { connection, region, keyId, arn } = value;
  return { connection, region, keyId, arn };
}

function distinct(refs: KeyRef[]): KeyRef[] {
  return [...new Map(refs.map((ref) => [`${ref.connection} ${ref.arn}`, ref])).values()];
}
