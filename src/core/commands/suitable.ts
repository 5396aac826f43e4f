import type { Verdict } from '../keys/allowed';
import type { Candidate, Command, Fit } from './command';
import { commands, type PickingId } from './table';

/** A command that a key's menu or page has, and whether it suits the key now. */
export interface Judged {
  id: PickingId;
  title: string;
  verdict: Verdict | undefined;
}

const onRows = Object.entries<Command>(commands).filter(([, { fits, rows }]) => fits && rows);

/** The commands of a key's menu, in the order of the table. */
export const rowCommandIds = onRows.map(([id]) => id as PickingId);

/** Every command of a key's menu with its verdict: what a menu leaves out can say why. */
export function judged(candidate: Candidate): Judged[] {
  return onRows.map(([id, { title, fits }]) => ({
    id: id as PickingId,
    title,
    verdict: fits?.verdict(candidate),
  }));
}

/** The words of a key's row by which its menu offers what suits the key for certain. */
export function menuTokens(candidate: Candidate): string[] {
  const suiting = judged(candidate).filter(({ verdict }) => verdict?.allowed === true);
  return [...new Set(suiting.map(({ id }) => commands[id].fits.token))];
}

/** "No key here can be enabled: The key is enabled already.", with the reason that most keys share. */
export function noneSuits({ none }: Fit, reasons: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const why of reasons) counts.set(why, (counts.get(why) ?? 0) + 1);
  const [commonest] = [...counts].sort(([, a], [, b]) => b - a);
  return commonest === undefined ? `${none}.` : `${none}: ${commonest[0]}`;
}

/** The selected key first, else the newest; the others in their order. */
export function preferredFirst<T extends { keyId: string; created?: number | undefined }>(
  keys: readonly T[],
  selected: readonly string[],
): T[] {
  const newest = Math.max(...keys.map(({ created }) => created ?? 0));
  const isFirst = keys.some(({ keyId }) => selected.includes(keyId))
    ? ({ keyId }: T) => selected.includes(keyId)
    : ({ created }: T) => newest > 0 && created === newest;
  return [...keys.filter(isFirst), ...keys.filter((one) => !isFirst(one))];
}
