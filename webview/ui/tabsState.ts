import { moved } from './rovingFocus';

export interface TabsState {
  ids: readonly string[];
  /** Whose panel is shown. */
  chosen: string;
  /** The one in the order of Tab: the chosen one, or where the arrow keys have gone. */
  focused: string;
  /** The arrow keys are at work: the focus follows. */
  moving: boolean;
}

export type TabsEvent =
  | { kind: 'pressed'; key: string }
  | { kind: 'chosen'; id: string }
  /** The focus has gone elsewhere; who comes back starts at the chosen tab. */
  | { kind: 'left' }
  /** Other tabs are to be had: the key may have changed its state. */
  | { kind: 'offered'; ids: readonly string[] };

/** Tabs with the first one chosen, or `kept`, where there is such a tab. */
export function startTabs(ids: readonly [string, ...string[]], kept?: unknown): TabsState {
  const chosen = ids.find((id) => id === kept) ?? ids[0];
  return { ids, chosen, focused: chosen, moving: false };
}

const arrows = { back: 'ArrowLeft', forth: 'ArrowRight' };

/**
 * The tabs after an event. Arrow keys move the focus alone, and Enter or Space chooses: a panel may ask AWS for
 * what it shows, which passing by must not.
 */
export function nextTabs(state: TabsState, event: TabsEvent): TabsState {
  switch (event.kind) {
    case 'pressed': {
      const focused = moved(state.ids, state.focused, event.key, arrows);
      return focused === undefined ? state : { ...state, focused, moving: true };
    }
    case 'chosen':
      if (!state.ids.includes(event.id)) return state;
      return { ...state, chosen: event.id, focused: event.id, moving: false };
    case 'left':
      return { ...state, focused: state.chosen, moving: false };
    case 'offered': {
      const still = (id: string) => (event.ids.includes(id) ? id : (event.ids[0] ?? id));
      return { ...state, ids: event.ids, chosen: still(state.chosen), focused: still(state.focused) };
    }
  }
}
