import * as vscode from 'vscode';
import { parseArn } from '../../core/arn';
import type { KeyDirectory } from '../../sessions/keys/directory';
import type { Candidate, Fit } from '../../core/commands/command';
import { noneSuits, preferredFirst } from '../../core/commands/suitable';
import type { KeyGroup, KnownRegion } from '../../core/keys/knownRegion';
import { iconOf } from '../../core/keys/keyRows';
import { mostReadForText } from '../../core/keys/filter';
import { descriptionOf, exactTime, plural } from '../../core/keys/labels';
import type { KeyRef } from '../../core/keys/model';
import { steadyRows, type RowIdentity } from '../../core/keys/steadyRows';
import { search, searchable, type Found } from '../../core/keys/search';
import { explain, isCancelled } from '../../core/messages';
import type { OpenConnections } from '../../sessions/connections/openConnections';
import type { Clock, Place } from '../../core/ports';
import type { Pins } from '../../sessions/keys/pins';
import { createRowPick } from '../../host/quickPick';
import { itemOf, type Row, type RowItem } from '../../host/quickPickRow';

/** Rows that fill in are drawn together, this often. */
const batchMs = 150;

/** The editor draws so many rows without effort; a better query shows the others. */
const mostRows = 100;

interface KeyItem extends Row {
  /** Absent on the row that says why there is none. */
  ref?: KeyRef;
}

export interface PickDeps {
  directory: KeyDirectory;
  open: OpenConnections;
  clock: Clock;
  pins: Pins;
  /** The keys whose rows are selected in the tree. */
  selected(): readonly KeyRef[];
}

/** What a key is asked for. */
export interface Wish {
  title: string;
  /** Lists only the keys that suit. */
  fits?: Fit;
  /** ARNs of keys to list first, in their order; the selected one or the newest unless given. */
  first?: readonly string[] | undefined;
  /** The rows have a button that opens the key's page instead. */
  opens?: (ref: KeyRef, to?: 'side') => void;
}

const rowIdentity: RowIdentity<KeyItem> = { idOf: ({ ref }) => ref?.arn, most: mostRows };

const openButton = { iconPath: new vscode.ThemeIcon('go-to-file'), tooltip: vscode.l10n.t('Open Key') };
const sideButton = {
  iconPath: new vscode.ThemeIcon('split-horizontal'),
  tooltip: vscode.l10n.t('Open Key to the Side'),
};
const openButtons = [openButton, sideButton];

/** Asks for a key of any open connection and region, by alias, id, ARN, description or tag. */
export function pickKey(deps: PickDeps, wish: Wish): Promise<KeyRef | undefined> {
  const { title, fits, opens } = wish;
  const pick = createRowPick<KeyItem>();
  pick.placeholder = vscode.l10n.t('Alias, key id, ARN, description or tag');
  // The rows fit the query already, in our own order.
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  pick.keepScrollPosition = true;
  const itemsOf = (rows: readonly KeyItem[]): RowItem<KeyItem>[] =>
    rows.map((row) => itemOf(opens && row.ref ? { ...row, buttons: openButtons } : row));
  let shown: readonly KeyItem[] = [];
  const draw = (): void => {
    // Rows that fill in must not take the cursor away from the row it is on, nor move under the pointer.
    const arn = pick.activeItems[0]?.row.ref?.arn;
    const found = rowsFor(deps, pick.value, wish);
    shown = pick.busy ? steadyRows(shown, found, rowIdentity) : found;
    pick.items = itemsOf(shown);
    pick.title = titleFor(deps, title);
    const same = pick.items.find((item) => item.row.ref?.arn === arn);
    if (same) pick.activeItems = [same];
  };
  let timer: NodeJS.Timeout | undefined;
  const listening = deps.directory.onDidChange(() => {
    timer ??= setTimeout(() => {
      timer = undefined;
      draw();
    }, batchMs);
  });
  const reading = new AbortController();
  return new Promise((resolve) => {
    pick.onDidChangeValue((value) => {
      shown = rowsFor(deps, value, wish);
      pick.items = itemsOf(shown);
      if (value.includes('=')) void readTags(deps, reading.signal).catch(dropCancelled);
    });
    pick.onDidTriggerItemButton(({ item, button }) => {
      const { ref } = item.row;
      if (ref === undefined) return;
      pick.hide();
      opens?.(ref, button === sideButton ? 'side' : undefined);
    });
    pick.onDidAccept(() => {
      // While rows fill in, the editor may not have told us yet which of the new ones is chosen.
      const chosen = pick.selectedItems[0] ?? pick.activeItems[0] ?? pick.items[0];
      if (!chosen?.row.ref) return;
      resolve(chosen.row.ref);
      pick.hide();
    });
    pick.onDidHide(() => {
      listening.dispose();
      clearTimeout(timer);
      reading.abort();
      pick.dispose();
      resolve(undefined);
    });
    draw();
    pick.show();
    pick.busy = true;
    void loadAll(deps, reading.signal, fits !== undefined)
      .catch(dropCancelled)
      .finally(() => {
        pick.busy = false;
        draw();
      });
  });
}

/** `judged`: what is listed depends on what each key is, those that AWS manages included. */
async function loadAll({ directory, open }: PickDeps, signal: AbortSignal, judged: boolean): Promise<void> {
  await Promise.all(placesOf(open).map((place) => directory.loadAll(place)));
  await directory.describe(readable(directory, judged ? ['customer', 'aws'] : ['customer']), signal);
}

