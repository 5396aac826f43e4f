import * as vscode from 'vscode';
import { KmsError } from '../../core/errors';
import type { KeyAction } from '../../core/keys/allowed';
import type { Key, KeyRef } from '../../core/keys/model';
import { notify, warn, type NoticeAction } from '../../host/notices';
import { withProgress } from '../../host/progress';
import { changeEach, demandAction, type KeyChange } from '../../sessions/keys/changeKeys';
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
    await deps.guard.allow(connection, title);
  }
  const { done, failures } = await withProgress(title, (signal, step) =>
    changeEach(deps.keys, refs, change, signal, (ref) => step(deps.directory.nameOf(ref), 100 / refs.length)),
  );
  for (const [ref, error] of failures)
    deps.log.failure(`${change.verb.toLowerCase()} ${deps.directory.nameOf(ref)}`, error);
  const refused = [...failures].flatMap(([ref, error]) => (isRefusal(error) ? [ref] : []));
  await Promise.all([...done, ...refused].map((ref) => deps.refreshKey(ref)));
  summarise(deps, change, done.length, failures, refs.length);
}

function summarise(
  deps: KeysDeps,
  change: Change,
  done: number,
  failures: ReadonlyMap<KeyRef, unknown>,
  all: number,
): void {
  const left = all - done - failures.size;
  const sentences = [vscode.l10n.t(change.doneMany, String(done))];
  if (left > 0) sentences.push(vscode.l10n.t('{0} were left as they are.', String(left)));
  if (failures.size === 0) return notify(sentences.join(' '));
  const names = [...failures]
    .slice(0, 3)
    .map(
      ([ref, error]) =>
        `${deps.directory.nameOf(ref)} (${error instanceof Error ? error.message : String(error)})`,
    );
  sentences.push(
    failures.size > names.length
      ? vscode.l10n.t('{0} failed, among them {1}', String(failures.size), names.join('; '))
      : vscode.l10n.t('{0} failed: {1}', String(failures.size), names.join('; ')),
  );
  warn(sentences.join(' '), { title: vscode.l10n.t('Show log'), run: () => deps.log.show() });
}
