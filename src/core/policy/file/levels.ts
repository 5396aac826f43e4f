import { isRecord } from '../../json';
import type { Severity } from '../rules/parts/rule';

export type Level = Severity | 'off';

/**
 * The setting `kms.policy.checks`: a level for a code, or for files that match a pattern:
 * `{ "EMPTY_SID_VALUE": "off", "legacy/**": { "KMS_RESOURCE_NOT_STAR": "info" } }`.
 */
export type CheckLevels = Record<string, unknown>;

const levels: ReadonlySet<unknown> = new Set<Level>(['error', 'warning', 'info', 'off']);

/** How a check speaks in one file. The last pattern that matches wins over what is set for all files. */
export function levelFor(
  setting: CheckLevels,
  matches: (pattern: string) => boolean,
): (code: string, own: Severity) => Level {
  const all = levelsIn(setting);
  const byPattern = Object.entries(setting).filter(([pattern, value]) => isTable(value) && matches(pattern));
  const here = new Map([...all, ...byPattern.flatMap(([, value]) => [...levelsIn(value as CheckLevels)])]);
  return (code, own) => here.get(code) ?? own;
}

function levelsIn(table: CheckLevels): Map<string, Level> {
  return new Map(Object.entries(table).filter((entry): entry is [string, Level] => levels.has(entry[1])));
}

function isTable(value: unknown): value is CheckLevels {
  return isRecord(value);
}
