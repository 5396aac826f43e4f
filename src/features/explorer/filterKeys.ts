import * as vscode from 'vscode';
import type { KeyDirectory } from '../../core/keys/directory';
import { filterInWords, isEmpty, needsDescription, type KeyFilter } from '../../core/keys/filter';
import type { KeyState, KeyUsage } from '../../core/keys/model';
import type { Store } from '../../core/openConnections';
import { withProgress } from '../../host/progress';
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
  const part = await vscode.window.showQuickPick(
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
  const added = await part?.ask(deps.tree.filter);
  if (added !== undefined) await applyFilter(deps, { ...deps.tree.filter, ...added });
}

/** Narrows the tree, and reads what the filter needs to know of the keys that are listed. */
export async function applyFilter(deps: FilterDeps, filter: KeyFilter): Promise<void> {
  const { tree, view, directory, store } = deps;
  tree.filter = filter;
  const filtered = !isEmpty(filter);
  view.message = filtered ? vscode.l10n.t('Filter: {0}', filterInWords(filter)) : '';
  await store.update(storeKey, filter);
  await vscode.commands.executeCommand('setContext', 'kms.filtered', filtered);
  tree.redraw();
  const refs = directory.all().flatMap((index) => index.idsOf('customer').map((keyId) => index.refOf(keyId)));
  if (needsDescription(filter)) {
    const title = vscode.l10n.t('Looking at {0} keys for the filter', refs.length.toLocaleString());
    await withProgress(title, (signal) => directory.describe(refs, signal));
  }
  if (filter.tag) {
    const title = vscode.l10n.t('Reading the tags of {0} keys for the filter', refs.length.toLocaleString());
    await withProgress(title, (signal) => directory.readTags(refs, signal));
  }
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
  const chosen = await vscode.window.showQuickPick(
    states.map((state) => ({ label: state, picked: now.states?.includes(state) ?? false })),
    { title: vscode.l10n.t('Show keys in these states'), canPickMany: true },
  );
  return chosen && { states: states.filter((state) => chosen.some((item) => item.label === state)) };
}

async function askUsages(now: KeyFilter): Promise<KeyFilter | undefined> {
  const chosen = await vscode.window.showQuickPick(
    usages.map(({ usage, words }) => ({ label: words, usage, picked: now.usages?.includes(usage) ?? false })),
    { title: vscode.l10n.t('Show keys for'), canPickMany: true },
  );
  return chosen && { usages: chosen.map((item) => item.usage) };
}
