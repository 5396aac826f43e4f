import { quotas } from '../kms/quotas';
import { dayMs } from '../time';
import { aliasLabel, exactTime, plural } from './labels';
import { lastUseVerdict } from './lastUse';
import type { Grant, Key, LastUsage } from './model';

/** What is known of a key when its deletion is considered; an absent part could not be read. */
export interface DeletionFacts {
  key: Key;
  aliases?: readonly string[];
  grants?: readonly Grant[];
  lastUsage?: LastUsage;
  /** Services named in the key policy, `s3.amazonaws.com`. */
  services?: readonly string[];
  now: number;
}

/** What a person should know before a key is gone, one line each. */
export function deletionFacts(facts: DeletionFacts): string[] {
  const { key, aliases, grants, lastUsage, services, now } = facts;
  const verdict = lastUsage && lastUseVerdict(lastUsage, now);
  const lines = [
    verdict?.text ?? 'The last use could not be read.',
    // A recorded use speaks for itself; its absence does not.
    ...(verdict && verdict.certainty !== 'used' ? [verdict.caveat] : []),
    aliases ? aliasesLine(aliases) : 'The aliases could not be read; those of the key are deleted with it.',
    grants ? grantsLine(grants) : 'The grants could not be read.',
  ];
  const replicas = key.multiRegion?.role === 'PRIMARY' ? key.multiRegion.replicas : [];
  if (replicas.length > 0) {
    lines.push(
      `Replicas in ${replicas.map((replica) => replica.region).join(', ')}: the waiting period starts when the last of them is deleted.`,
    );
  }
  if (!services) lines.push('The key policy could not be read, nor which services it names.');
  else if (services.length > 0) lines.push(`Services named in its policy: ${services.join(', ')}.`);
  lines.push('Data encrypted under this key can never be read again.');
  return lines;
}

/** The services in a key policy's text: principals and kms:ViaService values alike. */
export function servicesIn(policy: string): string[] {
  return [...new Set(policy.match(/\b[a-z0-9-]+(?:\.[a-z0-9-]+)*\.amazonaws\.com\b/g) ?? [])].sort();
}

/** What is wrong with the days that were typed; undefined where nothing is. */
export function daysProblem(text: string): string | undefined {
  const { least, most } = quotas.deletionDays;
  if (!/^\d+$/.test(text.trim())) return `Type a whole number of days from ${least} to ${most}.`;
  const days = Number(text);
  return days < least || days > most ? `The waiting period is ${least} to ${most} days.` : undefined;
}

/** The date to which a waiting period leads. */
export function deletionDate(days: number, now: number): string {
  return exactTime(now + days * dayMs);
}

function aliasesLine(aliases: readonly string[]): string {
  if (aliases.length === 0) return 'No aliases.';
  const names = aliases.map(aliasLabel).join(', ');
  return aliases.length === 1
    ? `Alias: ${names}. It is deleted with the key.`
    : `Aliases: ${names}. They are deleted with the key.`;
}

function grantsLine(grants: readonly Grant[]): string {
  if (grants.length === 0) return 'No grants.';
  const names = [...new Set(grants.map((grant) => grant.grantee))].slice(0, 3).join(', ');
  return `${plural(grants.length, 'grant')}: ${names}${grants.length > 3 ? ' and others' : ''}.`;
}
