import { keyTabIds, type KeyTab, type PartState } from '../../src/core/keyPage/view';
import { isRecord } from '../../src/core/json';
import type { Tag } from '../../src/core/keys/model';
import type { KeyPageView, TagChange } from '../../src/protocol/keyPage';
import type { PageEdits } from '../../src/protocol/keyPageEdits';
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
import {
  formEdits,
  formOf,
  isFormEdited,
  nextForm,
  noForm,
  type FormEvent,
  type FormState,
} from './formState';
import { keptRows, rowsOf } from './keptRows';
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
  form: FormState;
  /** What is on its way to KMS. */
  saving?: SavedPart;
  /** Why something could not be saved. */
  refusal?: { of: SavedPart; message: string };
}

/** What is edited as a whole and saved at once. */
export type SavedPart = 'tags' | 'policy';

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
  | { kind: 'form'; event: FormEvent }
  | { kind: 'saving'; of: SavedPart }
  /** It is saved, or the person decided against it. */
  | { kind: 'saved' }
  | { kind: 'refused'; of: SavedPart; message: string };

/** Tags are told apart by their names. */
export const tagRows: RowKind<Tag> = {
  keyOf: ({ key }) => key,
  same: (a, b) => a.key === b.key && a.value === b.value,
};

/** What is typed and not saved yet: the host keeps it, over closed pages and windows too. */
export function editsOf({ description, tags, form, grants }: PageState): PageEdits {
  const { edit, value } = description;
  return {
    ...(edit && edit.typed !== value && { description: edit.typed }),
    ...(isEdited(tags, tagRows) && { tags: keptRows(tags) }),
    ...keptDraft(grants),
    ...(isFormEdited(form) && { policy: formEdits(form) }),
  };
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
    form: noForm,
    grants: startGrants,
  };
}

function started(state: PageState, { description, tags, policy, grant }: PageEdits): PageState {
  return {
    ...state,
    ...(description !== undefined && {
      description: { ...state.description, edit: { typed: description, saving: false } },
    }),
    ...(tags && { tags: rowsOf(tags) }),
    ...(grant && { grants: nextGrants(state.grants, { kind: 'form-opened', draft: grant }) }),
    ...(policy && { form: formOf(policy) }),
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
      return withoutRefusal({ ...state, tags: nextRows(state.tags, event.event, tagRows) }, 'tags');
    case 'form':
      return withoutRefusal({ ...state, form: nextForm(state.form, event.event) }, 'policy');
    case 'saving':
      return withoutRefusal({ ...state, saving: event.of }, event.of);
    case 'saved':
      return unsaving(state);
    case 'refused': {
      const { of, message } = event;
      return { ...unsaving(state), refusal: { of, message } };
    }
  }
}

/** What is being edited stays; everything else is as the host says. */
function viewed(state: PageState, view: KeyPageView): PageState {
  const { key, tags, policy } = view.parts;
  const description = key && 'value' in key ? key.value?.description.text : undefined;
  const form = policy?.status === 'ready' ? policy.value.form : undefined;
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
    form: form === undefined ? state.form : nextForm(state.form, { kind: 'told', form }),
  };
}

/** The reason of a refusal goes with the next change of what was refused. */
function withoutRefusal(state: PageState, of: SavedPart): PageState {
  if (state.refusal?.of !== of) return state;
  const { refusal: _, ...others } = state;
  return others;
}

function unsaving({ saving: _, ...state }: PageState): PageState {
  return state;
}

export function chosenTab({ tabs }: PageState): KeyTab {
  return keyTabIds.find((id) => id === tabs.chosen) ?? 'general';
}

/** The tabs, but the chosen one, on which something is not saved yet. */
export function unsavedTabs(state: PageState): KeyTab[] {
  const { description, tags, policy, grant } = editsOf(state);
  const tabs: KeyTab[] = [
    ...(description === undefined ? [] : ['general' as const]),
    ...(policy === undefined ? [] : ['policy' as const]),
    ...(tags === undefined ? [] : ['tags' as const]),
    ...(grant === undefined ? [] : ['grants' as const]),
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
