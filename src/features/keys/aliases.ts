import * as vscode from 'vscode';
import type { Fit } from '../../core/commands/command';
import { aliasTargets } from '../../core/commands/fits';
import { KmsError } from '../../core/errors';
import { aliasName, aliasProblem } from '../../core/keys/inputs';
import { aliasLabel, shortId } from '../../core/keys/labels';
import type { Alias, KeyRef } from '../../core/keys/model';
import type { Place } from '../../core/ports';
import { notify } from '../../host/notices';
import { chooseRow } from '../../host/quickPick';
import { demand } from './change';
import type { KeysDeps } from './deps';

interface PlacedAlias {
  place: Place;
  alias: Alias;
}

/** Making, retargeting and deleting aliases. */
export function registerAliases(deps: KeysDeps): vscode.Disposable[] {
  const { commands } = deps;
  return [
    commands.keyCommand('kms.alias.create', 'create an alias for {key}', (ref) => create(deps, ref)),
    commands.command('kms.alias.retarget', 'point the alias to another key', async (target) => {
      const chosen =
        aliasIn(target) ?? (await pickAlias(deps, vscode.l10n.t('Point which alias to another key?')));
      if (chosen) await retarget(deps, chosen);
    }),
    commands.command('kms.alias.delete', 'delete the alias', async (target) => {
      const chosen = aliasIn(target) ?? (await pickAlias(deps, vscode.l10n.t('Delete which alias?')));
      if (chosen) await remove(deps, chosen);
    }),
  ];
}

async function create(deps: KeysDeps, ref: KeyRef): Promise<void> {
  await demand(deps, 'createAlias', ref);
  const taken = new Set(deps.directory.region(ref)?.aliases.map((alias) => alias.name));
  const typed = await vscode.window.showInputBox({
    title: vscode.l10n.t('New alias for {0}', deps.directory.nameOf(ref)),
    prompt: vscode.l10n.t('Unique in {0}; with or without alias/', ref.region),
    ignoreFocusOut: true,
    validateInput: (text) =>
      aliasProblem(text) ??
      (taken.has(aliasName(text)) ? vscode.l10n.t('{0} is taken already.', aliasName(text)) : undefined),
  });
  if (typed === undefined) return;
  const name = aliasName(typed);
  await deps.guard.allow(ref.connection, vscode.l10n.t('Create {0}', name));
  await deps.keys.createAlias(ref, name, ref.keyId);
  deps.directory.aliasSet(ref, name, ref.keyId);
  notify(vscode.l10n.t('Created {0} in {1}.', name, ref.region));
}

async function retarget(deps: KeysDeps, { place, alias }: PlacedAlias): Promise<void> {
  const label = aliasLabel(alias.name);
  const ref = await deps.pickKey(
    vscode.l10n.t('Point {0} to which key?', label),
    await targetsOf(deps, { place, alias }),
  );
  if (ref === undefined || ref.keyId === alias.targetKeyId) return;
  await demandTarget(deps, { place, alias }, ref);
  const go = vscode.l10n.t('Point to {0}', deps.directory.nameOf(ref));
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t('Point {0} to another key?', alias.name),
    {
      modal: true,
      detail: vscode.l10n.t(
        'Whoever encrypts with this alias uses {0} from then on. What was encrypted before stays under {1}.',
        shortId(ref.keyId),
        alias.targetKeyId ? shortId(alias.targetKeyId) : vscode.l10n.t('no key'),
      ),
    },
    go,
  );
  if (chosen !== go) return;
  await deps.guard.allow(place.connection, vscode.l10n.t('Retarget {0}', alias.name));
  await deps.keys.updateAlias(place, alias.name, ref.keyId);
  deps.directory.aliasSet(place, alias.name, ref.keyId);
  notify(vscode.l10n.t('{0} points to {1} now.', alias.name, shortId(ref.keyId)));
}

/** The keys that the alias can point to; said before it is tried. */
async function targetsOf(deps: KeysDeps, { place, alias }: PlacedAlias): Promise<Fit> {
  const index = deps.directory.region(place);
  const target = alias.targetKeyId;
  const before = target && index ? await deps.directory.key(index.refOf(target)) : undefined;
  return aliasTargets({ place, before });
}

async function demandTarget(deps: KeysDeps, placed: PlacedAlias, ref: KeyRef): Promise<void> {
  const fits = await targetsOf(deps, placed);
  const key = await deps.directory.key(ref);
  const answer = fits.verdict({ ref, key, pinned: false, aliases: [] });
  if (answer?.allowed === false)
    throw new KmsError('not-possible', answer.why, { region: placed.place.region });
}

async function remove(deps: KeysDeps, { place, alias }: PlacedAlias): Promise<void> {
  const go = vscode.l10n.t('Delete alias');
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t('Delete {0}?', alias.name),
    {
      modal: true,
      detail: vscode.l10n.t(
        'The key stays. Code and policies that name the alias stop working until it exists again.',
      ),
    },
    go,
  );
  if (chosen !== go) return;
  await deps.guard.allow(place.connection, vscode.l10n.t('Delete {0}', alias.name));
  await deps.keys.deleteAlias(place, alias.name);
  deps.directory.aliasRemoved(place, alias.name);
  notify(vscode.l10n.t('Deleted {0} in {1}.', alias.name, place.region));
}

async function pickAlias(deps: KeysDeps, title: string): Promise<PlacedAlias | undefined> {
  const items = deps.directory.all().flatMap((index) =>
    index.aliases
      .filter((alias) => !alias.name.startsWith('alias/aws/'))
      .map((alias) => ({
        label: aliasLabel(alias.name),
        description: [index.place.region, alias.targetKeyId && shortId(alias.targetKeyId)]
          .filter(Boolean)
          .join(' · '),
        place: index.place,
        alias,
      })),
  );
  return chooseRow(items, { title, matchOnDescription: true });
}

function aliasIn(target: unknown): PlacedAlias | undefined {
  if (typeof target !== 'object' || target === null || !('alias' in target) || !('place' in target)) {
    return undefined;
  }
  return target as PlacedAlias;
}
