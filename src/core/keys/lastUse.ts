import { exactTime, timeAgo } from './labels';
import type { LastUsage } from './model';

/** What the last use proves, and how to say it. */
export interface LastUseVerdict {
  certainty: 'used' | 'never' | 'unknown';
  /** One sentence. */
  text: string;
  /** What the sentence cannot prove; said wherever a decision hangs on it. */
  caveat: string;
}

const caveat =
  'Uses up to an hour ago may be missing. Data keys and public keys used outside KMS, and volumes attached long ago, leave no trace. Disable the key and watch before you delete it.';

/**
 * The verdict on GetKeyLastUsage (developer guide, "Determining past usage"): no use recorded means "never"
 * only where the key is younger than the recording.
 */
export function lastUseVerdict(usage: LastUsage, now: number): LastUseVerdict {
  const { used, trackingStart, created } = usage;
  if (used !== undefined) {
    const text = `Last used ${timeAgo(used.date, now)} by ${used.operation} (${exactTime(used.date)}).`;
    return { certainty: 'used', text, caveat };
  }
  if (trackingStart === undefined) {
    return { certainty: 'unknown', text: 'Whether it was ever used is not known.', caveat };
  }
  if (created !== undefined && created >= trackingStart) {
    return { certainty: 'never', text: `Not used since it was created ${timeAgo(created, now)}.`, caveat };
  }
  const text = `Not used since ${exactTime(trackingStart)}; uses before that are not recorded.`;
  return { certainty: 'unknown', text, caveat };
}
