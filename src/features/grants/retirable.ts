import * as vscode from 'vscode';
import { grantRow } from '../../core/grants/list';
import { parseArn } from '../../core/arn';
import { plural } from '../../core/keys/labels';
import type { Place } from '../../core/ports';
import { notify } from '../../host/notices';
import { withProgress } from '../../host/progress';
import { placeFor } from '../../host/placeFor';
import { chooseRow } from '../../host/quickPick';
import { retirableGrants, type RetirableGrant } from '../../sessions/grants/retirable';
import type { GrantsDeps } from './deps';
import { confirmAndEnd } from './end';

/** Lists the grants that name the caller as the one who may retire them, and retires the chosen ones. */
export async function showRetirable(deps: GrantsDeps, target: unknown): Promise<void> {
  const place = await placeFor(deps.open, target, vscode.l10n.t('Grants that you may retire'));
  if (place === undefined) return;
  for (;;) {
    const found = await withProgress(vscode.l10n.t('Listing the grants that you may retire'), (signal) =>
      retirableGrants({ ...deps, askRole }, place, signal),
    );
    if (found === undefined) return;
    if (found.length === 0) {
      const { arn } = await deps.connections.identity(place.connection);
      return notify(
        vscode.l10n.t('No grant in {0} names {1} as the one who may retire it.', place.region, arn),
      );
    }
    const chosen = await choose(deps, place, found);
    if (chosen === undefined || !(await confirmAndEnd(deps, chosen.ref, chosen.grant, 'retire'))) return;
  }
}

async function choose(
  { clock, directory }: GrantsDeps,
  place: Place,
  found: readonly RetirableGrant[],
): Promise<RetirableGrant | undefined> {
  const rows = found.map((retirable) => {
    const { granteeLabel, operations, constraints, created } = grantRow(
      retirable.grant,
      new Set(),
      clock(place.connection),
    );
    return {
      icon: 'person-add',
      label: granteeLabel,
      description: operations.join(', '),
      detail: [directory.nameOf(retirable.ref), created, ...constraints].filter(Boolean).join(' · '),
      retirable,
    };
  });
  const chosen = await chooseRow(rows, {
    title: vscode.l10n.t('{0} in {1} that you may retire', plural(found.length, 'grant'), place.region),
    placeHolder: vscode.l10n.t('Choose a grant to retire'),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return chosen?.retirable;
}

/** KMS compares the name in the grant letter by letter, and the ARN of a session lacks the path of its role. */
async function askRole(guess: string): Promise<string | undefined> {
  return vscode.window.showInputBox({
    title: vscode.l10n.t('ARN of your role, as it stands in grants'),
    prompt: vscode.l10n.t('Roles could not be listed, so the path of the role is not known'),
    value: guess,
    ignoreFocusOut: true,
    validateInput: (text) =>
      /^role\/./.test(parseArn(text.trim())?.resource ?? '')
        ? undefined
        : vscode.l10n.t('Write the ARN of a role, such as {0}.', guess),
  });
}
