import * as vscode from 'vscode';
import type { Key, KeyRef } from '../../core/keys/model';
import { differencesOf, type OwnProperties } from '../../core/multiRegion/differences';
import { othersOf } from '../../core/multiRegion/regions';
import { isCancelled } from '../../core/messages';
import { notify } from '../../host/notices';
import { withProgress } from '../../host/progress';
import { chooseRows } from '../../host/quickPick';
import { demandAction } from '../../sessions/keys/changeKeys';
import { readOwn, synchronise, type ChosenDifference } from '../../sessions/multiRegion/synchronise';
import type { MultiRegionDeps } from './deps';
import { tellPartly, type RegionFailure } from './tell';

/** Copies what a person chooses of the differences between a key and its fellows in other Regions. */
export async function synchroniseKey(deps: MultiRegionDeps, ref: KeyRef): Promise<void> {
  const name = deps.nameOf(ref);
  const key = await demandAction(deps.keys, 'syncRegions', ref);
  const { all, unread } = await withProgress(
    vscode.l10n.t('Comparing {0} in its Regions', name),
    (signal) => compare(deps, key, signal),
    { quiet: true },
  );
  const again = (): Promise<void> => synchroniseKey(deps, ref);
  if (unread.length > 0) tellPartly(deps.log, '', unread, again);
  if (all.length === 0) {
    if (unread.length === 0) notify(vscode.l10n.t('{0} is the same in all its Regions.', name));
    return;
  }
  const chosen = await askDifferences(name, ref.region, all);
  if (chosen === undefined || chosen.length === 0) return;
  if (!(await confirmed(name, chosen))) return;
  await deps.guard.allow(ref.connection, vscode.l10n.t('Change {0} in other Regions', name));
  const result = await withProgress(vscode.l10n.t('Copying from {0}', name), (signal) =>
    synchronise(deps, chosen, signal),
  );
  const regions = [...new Map(chosen.map((one) => [one.ref.region, one.ref])).values()];
  await Promise.all([ref, ...regions].map((one) => deps.refreshKey(one)));
  const done = vscode.l10n.t(
    '{0} of {1} differences of {2} were copied.',
    String(result.done.length),
    String(chosen.length),
    name,
  );
  if (result.failed.length === 0) return notify(done);
  const failures = result.failed.map(({ chosen: { ref: to, difference }, error }) => ({
    region: to.region,
    doing: `copy “${difference.label}” to ${to.region}`,
    error,
  }));
  // The differences are read anew: what was copied is none any more.
  tellPartly(deps.log, done, failures, again);
}

interface Compared {
  all: ChosenDifference[];
  unread: RegionFailure[];
}

/** A Region that cannot be read is said to be so; the others are compared all the same. */
async function compare({ keys }: MultiRegionDeps, key: Key, signal: AbortSignal): Promise<Compared> {
  const from = await readOwn(keys, key, signal);
  const found: Compared = { all: [], unread: [] };
  const others = othersOf(key);
  const read = await Promise.all(
    others.map((ref) =>
      readOwn(keys, ref, AbortSignal.any([signal])).catch((error: unknown) => failureOf(ref, error)),
    ),
  );
  for (const to of read) {
    if ('error' in to) found.unread.push(to);
    else found.all.push(...differencesIn(from, to));
  }
  return found;
}

function differencesIn(from: OwnProperties, to: OwnProperties): ChosenDifference[] {
  return differencesOf(from, to).map((difference) => ({ ref: to.ref, difference }));
}

function failureOf({ region }: KeyRef, error: unknown): RegionFailure {
  if (isCancelled(error)) throw error;
  return { region, doing: `read the key in ${region}`, error };
}

async function askDifferences(
  name: string,
  region: string,
  all: readonly ChosenDifference[],
): Promise<ChosenDifference[] | undefined> {
  const rows = all.map((chosen) => {
    const { label, detail, removes, caution } = chosen.difference;
    return {
      label: `${chosen.ref.region} · ${label}`,
      detail: caution === undefined ? detail : `${detail} ${caution}`,
      // What takes something away, or may not be meant for another Region, is chosen on purpose.
      picked: !removes && caution === undefined,
      chosen,
    };
  });
  const picked = await chooseRows(rows, {
    title: vscode.l10n.t('Copy from {0} in {1}', name, region),
    placeHolder: vscode.l10n.t('What differs in the other Regions, and what would be done there'),
    matchOnDetail: true,
    ignoreFocusOut: true,
  });
  return picked?.map(({ chosen }) => chosen);
}

async function confirmed(name: string, all: readonly ChosenDifference[]): Promise<boolean> {
  const go = vscode.l10n.t('Copy');
  const detail = all
    .map(({ ref, difference }) => `${ref.region} · ${difference.label}: ${difference.detail}`)
    .join('\n\n');
  const question = vscode.l10n.t('Copy {0} differences of {1} to other Regions?', String(all.length), name);
  return (await vscode.window.showWarningMessage(question, { modal: true, detail }, go)) === go;
}
