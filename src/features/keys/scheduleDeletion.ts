import * as vscode from 'vscode';
import {
  daysProblem,
  deletionDate,
  deletionFacts,
  servicesIn,
  type DeletionFacts,
} from '../../core/keys/deletion';
import { quotas } from '../../core/kms/quotas';
import { verdictOn } from '../../core/keys/allowed';
import { othersOf } from '../../core/multiRegion/regions';
import { exactTime } from '../../core/keys/labels';
import type { Key, KeyRef } from '../../core/keys/model';
import { isCancelled } from '../../core/messages';
import { runCommand } from '../../host/commandList';
import { notify, type NoticeAction } from '../../host/notices';
import { withProgress } from '../../host/progress';
import { setting } from '../../host/settings';
import { didStep } from '../../host/walkthrough';
import { changeKeys, demand } from './change';
import type { KeysDeps } from './deps';

/** Scheduling a deletion: what is known, "Disable instead" first, the days, the name typed, a notice that can undo it. */
export function registerScheduleDeletion(deps: KeysDeps): vscode.Disposable {
  return deps.commands.keysCommand(
    'kms.key.scheduleDeletion',
    'schedule the deletion of {key}',
    async (refs) => {
      const chosen = refs.length > 1 ? await (await import('./scheduleMany')).chooseKeys(deps, refs) : refs;
      const [first, ...others] = chosen;
      if (first === undefined) return;
      if (others.length === 0) return scheduleOne(deps, first);
      await scheduleMany(deps, [first, ...others]);
    },
  );
}

async function scheduleOne(deps: KeysDeps, ref: KeyRef): Promise<void> {
  const name = deps.directory.nameOf(ref);
  const key = await demand(deps, 'scheduleDeletion', ref);
  const facts = await withProgress(vscode.l10n.t('Looking at what depends on {0}', name), (signal) =>
    gather(deps, key, signal),
  );
  const choice = await decide(name, facts);
  if (choice === 'disable') return runCommand('kms.key.disable', ref);
  if (choice === 'primary') return runCommand('kms.key.changePrimary', ref);
  if (choice === undefined) return;
  const now = deps.clock(ref.connection);
  const days = await askDays(name, now);
  if (days === undefined || !(await confirmed(name, days, now))) return;
  await deps.guard.allow(ref.connection, vscode.l10n.t('Schedule the deletion of {0}', name));
  const { date } = await withProgress(
    vscode.l10n.t('Scheduling the deletion of {0}', name),
    (signal) => deps.keys.scheduleDeletion(ref, days, signal),
    { quiet: true },
  );
  await deps.refreshKey(ref);
  didStep('delete');
  notify(
    date === undefined
      ? vscode.l10n.t('{0} will be deleted {1} days after its last replica is gone.', name, String(days))
      : vscode.l10n.t('{0} will be deleted on {1}.', name, exactTime(date)),
    { title: vscode.l10n.t('Cancel deletion'), run: () => runCommand('kms.key.cancelDeletion', ref) },
    ...replicaDeletion(key),
  );
}

/** A primary waits until its replicas are gone. */
function replicaDeletion(key: Key): NoticeAction[] {
  const [first, ...others] = key.multiRegion?.role === 'PRIMARY' ? othersOf(key) : [];
  if (first === undefined) return [];
  const run = () => runCommand('kms.key.scheduleDeletion', first, [first, ...others]);
  return [{ title: vscode.l10n.t('Delete the replicas, too…'), run }];
}

/** What can be read of a key's use; what may not be read is left out and said so. */
async function gather(deps: KeysDeps, key: Key, signal: AbortSignal): Promise<DeletionFacts> {
  const { keys, clock } = deps;
  const [aliases, lastUsage, grants, policy] = await Promise.all([
    // Those in the tree may be of a list that has not come to its end, or failed.
    optional(keys.aliasesOf(key, signal)),
    optional(keys.lastUsage(key, signal)),
    optional(keys.listGrants(key, signal)),
    optional(keys.getPolicy(key, signal)),
  ]);
  return {
    key,
    now: clock(key.connection),
    ...(aliases ? { aliases: aliases.map(({ name }) => name) } : {}),
    ...(lastUsage ? { lastUsage } : {}),
    ...(grants ? { grants } : {}),
    ...(policy === undefined ? {} : { services: servicesIn(policy) }),
  };
}

async function optional<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (isCancelled(error)) throw error;
    return undefined;
  }
}

