import { dayMs } from '../time';
import { verdictOn } from './allowed';
import { plural } from './labels';
import { lastUseVerdict } from './lastUse';
import type { Key, LastUsage } from './model';

/** What is known of one of several keys whose deletion is considered; an absent part could not be read. */
export interface DeletionCandidate {
  /** Absent where the key could not be described. */
  key?: Key;
  aliases: readonly string[];
  lastUsage?: LastUsage;
  grants?: { count: number; isPart: boolean };
  now: number;
}

/** How a candidate is offered. */
export interface CandidateRow {
  /** Chosen before anybody looks: nobody used the key for so long. */
  ticked: boolean;
  description: string;
  detail: string;
}

/** A key that was used within so many days is not deleted by the way. */
export const usedLatelyDays = 90;

/** Whether a key was used lately; uses are known only since they are recorded. */
export function usedLately(usage: LastUsage | undefined, now: number): 'yes' | 'no' | 'unknown' {
  const since = now - usedLatelyDays * dayMs;
  const { used, trackingStart, created } = usage ?? {};
  if (used !== undefined) return used.date >= since ? 'yes' : 'no';
  if (trackingStart === undefined) return 'unknown';
  const isWhole = trackingStart <= since || (created !== undefined && created >= trackingStart);
  return isWhole ? 'no' : 'unknown';
}

/** Why the key cannot be among those that are deleted; undefined where it can. */
export function undeletable({ key }: DeletionCandidate): string | undefined {
  if (key === undefined) return 'It could not be described.';
  const verdict = verdictOn('scheduleDeletion', key);
  return verdict.allowed ? undefined : verdict.why;
}

/** A candidate in words: its last use first, then what hangs on it. */
export function candidateRow(candidate: DeletionCandidate): CandidateRow {
  const { key, aliases, lastUsage, grants, now } = candidate;
  const replicas = key?.multiRegion?.role === 'PRIMARY' ? key.multiRegion.replicas.length : 0;
  return {
    ticked: usedLately(lastUsage, now) === 'no',
    description: lastUsage ? lastUseVerdict(lastUsage, now).text : 'The last use could not be read.',
    detail: [
      aliases.length === 0 ? 'No aliases' : plural(aliases.length, 'alias'),
      grants === undefined
        ? 'Grants could not be read'
        : grants.isPart
          ? `More than ${plural(grants.count, 'grant')}`
          : grants.count === 0
            ? 'No grants'
            : plural(grants.count, 'grant'),
      ...(replicas === 0 ? [] : [`${plural(replicas, 'replica')}, which go first`]),
      ...(key?.description ? [key.description] : []),
    ].join(' · '),
  };
}
