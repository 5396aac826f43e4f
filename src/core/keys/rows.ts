import { shortNameOf } from '../arn';
import { regionName } from '../partitions';
import type { Place } from '../ports';
import { bold, code, joined, md } from '../markdown';
import { aliasRow, keyRow } from './keyRows';
import { plural } from './labels';
import {
  isFailure,
  type DetailKind,
  type Fact,
  type Group,
  type Node,
  type OpenConnection,
  type TreeModel,
  type Unjudged,
} from './nodes';
import type { KnownRegion, Progress } from './knownRegion';
import type { Row } from './row';
import { shownAliases, shownKeys } from './shown';
import { emptyRow, failedRow, loadingRow, unjudgedRow } from './stateRows';

/** The row of a node, as far as is known of it. */
export function rowOf(node: Node, model: TreeModel): Row {
  switch (node.kind) {
    case 'connection':
      return connectionRow(node.connection, model);
    case 'region':
      return regionRow(node.place, model);
    case 'group':
      return groupRow(node, model);
    case 'key':
      return keyRow(node, model);
    case 'alias':
      return aliasRow(node);
    case 'detail':
      return detailRow(node, model);
    case 'fact':
      return factRow(node.fact);
    case 'more':
      return moreRow(node.left);
    case 'loading':
      return loadingRow;
    case 'unjudged':
      return unjudgedRow(node.unjudged);
    case 'empty':
      return emptyRow(node.what);
    case 'failed':
      return failedRow(node.error);
  }
}

/** Whether enough is known for the row to look as it will: who we are, what a region holds, what a key is. */
export function isKnown(node: Node, model: TreeModel): boolean {
  switch (node.kind) {
    case 'connection': {
      const open = model.connections.find(({ connection }) => connection.id === node.connection);
      return open === undefined || open.identity !== undefined || open.problem !== undefined;
    }
    case 'region':
    case 'group': {
      const index = model.region(node.place);
      return index !== undefined && index.keys !== 'loading' && index.aliasList !== 'loading';
    }
    case 'key': {
      const index = model.region(node.place);
      return index?.described.has(node.ref.keyId) === true || index?.denied.has(node.ref.keyId) === true;
    }
    default:
      return true;
  }
}

function connectionRow(id: string, model: TreeModel): Row {
  const open = model.connections.find(({ connection }) => connection.id === id);
  if (open === undefined) return plain(id, 'plug');
  const { connection, identity, problem } = open;
  const account = identity?.accountId;
  const parts = [connection.endpointLabel, who(open), connection.production ? 'production' : undefined];
  return {
    label: account ? `${connection.name} · ${account}` : connection.name,
    description: parts.filter(Boolean).join(' · '),
    icon: connection.kind === 'sandbox' ? 'beaker' : problem ? 'warning' : 'account',
    ...(connection.production ? { color: 'errorForeground' } : {}),
    expandable: true,
    expanded: true,
    tokens: ['connection', connection.kind, 'refreshable', ...signInTokens(open)],
    tooltip: joined(
      [
        bold(connection.name),
        identity ? md`Identity ${code(identity.arn)}` : undefined,
        connection.credentials ? md`Credentials: ${connection.credentials}` : undefined,
        connection.endpointLabel ? md`Endpoint: ${connection.endpointLabel}` : undefined,
        connection.production ? 'Marked as production: each change is confirmed.' : undefined,
        problem?.message,
      ],
      '\n\n',
    ).source,
  };
}

/** `alice` of the identity's ARN, where it is not the account itself. */
function who({ identity }: OpenConnection): string | undefined {
  return identity && shortNameOf(identity.arn);
}

function signInTokens({ connection }: OpenConnection): string[] {
  return connection.credentials === 'sso' || connection.credentials === 'login' ? ['sign-in'] : [];
}

function regionRow(place: Place, model: TreeModel): Row {
  const index = model.region(place);
  const first = model.connections[0];
  const count = index === undefined ? '' : countOf(index);
  return {
    label: place.region,
    // A sidebar cuts off the end: that is the name, which says the same as the label.
    description: [count, regionName(place.region)].filter(Boolean).join(' · '),
    icon: 'globe',
    expandable: true,
    expanded: first?.connection.id === place.connection && first.regions[0] === place.region,
    tokens: ['region', 'refreshable'],
  };
}

