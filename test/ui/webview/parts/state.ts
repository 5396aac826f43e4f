import { nextCopy, type CopyEvent, type CopyState } from '../../../../webview/ui/copyState';
import { nextLoad, notAsked, type Load, type LoadEvent } from '../../../../webview/ui/loadState';
import { closedMenu, nextMenu, type MenuEvent, type MenuState } from '../../../../webview/ui/menuState';
import {
  nextRows,
  noRows,
  type RowKind,
  type RowsEvent,
  type RowsState,
} from '../../../../webview/ui/rowsState';
import { nextTabs, startTabs, type TabsEvent, type TabsState } from '../../../../webview/ui/tabsState';
import {
  nextTextEdit,
  startTextEdit,
  type TextEditEvent,
  type TextEditState,
} from '../../../../webview/ui/textEditState';

export interface Tag {
  key: string;
  value: string;
}

export interface State {
  tabs: TabsState;
  menu: MenuState;
  copy: CopyState;
  description: TextEditState;
  tags: RowsState<Tag>;
  grants: Load<string[]>;
  /** Of the deletion, which the banner tells. */
  deletion: 'scheduled' | 'cancelling' | 'none';
  done: string;
}

export type Event =
  | { part: 'tabs'; event: TabsEvent }
  | { part: 'menu'; event: MenuEvent }
  | { part: 'copy'; event: CopyEvent }
  | { part: 'description'; event: TextEditEvent }
  | { part: 'tags'; event: RowsEvent<Tag> }
  | { part: 'grants'; event: LoadEvent<string[]> }
  | { part: 'deletion'; now: State['deletion'] }
  | { part: 'done'; what: string };

export const titles = {
  general: 'General',
  policy: 'Policy',
  access: 'Access',
  configuration: 'Configuration',
  tags: 'Tags',
  rotation: 'Rotation',
  aliases: 'Aliases',
  grants: 'Grants',
  regions: 'Regions',
  activity: 'Activity',
};

export const tagKind: RowKind<Tag> = {
  keyOf: ({ key }) => key,
  same: (a, b) => a.key === b.key && a.value === b.value,
};

const tags: RowsEvent<Tag> = {
  kind: 'told',
  values: [
    { key: 'team', value: 'payments' },
    { key: 'env', value: 'prod' },
  ],
};

/** `kept`: the tab of the page before a reload. */
export function startState(kept: unknown): State {
  return {
    tabs: startTabs(Object.keys(titles) as [string, ...string[]], kept),
    menu: closedMenu,
    copy: undefined,
    description: startTextEdit('Orders database'),
    tags: nextRows<Tag>(noRows, tags, tagKind),
    grants: notAsked,
    deletion: 'scheduled',
    done: '',
  };
}

export function next(state: State, change: Event): State {
  switch (change.part) {
    case 'tabs':
      return update(state, 'tabs', nextTabs(state.tabs, change.event));
    case 'menu':
      return update(state, 'menu', nextMenu(state.menu, change.event));
    case 'copy':
      return update(state, 'copy', nextCopy(state.copy, change.event));
    case 'description':
      return update(state, 'description', nextTextEdit(state.description, change.event));
    case 'tags':
      return update(state, 'tags', nextRows(state.tags, change.event, tagKind));
    case 'grants':
      return update(state, 'grants', nextLoad(state.grants, change.event));
    case 'deletion':
      return update(state, 'deletion', change.now);
    case 'done':
      return update(state, 'done', change.what);
  }
}

function update<K extends keyof State>(state: State, part: K, value: State[K]): State {
  return state[part] === value ? state : { ...state, [part]: value };
}
