import * as vscode from 'vscode';
import { KmsError } from '../../core/errors';
import type { DirectoryChange, KeyDirectory } from '../../sessions/keys/directory';
import { filtersNothing, type KeyFilter } from '../../core/keys/filter';
import { tooltipOf } from '../../core/keys/factNodes';
import type { KeyRef } from '../../core/keys/model';
import {
  connectionId,
  groupId,
  groupNode,
  keyNode,
  keyNodeId,
  regionId,
  regionNode,
  type Group,
  type Node,
  type TreeModel,
} from '../../core/keys/nodes';
import type { Row } from '../../core/keys/row';
import { isKnown, rowOf } from '../../core/keys/rows';
import { childrenOf, parentIdOf, rootNodes } from '../../core/keys/tree';
import type { OpenConnections } from '../../sessions/connections/openConnections';
import type { Clock, KeyPort, Place } from '../../core/ports';
import { withToken } from '../../host/progress';
import { setting } from '../../host/settings';
import type { Details } from '../../sessions/keys/details';
import { DrawnRows, type Current } from '../../sessions/keys/drawnRows';
import { DrawQueue } from '../../sessions/keys/drawQueue';
import type { Pins } from '../../sessions/keys/pins';
import { toTreeItem } from './treeItem';

export interface TreeDeps {
  keys: KeyPort;
  directory: KeyDirectory;
  open: OpenConnections;
  details: Details;
  pins: Pins;
  clock: Clock;
}

/** A list that is there so soon is drawn at once, without a "Loading…" row that flickers by. */
const patienceMs = 300;

/** Draws the model: asks core what to show, loads what is shown, and tells the editor what changed. */
export class KeysTree implements vscode.TreeDataProvider<Node> {
  readonly #deps: TreeDeps;
  readonly #changed = new vscode.EventEmitter<Node[] | undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #rows = new DrawnRows();
  readonly #limits = new Map<string, number>();
  readonly #extras = new Map<string, string[]>();
  readonly #queue = new DrawQueue((ids) => this.#draw(ids));
  filter: KeyFilter = {};

  constructor(deps: TreeDeps) {
    this.#deps = deps;
    deps.directory.onDidChange((change) => this.#onChange(change));
  }

  getTreeItem(node: Node): vscode.TreeItem {
    const look = this.#lookOf(node, this.model());
    this.#rows.drew(node.id, look);
    return toTreeItem(node, look);
  }

  async getChildren(node?: Node): Promise<Node[]> {
    const isOpen = (row: Node): boolean => rowOf(row, this.model()).expanded === true;
    const rows = await this.#queue.answer(node?.id ?? '', () => this.#rowsUnder(node), isOpen);
    this.#rows.answered(node, rows);
    return rows;
  }

  getParent(node: Node): Node | undefined {
    const id = parentIdOf(node, this.model());
    if (id === undefined) return undefined;
    return this.#rows.node(id) ?? this.#buildParent(node, id);
  }

  async resolveTreeItem(
    item: vscode.TreeItem,
    node: Node,
    token: vscode.CancellationToken,
  ): Promise<vscode.TreeItem> {
    if (node.kind !== 'key') return item;
    const { directory, keys } = this.#deps;
    const index = directory.region(node.ref);
    const key = index?.described.get(node.ref.keyId);
    const problem = index?.denied.get(node.ref.keyId);
    if (key === undefined) {
      item.tooltip = problem?.message ?? node.ref.arn;
      return item;
    }
    const rotation = index?.rotation.get(node.ref.keyId);
    // Without the permission for it the tooltip says so.
    const lastUsage = await withToken(token, (signal) =>
      keys
        .lastUsage(node.ref, signal)
        .catch((error: unknown) => (error instanceof KmsError ? error : undefined)),
    );
    item.tooltip = new vscode.MarkdownString(
      tooltipOf({
        key,
        aliases: index?.namesOf(node.ref.keyId) ?? [],
        now: this.#deps.clock(node.ref.connection),
        ...(rotation ? { rotation } : {}),
        ...(lastUsage ? { lastUsage } : {}),
      }),
    );
    return item;
  }

  /** Draws what has changed; with a `node` only that row and what is under it. */
  redraw(node?: Node): void {
    if (node) this.#queue.add(node.id);
    else this.#queue.addAll();
  }

  /** Draws one key's row again, and what is under it, where that has changed. */
  redrawKey(ref: KeyRef): void {
    this.#queue.add(keyNodeId(ref));
  }

  /** Shows another page of a group. */
  showMore(place: Place, group: Group): void {
    const id = groupId(place, group);
    this.#limits.set(id, this.#limitOf(id) + setting('pageSize'));
    this.#queue.add(id);
  }

  /** Makes a key's row exist, wherever in its region's list it stands. Returns its node. */
  async include(ref: KeyRef): Promise<Node> {
    const id = regionId(ref);
    this.#extras.set(id, [...new Set([...(this.#extras.get(id) ?? []), ref.keyId])]);
    const node = this.#rows.keep(keyNode(ref));
    const parent = this.getParent(node);
    if (parent) {
      await this.#rowsUnder(parent);
      this.#queue.add(parent.id);
    }
    return node;
  }

  model(): TreeModel {
    const { open, directory, details, pins } = this.#deps;
    return {
      connections: open.list(),
      region: (place) => directory.region(place),
      detail: (ref, kind) => details.get(ref, kind),
      limit: (place, group) => this.#limitOf(groupId(place, group)),
      extra: (place) => this.#extras.get(regionId(place)) ?? [],
      pins: (place) => pins.of(place),
      filter: this.filter,
      showAwsManagedKeys: setting('showAwsManagedKeys'),
      now: this.#deps.clock,
      kept: new Map(),
    };
  }

  dispose(): void {
    this.#queue.dispose();
    this.#changed.dispose();
  }

  async #rowsUnder(node?: Node): Promise<Node[]> {
    if (node !== undefined) await this.#prepare(node);
    const rows = this.#current()
      .children(node)
      .map((row) => this.#rows.keep(row));
    this.#describe(rows);
    return rows;
  }

  /** Describes the keys among the rows that are not described yet. */
  #describe(rows: readonly Node[]): void {
    void this.#deps.directory.describeShown(rows.flatMap((row) => (row.kind === 'key' ? [row.ref] : [])));
  }

