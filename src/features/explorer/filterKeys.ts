import * as vscode from 'vscode';
import type { KeyDirectory } from '../../sessions/keys/directory';
import { filterInWords, filtersNothing, passes, unreadFor, type KeyFilter } from '../../core/keys/filter';
import type { KeyRef } from '../../core/keys/model';
import type { KeyUsage } from '../../core/kms/specs';
import type { KeyState } from '../../core/kms/states';
import { isCancelled } from '../../core/messages';
import type { Store } from '../../sessions/store';
import { withProgress } from '../../host/progress';
import { chooseRow, chooseRows } from '../../host/quickPick';
import type { KeysTree } from './keysTree';

const storeKey = 'filter';

const states: readonly KeyState[] = [
  'Enabled',
  'Disabled',
  'PendingDeletion',
  'PendingImport',
  'Unavailable',
];
const usages: readonly { usage: KeyUsage; words: string }[] = [
  { usage: 'ENCRYPT_DECRYPT', words: 'Encrypt and decrypt' },
  { usage: 'SIGN_VERIFY', words: 'Sign and verify' },
  { usage: 'GENERATE_VERIFY_MAC', words: 'Generate and verify MAC' },
  { usage: 'KEY_AGREEMENT', words: 'Key agreement' },
  { usage: 'ENCAPSULATE_DECAPSULATE', words: 'Encapsulate and decapsulate' },
];

export interface FilterDeps {
  tree: KeysTree;
  view: vscode.TreeView<unknown>;
  directory: KeyDirectory;
  store: Store;
}

/** Asks what to narrow the tree to, by one criterion more. */
export async function chooseFilter(deps: FilterDeps): Promise<void> {
  const part = await chooseRow(
    [
      {
        label: vscode.l10n.t('Text'),
        detail: vscode.l10n.t('In an alias, id, description or tag'),
        ask: askText,
      },
      { label: vscode.l10n.t('State'), detail: vscode.l10n.t('Enabled, disabled, pending…'), ask: askStates },
      { label: vscode.l10n.t('Type'), detail: vscode.l10n.t('What the keys are for'), ask: askUsages },
      { label: vscode.l10n.t('Tag'), detail: vscode.l10n.t('A tag’s name, or name=value'), ask: askTag },
    ],
    {
      title: vscode.l10n.t('Filter keys by'),
      placeHolder: filterInWords(deps.tree.filter) || vscode.l10n.t('All keys are shown'),
    },
  );
  const before = deps.tree.filter;
  const added = await part?.ask(before);
  if (added === undefined) return;
  // A filter that knows only half of the keys would hide the others for no reason.
  if (!(await applyFilter(deps, { ...before, ...added }))) await applyFilter(deps, before);
}

/**
 * Narrows the tree, and reads what the filter needs to know of the keys that are listed. Answers false where the
 * person cancelled that.
 */
export async function applyFilter(deps: FilterDeps, filter: KeyFilter): Promise<boolean> {
  const { tree, view, directory, store } = deps;
  tree.filter = filter;
  const filtered = !filtersNothing(filter);
  view.message = filtered ? vscode.l10n.t('Filter: {0}', filterInWords(filter)) : '';
  await store.update(storeKey, filter);
  await vscode.commands.executeCommand('setContext', 'kms.filtered', filtered);
  // Who sets a filter wants to know: what failed before may be readable now.
  if (filtered) directory.forgetFailures();
  tree.redraw();
  const count = unreadCount(filter, directory);
  if (count === 0) return true;
  const title = vscode.l10n.t('Looking at {0} keys for the filter', count.toLocaleString());
  return withProgress(title, async (signal) => {
    await readFor(filter, directory, signal);
    return !signal.aborted;
  });
}

/** Reads what the filter asks for of keys that were listed after it was set: of a region that is opened later, say. */
export function readForNewKeys({ tree, directory }: FilterDeps): { dispose(): void } {
  let reading = false;
  let grown = false;
  // A list may grow while its beginning is read: what was told meanwhile is looked at again.
  const readAll = async (signal: AbortSignal): Promise<void> => {
    do {
      grown = false;
      await readFor(tree.filter, directory, signal);
    } while (grown && !signal.aborted && unreadCount(tree.filter, directory) > 0);
  };
  return directory.onDidChange(({ keys }) => {
    if (keys !== undefined) return;
    grown = true;
    if (reading || unreadCount(tree.filter, directory) === 0) return;
    reading = true;
    const title = vscode.l10n.t('Reading keys for the filter');
    void withProgress(title, readAll, { view: 'kms.keys' }).finally(() => (reading = false));
  });
}

