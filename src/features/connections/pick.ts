import * as vscode from 'vscode';
import type { OpenConnections } from '../../sessions/connections/openConnections';
import type { Connection, ConnectionPort } from '../../core/ports';
import { chooseRow } from '../../host/quickPick';
import type { Row } from '../../host/quickPickRow';
import { ownValue } from '../../core/ownValue';

interface ConnectionItem extends Row {
  id: string;
}

/** Words for how a profile gets its credentials. */
const kinds: Readonly<Record<string, string>> = {
  static: 'access key',
  'assume-role': 'assumes a role',
  mfa: 'assumes a role with MFA',
  sso: 'IAM Identity Center',
  login: 'AWS login',
  process: 'credential process',
  'web-identity': 'web identity',
  none: 'no credentials in the files',
};

/** Asks for a connection under the title, those in `first` on top. */
export async function chooseConnection(
  connections: ConnectionPort,
  open: OpenConnections,
  title: string,
  first: readonly string[] = [],
): Promise<string | undefined> {
  const all = await connections.list();
  const items = all
    .map((connection) => itemOf(connection, open))
    .sort((a, b) => Number(first.includes(b.id)) - Number(first.includes(a.id)));
  const chosen = await chooseRow(items, {
    title,
    placeHolder: vscode.l10n.t('The sandbox, or a profile of your AWS configuration'),
    matchOnDescription: true,
  });
  return chosen?.id;
}

/** Asks for one of the open connections; the only one is not asked for. */
export async function chooseOpen(open: OpenConnections, title: string): Promise<string | undefined> {
  const items = open.list().map(({ connection }) => itemOf(connection, open));
  if (items.length <= 1) return items[0]?.id;
  return (await chooseRow(items, { title }))?.id;
}

/** The connection in a command's argument, be it an id or a tree node. */
export function idOf(target: unknown): string | undefined {
  if (typeof target === 'string') return target;
  if (typeof target !== 'object' || target === null || !('connection' in target)) return undefined;
  return typeof target.connection === 'string' ? target.connection : undefined;
}

function itemOf(connection: Connection, open: OpenConnections): ConnectionItem {
  const details = [
    connection.credentials ? ownValue(kinds, connection.credentials) : undefined,
    connection.kind === 'profile' && connection.problem === undefined ? connection.defaultRegion : undefined,
    connection.endpointLabel,
    connection.production ? vscode.l10n.t('production') : undefined,
    open.active === connection.id
      ? vscode.l10n.t('active')
      : open.ids.includes(connection.id)
        ? vscode.l10n.t('open')
        : undefined,
  ];
  return {
    id: connection.id,
    icon: iconOf(connection),
    label: connection.name,
    description: details.filter(Boolean).join(' · '),
    detail: detailOf(connection),
  };
}

function iconOf(connection: Connection): string {
  if (connection.kind === 'sandbox') return 'beaker';
  if (connection.problem !== undefined) return 'warning';
  return connection.kind === 'environment' ? 'terminal' : 'account';
}

function detailOf(connection: Connection): string {
  if (connection.problem !== undefined) return vscode.l10n.t('Cannot be used: {0}', connection.problem);
  if (connection.kind === 'sandbox') return vscode.l10n.t('An embedded KMS: no account, no network, no cost');
  if (connection.kind === 'environment') {
    return vscode.l10n.t('The default credentials: environment variables, container or instance role');
  }
  return vscode.l10n.t('AWS profile');
}
