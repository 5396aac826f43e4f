import * as vscode from 'vscode';
import { candidateRow, undeletable, usedLatelyDays } from '../../core/keys/bulkDeletion';
import { plural } from '../../core/keys/labels';
import type { KeyRef } from '../../core/keys/model';
import { notify } from '../../host/notices';
import { withProgress } from '../../host/progress';
import { chooseRows } from '../../host/quickPick';
import { deletionCandidates } from '../../sessions/keys/deletionCandidates';
import type { KeysDeps } from './deps';

/** Which of several keys are to be deleted: those that nobody used for long are ticked, the others are not. */
export async function chooseKeys(
  deps: KeysDeps,
  refs: readonly [KeyRef, ...KeyRef[]],
): Promise<readonly KeyRef[]> {
  const { directory, clock, keys, grants } = deps;
  const aliasesOf = (ref: KeyRef) => directory.region(ref)?.namesOf(ref.keyId) ?? [];
  const candidates = await withProgress(
    vscode.l10n.t('Looking at what depends on {0}', plural(refs.length, 'key')),
    (signal, step) =>
      deletionCandidates({ keys, grants, aliasesOf, clock }, refs, signal, (ref) =>
        step(directory.nameOf(ref), 100 / refs.length),
      ),
  );
  const possible = [...candidates].filter(([, candidate]) => undeletable(candidate) === undefined);
  const out = [...candidates].flatMap(([ref, candidate]) => {
    const why = undeletable(candidate);
    return why === undefined ? [] : [`${directory.nameOf(ref)}: ${why}`];
  });
  if (out.length > 0)
    notify(vscode.l10n.t('{0} cannot be deleted. {1}', plural(out.length, 'key'), out.slice(0, 3).join(' ')));
  if (possible.length === 0) return [];
  const rows = possible.map(([ref, candidate]) => {
    const { ticked, description, detail } = candidateRow(candidate);
    return { label: directory.nameOf(ref), description, detail, picked: ticked, ref };
  });
  const chosen = await chooseRows(rows, {
    title: vscode.l10n.t('Delete which of {0}?', plural(rows.length, 'key')),
    placeHolder: vscode.l10n.t(
      'Not ticked: used in the last {0} days, or that is not known',
      String(usedLatelyDays),
    ),
    ignoreFocusOut: true,
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return (chosen ?? []).map(({ ref }) => ref);
}
