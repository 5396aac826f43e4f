import { levelFor } from '../../../core/policy/file/levels';
import type { CheckLevels, Level } from '../../../core/policy/file/levels';
import type { Known } from '../../../core/policy/known';
import type { HostedFinding } from '../../../core/policy/languages/findings';
import type { Reading } from '../../../core/policy/languages/language';

/** A finding with the level that the settings give it. */
export interface Judged {
  finding: HostedFinding;
  level: Exclude<Level, 'off'>;
}

/** How the checks speak in one file. */
export interface FileLevels {
  /** The setting `kms.policy.checks`, for this file. */
  setting: CheckLevels;
  /** Whether the file fits a glob. */
  matches(pattern: string): boolean;
}

/** What the checks say of a file. They and their vocabulary are loaded with the first file that holds a policy. */
export async function judge(reading: Reading, known: () => Known, levels: FileLevels): Promise<Judged[]> {
  if (reading.policies.length === 0 && reading.problems.length === 0) return [];
  const level = levelFor(levels.setting, (pattern) => levels.matches(pattern));
  const { findingsIn } = await import('../../../core/policy/languages/findings');
  return findingsIn(reading, known()).flatMap((finding) => {
    const at = level(finding.code, finding.severity);
    return at === 'off' ? [] : [{ finding, level: at }];
  });
}
