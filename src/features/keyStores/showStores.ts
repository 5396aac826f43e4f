import * as vscode from 'vscode';
import { connectionErrorOf } from '../../core/keyStores/connectionErrors';
import {
  keyStoreActions,
  keyStoreFacts,
  type KeyStore,
  type KeyStoreAction,
} from '../../core/keyStores/model';
import type { ConnectionState } from '../../core/kms/keyStores';
import type { Place } from '../../core/ports';
import { notify, reportFailure } from '../../host/notices';
import { placeFor } from '../../host/placeFor';
import { withProgress } from '../../host/progress';
import { chooseRow } from '../../host/quickPick';
import type { KeyStoresDeps } from './deps';

/** Lists the custom key stores of a Region, and does with the chosen one what its state allows. */
export async function showStores(deps: KeyStoresDeps, target: unknown): Promise<void> {
  const place = await placeFor(deps.open, target, vscode.l10n.t('Custom key stores'));
  if (place === undefined) return;
  const stores = await withProgress(
    vscode.l10n.t('Listing the custom key stores in {0}', place.region),
    (signal) => allStores(deps, place, signal),
    { quiet: true },
  );
  if (stores.length === 0) {
    return notify(vscode.l10n.t('There are no custom key stores in {0}.', place.region));
  }
  const store = await chooseStore(stores, place);
  if (store === undefined) return;
  const action = await chooseAction(store);
  if (action === undefined) return;
  if (action !== 'copy') return carryOut(deps, place, store, action);
  await vscode.env.clipboard.writeText(store.id);
}

async function allStores({ stores }: KeyStoresDeps, place: Place, signal: AbortSignal): Promise<KeyStore[]> {
  const all: KeyStore[] = [];
  for await (const { items } of stores.list(place, signal)) all.push(...items);
  return all;
}

const icons: Readonly<Record<ConnectionState, string>> = {
  CONNECTED: 'vm-active',
  CONNECTING: 'sync',
  DISCONNECTING: 'sync',
  DISCONNECTED: 'vm-outline',
  FAILED: 'error',
};

async function chooseStore(stores: readonly KeyStore[], { region }: Place): Promise<KeyStore | undefined> {
  const rows = stores.map((store) => ({
    icon: icons[store.state],
    label: store.name,
    description: [stateWords(store.state), store.error].filter(Boolean).join(' · '),
    detail: [typeWords(store), store.proxyUri ?? store.clusterId, store.id].filter(Boolean).join(' · '),
    store,
  }));
  const chosen = await chooseRow(rows, {
    title: vscode.l10n.t('Custom key stores in {0}', region),
    placeHolder: vscode.l10n.t('Choose a store to connect, disconnect or delete it'),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return chosen?.store;
}

function typeWords({ type }: KeyStore): string {
  return type === 'EXTERNAL_KEY_STORE'
    ? vscode.l10n.t('External key store')
    : vscode.l10n.t('AWS CloudHSM key store');
}

function stateWords(state: ConnectionState): string {
  const words: Record<ConnectionState, string> = {
    CONNECTED: vscode.l10n.t('Connected'),
    CONNECTING: vscode.l10n.t('Connecting'),
    DISCONNECTED: vscode.l10n.t('Disconnected'),
    DISCONNECTING: vscode.l10n.t('Disconnecting'),
    FAILED: vscode.l10n.t('Connection failed'),
  };
  return words[state];
}

async function chooseAction(store: KeyStore): Promise<KeyStoreAction | 'copy' | undefined> {
  const rows = [
    ...keyStoreActions(store).map((action) => ({ ...actionRow(action), action })),
    { icon: 'copy', label: vscode.l10n.t('Copy ID'), detail: store.id, action: 'copy' as const },
  ];
  const why = explained(store);
  const [first, ...rest] = rows;
  const shown = first && why !== undefined ? [{ ...first, detail: why }, ...rest] : rows;
  const chosen = await chooseRow(shown, {
    title: vscode.l10n.t('{0}: {1}', store.name, stateWords(store.state)),
    placeHolder: store.error ?? vscode.l10n.t('What is to be done?'),
    ignoreFocusOut: true,
  });
  return chosen?.action;
}

function actionRow(action: KeyStoreAction): { icon: string; label: string } {
  const rows = {
    connect: { icon: 'plug', label: vscode.l10n.t('Connect…') },
    disconnect: { icon: 'debug-disconnect', label: vscode.l10n.t('Disconnect…') },
    delete: { icon: 'trash', label: vscode.l10n.t('Delete…') },
  };
  return rows[action];
}

/** What a failed connection means, and what helps. */
function explained({ type, error }: KeyStore): string | undefined {
  if (error === undefined) return undefined;
  const known = connectionErrorOf(type, error);
  return known === undefined
    ? vscode.l10n.t('AWS’s documentation does not say what {0} means. Disconnect the store first.', error)
    : vscode.l10n.t('{0} Disconnect the store first. {1}', known.meaning, known.cure);
}

async function carryOut(
  { stores, guard, log }: KeyStoresDeps,
  place: Place,
  store: KeyStore,
  action: KeyStoreAction,
): Promise<void> {
  const { ask, go, done, doing } = wordsFor(action, store.name);
  const why = explained(store);
  const detail = [why, keyStoreFacts(action, store)].filter((part) => part !== undefined).join('\n\n');
  if ((await vscode.window.showWarningMessage(ask, { modal: true, detail }, go)) !== go) return;
  try {
    await guard.allow(place.connection, doing);
    await withProgress(doing, (signal) => stores[action](place, store.id, signal), { quiet: true });
    notify(done);
  } catch (error) {
    // It was not the listing that failed, which is what the command would say.
    reportFailure(log, `${action} the key store ${store.name}`, error);
  }
}

function wordsFor(action: KeyStoreAction, name: string) {
  const words = {
    connect: {
      ask: vscode.l10n.t('Connect {0}?', name),
      go: vscode.l10n.t('Connect'),
      doing: vscode.l10n.t('Connect the key store {0}', name),
      done: vscode.l10n.t('{0} is being connected. Show the custom key stores again to see its state.', name),
    },
    disconnect: {
      ask: vscode.l10n.t('Disconnect {0}?', name),
      go: vscode.l10n.t('Disconnect'),
      doing: vscode.l10n.t('Disconnect the key store {0}', name),
      done: vscode.l10n.t('{0} is being disconnected.', name),
    },
    delete: {
      ask: vscode.l10n.t('Delete the key store {0}?', name),
      go: vscode.l10n.t('Delete'),
      doing: vscode.l10n.t('Delete the key store {0}', name),
      done: vscode.l10n.t('The key store {0} was deleted.', name),
    },
  };
  return words[action];
}
