import type { KmsError } from '../errors';
import type { Place } from '../ports';
import { filtersNothing, passes, unreadFor } from './filter';
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
} from './nodes';
import type { KeyGroup, Progress, KnownRegion } from './knownRegion';

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

/** The ids of a group's keys that pass the filter, pinned ones first. */
export function shownIds(index: KnownRegion, group: KeyGroup, model: TreeModel): string[] {
  const all = index.idsOf(group);
  const fitting = filtersNothing(model.filter)
    ? [...all]
    : all.filter((id) => passes(model.filter, index, id));
  const pins = model.pins(index.place);
  if (pins.size === 0) return fitting;
  return [...fitting.filter((id) => pins.has(id)), ...fitting.filter((id) => !pins.has(id))];
}

/** The aliases that pass the filter's text; the rest of a filter is about keys. */
export function shownAliases(index: KnownRegion, model: TreeModel): readonly Alias[] {
  const text = model.filter.text?.toLowerCase();
  return text ? index.aliases.filter((alias) => alias.name.toLowerCase().includes(text)) : index.aliases;
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
  if (index === undefined || (index.size === 0 && index.keys === 'loading')) return [loading(node.id)];
  const problems = problemsOf(index).map((error) =>
    failed(node.id, node.place.connection, error, node.place),
  );
  if (isFailure(index.keys) && index.size === 0) return problems.slice(0, 1);
  return [
    ...problems,
    groupNode(node.place, 'customer'),
    ...(model.showAwsManagedKeys ? [groupNode(node.place, 'aws')] : []),
    ...(isFailure(index.aliasList) ? [] : [groupNode(node.place, 'aliases')]),
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
  if (index === undefined || node.group === 'aliases') return [loading(node.id)];
  const ids = shownIds(index, node.group, model);
  const limit = model.limit(node.place, node.group);
  const shown = new Set(ids.slice(0, limit));
  for (const id of model.extra(node.place)) {
    if (index.has(id) && index.groupOf(id) === node.group) shown.add(id);
  }
  const rows = [...shown].map((id) => keyNode(index.refOf(id)));
  if (rows.length === 0) {
    // What the filter asks for is being read: "nothing fits" would be said too early.
    if (unreadFor(model.filter, index, node.group).length > 0) return [loading(node.id)];
    return [nothing(node, index.keys, !filtersNothing(model.filter))];
  }
  return [...rows, ...moreNode(node, ids.length - limit)];
}

function aliasRows(node: Node & { kind: 'group' }, model: TreeModel): Node[] {
  const index = model.region(node.place);
  if (index === undefined) return [loading(node.id)];
  const aliases = shownAliases(index, model);
  const limit = model.limit(node.place, 'aliases');
  const rows = aliases.slice(0, limit).map((alias) => aliasNode(alias, node.id, index));
  if (rows.length === 0) return [nothing(node, index.aliasList, aliases.length < index.aliases.length)];
  return [...rows, ...moreNode(node, aliases.length - limit)];
}

function moreNode(node: Node & { kind: 'group' }, left: number): Node[] {
  if (left <= 0) return [];
  return [{ kind: 'more', id: `${node.id}|more`, place: node.place, group: node.group, left }];
}

function nothing(node: Node & { kind: 'group' }, progress: Progress, filtered: boolean): Node {
  if (progress === 'loading') return loading(node.id);
  if (isFailure(progress)) return failed(node.id, node.place.connection, progress, node.place);
  return {
    kind: 'empty',
    id: `${node.id}|empty`,
    parent: node.id,
    place: node.place,
    what: filtered ? 'filtered' : node.group,
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
    const aliases = index?.aliases.filter((alias) => alias.targetKeyId === node.ref.keyId) ?? [];
    if (index === undefined || (aliases.length === 0 && index.aliasList === 'loading'))
      return [loading(node.id)];
    if (aliases.length > 0) return aliases.map((alias) => aliasNode(alias, node.id, index));
    return isFailure(index.aliasList)
      ? [failed(node.id, node.place.connection, index.aliasList, node.place)]
      : [emptyDetail(node)];
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
