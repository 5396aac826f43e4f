/** The state of a page or of one of its parts. */
export interface Store<State, Event> {
  readonly state: State;
  /** Takes the event through the reducer, and draws if it changed anything; all of it before it returns. */
  dispatch(event: Event): void;
}

/**
 * Holds a state that only its reducer `next` changes, and draws it now and after each change. An event that comes
 * of drawing itself (an element that goes loses the focus) is drawn right after.
 */
export function createStore<State, Event>(
  initial: State,
  next: (state: State, event: Event) => State,
  draw: (state: State) => void,
): Store<State, Event> {
  let state = initial;
  let drawn: State | undefined;
  let drawing = false;

  function redraw(): void {
    if (drawing) return;
    drawing = true;
    try {
      while (drawn !== state) {
        drawn = state;
        draw(state);
      }
    } finally {
      drawing = false;
    }
  }

  redraw();
  return {
    get state() {
      return state;
    },
    dispatch(event) {
      state = next(state, event);
      redraw();
    },
  };
}
