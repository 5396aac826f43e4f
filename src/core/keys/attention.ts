import { dayMs } from '../time';
import { plural, timeLeft } from './labels';
import type { Key } from './model';

/** From so many days before imported key material expires, the view and the page ask for attention. */
export const expiryWarningDays = 30;

/** Whether the imported material of a key expires soon. A key that waits for material, or for its deletion, has other worries. */
export function expiresSoon({ state, validTo }: Pick<Key, 'state' | 'validTo'>, now: number): boolean {
  if (state === 'PendingImport' || state === 'PendingDeletion' || state === 'PendingReplicaDeletion')
    return false;
  return validTo !== undefined && validTo - now <= expiryWarningDays * dayMs;
}

/** The number on the view of the keys: how many end by themselves before long, by deletion or by expiry. */
export function attentionBadge(
  keys: Iterable<Key>,
  now: (connection: string) => number,
): { value: number; tooltip: string } | undefined {
  let [pending, expiring] = [0, 0];
  // Hears of every change in a directory of 100,000 keys: nothing is made of those that need no attention.
  for (const key of keys) {
    if (key.state === 'PendingDeletion' || key.state === 'PendingReplicaDeletion') pending++;
    else if (key.validTo !== undefined && expiresSoon(key, now(key.connection))) expiring++;
  }
  if (pending + expiring === 0) return undefined;
  const parts = [
    ...(pending > 0 ? [`${pending.toLocaleString('en')} pending deletion`] : []),
    ...(expiring > 0
      ? [`${plural(expiring, 'key')} with key material that expires within ${expiryWarningDays} days`]
      : []),
  ];
  return { value: pending + expiring, tooltip: parts.join(', ') };
}

/** What the notice of the day says of keys whose material expires soon, the soonest first. */
export function expiryNotice(
  expiring: readonly Key[],
  nameOf: (key: Key) => string,
  now: number,
): { text: string; soonest: Key } | undefined {
  const sorted = [...expiring].sort((one, other) => (one.validTo ?? 0) - (other.validTo ?? 0));
  const [soonest] = sorted;
  if (soonest === undefined) return undefined;
  const named = sorted.slice(0, 3).map((key) => `${nameOf(key)} (${key.region}, ${left(key, now)})`);
  const others = sorted.length - named.length;
  const names = others > 0 ? `${named.join(', ')} and ${plural(others, 'other key')}` : named.join(', ');
  const verb = sorted.length === 1 ? 'It cannot' : 'They cannot';
  const text = `Imported key material expires soon: ${names}. ${verb} be used after that until the same material is imported again.`;
  return { text, soonest };
}

function left({ validTo }: Key, now: number): string {
  return timeLeft(validTo ?? now, now);
}
