import * as vscode from 'vscode';
import { explain } from '../../core/messages';
import { warn } from '../../host/notices';
import type { Log } from '../../host/log';

/** One Region, or one thing in it, that failed. */
export interface RegionFailure {
  region: string;
  /** Completes "Could not …". */
  doing: string;
  error: unknown;
}

/** Says what was done and what was not, Region by Region, and offers the rest again. */
export function tellPartly(
  log: Log,
  done: string,
  failures: readonly RegionFailure[],
  retry: () => unknown,
): void {
  for (const { doing, error } of failures) log.failure(doing, error);
  const reasons = failures.map(({ doing, error }) => explain(error, doing)?.text).filter(Boolean);
  warn(
    [done, ...reasons].filter(Boolean).join(' '),
    { title: vscode.l10n.t('Retry'), run: retry },
    { title: vscode.l10n.t('Show log'), run: () => log.show() },
  );
}
