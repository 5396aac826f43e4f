import { shortNameOf } from '../arn';
import type { KmsError, Reason } from '../errors';
import { explain, permissionFor } from '../messages';
import { regionName } from '../partitions';
import type { Place } from '../ports';
import { bold, code, joined, md } from '../markdown';
import { aliasRow, keyRow } from './keyRows';
import { plural } from './labels';
import {
  isFailure,
  type DetailKind,
  type Group,
  type Node,
  type OpenConnection,
  type TreeModel,
} from './nodes';
import type { KnownRegion } from './knownRegion';
import type { Row } from './row';
import { shownAliases, shownIds } from './tree';

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
      return { ...node.fact, expandable: false, tokens: ['fact'] };
    case 'more':
      return moreRow(node.left);
    case 'loading':
      return { label: 'Loading…', description: '', icon: 'loading~spin', expandable: false, tokens: [] };
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
  if (isFailure(index.keys)) return index.keys.reason === 'denied' ? 'access denied' : 'not loaded';
  return plural(index.size, 'key') + (index.keys === 'loading' ? '…' : '');
}

const groupLabels: Readonly<Record<Group, string>> = {
  customer: 'Customer managed keys',
  aws: 'AWS managed keys',
  aliases: 'Aliases',
};

function groupRow(node: Node & { kind: 'group' }, model: TreeModel): Row {
  const index = model.region(node.place);
  const count =
    index === undefined
      ? 0
      : node.group === 'aliases'
        ? shownAliases(index, model).length
        : shownIds(index, node.group, model).length;
  return {
    label: groupLabels[node.group],
    description: index === undefined ? '' : count.toLocaleString('en'),
    icon: node.group === 'aliases' ? 'tag' : node.group === 'aws' ? 'cloud' : 'lock-small',
    expandable: true,
    expanded: node.group === 'customer',
    tokens: ['group', node.group],
  };
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
  const state = model.detail(node.ref, node.detail);
  const count =
    node.detail === 'aliases'
      ? index?.namesOf(node.ref.keyId).length
      : typeof state === 'object' && 'facts' in state
        ? state.facts.length
        : undefined;
  const isPolicy = node.detail === 'policy';
  return {
    label,
    description: count === undefined ? '' : String(count),
    icon,
    expandable: !isPolicy,
    tokens: ['detail', node.detail, ...(isPolicy ? ['has-policy'] : [])],
    ...(isPolicy ? { command: 'kms.policy.open' as const } : {}),
  };
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

const emptyTexts: Readonly<
  Record<Group | DetailKind | 'filtered', { label: string; command?: Row['command'] }>
> = {
  customer: { label: 'No keys yet. Create one…', command: 'kms.createKey' },
  aws: { label: 'None made by AWS services yet.' },
  aliases: { label: 'No aliases.' },
  filtered: { label: 'Nothing fits the filter. Clear it…', command: 'kms.clearFilter' },
  policy: { label: 'No policy.' },
  tags: { label: 'No tags.' },
  rotation: { label: 'It has never been rotated.' },
  grants: { label: 'No grants.' },
  replicas: { label: 'No replicas.' },
};

function emptyRow(what: keyof typeof emptyTexts): Row {
  const { label, command } = emptyTexts[what];
  return {
    label,
    description: '',
    icon: command === 'kms.createKey' ? 'add' : 'info',
    expandable: false,
    tokens: ['empty'],
    ...(command ? { command } : {}),
  };
}

/** What happened, as short as a sidebar is narrow; what to do about it is in the tooltip. */
const shortFailures: Readonly<Partial<Record<Reason, string>>> = {
  'credentials-missing': 'No credentials',
  'credentials-expired': 'The sign-in has expired',
  'credentials-wrong': 'Credentials not accepted',
  network: 'Cannot be reached',
  timeout: 'No answer in time',
  throttled: 'Too many requests',
  service: 'Internal error of AWS KMS',
};

/** The words after "Could not …:" without that beginning: the row stands where the thing would be. */
function failedRow(error: KmsError): Row {
  const denied = error.reason === 'denied';
  const words = explain(error, 'load')?.text.replace(/^Could not load: /, '') ?? 'Cancelled.';
  const more = error.message !== '' && !words.includes(error.message) ? `\n\n${error.message}` : '';
  return {
    // The permission first: a sidebar is narrow.
    label: denied
      ? `Needs ${permissionFor(error.details.operation)}`
      : (shortFailures[error.reason] ?? words),
    description: denied ? 'access denied' : 'Retry',
    icon: denied ? 'lock' : 'warning',
    color: 'list.warningForeground',
    expandable: false,
    tokens: ['failed', ...(error.reason === 'credentials-expired' ? ['sign-in'] : [])],
    tooltip: md`${words + more}`.source,
    spoken: words,
    command: 'kms.retry',
  };
}

function plain(label: string, icon: string): Row {
  return { label, description: '', icon, expandable: false, tokens: [] };
}
