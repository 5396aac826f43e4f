import type { KmsError } from '../errors';
import type { Place } from '../ports';
import { filtersNothing, judge } from './filter';
import type { Alias } from './model';
import {
  connectionId,
  detailId,
  groupId,
  groupNode,
  isFailure,
  keyNode,
  keyNodeId,
  regionId,
  regionNode,
  type DetailKind,
  type Node,
  type TreeModel,
  type Unjudged,
} from './nodes';
import type { KeyGroup, Progress, KnownRegion } from './knownRegion';
import { shownAliases, shownKeys } from './shown';

/** The open connections. */
export function rootNodes(model: TreeModel): Node[] {
  return model.connections.map(({ connection }) => ({
    kind: 'connection',
    id: connectionId(connection.id),
    connection: connection.id,
  }));
}

/** The rows under a row, as far as is known. */
export function childrenOf(node: Node, model: TreeModel): Node[] {
  switch (node.kind) {
    case 'connection':
      return connectionChildren(node, model);
    case 'region':
      return regionChildren(node, model);
    case 'group':
      return node.group === 'aliases' ? aliasRows(node, model) : keyRows(node, model);
    case 'key':
      return detailsOf(node, model);
    case 'detail':
      return detailChildren(node, model);
    default:
      return [];
  }
}

/** The id of the row above; undefined for a root. */
export function parentIdOf(node: Node, model: TreeModel): string | undefined {
  switch (node.kind) {
    case 'connection':
      return undefined;
    case 'region':
      return connectionId(node.place.connection);
    case 'group':
      return regionId(node.place);
    case 'key':
      return groupId(node.place, model.region(node.place)?.groupOf(node.ref.keyId) ?? 'customer');
    case 'detail':
      return keyNodeId(node.ref);
    case 'more':
      return groupId(node.place, node.group);
    default:
      return node.parent;
  }
}

function connectionChildren(node: Node & { kind: 'connection' }, model: TreeModel): Node[] {
  const open = model.connections.find(({ connection }) => connection.id === node.connection);
  if (open === undefined) return [];
  const regions = open.regions.map((region) => regionNode({ connection: node.connection, region }));
  // Without credentials no region answers: one row says so, not one for each.
  const { problem } = open;
  if (problem && (problem.reason === 'cancelled' || problem.reason.startsWith('credentials'))) {
    return [failed(node.id, node.connection, problem)];
  }
  return regions;
}

function regionChildren(node: Node & { kind: 'region' }, model: TreeModel): Node[] {
  const index = model.region(node.place);
  if (index === undefined || !index.begun || (index.size === 0 && index.keys === 'loading'))
    return [loading(node.id)];
  const problems = problemsOf(index).map((error) =>
    failed(node.id, node.place.connection, error, node.place),
  );
  if (isFailure(index.keys) && index.size === 0) return problems.slice(0, 1);
  return [
    ...problems,
    groupNode(node.place, 'customer'),
    ...(model.showAwsManagedKeys ? [groupNode(node.place, 'aws')] : []),
    ...(isFailure(index.aliasList) && index.aliases.length === 0 ? [] : [groupNode(node.place, 'aliases')]),
  ];
}

/** The failures of the two lists; the same one only once. */
function problemsOf(index: KnownRegion): KmsError[] {
  const [first, second] = [index.keys, index.aliasList].filter(isFailure);
  if (first === undefined) return [];
  const same = second === undefined || (second.reason === first.reason && first.reason !== 'denied');
  return same ? [first] : [first, second];
}

function keyRows(node: Node & { kind: 'group' }, model: TreeModel): Node[] {
  const index = model.region(node.place);
  if (index === undefined || node.group === 'aliases' || !index.begun) return [loading(node.id)];
  const shown = shownKeys(index, node.group, model);
  const limit = model.limit(node.place, node.group);
  const ids = new Set(shown.ids.slice(0, limit));
  for (const id of model.extra(node.place)) {
    const isHere = index.has(id) && index.groupOf(id) === node.group;
    if (isHere && judge(model.filter, index, id) === 'fits') ids.add(id);
  }
  const rows = [...ids].map((id) => keyNode(index.refOf(id)));
  const rest = restOf(node, shown.unread, shown.unjudged);
  if (rows.length > 0) return [...rows, ...moreNode(node, shown.ids.length - limit), ...rest];
  const isFiltered = !filtersNothing(model.filter) && index.idsOf(node.group).length > 0;
  return nothingBut(rest, nothing(node, progressOf(index, node.group), isFiltered));
}

/** What stands below the rows that fit: what could not be judged, and that more is being read. */
function restOf(node: Node & { kind: 'group' }, unread: number, unjudged: Unjudged): Node[] {
  return [...unjudgedNode(node, unjudged), ...(unread > 0 ? [loading(node.id)] : [])];
}