  async #prepare(node: Node): Promise<void> {
    if (node.kind === 'region' || node.kind === 'group') {
      await soon(this.#deps.directory.load(node.place));
    } else if (node.kind === 'detail' && node.detail !== 'aliases' && node.detail !== 'policy') {
      const load = this.#deps.details.load(node.ref, node.detail);
      if (!(await soon(load))) void load.then(() => this.#queue.add(node.id));
    }
  }

  #onChange({ place, keys }: DirectoryChange): void {
    // A filter by state decides again which rows there are when a key is described.
    if (keys === undefined || !filtersNothing(this.filter)) this.#queue.add(regionId(place));
    const index = this.#deps.directory.region(place);
    for (const keyId of keys ?? []) {
      this.#queue.add(`${regionId(place)}|key|${keyId}`);
      // What can be done to an alias depends on its key.
      for (const name of index?.namesOf(keyId) ?? []) this.#queue.add(`${groupId(place, 'aliases')}|${name}`);
    }
  }

  /** Tells the editor which rows differ from what it was given, of those with these ids and below. */
  #draw(ids: ReadonlySet<string> | undefined): void {
    const from = ids === undefined ? [undefined] : [...ids].flatMap((id) => this.#rows.node(id) ?? []);
    const now = this.#current();
    const outdated = new Set<Node>();
    for (const node of from) {
      const found = this.#rows.outdated(node, now);
      if (found === 'everything') return this.#changed.fire(undefined);
      for (const one of found) outdated.add(one);
      // A list that was read again has the same rows, and knows nothing of them yet.
      if (node?.kind !== 'key') this.#describe(this.#rows.shown(node));
    }
    if (outdated.size > 0) this.#changed.fire([...outdated]);
  }

  #current(): Current {
    const model = this.model();
    return {
      children: (node) => (node === undefined ? rootNodes(model) : childrenOf(node, model)),
      look: (node) => this.#lookOf(node, model),
    };
  }

  /** A row keeps its look until it is known how it looks now: it would flicker, and lose its menu for a moment. */
  #lookOf(node: Node, model: TreeModel): Row {
    const row = rowOf(node, model);
    const last = this.#rows.look(node.id);
    if (last === undefined || isKnown(node, model)) return row;
    const named = node.kind === 'key' && model.region(node.place)?.namesOf(node.ref.keyId)[0] !== undefined;
    return named ? { ...last, label: row.label } : last;
  }

  #buildParent(node: Node, id: string): Node | undefined {
    if (node.kind === 'region') {
      return this.#rows.keep({
        kind: 'connection',
        id: connectionId(node.place.connection),
        connection: node.place.connection,
      });
    }
    if (node.kind === 'group') return this.#rows.keep(regionNode(node.place));
    if (node.kind === 'detail') return this.#rows.keep(keyNode(node.ref));
    if (node.kind !== 'key') return undefined;
    const group = (['customer', 'aws'] as const).find((one) => groupId(node.place, one) === id);
    return this.#rows.keep(groupNode(node.place, group ?? 'customer'));
  }

  #limitOf(id: string): number {
    return this.#limits.get(id) ?? setting('pageSize');
  }
}

/** Whether the work is done within the patience; it goes on either way. */
async function soon(work: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => (timer = setTimeout(() => resolve(false), patienceMs)));
  const done = await Promise.race([work.then(() => true), late]);
  clearTimeout(timer);
  return done;
}