async function decide(
  name: string,
  facts: DeletionFacts,
): Promise<'disable' | 'primary' | 'delete' | undefined> {
  const instead = vscode.l10n.t('Disable instead');
  const go = vscode.l10n.t('Schedule deletion…');
  // A disabled key can be enabled at any time; a deleted one never comes back.
  const primary = vscode.l10n.t('Change primary first…');
  const buttons = [
    ...(verdictOn('disable', facts.key).allowed ? [instead] : []),
    // A replica can be deleted without waiting for the others.
    ...(verdictOn('changePrimary', facts.key).allowed ? [primary] : []),
    go,
  ];
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t('Schedule the deletion of {0}?', name),
    { modal: true, detail: deletionFacts(facts).join('\n\n') },
    ...buttons,
  );
  if (chosen === undefined) return undefined;
  if (chosen === primary) return 'primary';
  return chosen === instead ? 'disable' : 'delete';
}

/** Several keys at once: their names are shown, and their number is typed. */
async function scheduleMany(deps: KeysDeps, refs: readonly [KeyRef, ...KeyRef[]]): Promise<void> {
  const names = refs.map((ref) => deps.directory.nameOf(ref));
  const go = vscode.l10n.t('Schedule deletion…');
  const instead = vscode.l10n.t('Disable instead');
  const detail = [
    ...names.slice(0, 15),
    ...(names.length > 15 ? [vscode.l10n.t('and {0} more', String(names.length - 15))] : []),
    '',
    vscode.l10n.t('Data encrypted under these keys can never be read again.'),
  ].join('\n');
  const title = vscode.l10n.t('Schedule the deletion of {0} keys?', String(refs.length));
  const chosen = await vscode.window.showWarningMessage(title, { modal: true, detail }, instead, go);
  if (chosen === instead) return runCommand('kms.key.disable', refs[0], refs);
  if (chosen !== go) return;
  const now = deps.clock(refs[0].connection);
  const days = await askDays(vscode.l10n.t('{0} keys', String(refs.length)), now);
  if (days === undefined || !(await typedName(String(refs.length), deletionDate(days, now)))) return;
  await changeKeys(deps, refs, {
    action: 'scheduleDeletion',
    verb: vscode.l10n.t('Schedule the deletion of'),
    done: 'The deletion of {0} in {1} is scheduled.',
    doneMany: 'The deletion of {0} keys is scheduled.',
    run: (ref, signal) => deps.keys.scheduleDeletion(ref, days, signal),
    nextMany: (done) => [
      {
        title: vscode.l10n.t('Cancel All'),
        run: () => runCommand('kms.key.cancelDeletion', done[0], done),
      },
    ],
  });
}

async function askDays(name: string, now: number): Promise<number | undefined> {
  const text = await vscode.window.showInputBox({
    title: vscode.l10n.t('Waiting period of {0}', name),
    prompt: vscode.l10n.t(
      '{0} to {1} days',
      String(quotas.deletionDays.least),
      String(quotas.deletionDays.most),
    ),
    value: String(quotas.deletionDays.standard),
    ignoreFocusOut: true,
    validateInput(typed) {
      const problem = daysProblem(typed);
      if (problem !== undefined) return vscode.l10n.t(problem);
      const date = deletionDate(Number(typed), now);
      return {
        message: vscode.l10n.t('Deleted on {0}', date),
        severity: vscode.InputBoxValidationSeverity.Info,
      };
    },
  });
  return text === undefined ? undefined : Number(text);
}

async function confirmed(name: string, days: number, now: number): Promise<boolean> {
  const date = deletionDate(days, now);
  if (setting('confirmDeletion') === 'ClickButton') {
    const go = vscode.l10n.t('Schedule deletion');
    const question = vscode.l10n.t('Delete {0} on {1}?', name, date);
    return (await vscode.window.showWarningMessage(question, { modal: true }, go)) === go;
  }
  return typedName(name, date);
}

/** The setting for single keys does not spare this for many: a click is too little for all of them. */
async function typedName(name: string, date: string): Promise<boolean> {
  const typed = await vscode.window.showInputBox({
    title: vscode.l10n.t('Type “{0}” to schedule its deletion on {1}', name, date),
    prompt: vscode.l10n.t('Data encrypted under it can never be read again after that day'),
    placeHolder: name,
    ignoreFocusOut: true,
    validateInput: (text) =>
      text === name ? undefined : vscode.l10n.t('Type “{0}” exactly, or press Escape.', name),
  });
  return typed === name;
}
