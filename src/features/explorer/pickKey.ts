import * as vscode from 'vscode';
import { parseArn } from '../../core/arn';
import type { KeyDirectory } from '../../core/keys/directory';
import { descriptionOf } from '../../core/keys/labels';
import type { KeyRef } from '../../core/keys/model';
import { search, type Found } from '../../core/keys/search';
import type { OpenConnections } from '../../core/openConnections';

/** The editor draws so many rows without effort; a better query shows the others. */
const mostRows = 100;

interface KeyItem extends vscode.QuickPickItem {
  ref: KeyRef;
}

export interface PickDeps {
  directory: KeyDirectory;
  open: OpenConnections;
}

/** Asks for a key of any open connection and region, by alias, id, ARN, description or tag. */
export function pickKey(deps: PickDeps, title: string): Promise<KeyRef | undefined> {
  const pick = vscode.window.createQuickPick<KeyItem>();
  pick.title = title;
  pick.placeholder = vscode.l10n.t('Alias, key id, ARN, description or tag');
  // The rows fit the query already, in our own order.
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  const draw = (): void => {
    pick.items = itemsFor(deps, pick.value);
  };
  const listening = deps.directory.onDidChange(draw);
  return new Promise((resolve) => {
    pick.onDidChangeValue(draw);
    pick.onDidAccept(() => {
      resolve(pick.selectedItems[0]?.ref);
      pick.hide();
    });
    pick.onDidHide(() => {
      listening.dispose();
      pick.dispose();
      resolve(undefined);
    });
    draw();
    pick.show();
    pick.busy = true;
    void loadAll(deps).finally(() => {
      pick.busy = false;
      draw();
    });
  });
}

async function loadAll({ directory, open }: PickDeps): Promise<void> {
  const places = open
    .list()
    .flatMap(({ connection, regions }) => regions.map((region) => ({ connection: connection.id, region })));
  await Promise.all(places.map((place) => directory.loadAll(place)));
}

function itemsFor(deps: PickDeps, query: string): KeyItem[] {
  const found = search(deps.directory.all(), query, mostRows);
  const items = found.map((one) => itemOf(deps, one));
  return items.length > 0 ? items : elsewhere(deps, query);
}

function itemOf({ directory, open }: PickDeps, { ref, label }: Found): KeyItem {
  const index = directory.region(ref);
  const key = index?.described.get(ref.keyId);
  const connection = open.list().find((one) => one.connection.id === ref.connection)?.connection;
  const tags = (index?.tags.get(ref.keyId) ?? []).map((tag) => `${tag.key}=${tag.value}`);
  const state = key ? descriptionOf(key, undefined, Date.now()) : '';
  return {
    ref,
    label: `$(key) ${label}`,
    description: [connection?.name ?? ref.connection, ref.region, state].filter(Boolean).join(' · '),
    detail: [key?.description, ...tags, ref.arn].filter(Boolean).join(' · '),
    alwaysShow: true,
  };
}

/** An ARN of a key that no open region lists: another region of a connection of that account. */
function elsewhere({ open }: PickDeps, query: string): KeyItem[] {
  const arn = query.trim();
  const parsed = parseArn(arn);
  const keyId = /^key\/(.+)$/.exec(parsed?.resource ?? '')?.[1];
  if (parsed?.service !== 'kms' || keyId === undefined) return [];
  return open
    .list()
    .filter(({ identity }) => identity === undefined || identity.accountId === parsed.account)
    .map(({ connection }) => ({
      ref: { connection: connection.id, region: parsed.region, keyId, arn },
      label: `$(key) ${keyId}`,
      description: `${connection.name} · ${parsed.region}`,
      detail: arn,
      alwaysShow: true,
    }));
}
