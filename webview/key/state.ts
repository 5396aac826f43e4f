import { keyTabIds, type KeyTab, type PartState } from '../../src/core/keyPage/view';
import { isRecord } from '../../src/core/json';
import type { Tag } from '../../src/core/keys/model';
import type { KeyPageView, TagChange } from '../../src/protocol/keyPage';
import { isArrayOf, isBoolean, isObjectWith, isOptional, isString } from '../../src/protocol/shape';
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
  saving: 'no' | 'tags';
  /** Why the tags could not be saved. */
  tagsProblem?: string;
}

export type PageEvent =
  | { kind: 'viewed'; view: KeyPageView }
  | { kind: 'tabs'; event: TabsEvent }
  | { kind: 'menu'; event: MenuEvent }
  | { kind: 'copied'; event: CopyEvent }
  | { kind: 'description'; event: TextEditEvent }
  | { kind: 'tags'; event: RowsEvent<Tag> }
  | { kind: 'saving-tags' }
  | { kind: 'saved-tags' }
  | { kind: 'tags-refused'; message: string };

/** Tags are told apart by their names. */
export const tagRows: RowKind<Tag> = {
  keyOf: ({ key }) => key,
  same: (a, b) => a.key === b.key && a.value === b.value,
};

/** What outlives the page, which VS Code throws away when its panel is hidden: the tab, and what is not saved yet. */
export interface Kept {
  tab: KeyTab;
  /** As it was typed. */
  description?: string | undefined;
  tags?: KeptTag[] | undefined;
}

/** A row of the tags in which something differs from what the host has. */
interface KeptTag {
  before?: Tag | undefined;
  now: Tag;
  removed: boolean;
}

const isTag = isObjectWith<Tag>({ key: isString, value: isString });
const isKeptTag = isObjectWith<KeptTag>({ before: isOptional(isTag), now: isTag, removed: isBoolean });

export function keptOf(state: PageState): Kept {
  const { description, tags } = state;
  return {
    tab: chosenTab(state),
    ...(description.edit && { description: description.edit.typed }),
    ...(isEdited(tags, tagRows) && {
      tags: tags.rows.map(({ before, now, removed }) => ({ ...(before && { before }), now, removed })),
    }),
  };
}

/** The page before the host has answered, with what it kept, which another version may have written. */
export function startState(kept: unknown): PageState {
  const { tab, description, tags } = isRecord(kept) ? kept : {};
  const text = startTextEdit('');
  return {
    tabs: startTabs(keyTabIds, tab),
    menu: closedMenu,
    copied: undefined,
    description: isString(description) ? { ...text, edit: { typed: description, saving: false } } : text,
    tags: isArrayOf(isKeptTag)(tags) ? rowsOf(tags) : noRows,
    saving: 'no',
  };
}

function rowsOf(tags: readonly KeptTag[]): RowsState<Tag> {
  const rows = tags.map(({ before, now, removed }, id) => ({ id, ...(before && { before }), now, removed }));
  return { rows, nextId: rows.length };
}

export function nextState(state: PageState, event: PageEvent): PageState {
  switch (event.kind) {
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
