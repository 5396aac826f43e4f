import * as vscode from 'vscode';
import type { DirectoryChange, KeyDirectory } from '../../sessions/keys/directory';
import { isEmpty, type KeyFilter } from '../../core/keys/filter';
import { tooltipOf } from '../../core/keys/facts';
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
import { rowOf } from '../../core/keys/rows';
import { childrenOf, parentIdOf, rootNodes } from '../../core/keys/tree';
import type { OpenConnections } from '../../sessions/connections/openConnections';
import type { Clock, KeyPort, Place } from '../../core/ports';
import { withToken } from '../../host/progress';
import { setting } from '../../host/settings';
import type { Details } from '../../sessions/keys/details';
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
  private readonly changed = new vscode.EventEmitter<Node[] | undefined>();
  readonly onDidChangeTreeData = this.changed.event;
  private readonly drawn = new Map<string, Node>();
  private readonly limits = new Map<string, number>();
  private readonly extras = new Map<string, string[]>();
  private readonly queue = new DrawQueue((ids) => this.fire(ids));
  filter: KeyFilter = {};

  constructor(private readonly deps: TreeDeps) {
    deps.directory.onDidChange((change) => this.onChange(change));
  }

  getTreeItem(node: Node): vscode.TreeItem {
    return toTreeItem(node, rowOf(node, this.model()));
  }

  getChildren(node?: Node): Promise<Node[]> {
    const isOpen = (row: Node): boolean => rowOf(row, this.model()).expanded === true;
    return this.queue.answer(node?.id ?? '', () => this.rowsUnder(node), isOpen);
  }

  getParent(node: Node): Node | undefined {
    const id = parentIdOf(node, this.model());
    if (id === undefined) return undefined;
    return this.drawn.get(id) ?? this.buildParent(node, id);
  }

  async resolveTreeItem(
    item: vscode.TreeItem,
    node: Node,
    token: vscode.CancellationToken,
  ): Promise<vscode.TreeItem> {
    if (node.kind !== 'key') return item;
    const { directory, keys } = this.deps;
    const index = directory.region(node.ref);
    const key = index?.described.get(node.ref.keyId);
    const problem = index?.denied.get(node.ref.keyId);
    if (key === undefined) {
      item.tooltip = problem?.message ?? node.ref.arn;
      return item;
    }
    const rotation = index?.rotation.get(node.ref.keyId);
    // Without the permission for it the tooltip is as good as it can be.
    const lastUsage = await withToken(token, (signal) =>
      keys.lastUsage(node.ref, signal).catch(() => undefined),
    );
    item.tooltip = new vscode.MarkdownString(
      tooltipOf({
        key,
        aliases: index?.namesOf(node.ref.keyId) ?? [],
        now: this.deps.clock(node.ref.connection),
        ...(rotation ? { rotation } : {}),
        ...(lastUsage ? { lastUsage } : {}),
      }),
    );
    return item;
  }

  /** Draws everything again; `node` draws only that row and what is under it. */
  redraw(node?: Node): void {
    if (node) this.queue.add(node.id);
    else this.queue.addAll();
  }

  /** Draws one key's row again, if it is shown. */
  redrawKey(ref: KeyRef): void {
    this.queue.add(keyNodeId(ref));
  }

  /** Shows another page of a group. */
  showMore(place: Place, group: Group): void {
    const id = groupId(place, group);
    this.limits.set(id, this.limitOf(id) + setting('pageSize'));
    this.queue.add(id);
  }

  /** Makes a key's row exist, wherever in its region's list it stands. Returns its node. */
  async include(ref: KeyRef): Promise<Node> {
    const id = regionId(ref);
    this.extras.set(id, [...new Set([...(this.extras.get(id) ?? []), ref.keyId])]);
    const node = this.keep(keyNode(ref));
    const parent = this.getParent(node);
    if (parent) await this.rowsUnder(parent);
    return node;
  }

  model(): TreeModel {
    const { open, directory, details, pins } = this.deps;
    return {
      connections: open.list(),
      region: (place) => directory.region(place),
      detail: (ref, kind) => details.get(ref, kind),
      limit: (place, group) => this.limitOf(groupId(place, group)),
      extra: (place) => this.extras.get(regionId(place)) ?? [],
      pins: (place) => pins.of(place),
      filter: this.filter,
      showAwsManagedKeys: setting('showAwsManagedKeys'),
      now: this.deps.clock,
    };
  }

  dispose(): void {
    this.queue.dispose();
    this.changed.dispose();
  }

  /** Forgets what was drawn: a new epoch has begun. */
  clear(): void {
    this.drawn.clear();
    this.limits.clear();
    this.extras.clear();
    this.redraw();
  }

  private async rowsUnder(node?: Node): Promise<Node[]> {
    if (node === undefined) return rootNodes(this.model()).map((root) => this.keep(root));
    await this.prepare(node);
    const children = childrenOf(node, this.model()).map((child) => this.keep(child));
    const refs = children.flatMap((child) => (child.kind === 'key' ? [child.ref] : []));
    void this.deps.directory.describe(refs);
    return children;
  }

  private async prepare(node: Node): Promise<void> {
    if (node.kind === 'region' || node.kind === 'group') {
      await soon(this.deps.directory.load(node.place));
    } else if (node.kind === 'detail' && node.detail !== 'aliases' && node.detail !== 'policy') {
      const load = this.deps.details.load(node.ref, node.detail);
      if (!(await soon(load))) void load.then(() => this.queue.add(node.id));
    }
  }

  private onChange({ place, keys }: DirectoryChange): void {
    if (keys === undefined) this.queue.add(regionId(place));
    else for (const keyId of keys) this.queue.add(`${regionId(place)}|key|${keyId}`);
    // A filter by state decides anew which rows there are when a key is described.
    if (keys !== undefined && !isEmpty(this.filter)) this.queue.add(regionId(place));
  }

  private fire(ids: ReadonlySet<string> | undefined): void {
    if (ids === undefined) return this.changed.fire(undefined);
    const nodes = [...ids].flatMap((id) => this.drawn.get(id) ?? []);
    if (nodes.length > 0) this.changed.fire(nodes);
  }

  /** The same object for the same row: the editor knows rows by identity. */
  private keep(node: Node): Node {
    const known = this.drawn.get(node.id);
    if (known?.kind === node.kind) return Object.assign(known, node);
    this.drawn.set(node.id, node);
    return node;
  }

  private buildParent(node: Node, id: string): Node | undefined {
    if (node.kind === 'region') {
      return this.keep({
        kind: 'connection',
        id: connectionId(node.place.connection),
        connection: node.place.connection,
      });
    }
    if (node.kind === 'group') return this.keep(regionNode(node.place));
    if (node.kind === 'detail') return this.keep(keyNode(node.ref));
    if (node.kind !== 'key') return undefined;
    const group = (['customer', 'aws'] as const).find((one) => groupId(node.place, one) === id);
    return this.keep(groupNode(node.place, group ?? 'customer'));
  }

  private limitOf(id: string): number {
    return this.limits.get(id) ?? setting('pageSize');
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
