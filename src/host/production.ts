import * as vscode from 'vscode';
import type { Log } from './log';
import { warn } from './notices';
import { productionTest, type PatternProblem } from './productionTest';

/** Whether connections of a name are production, by the setting. Each bad pattern is spoken of once. */
export function createProductionTest(log: Log, typed: () => string): (name: string) => boolean {
  return productionTest(typed, (problem) => {
    const text = wordsFor(problem);
    log.warn(text);
    warn(text, { title: vscode.l10n.t('Open setting'), run: openSetting });
  });
}

function wordsFor(problem: PatternProblem): string {
  return problem.kind === 'invalid'
    ? vscode.l10n.t('“kms.productionPattern” is not used, the default is: {0}', problem.reason)
    : vscode.l10n.t(
        '“kms.productionPattern” takes too long to match. Until it is simpler, every connection is treated as production.',
      );
}

async function openSetting(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.openSettings', 'kms.productionPattern');
}
