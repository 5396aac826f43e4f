import * as vscode from 'vscode';
import type { Key, KeyRef } from '../../core/keys/model';
import { prefilled, type Aspect } from '../../core/multiRegion/differences';
import { regionChoices, replicationFacts } from '../../core/multiRegion/regions';
import { runCommand } from '../../host/commandList';
import { notify } from '../../host/notices';
import { withProgress } from '../../host/progress';
import { chooseRows } from '../../host/quickPick';
import { demandAction } from '../../sessions/keys/changeKeys';
import { replicate, workIn, type RegionWork, type ReplicaPlan } from '../../sessions/multiRegion/replicate';
import { readOwn } from '../../sessions/multiRegion/synchronise';
import type { MultiRegionDeps } from './deps';
import { tellPartly } from './tell';

/** Makes replicas in one Region or several, prefilled with what the primary has. */
export async function replicateKey(deps: MultiRegionDeps, ref: KeyRef): Promise<void> {
  const name = deps.nameOf(ref);
  const key = await demandAction(deps.keys, 'replicate', ref);
  const regions = await askRegions(name, key);
  if (regions === undefined || regions.length === 0) return;
  const own = await withProgress(
    vscode.l10n.t('Reading {0}', name),
    (signal) => readOwn(deps.keys, ref, signal),
    { quiet: true },
  );
  const aspects = await askAspects(name);
  if (aspects === undefined) return;
  const go = vscode.l10n.t('Replicate');
  const question = vscode.l10n.t('Replicate {0} to {1}?', name, regions.join(', '));
  const detail = replicationFacts(key).join('\n\n');
  if ((await vscode.window.showWarningMessage(question, { modal: true, detail }, go)) !== go) return;
  await deps.guard.allow(ref.connection, vscode.l10n.t('Replicate {0}', name));
  const plan = prefilled(own, aspects);
  await carryOut(deps, key, plan, workIn(regions, plan));
}

async function askRegions(name: string, key: Key): Promise<string[] | undefined> {
  const all = regionChoices(key);
  const taken = all.flatMap((one) => (one.taken === undefined ? [] : [`${one.region} (${one.taken})`]));
  const rows = all
    .filter((one) => one.taken === undefined)
    .map(({ region, name: description }) => ({ label: region, description }));
  const chosen = await chooseRows(rows, {
    title: vscode.l10n.t('Replicate {0} to which Regions?', name),
    placeHolder: vscode.l10n.t('One related key a Region. There already: {0}', taken.join(', ')),
    matchOnDescription: true,
    ignoreFocusOut: true,
  });
  return chosen?.map(({ label }) => label);
}

async function askAspects(name: string): Promise<ReadonlySet<Aspect> | undefined> {
  const rows = [
    {
      label: vscode.l10n.t('Key policy'),
      description: vscode.l10n.t('else the default policy of keys made by programs'),
      aspect: 'policy' as const,
    },
    { label: vscode.l10n.t('Description'), description: '', aspect: 'description' as const },
    { label: vscode.l10n.t('Tags'), description: '', aspect: 'tags' as const },
    {
      label: vscode.l10n.t('Aliases'),
      description: vscode.l10n.t('of the same names in each Region'),
      aspect: 'aliases' as const,
    },
  ].map((row) => ({ ...row, picked: true }));
  const chosen = await chooseRows(rows, {
    title: vscode.l10n.t('What do the replicas of {0} get from the primary?', name),
    ignoreFocusOut: true,
  });
  return chosen && new Set(chosen.map(({ aspect }) => aspect));
}

async function carryOut(
  deps: MultiRegionDeps,
  key: Key,
  plan: ReplicaPlan,
  works: readonly RegionWork[],
): Promise<void> {
  const name = deps.nameOf(key);
  const result = await withProgress(vscode.l10n.t('Replicating {0}', name), (signal, step) =>
    replicate(deps, key, plan, { works, signal, began: (region) => step(region, 100 / works.length) }),
  );
  await deps.refreshKey(key);
  const made = [...result.done, ...result.failed.map(({ work }) => work)].flatMap(
    ({ replica }) => replica ?? [],
  );
  await Promise.all(made.map((replica) => deps.refreshKey(replica)));
  const done = result.done.map(({ region }) => region).join(', ');
  const said = done === '' ? '' : vscode.l10n.t('Replicated {0} to {1}.', name, done);
  if (result.failed.length > 0) {
    const failures = result.failed.map(({ work, error }) => ({
      region: work.region,
      doing: doingOf(name, work),
      error,
    }));
    const rest = result.failed.map(({ work }) => work);
    return tellPartly(deps.log, said, failures, () => carryOut(deps, key, plan, rest));
  }
  if (done === '') return;
  const [first] = result.done;
  const show = {
    title: vscode.l10n.t('Show'),
    run: () => first?.replica && runCommand('kms.openKey', first.replica),
  };
  const waits = key.origin === 'EXTERNAL' ? ` ${vscode.l10n.t('Import its key material there, too.')}` : '';
  notify(said + waits, show);
}

function doingOf(name: string, { region, replica }: RegionWork): string {
  return replica === undefined
    ? `replicate ${name} to ${region}`
    : `create the aliases of ${name} in ${region}`;
}
