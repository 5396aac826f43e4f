import { keyTabIds, type KeyTab, type PartState } from '../../src/core/keyPage/view';
import { isRecord } from '../../src/core/json';
import type { Tag } from '../../src/core/keys/model';
import type { KeyPageView, TagChange } from '../../src/protocol/keyPage';
import type { EditedRow, PageEdits } from '../../src/protocol/keyPageEdits';
import { nextCopy, type CopyEvent, type CopyState } from '../ui/copyState';
import type { Load } from '../ui/loadState';
import { closedMenu, nextMenu, type MenuEvent, type MenuState } from '../ui/menuState';
import {
  changesOf,
  isEdited,
  nextRows,
  noRows,
  type RowKind,
  type RowsEvent,
  type RowsState,
} from '../ui/rowsState';
import { keptDraft, nextGrants, startGrants, type GrantsEvent, type GrantsState } from './grants/state';
import { nextTabs, startTabs, type TabsEvent, type TabsState } from '../ui/tabsState';
import { nextTextEdit, startTextEdit, type TextEditEvent, type TextEditState } from '../ui/textEditState';

/** All that the page shows. */
export interface PageState {
  /** Absent until the host has answered. */
  view?: KeyPageView;
  tabs: TabsState;
  menu: MenuState;
  copied: CopyState;
  description: TextEditState;
  tags: RowsState<Tag>;
  grants: GrantsState;
  saving: 'no' | 'tags';
  /** Why the tags could not be saved. */
  tagsProblem?: string;
}

export type PageEvent =
  /** The host has answered, also with what was not saved when the page was there the last time. */
  | { kind: 'started'; view: KeyPageView; edits: PageEdits }
  | { kind: 'viewed'; view: KeyPageView }
  | { kind: 'tabs'; event: TabsEvent }
  | { kind: 'menu'; event: MenuEvent }
  | { kind: 'copied'; event: CopyEvent }
  | { kind: 'description'; event: TextEditEvent }
  | { kind: 'tags'; event: RowsEvent<Tag> }
  | { kind: 'grants'; event: GrantsEvent }
  | { kind: 'saving-tags' }
  | { kind: 'saved-tags' }
  | { kind: 'tags-refused'; message: string };

/** Tags are told apart by their names. */
export const tagRows: RowKind<Tag> = {
  keyOf: ({ key }) => key,
  same: (a, b) => a.key === b.key && a.value === b.value,
};

/** What is typed and not saved yet: the host keeps it, over closed pages and windows too. */
export function editsOf({ description, tags, grants }: PageState): PageEdits {
  const { edit, value } = description;
  return {
    ...(edit && edit.typed !== value && { description: edit.typed }),
    ...(isEdited(tags, tagRows) && { tags: keptRows(tags) }),
    ...keptDraft(grants),
  };
}

function keptRows<V>({ rows }: RowsState<V>): EditedRow<V>[] {
  return rows.map(({ before, now, removed }) => ({ ...(before !== undefined && { before }), now, removed }));
}

function rowsOf<V>(kept: readonly EditedRow<V>[]): RowsState<V> {
  const rows = kept.map(({ before, now, removed }, id) => ({
    ...{ id, now, removed },
    ...(before !== undefined && { before }),
  }));
  return { rows, nextId: rows.length };
}

/** The page before the host has answered, on the tab that it kept, which another version may have written. */
export function startState(kept: unknown): PageState {
  const { tab } = isRecord(kept) ? kept : {};
  return {
    tabs: startTabs(keyTabIds, tab),
    menu: closedMenu,
    copied: undefined,
    description: startTextEdit(''),
    tags: noRows,
    grants: startGrants,
    saving: 'no',
  };
}

function started(state: PageState, { description, tags, grant }: PageEdits): PageState {
  return {
    ...state,
    ...(description !== undefined && {
      description: { ...state.description, edit: { typed: description, saving: false } },
    }),
    ...(tags && { tags: rowsOf(tags) }),
    ...(grant && { grants: nextGrants(state.grants, { kind: 'form-opened', draft: grant }) }),
  };
}

export function nextState(state: PageState, event: PageEvent): PageState {
  switch (event.kind) {
    case 'started':
      return viewed(started(state, event.edits), event.view);
    case 'viewed':
      return viewed(state, event.view);
    case 'tabs':
      return { ...state, tabs: nextTabs(state.tabs, event.event) };
    case 'menu':
      return { ...state, menu: nextMenu(state.menu, event.event) };
    case 'copied':
      return { ...state, copied: nextCopy(state.copied, event.event) };
    case 'description':
      return { ...state, description: nextTextEdit(state.description, event.event) };
    case 'grants':
      return { ...state, grants: nextGrants(state.grants, event.event) };
    case 'tags':
      return withoutProblem({ ...state, tags: nextRows(state.tags, event.event, tagRows) });
    case 'saving-tags':
      return withoutProblem({ ...state, saving: 'tags' });
    case 'saved-tags':
      return { ...state, saving: 'no' };
    case 'tags-refused':
      return { ...state, saving: 'no', tagsProblem: event.message };
  }
}

/** What is being edited stays; everything else is as the host says. */
function viewed(state: PageState, view: KeyPageView): PageState {
  const { key, tags } = view.parts;
  const description = key && 'value' in key ? key.value?.description.text : undefined;
  const told = tags?.status === 'ready' ? tags.value.tags : undefined;
  return {
    ...state,
    view,
    tabs: nextTabs(state.tabs, { kind: 'offered', ids: view.tabs }),
    description:
      description === undefined
        ? state.description
        : nextTextEdit(state.description, { kind: 'told', value: description }),
    tags: told === undefined ? state.tags : nextRows(state.tags, { kind: 'told', values: told }, tagRows),
  };
}

function withoutProblem({ tagsProblem: _, ...state }: PageState): PageState {
  return state;
}

export function chosenTab({ tabs }: PageState): KeyTab {
  return keyTabIds.find((id) => id === tabs.chosen) ?? 'general';
}

/** The tabs, but the chosen one, on which something is not saved yet. */
export function unsavedTabs(state: PageState): KeyTab[] {
  const { description, tags } = editsOf(state);
  const tabs: KeyTab[] = [
    ...(description === undefined ? [] : ['general' as const]),
    ...(tags === undefined ? [] : ['tags' as const]),
  ];
  return tabs.filter((tab) => tab !== chosenTab(state));
}

/** What saving the tags has to do; absent where nothing is edited. */
export function tagChange({ tags }: PageState): TagChange | undefined {
  if (!isEdited(tags, tagRows)) return undefined;
  const { added, changed, removed } = changesOf(tags, tagRows);
  const renamed = changed.filter(({ before, now }) => before.key !== now.key).map(({ before }) => before);
  const set = [...added, ...changed.map(({ now }) => now)];
  const kept = new Set(set.map(({ key }) => key));
  return { set, remove: [...removed, ...renamed].map(({ key }) => key).filter((key) => !kept.has(key)) };
}

/** A part's state as sections draw it. */
export function loadOf<T>(state: PartState<T> | undefined): Load<T> {
  if (state === undefined || state.status === 'loading') return { request: 0, loading: true };
  if (state.status === 'ready') return { request: 0, loading: state.refreshing === true, value: state.value };
  const failure = { reason: state.denied ? ('denied' as const) : ('failed' as const), message: state.text };
  return { request: 0, loading: false, failure, ...(state.value !== undefined && { value: state.value }) };
}
