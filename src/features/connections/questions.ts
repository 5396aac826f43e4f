import * as vscode from 'vscode';
import { ownValue } from '../../core/ownValue';
import type { Connection } from '../../core/ports';
import { chooseRow, chooseRows } from '../../host/quickPick';
import type { Row } from '../../host/quickPickRow';
import type {
  ConnectionChoice,
  ConnectionQuestion,
  ConnectionQuestions,
} from '../../sessions/connections/questions';

/** Words for how a profile gets its credentials. */
const credentialWords: Readonly<Record<string, string>> = {
  static: 'access key',
  'assume-role': 'assumes a role',
  mfa: 'assumes a role with MFA',
  sso: 'IAM Identity Center',
  login: 'AWS login',
  process: 'credential process',
  'web-identity': 'web identity',
  none: 'no credentials in the files',
};

/** The questions about connections, asked with Quick Picks. */
export const quickPickQuestions: ConnectionQuestions = {
  async choose({ kind, choices }) {
    const chosen = await chooseRow(choices.map(rowOf), { title: titleOf(kind), ...hintFor(kind) });
    return chosen?.id;
  },
  async chooseRegions({ connection, choices }) {
    const rows = choices.map(({ region, name = '', shown }) => ({
      ...{ label: region, description: name, picked: shown },
    }));
    const chosen = await chooseRows(rows, {
      title: vscode.l10n.t('Regions of {0}', connection.name),
      placeHolder: vscode.l10n.t('Shown in the tree'),
      matchOnDescription: true,
    });
    return chosen?.map(({ label }) => label);
  },
};

function titleOf(kind: ConnectionQuestion['kind']): string {
  switch (kind) {
    case 'open':
      return vscode.l10n.t('Open a connection');
    case 'switch':
      return vscode.l10n.t('Switch the active connection');
    case 'which':
      return vscode.l10n.t('Which connection?');
  }
}

function hintFor(kind: ConnectionQuestion['kind']): vscode.QuickPickOptions {
  if (kind === 'which') return {};
  const placeHolder = vscode.l10n.t('The sandbox, or a profile of your AWS configuration');
  return { placeHolder, matchOnDescription: true };
}

function rowOf({ connection, state }: ConnectionChoice): Row & { id: string } {
  const isUsableProfile = connection.kind === 'profile' && connection.problem === undefined;
  const details = [
    connection.credentials ? ownValue(credentialWords, connection.credentials) : undefined,
    isUsableProfile ? connection.defaultRegion : undefined,
    connection.endpointLabel,
    connection.production ? vscode.l10n.t('production') : undefined,
    wordFor(state),
  ];
  return {
    id: connection.id,
    icon: iconOf(connection),
    label: connection.name,
    description: details.filter(Boolean).join(' · '),
    detail: detailOf(connection),
  };
}

function wordFor(state: ConnectionChoice['state']): string | undefined {
  if (state === 'closed') return undefined;
  return state === 'active' ? vscode.l10n.t('active') : vscode.l10n.t('open');
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
