import * as vscode from 'vscode';
import type { KeyDirectory } from '../../sessions/keys/directory';
import type { ReadingConsent } from '../../sessions/keys/filterReading';
import { filterInWords, filtersNothing, passes, unreadFor, type KeyFilter } from '../../core/keys/filter';
import { keptFilter, savedFilters, withSaved } from '../../core/keys/keptFilter';
import type { KeyRef } from '../../core/keys/model';
import { isCancelled } from '../../core/messages';
import type { Store } from '../../sessions/store';
import { warn } from '../../host/notices';
import { withProgress } from '../../host/progress';
import { chooseRow, chooseRows } from '../../host/quickPick';
import type { Row } from '../../host/quickPickRow';
import { filterQuestions } from './filterQuestions';
import type { KeysTree } from './keysTree';

const storeKey = 'filter';
const savedKey = 'kms.savedFilters';

export interface FilterDeps {
  tree: KeysTree;
  view: vscode.TreeView<unknown>;
  directory: KeyDirectory;
  store: Store;
  /** Holds the filters that were saved, for all workspaces. */
  savedStore: Store;
  consent: ReadingConsent;
}

/** Asks what to narrow the tree to, by one criterion more, or takes a filter that was saved. */
export async function chooseFilter(deps: FilterDeps): Promise<void> {
  const before = deps.tree.filter;
  const chosen = await chooseRow([...partRows(before), ...savedRows(deps)], {
    title: vscode.l10n.t('Filter keys by'),
    placeHolder: filterInWords(before) || vscode.l10n.t('All keys are shown'),
  });
  const filter = await chosen?.choose();
  if (filter === undefined) return;
  // A filter that knows only half of the keys would hide the others for no reason.
  if (!(await applyFilter(deps, filter))) await applyFilter(deps, before);
}

interface FilterRow extends Row {
  /** The filter that it leads to; undefined where nothing changes. */
  choose(): Promise<KeyFilter | undefined>;
}

function partRows(before: KeyFilter): FilterRow[] {
  return filterQuestions().map(({ label, detail, ask }) => ({
    ...{ label, detail },
    async choose() {
      const added = await ask(before);
      return added && { ...before, ...added };
    },
  }));
}

/** What was saved, and saving what is set now. */
function savedRows({ tree, savedStore }: FilterDeps): FilterRow[] {
  const saved = savedFilters(savedStore.get(savedKey));
  const rows = saved.map(({ name, filter }) => ({
    icon: 'bookmark',
    label: name,
    detail: filterInWords(filter),
    choose: () => Promise.resolve(filter),
  }));
  const save = {
    icon: 'add',
    label: vscode.l10n.t('Save This Filter…'),
    detail: filterInWords(tree.filter),
    choose: async () => {
      const name = await vscode.window.showInputBox({
        title: vscode.l10n.t('Name of the filter'),
        value: filterInWords(tree.filter),
      });
      if (name?.trim())
        await savedStore.update(savedKey, withSaved(saved, { name: name.trim(), filter: tree.filter }));
      return undefined;
    },
  };
  const remove = {
    icon: 'trash',
    label: vscode.l10n.t('Remove Saved Filters…'),
    choose: async () => {
      const gone = await chooseRows(
        saved.map(({ name, filter }) => ({ label: name, detail: filterInWords(filter), name })),
        { title: vscode.l10n.t('Remove which filters?') },
      );
      const names = new Set(gone?.map(({ name }) => name));
      if (gone)
        await savedStore.update(
          savedKey,
          saved.filter(({ name }) => !names.has(name)),
        );
      return undefined;
    },
  };
  return [...rows, ...(filtersNothing(tree.filter) ? [] : [save]), ...(saved.length === 0 ? [] : [remove])];
}

/**
 * Narrows the tree, and reads what the filter needs to know of the keys that are listed. Answers false where the
 * person cancelled that.
 */
export async function applyFilter(deps: FilterDeps, filter: KeyFilter): Promise<boolean> {
  const { tree, view, directory, store, consent } = deps;
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
  if (!(await mayRead(consent, filter, requestsFor(filter, directory)))) return false;
  const title = vscode.l10n.t('Looking at {0} keys for the filter', count.toLocaleString('en'));
  return withProgress(title, async (signal) => {
    await readFor(filter, directory, signal);
    return !signal.aborted;
  });
}

/** Reads what the filter asks for of keys that were listed after it was set: of a region that is opened later, say. */
export function readForNewKeys({ tree, directory, consent }: FilterDeps): { dispose(): void } {
  let reading = false;
  let grown = false;
  // A list may grow while its beginning is read: what was told meanwhile is looked at again.
  const readAll = async (signal: AbortSignal): Promise<void> => {
    do {
      grown = false;
      await readFor(tree.filter, directory, signal);
    } while (grown && !signal.aborted && mayGoOn());
  };
  const mayGoOn = (): boolean => {
    const requests = requestsFor(tree.filter, directory);
    return requests > 0 && consent.mayRead(tree.filter, requests);
  };
  const begin = (): void => {
    reading = true;
    const title = vscode.l10n.t('Reading keys for the filter');
    void withProgress(title, readAll, { view: 'kms.keys' }).finally(() => {
      reading = false;
      // So many were listed meanwhile that it did not go on by itself.
      if (!consent.mayRead(tree.filter, requestsFor(tree.filter, directory))) look();
    });
  };
  const ask = (filter: KeyFilter, requests: number): void => {
    warn(
      vscode.l10n.t(
        'The filter {0} has to read more of keys that were listed after it was set: {1} requests to AWS, which are counted against the quota of the account.',
        filterInWords(filter),
        requests.toLocaleString('en'),
      ),
      {
        title: vscode.l10n.t('Read Them'),
        run() {
          consent.agree(filter);
          if (!reading && tree.filter === filter) begin();
        },
      },
    );
  };
  const look = (): void => {
    const { filter } = tree;
    const requests = requestsFor(filter, directory);
    const step = consent.next(filter, requests);
    if (step === 'read') begin();
    else if (step === 'ask') ask(filter, requests);
  };
  return directory.onDidChange(({ keys }) => {
    if (keys !== undefined) return;
    grown = true;
    if (!reading) look();
  });
}

function requestsFor(filter: KeyFilter, directory: KeyDirectory): number {
  const { describe, tags } = unread(filter, directory);
  return describe.length + tags.length;
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

/** Whether so many requests may be sent for a filter. */
async function mayRead(consent: ReadingConsent, filter: KeyFilter, requests: number): Promise<boolean> {
  if (consent.mayRead(filter, requests)) return true;
  const go = vscode.l10n.t('Read Them');
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t('The filter {0} has to read more first.', filterInWords(filter)),
    {
      modal: true,
      detail: vscode.l10n.t(
        'That takes {0} requests to AWS, which are counted against the quota of the account. They are sent at a third of its pace and can be cancelled.',
        requests.toLocaleString('en'),
      ),
    },
    go,
  );
  if (chosen !== go) return false;
  consent.agree(filter);
  return true;
}

/** The filter of the last session in this workspace; what is damaged in it is left out. */
export function storedFilter(store: Store): KeyFilter {
  return keptFilter(store.get(storeKey));
}