function placesOf(open: OpenConnections): Place[] {
  return open
    .list()
    .flatMap(({ connection, regions }) => regions.map((region) => ({ connection: connection.id, region })));
}

/** While lists are on their way, the title says what is searched. */
function titleFor({ directory, open }: PickDeps, title: string): string {
  const { keys, loading } = searchable(placesOf(open), (place) => directory.region(place));
  if (loading.length === 0) return title;
  const regions = [...new Set(loading.map(({ region }) => region))].join(', ');
  const count = plural(keys, 'key');
  return vscode.l10n.t('{0} · still listing {1}, {2} so far', title, regions, count);
}

/** The keys that fit, and below them what could not be searched. */
function rowsFor(deps: PickDeps, query: string, wish: Wish): KeyItem[] {
  const { directory, open } = deps;
  const items = itemsFor(deps, query, wish);
  const { keys, loading, failed, byNameOnly } = searchable(placesOf(open), (place) =>
    directory.region(place),
  );
  const rows = [...items];
  const note = (icon: string, label: string): void => void rows.push({ icon, label, alwaysShow: true });
  if (items.length === 0 && loading.length > 0)
    note(
      'loading~spin',
      vscode.l10n.t('Not among the {0} listed so far; more are coming.', plural(keys, 'key')),
    );
  else if (items.length === 0 && byNameOnly > 0)
    note('info', vscode.l10n.t('Searched {0} by name and id only.', plural(byNameOnly, 'key')));
  for (const { place, error } of failed) {
    const why = explain(error, 'x')?.text.replace(/^Could not x: /, '') ?? '';
    note('warning', vscode.l10n.t('{0} could not be listed completely: {1}', place.region, why));
  }
  return rows;
}

async function readTags({ directory }: PickDeps, signal: AbortSignal): Promise<void> {
  await directory.readTags(readable(directory, ['customer']), signal);
}

function readable(directory: KeyDirectory, groups: readonly KeyGroup[]): KeyRef[] {
  return directory
    .all()
    .filter((index) => index.size <= mostReadForText)
    .flatMap((index) => groups.flatMap((group) => index.idsOf(group).map((keyId) => index.refOf(keyId))));
}

/** What is read for the search ends with it. */
function dropCancelled(error: unknown): void {
  if (!isCancelled(error)) throw error;
}

function itemsFor(deps: PickDeps, query: string, { fits, first = [] }: Wish): KeyItem[] {
  const { directory } = deps;
  const reasons: string[] = [];
  const suits = (index: KnownRegion, keyId: string): boolean => {
    const verdict = fits?.verdict(candidateOf(deps, index, keyId));
    // A key of which too little is known may suit: the command looks again.
    if (verdict === undefined || verdict.allowed) return true;
    reasons.push(verdict.why);
    return false;
  };
  const found = search(directory.all(), query, mostRows, suits);
  const keys = found.map((one) => ({
    ...one,
    keyId: one.ref.keyId,
    created: directory.region(one.ref)?.described.get(one.ref.keyId)?.created,
  }));
  const selected = deps.selected().map(({ keyId }) => keyId);
  const ordered = fits && query.trim() === '' ? lastUsedFirst(preferredFirst(keys, selected), first) : keys;
  const items = ordered.map((one) => rowOf(deps, one));
  if (items.length > 0) return items;
  if (fits && reasons.length > 0) {
    return [{ icon: 'info', label: vscode.l10n.t(noneSuits(fits, reasons)), alwaysShow: true }];
  }
  return elsewhere(deps, query);
}

/** Those that are named, in their order, before all others. */
function lastUsedFirst<T extends { ref: KeyRef }>(
  keys: readonly T[],
  first: readonly string[],
): readonly T[] {
  const named = first.flatMap((arn) => keys.find(({ ref }) => ref.arn === arn) ?? []);
  return [...named, ...keys.filter((key) => !named.includes(key))];
}

function candidateOf({ pins }: PickDeps, index: KnownRegion, keyId: string): Candidate {
  return {
    ref: index.refOf(keyId),
    key: index.described.get(keyId),
    pinned: pins.of(index.place).has(keyId),
    aliases: index.namesOf(keyId),
  };
}

function rowOf({ directory, open, clock }: PickDeps, { ref, label }: Found): KeyItem {
  const index = directory.region(ref);
  const key = index?.described.get(ref.keyId);
  const connection = open.list().find((one) => one.connection.id === ref.connection)?.connection;
  const tags = (index?.tags.get(ref.keyId) ?? []).map((tag) => `${tag.key}=${tag.value}`);
  const state = key ? descriptionOf(key, undefined, clock(ref.connection)) : '';
  return {
    ref,
    icon: iconOf(key, index?.denied.get(ref.keyId)).icon,
    label,
    description: [connection?.name ?? ref.connection, ref.region, state].filter(Boolean).join(' · '),
    detail: [
      key?.description,
      ...tags,
      ref.arn,
      key?.created === undefined ? undefined : vscode.l10n.t('created {0}', exactTime(key.created)),
    ]
      .filter(Boolean)
      .join(' · '),
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
      icon: 'key',
      label: keyId,
      description: `${connection.name} · ${parsed.region}`,
      detail: arn,
      alwaysShow: true,
    }));
}
