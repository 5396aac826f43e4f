import type { KmsError } from '../errors';
import { dayMs } from '../time';
import type { Key, RotationStatus } from './model';

/** What is known of a key when it is to be named. */
export interface Named {
  keyId: string;
  /** With the prefix `alias/`, in the order of AWS. */
  aliases: readonly string[];
  description?: string;
}

/** Its first alias without `alias/`, else its description, else its short id. */
export function labelOf({ keyId, aliases, description }: Named): string {
  const [first] = aliases;
  if (first !== undefined) return aliasLabel(first);
  return description?.trim() ? description.trim() : shortId(keyId);
}

export function aliasLabel(name: string): string {
  return name.startsWith('alias/') ? name.slice('alias/'.length) : name;
}

/** `1f24e8f7` of a key id, `mrk-1f24e8f7` of a multi-Region one. */
export function shortId(keyId: string): string {
  return keyId.startsWith('mrk-') ? keyId.slice(0, 12) : keyId.slice(0, 8);
}

const stateWords: Readonly<Record<Key['state'], string>> = {
  Creating: 'Creating',
  Enabled: 'Enabled',
  Disabled: 'Disabled',
  PendingDeletion: 'Pending deletion',
  PendingImport: 'Pending import',
  PendingReplicaDeletion: 'Pending deletion of its replicas',
  Unavailable: 'Unavailable',
  Updating: 'Updating',
};

/** Words for what a key does; encryption is the rule and needs none. */
const usageWords: Partial<Record<Key['usage'], string>> = {
  SIGN_VERIFY: 'sign and verify',
  KEY_AGREEMENT: 'key agreement',
  ENCAPSULATE_DECAPSULATE: 'encapsulate',
};

/**
 * The quiet text beside a key: its state where that is not "Enabled", else what kind it is and how it rotates. A
 * sidebar has room for some twenty characters, so the spec that most keys have is named only where nothing else is.
 */
export function descriptionOf(
  key: Key,
  rotation: RotationStatus | KmsError | undefined,
  now: number,
): string {
  // The number first: a sidebar cuts off the end.
  if (key.state === 'PendingDeletion' && key.deletionDate !== undefined)
    return joined(timeLeft(key.deletionDate, now), 'pending deletion');
  if (key.state === 'PendingDeletion') return stateWords[key.state];
  const multiRegion = key.multiRegion && `multi-Region ${key.multiRegion.role.toLowerCase()}`;
  const expiry = key.validTo === undefined ? undefined : `material ${timeLeft(key.validTo, now)}`;
  if (key.state !== 'Enabled')
    return joined(stateOf(key, now), key.state === 'Disabled' ? expiry : undefined, multiRegion);
  const spec = key.spec === 'SYMMETRIC_DEFAULT' ? undefined : key.spec;
  return joined(expiry, spec, usageWords[key.usage], rotationWords(rotation), multiRegion) || 'symmetric';
}

function rotationWords(rotation: RotationStatus | KmsError | undefined): string | undefined {
  if (rotation instanceof Error)
    return rotation.reason === 'denied' ? 'no permission to read rotation' : 'rotation unknown';
  return rotation?.enabled ? `rotates every ${rotation.periodDays ?? 365} d` : undefined;
}

/** The state in words, with what is left of it where it ends by itself. */
export function stateOf({ state, deletionDate }: Pick<Key, 'state' | 'deletionDate'>, now: number): string {
  const ends = state === 'PendingDeletion' ? deletionDate : undefined;
  return joined(stateWords[state], ends === undefined ? undefined : timeLeft(ends, now));
}

function joined(...parts: (string | undefined)[]): string {
  return parts.filter(Boolean).join(' · ');
}

const hour = 3_600_000;

/** "6 days left", "5 hours left", "any moment". */
export function timeLeft(until: number, now: number): string {
  return until <= now ? 'any moment' : `${timeUntil(until, now)} left`;
}

/** "in 6 days", "in 5 hours", "any moment". */
export function timeAhead(at: number, now: number): string {
  return at <= now ? 'any moment' : `in ${timeUntil(at, now)}`;
}

function timeUntil(at: number, now: number): string {
  const left = at - now;
  return left < dayMs
    ? plural(Math.max(1, Math.ceil(left / hour)), 'hour')
    : plural(Math.ceil(left / dayMs), 'day');
}

/** "3 days ago", "2 hours ago", "just now". */
export function timeAgo(at: number, now: number): string {
  const past = now - at;
  if (past < 60_000) return 'just now';
  if (past < hour) return plural(Math.floor(past / 60_000), 'minute') + ' ago';
  if (past < dayMs) return plural(Math.floor(past / hour), 'hour') + ' ago';
  return plural(Math.floor(past / dayMs), 'day') + ' ago';
}

export function plural(count: number, noun: string): string {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : noun === 'alias' ? 'es' : 's'}`;
}

/** "30 November 2026, 14:05 UTC". */
export function exactTime(at: number): string {
  const time = new Date(at);
  const date = time.toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
  return `${date}, ${time.toISOString().slice(11, 16)} UTC`;
}
