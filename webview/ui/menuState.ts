import { moved } from './rovingFocus';

export interface MenuItem {
  id: string;
  label: string;
  /** Why it cannot be chosen now; it stays in the menu and says so. */
  disabled?: string;
  /** A line above it. */
  separated?: boolean;
}

export type MenuState =
  /** `returned`: the focus goes back to the button. */
  { open: false; returned: boolean } | { open: true; active: string };

export type MenuEvent =
  | { kind: 'opened'; items: readonly MenuItem[]; at: 'first' | 'last' }
  | { kind: 'pressed'; items: readonly MenuItem[]; key: string }
  /** `returned` where the person has not put the focus elsewhere. */
  | { kind: 'closed'; returned: boolean };

export const closedMenu: MenuState = { open: false, returned: false };

const arrows = { back: 'ArrowUp', forth: 'ArrowDown' };

/** The menu after an event; the same value where the event means nothing to it. */
export function nextMenu(state: MenuState, event: MenuEvent): MenuState {
  switch (event.kind) {
    case 'opened': {
      const item = event.items.at(event.at === 'first' ? 0 : -1);
      return item ? { open: true, active: item.id } : state;
    }
    case 'closed':
      return state.open ? { open: false, returned: event.returned } : state;
    case 'pressed': {
      if (!state.open) return state;
      if (event.key === 'Escape') return { open: false, returned: true };
      const ids = event.items.map(({ id }) => id);
      const active =
        moved(ids, state.active, event.key, arrows) ?? beginningWith(event.items, state.active, event.key);
      return active === undefined || active === state.active ? state : { open: true, active };
    }
  }
}

/** The next item after the active one whose label begins with the typed letter. */
function beginningWith(items: readonly MenuItem[], active: string, key: string): string | undefined {
  if (!/^\S$/u.test(key)) return undefined;
  const at = items.findIndex(({ id }) => id === active) + 1;
  const after = [...items.slice(at), ...items.slice(0, at)];
  return after.find(({ label }) => label.toLowerCase().startsWith(key.toLowerCase()))?.id;
}
