import * as vscode from 'vscode';
import { Emitter, type Event } from '../../async/emitter';
import type { KeyDirectory } from '../../sessions/keys/directory';
import { filtersNothing } from '../../core/keys/filter';
import type { Node } from '../../core/keys/nodes';
import type { KeyRef } from '../../core/keys/model';
import type { OpenConnections } from '../../sessions/connections/openConnections';
import type { ConnectionPort } from '../../core/ports';
import { keyRefOf } from '../../core/commands/given';
import { runCommand } from '../../host/commandList';
import { notify } from '../../host/notices';
import { withProgress } from '../../host/progress';
import { onSetting } from '../../host/settings';
import { showAttention } from './attention';
import { registerCopy } from './copy';
import { Details } from '../../sessions/keys/details';
import { ReadingConsent } from '../../sessions/keys/filterReading';
import { applyFilter, chooseFilter, fitsFilter, readForNewKeys, storedFilter } from './filterKeys';
import { KeysTree } from './keysTree';
import { pickKey, type Wish } from './pickKey';
import { Pins } from '../../sessions/keys/pins';
import type { ExplorerDeps } from './deps';

/** The tree as tests and other parts of the composition see it. */
export interface Explorer {
  dispose(): void;
  tree: KeysTree;
  view: vscode.TreeView<Node>;
  /** Asks for a key, of those that suit a command where one is named. */
  pickKey(wish: Wish): Promise<KeyRef | undefined>;
  /** Reads one key again and draws its row and what is under it. */
  refreshKey(ref: KeyRef): Promise<void>;
  /** Tells of each key that was read again after a change. */
  onDidRefreshKey: Event<KeyRef>;
  isPinned(ref: KeyRef): boolean;
}

/** The view `kms.keys`: keys and aliases of each open connection and region. */
export function registerExplorer(deps: ExplorerDeps): Explorer {
  const { commands, directory, open, connections, clock } = deps;
  const details = new Details({ keys: deps.keys, grants: deps.grants, directory, clock });
  const pins = new Pins(deps.globalState);
  const tree = new KeysTree({ keys: deps.keys, directory, open, details, pins, clock });
  const view = vscode.window.createTreeView('kms.keys', {
    treeDataProvider: tree,
    showCollapseAll: true,
    canSelectMany: true,
  });
  const selected = (): KeyRef[] => view.selection.flatMap((node) => keyRefOf(node) ?? []);
  const pick = (wish: Wish) => pickKey({ directory, open, clock, pins, selected }, wish);
  const consent = new ReadingConsent();
  const filter = {
    ...{ tree, view, directory, consent },
    ...{ store: deps.workspaceState, savedStore: deps.globalState },
  };
  const reveal = async (ref: KeyRef, focus: boolean): Promise<void> => {
    const node = await inTree(ref, deps, tree);
    if (await fitsFilter(filter, ref)) return revealRow(view, node, focus);
    const clearAndShow = async (): Promise<void> => {
      await applyFilter(filter, {});
      await revealRow(view, node, focus);
    };
    const text = vscode.l10n.t('The filter of the tree hides {0}.', directory.nameOf(ref));
    notify(text, { title: vscode.l10n.t('Clear the Filter'), run: () => void clearAndShow() });
  };
  const refreshed = new Emitter<KeyRef>();
  const refreshKey = async (ref: KeyRef): Promise<void> => {
    details.forget(ref);
    await directory.refreshKey(ref);
    tree.redrawKey(ref);
    refreshed.fire(ref);
  };
  const disposables = [
    view,
    tree,
    refreshed,
    open.onDidChange(() => {
      directory.keepOnly(open.ids);
      tree.redraw();
    }),
    connections.onDidChange(() => {
      details.clear();
      directory.renew();
      tree.redraw();
    }),
    showAttention(deps, view, tree),
    showListing(directory),
    readForNewKeys(filter),
    onSetting(['showAwsManagedKeys', 'pageSize'], () => tree.redraw()),
    ...registerCopy({ ...deps, pickKey: (title, fits) => pick({ title, fits }) }),
    commands.command('kms.refresh', 'refresh', (node) => refresh(node, deps, details, tree)),
    commands.command('kms.retry', 'load it again', (node) => refresh(node, deps, details, tree)),
    commands.command('kms.loadMore', 'show more keys', (node) => {
      if (isNode(node) && node.kind === 'more') tree.showMore(node.place, node.group);
    }),
    commands.command('kms.filter', 'filter the keys', () => chooseFilter(filter)),
    commands.command('kms.clearFilter', 'clear the filter', () => applyFilter(filter, {})),
    commands.command('kms.changeSeveral', 'change the keys', async () =>
      (await import('./changeSeveral')).changeSeveral({ tree, directory, clock }),
    ),
    commands.command('kms.goToKey', 'go to the key', async () => {
      const ref = await pick({
        title: vscode.l10n.t('Go to key'),
        opens: (key, to) => void runCommand(to === 'side' ? 'kms.openKeyToSide' : 'kms.openKey', key),
      });
      if (ref) await reveal(ref, true);
    }),
    commands.command('kms.openFocusedKey', 'open the key', async () => {
      // What Enter does in every tree: the row that the arrow keys have reached becomes the selected one.
      await vscode.commands.executeCommand('list.select');
      const [ref] = selected();
      if (ref !== undefined) await runCommand('kms.openKey', ref);
    }),
    commands.command('kms.revealKey', 'show the key', async (target) => {
      const ref = keyRefOf(target);
      if (ref !== undefined) await reveal(ref, !('focus' in target) || target.focus);
    }),
    commands.keyCommand('kms.pin', 'pin {key}', async (ref) => {
      await pins.set(ref, true);
      tree.redraw();
    }),
    commands.keyCommand('kms.unpin', 'unpin {key}', async (ref) => {
      await pins.set(ref, false);
      tree.redraw();
    }),
  ];
  const stored = storedFilter(deps.workspaceState);
  if (!filtersNothing(stored)) void applyFilter(filter, stored);
  return {
    ...{ tree, view, refreshKey, pickKey: pick },
    onDidRefreshKey: refreshed.event,
    isPinned: (ref) => pins.has(ref),
    dispose: () => dispose(disposables),
  };
}