/** Where no row fits. While something is being read, "nothing fits" would be said too early. */
function nothingBut(rest: readonly Node[], nothingFits: Node): Node[] {
  if (rest.some(({ kind }) => kind === 'loading')) return [...rest];
  const isRest = nothingFits.kind === 'empty' && nothingFits.what === 'filtered' && rest.length > 0;
  return [...rest, isRest ? { ...nothingFits, what: 'filtered-rest' } : nothingFits];
}

/** Which keys AWS manages is known by their aliases. */
function progressOf(index: KnownRegion, group: KeyGroup): Progress {
  if (index.keys !== 'done') return index.keys;
  return index.aliasList === 'loading' || group === 'aws' ? index.aliasList : 'done';
}

function unjudgedNode(node: Node & { kind: 'group' }, unjudged: Unjudged): Node[] {
  if (unjudged.unreadable + unjudged.unsearched === 0) return [];
  return [{ kind: 'unjudged', id: `${node.id}|unjudged`, parent: node.id, place: node.place, unjudged }];
}

function aliasRows(node: Node & { kind: 'group' }, model: TreeModel): Node[] {
  const index = model.region(node.place);
  if (index === undefined) return [loading(node.id)];
  const { aliases, unread, unjudged } = shownAliases(index, model);
  const limit = model.limit(node.place, 'aliases');
  const rows = aliases.slice(0, limit).map((alias) => aliasNode(alias, node.id, index));
  const rest = restOf(node, unread, unjudged);
  if (rows.length > 0) return [...rows, ...moreNode(node, aliases.length - limit), ...rest];
  return nothingBut(rest, nothing(node, index.aliasList, aliases.length < index.aliases.length));
}

function moreNode(node: Node & { kind: 'group' }, left: number): Node[] {
  if (left <= 0) return [];
  return [{ kind: 'more', id: `${node.id}|more`, place: node.place, group: node.group, left }];
}

function nothing(node: Node & { kind: 'group' }, progress: Progress, isFiltered: boolean): Node {
  if (progress === 'loading') return loading(node.id);
  if (isFailure(progress)) return failed(node.id, node.place.connection, progress, node.place);
  return {
    kind: 'empty',
    id: `${node.id}|empty`,
    parent: node.id,
    place: node.place,
    what: isFiltered ? 'filtered' : node.group,
  };
}

function detailsOf(node: Node & { kind: 'key' }, model: TreeModel): Node[] {
  const index = model.region(node.place);
  const key = index?.described.get(node.ref.keyId);
  const kinds: DetailKind[] = ['policy', 'aliases', 'tags', 'grants'];
  if (key?.spec === 'SYMMETRIC_DEFAULT' && !key.customKeyStoreId) kinds.splice(3, 0, 'rotation');
  if (key?.multiRegion) kinds.push('replicas');
  return kinds.map((detail) => ({
    kind: 'detail',
    id: detailId(node.ref, detail),
    place: node.place,
    ref: node.ref,
    detail,
  }));
}

function detailChildren(node: Node & { kind: 'detail' }, model: TreeModel): Node[] {
  const index = model.region(node.place);
  if (node.detail === 'aliases') {
    if (index === undefined) return [loading(node.id)];
    const rows = index.aliases
      .filter((alias) => alias.targetKeyId === node.ref.keyId)
      .map((alias) => aliasNode(alias, node.id, index));
    const { aliasList } = index;
    if (aliasList === 'loading') return [...rows, loading(node.id)];
    if (isFailure(aliasList)) return [...rows, failed(node.id, node.place.connection, aliasList, node.place)];
    return rows.length > 0 ? rows : [emptyDetail(node)];
  }
  const state = model.detail(node.ref, node.detail);
  if (state === undefined || state === 'loading') return [loading(node.id)];
  if (state instanceof Error) return [failed(node.id, node.place.connection, state, node.place)];
  if (state.facts.length === 0) return [emptyDetail(node)];
  return state.facts.map((fact, at) => ({
    kind: 'fact',
    id: `${node.id}|${at}`,
    place: node.place,
    ref: node.ref,
    fact,
    parent: node.id,
  }));
}

function aliasNode(alias: Alias, parent: string, index: KnownRegion): Node {
  const base = { kind: 'alias', id: `${parent}|${alias.name}`, place: index.place, alias, parent } as const;
  return alias.targetKeyId === undefined ? base : { ...base, ref: index.refOf(alias.targetKeyId) };
}

function emptyDetail(node: Node & { kind: 'detail' }): Node {
  return { kind: 'empty', id: `${node.id}|empty`, parent: node.id, place: node.place, what: node.detail };
}

function loading(parent: string): Node {
  return { kind: 'loading', id: `${parent}|loading`, parent };
}

function failed(parent: string, connection: string, error: KmsError, place?: Place): Node {
  const id = `${parent}|failed|${error.details.operation ?? error.reason}`;
  const node = { kind: 'failed', id, parent, connection, error } as const;
  return place === undefined ? node : { ...node, place };
}