function countOf(index: KnownRegion): string {
  if (isFailure(index.keys)) {
    if (index.size > 0) return `${plural(index.size, 'key')} known`;
    return index.keys.reason === 'denied' ? 'access denied' : 'not loaded';
  }
  return plural(index.size, 'key') + (isLoading(index) ? '…' : '');
}

function isLoading(index: KnownRegion): boolean {
  return index.keys === 'loading' || index.aliasList === 'loading';
}

const groupLabels: Readonly<Record<Group, string>> = {
  customer: 'Customer managed keys',
  aws: 'AWS managed keys',
  aliases: 'Aliases',
};

function groupRow(node: Node & { kind: 'group' }, model: TreeModel): Row {
  const index = model.region(node.place);
  return {
    label: groupLabels[node.group],
    description: index === undefined || !index.begun ? '' : groupCount(index, node.group, model),
    icon: node.group === 'aliases' ? 'tag' : node.group === 'aws' ? 'cloud' : 'lock-small',
    expandable: true,
    expanded: node.group === 'customer',
    tokens: ['group', node.group, 'refreshable'],
  };
}

/** "12", "12…" while the list grows, "12 known" where it failed, and how many the filter could not judge. */
function groupCount(index: KnownRegion, group: Group, model: TreeModel): string {
  if (group === 'aliases') {
    const { aliases, unread, unjudged } = shownAliases(index, model);
    return judgedCount(counted(aliases.length, unread > 0 ? 'loading' : index.aliasList), unjudged);
  }
  const { ids, unread, unjudged } = shownKeys(index, group, model);
  const progress = index.keys === 'done' ? index.aliasList : index.keys;
  return judgedCount(counted(ids.length, unread > 0 ? 'loading' : progress), unjudged);
}

function judgedCount(count: string, { unreadable }: Unjudged): string {
  return unreadable > 0 ? `${count} · ${unreadable.toLocaleString('en')} not judged` : count;
}

function counted(count: number, progress: Progress): string {
  const text = count.toLocaleString('en');
  return progress === 'loading' ? `${text}…` : progress === 'done' ? text : `${text} known`;
}

const detailRows: Readonly<Record<DetailKind, { label: string; icon: string }>> = {
  policy: { label: 'Key policy', icon: 'law' },
  aliases: { label: 'Aliases', icon: 'tag' },
  tags: { label: 'Tags', icon: 'bookmark' },
  rotation: { label: 'Rotation', icon: 'sync' },
  grants: { label: 'Grants', icon: 'person-add' },
  replicas: { label: 'Replicas', icon: 'globe' },
};

function detailRow(node: Node & { kind: 'detail' }, model: TreeModel): Row {
  const index = model.region(node.place);
  const { label, icon } = detailRows[node.detail];
  const isPolicy = node.detail === 'policy';
  return {
    label,
    description: node.detail === 'aliases' ? aliasCount(index, node.ref.keyId) : detailCount(node, model),
    icon,
    expandable: !isPolicy,
    tokens: ['detail', node.detail, ...(isPolicy ? ['has-policy'] : [])],
    ...(isPolicy ? { command: 'kms.policy.open' as const } : {}),
  };
}

function aliasCount(index: KnownRegion | undefined, keyId: string): string {
  const count = index?.namesOf(keyId).length ?? 0;
  // "0…" would read as none.
  if (index === undefined || (count === 0 && index.aliasList === 'loading')) return '';
  return count === 0 && index.aliasList !== 'done' ? 'could not be read' : counted(count, index.aliasList);
}

function factRow({ grantId, ...fact }: Fact): Row {
  return { ...fact, expandable: false, tokens: ['fact', ...(grantId === undefined ? [] : ['grant'])] };
}

function detailCount(node: Node & { kind: 'detail' }, model: TreeModel): string {
  const state = model.detail(node.ref, node.detail);
  if (state === undefined || state === 'loading') return '';
  if (state instanceof Error) return 'could not be read';
  return state.isPart ? `${state.facts.length - 1}+` : String(state.facts.length);
}

function moreRow(left: number): Row {
  return {
    label: 'Load more…',
    description: `${left.toLocaleString('en')} not shown`,
    icon: 'ellipsis',
    expandable: false,
    tokens: ['more'],
    command: 'kms.loadMore',
  };
}

function plain(label: string, icon: string): Row {
  return { label, description: '', icon, expandable: false, tokens: [] };
}