/** The row of a key, also of one that was made a moment ago or stands in a region that is not shown. */
async function inTree(ref: KeyRef, { open, directory }: ExplorerDeps, tree: KeysTree): Promise<Node> {
  await open.show(ref);
  const index = await directory.load(ref);
  // A list that is long in coming need not be waited for.
  if (!index.has(ref.keyId) && index.keys !== 'loading')
    await directory.refresh({ connection: ref.connection, region: ref.region });
  directory.add(ref);
  return tree.include(ref);
}

/** The editor cannot resolve a row while it asks for its parent's rows again, and has no event for the end of that. */
async function revealRow(view: vscode.TreeView<Node>, node: Node, focus: boolean, tries = 10): Promise<void> {
  try {
    await view.reveal(node, { select: true, focus, expand: false });
  } catch (error) {
    if (tries === 0 || !(error instanceof Error) || !error.message.startsWith('Cannot resolve tree item'))
      throw error;
    await new Promise((resolve) => setTimeout(resolve, 200));
    await revealRow(view, node, focus, tries - 1);
  }
}

/** Loads again what a node stands for; everything without a node. */
async function refresh(
  node: unknown,
  { directory, open, connections }: ExplorerDeps,
  details: Details,
  tree: KeysTree,
): Promise<void> {
  if (!isNode(node)) {
    details.clear();
    if (open.list().some(({ problem }) => problem)) return renew(connections, open);
    await Promise.all(directory.all().map(({ place }) => directory.refresh(place)));
    return tree.redraw();
  }
  switch (node.kind) {
    case 'connection':
      await Promise.all(
        directory
          .all()
          .filter(({ place }) => place.connection === node.connection)
          .map(({ place }) => directory.refresh(place)),
      );
      return open.refresh();
    case 'key':
    case 'detail':
      details.forget(node.ref);
      await directory.refreshKey(node.ref);
      return tree.redraw(node);
    case 'failed':
      if (node.place === undefined) return renew(connections, open);
      details.clear();
      await directory.refresh(node.place);
      return tree.redraw();
    case 'unjudged':
      return directory.forgetFailures(node.place);
    default:
      if ('place' in node && node.place) await directory.refresh(node.place);
  }
}

/** A problem with credentials may have been solved outside: everything is read again. */
async function renew(connections: ConnectionPort, open: OpenConnections): Promise<void> {
  connections.renew();
  await open.refresh();
}

/** Shows on the view that a long list is still on its way; the rows of its Regions count what is there. */
function showListing(directory: KeyDirectory): { dispose(): void } {
  let showing = false;
  return directory.onDidChange(({ place }) => {
    const index = directory.region(place);
    if (showing || (index?.keys !== 'loading' && index?.aliasList !== 'loading')) return;
    showing = true;
    const title = vscode.l10n.t('Listing keys');
    void withProgress(title, () => directory.listed(), { view: 'kms.keys' }).finally(() => (showing = false));
  });
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'kind' in value && 'id' in value;
}

function dispose(all: readonly { dispose(): unknown }[]): void {
  for (const one of all) one.dispose();
}
