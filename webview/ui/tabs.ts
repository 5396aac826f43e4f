import { focusWhen } from './focusWhen';
import { html, ifDefined, repeat, type TemplateResult } from './lit';
import { nextTabs, type TabsEvent, type TabsState } from './tabsState';

export interface Tab {
  id: string;
  title: string;
}

interface Content {
  /** What the tabs are of, for screen readers. */
  label: string;
  /** Titles of at least the tabs in the state. */
  tabs: readonly Tab[];
  /** What the chosen tab shows. */
  panel: unknown;
}

/** A list of tabs with the chosen one's panel below. One at most is on a page: its ids are made of the tabs'. */
export function tabsView(
  state: TabsState,
  { label, tabs, panel }: Content,
  dispatch: (event: TabsEvent) => void,
): TemplateResult {
  const press = (event: KeyboardEvent): void => {
    const pressed = { kind: 'pressed', key: event.key } as const;
    if (nextTabs(state, pressed) === state) return;
    event.preventDefault();
    dispatch(pressed);
  };
  const leave = ({ currentTarget, relatedTarget }: FocusEvent): void => {
    const inside = relatedTarget instanceof Node && (currentTarget as Node).contains(relatedTarget);
    if (!inside) dispatch({ kind: 'left' });
  };
  return html`<div class="tabs" role="tablist" aria-label=${label} @keydown=${press} @focusout=${leave}>
      ${repeat(
        tabs.filter(({ id }) => state.ids.includes(id)),
        ({ id }) => id,
        (tab) => tabView(state, tab, dispatch),
      )}
    </div>
    <div
      class="tab-panel"
      role="tabpanel"
      id="panel-${state.chosen}"
      aria-labelledby="tab-${state.chosen}"
      tabindex="0"
    >
      ${panel}
    </div>`;
}

function tabView(state: TabsState, { id, title }: Tab, dispatch: (event: TabsEvent) => void): TemplateResult {
  const chosen = state.chosen === id;
  return html`<button
    type="button"
    role="tab"
    id="tab-${id}"
    aria-selected=${String(chosen)}
    aria-controls=${ifDefined(chosen ? `panel-${id}` : undefined)}
    tabindex=${state.focused === id ? 0 : -1}
    @click=${() => dispatch({ kind: 'chosen', id })}
    ${focusWhen(state.moving && state.focused === id)}
  >
    ${title}
  </button>`;
}
