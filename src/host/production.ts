import * as vscode from 'vscode';
import { productionPattern } from '../core/production';
import type { Log } from './log';
import { matchesInTime } from './matchesInTime';
import { warn } from './notices';

/** Whether connections of a name are production, by the setting. Each bad pattern is spoken of once. */
export function createProductionTest(log: Log, typed: () => string): (name: string) => boolean {
  let current: string | undefined;
  let known = new Map<string, boolean>();
  let told: string | undefined;
  let tooSlow = false;
  const tell = (pattern: string, text: string): void => {
    log.warn(text);
    if (told === pattern) return;
    told = pattern;
    warn(text, { title: vscode.l10n.t('Open setting'), run: openSetting });
  };
  return (name) => {
    const pattern = typed();
    if (pattern !== current) {
      current = pattern;
      known = new Map();
      tooSlow = false;
      const { problem } = productionPattern(pattern);
      if (problem !== undefined)
        tell(pattern, vscode.l10n.t('“kms.productionPattern” is not used, the default is: {0}', problem));
    }
    const answer = known.get(name) ?? (tooSlow || matchesInTime(productionPattern(pattern).source, name));
    if (answer === undefined) {
      tooSlow = true;
      tell(
        pattern,
        vscode.l10n.t(
          '“kms.productionPattern” takes too long to match. Until it is simpler, every connection is treated as production.',
        ),
      );
    }
    known.set(name, answer ?? true);
    return answer ?? true;
  };
}

async function openSetting(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.openSettings', 'kms.productionPattern');
}
