import * as vscode from 'vscode';
import { KmsError } from '../../core/errors';
import type { KeyAction } from '../../core/keys/allowed';
import type { Key, KeyRef } from '../../core/keys/model';
import { plural } from '../../core/keys/labels';
import { explain } from '../../core/messages';
import { runCommand } from '../../host/commandList';
import { notify, reportFailure, warn, type NoticeAction } from '../../host/notices';
import { chooseRow } from '../../host/quickPick';
import { withProgress } from '../../host/progress';
import { changeEach, demandAction, type ChangedKeys, type KeyChange } from '../../sessions/keys/changeKeys';
import type { KeysDeps } from './deps';

/** One kind of change to keys, with its words. */
export interface Change extends KeyChange {
  /** "Disable", for the button and the question on production connections. */
  verb: string;
  /** "Disabled {0} in {1}.": the notice for one key and its region. */
  done: string;
  /** "Disabled {0} keys." */
  doneMany: string;
  /** What can be done next about one key. */
  next?(ref: KeyRef): NoticeAction[];
  /** What can be done next about all that were changed. */
  nextMany?(refs: readonly [KeyRef, ...KeyRef[]]): NoticeAction[];
}

/** Throws what the person should know where the key's kind or state forbids the action. */
export async function demand(deps: KeysDeps, action: KeyAction, ref: KeyRef): Promise<Key> {
  try {
    return await demandAction(deps.keys, action, ref);
  } catch (error) {
    // The row that offered it is out of date.
    if (isRefusal(error)) await deps.refreshKey(ref);
    throw error;
  }
}

function isRefusal(error: unknown): boolean {
  return error instanceof KmsError && error.reason === 'not-possible';
}

/** Changes one key or several, with progress, cancel and a summary of what failed. */
export async function changeKeys(
  deps: KeysDeps,
  refs: readonly [KeyRef, ...KeyRef[]],
  change: Change,
): Promise<void> {
  const [first] = refs;
  if (refs.length > 1) return changeMany(deps, refs, change);
  const name = deps.directory.nameOf(first);
  await demand(deps, change.action, first);
  await deps.guard.allow(first.connection, `${change.verb} ${name}`);
  await withProgress(`${change.verb} ${name}`, (signal) => change.run(first, signal), { quiet: true });
  await deps.refreshKey(first);
  notify(vscode.l10n.t(change.done, name, first.region), ...(change.next?.(first) ?? []));
}

async function changeMany(deps: KeysDeps, refs: readonly KeyRef[], change: Change): Promise<void> {
  const title = vscode.l10n.t('{0} {1} keys', change.verb, String(refs.length));
  for (const connection of new Set(refs.map((ref) => ref.connection))) {
    const own = refs.filter((ref) => ref.connection === connection).length;
    await deps.guard.allow(connection, vscode.l10n.t('{0} {1}', change.verb, plural(own, 'key')));
  }
  const { done, failures } = await withProgress(title, (signal, step) =>
    changeEach(deps.keys, refs, change, signal, (ref) => step(deps.directory.nameOf(ref), 100 / refs.length)),
  );
  for (const [ref, error] of failures)
    deps.log.failure(`${change.verb.toLowerCase()} ${deps.directory.nameOf(ref)}`, error);
  const refused = [...failures].flatMap(([ref, error]) => (isRefusal(error) ? [ref] : []));
  await Promise.all([...done, ...refused].map((ref) => deps.refreshKey(ref)));
  summarise(deps, change, refs, { done, failures });
}

/** One notice for all: what was done, what failed and why, and the rest once more. */
function summarise(
  deps: KeysDeps,
  change: Change,
  refs: readonly KeyRef[],
  { done, failures }: ChangedKeys,
): void {
  const rest = refs.filter((ref) => !done.includes(ref));
  const left = rest.length - failures.size;
  const sentences = [vscode.l10n.t(change.doneMany, String(done.length))];
  if (left > 0) sentences.push(vscode.l10n.t('{0} not changed.', String(left)));
  const [first, ...others] = done;
  const next = first === undefined ? [] : (change.nextMany?.([first, ...others]) ?? []);
  const [again, ...more] = rest;
  if (again === undefined) return notify(sentences.join(' '), ...next);
  const retry = {
    title: vscode.l10n.t('Try {0} Again', plural(rest.length, 'Key')),
    run: () => changeAgain(deps, [again, ...more], change),
  };
  if (failures.size === 0) return notify(sentences.join(' '), retry, ...next);
  const reasons = [...failures].map(([ref, error]) => ({ ref, reason: reasonOf(error) }));
  const named = reasons.slice(0, 3).map(({ ref, reason }) => `${deps.directory.nameOf(ref)} (${reason})`);
  sentences.push(
    failures.size > named.length
      ? vscode.l10n.t('{0} failed, among them {1}', String(failures.size), named.join('; '))
      : vscode.l10n.t('{0} failed: {1}', String(failures.size), named.join('; ')),
  );
  const show = { title: vscode.l10n.t('Show Reasons'), run: () => showReasons(deps, reasons) };
  warn(sentences.join(' '), retry, show, ...next);
}

async function changeAgain(
  deps: KeysDeps,
  refs: readonly [KeyRef, ...KeyRef[]],
  change: Change,
): Promise<void> {
  try {
    await changeKeys(deps, refs, change);
  } catch (error) {
    reportFailure(deps.log, change.verb.toLowerCase(), error);
  }
}

/** Every key that failed, with the reason; a chosen one is opened. */
async function showReasons(
  deps: KeysDeps,
  reasons: readonly { ref: KeyRef; reason: string }[],
): Promise<void> {
  const chosen = await chooseRow(
    reasons.map(({ ref, reason }) => ({
      icon: 'error',
      label: deps.directory.nameOf(ref),
      description: ref.region,
      detail: reason,
      ref,
    })),
    { title: vscode.l10n.t('{0} failed', plural(reasons.length, 'key')), matchOnDetail: true },
  );
  if (chosen) await runCommand('kms.openKey', chosen.ref);
}

function reasonOf(error: unknown): string {
  return explain(error, 'x')?.text.replace(/^Could not x: /, '') ?? vscode.l10n.t('Cancelled.');
}