/** Whether a key passes the filter of the tree, reading first what that depends on. */
export async function fitsFilter({ tree, directory }: FilterDeps, ref: KeyRef): Promise<boolean> {
  if (filtersNothing(tree.filter)) return true;
  await directory.describe([ref]);
  if (tree.filter.tag || tree.filter.text) await directory.readTags([ref]);
  const index = directory.region(ref);
  return index !== undefined && passes(tree.filter, index, ref.keyId);
}

async function readFor(filter: KeyFilter, directory: KeyDirectory, signal?: AbortSignal): Promise<void> {
  const { describe, tags } = unread(filter, directory);
  try {
    await Promise.all([directory.describe(describe, signal), directory.readTags(tags, signal)]);
  } catch (error) {
    if (!isCancelled(error)) throw error;
  }
}

function unreadCount(filter: KeyFilter, directory: KeyDirectory): number {
  const { describe, tags } = unread(filter, directory);
  return new Set([...describe, ...tags].map(({ arn }) => arn)).size;
}

/** What has to be read of which keys before the filter can judge them. */
function unread(filter: KeyFilter, directory: KeyDirectory): { describe: KeyRef[]; tags: KeyRef[] } {
  const found: { describe: KeyRef[]; tags: KeyRef[] } = { describe: [], tags: [] };
  for (const index of directory.all()) {
    for (const group of ['customer', 'aws'] as const) {
      const { describe, tags } = unreadFor(filter, index, group);
      found.describe.push(...describe.map((keyId) => index.refOf(keyId)));
      found.tags.push(...tags.map((keyId) => index.refOf(keyId)));
    }
  }
  return found;
}

/** The filter of the last session in this workspace; damaged ones count as none. */
export function storedFilter(store: Store): KeyFilter {
  const stored = store.get(storeKey);
  if (typeof stored !== 'object' || stored === null) return {};
  const { text, tag, states: inStates, usages: inUsages } = stored as Record<string, unknown>;
  const among = <T>(known: readonly T[], list: unknown): T[] =>
    Array.isArray(list) ? known.filter((one) => list.includes(one)) : [];
  return {
    ...(typeof text === 'string' ? { text } : {}),
    ...(typeof tag === 'string' ? { tag } : {}),
    states: among(states, inStates),
    usages: among(
      usages.map(({ usage }) => usage),
      inUsages,
    ),
  };
}

async function askText(now: KeyFilter): Promise<KeyFilter | undefined> {
  const text = await vscode.window.showInputBox({
    title: vscode.l10n.t('Show keys with'),
    prompt: vscode.l10n.t('In an alias, id, description or tag. Empty for all.'),
    value: now.text ?? '',
  });
  return text === undefined ? undefined : { text };
}

async function askTag(now: KeyFilter): Promise<KeyFilter | undefined> {
  const tag = await vscode.window.showInputBox({
    title: vscode.l10n.t('Show keys with the tag'),
    prompt: vscode.l10n.t('name or name=value. Empty for all.'),
    value: now.tag ?? '',
  });
  return tag === undefined ? undefined : { tag };
}

async function askStates(now: KeyFilter): Promise<KeyFilter | undefined> {
  const chosen = await chooseRows(
    states.map((state) => ({ label: state, picked: now.states?.includes(state) ?? false })),
    { title: vscode.l10n.t('Show keys in these states') },
  );
  return chosen && { states: states.filter((state) => chosen.some((item) => item.label === state)) };
}

async function askUsages(now: KeyFilter): Promise<KeyFilter | undefined> {
  const chosen = await chooseRows(
    usages.map(({ usage, words }) => ({ label: words, usage, picked: now.usages?.includes(usage) ?? false })),
    { title: vscode.l10n.t('Show keys for') },
  );
  return chosen && { usages: chosen.map((item) => item.usage) };
}
