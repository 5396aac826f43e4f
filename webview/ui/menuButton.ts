import { focusWhen } from './focusWhen';
import { iconView } from './icons';
import { html, ifDefined, nothing, repeat, type TemplateResult } from './lit';
import { nextMenu, type MenuEvent, type MenuItem, type MenuState } from './menuState';

interface Content {
  /** Prefix of the ids of its parts, unique in the page. */
  id: string;
  label: string;
  items: readonly MenuItem[];
  /** Called with the id of the chosen item once the menu is closed; never for a disabled one. */
  choose: (id: string) => void;
}

/** A button that opens a menu. Items that cannot be chosen can be reached, and say why. */
export function menuButtonView(
  state: MenuState,
  content: Content,
  dispatch: (event: MenuEvent) => void,
): TemplateResult {
  const { id, label, items } = content;
  const open = (at: 'first' | 'last') => dispatch({ kind: 'opened', items, at });
  const toggle = () => (state.open ? dispatch({ kind: 'closed', returned: true }) : open('first'));
  const press = (event: KeyboardEvent): void => {
    const { key } = event;
    if (!state.open) {
      if (key !== 'ArrowDown' && key !== 'ArrowUp') return;
      event.preventDefault();
      return open(key === 'ArrowUp' ? 'last' : 'first');
    }
    const pressed = { kind: 'pressed', items, key } as const;
    if (event.ctrlKey || event.metaKey || event.altKey || nextMenu(state, pressed) === state) return;
    event.preventDefault();
    dispatch(pressed);
  };
  const leave = ({ currentTarget, relatedTarget }: FocusEvent): void => {
    const inside = relatedTarget instanceof Node && (currentTarget as Node).contains(relatedTarget);
    if (!inside) dispatch({ kind: 'closed', returned: false });
  };
  return html`<div class="menu" @keydown=${press} @focusout=${leave}>
    <button
      type="button"
      class="menu-button"
      id=${id}
      aria-haspopup="menu"
      aria-expanded=${String(state.open)}
      aria-controls=${ifDefined(state.open ? `${id}-items` : undefined)}
      @click=${toggle}
      ${focusWhen(!state.open && state.returned)}
    >
      ${label}${iconView('chevron')}
    </button>
    ${state.open ? itemsView(state.active, content, dispatch) : nothing}
  </div>`;
}

function itemsView(active: string, content: Content, dispatch: (event: MenuEvent) => void): TemplateResult {
  const { id, items, choose } = content;
  const run = (item: MenuItem): void => {
    if (item.disabled !== undefined) return;
    dispatch({ kind: 'closed', returned: true });
    choose(item.id);
  };
  return html`<div class="menu-items" role="menu" id="${id}-items" aria-labelledby=${id} tabindex="-1">
    ${repeat(
      items,
      (item) => item.id,
      (item) => itemView(item, { active: item.id === active, run }),
    )}
  </div>`;
}

function itemView(
  item: MenuItem,
  { active, run }: { active: boolean; run: (item: MenuItem) => void },
): TemplateResult {
  const { label, disabled, separated } = item;
  return html`${separated ? html`<div class="menu-separator" role="separator"></div>` : nothing}
    <button
      type="button"
      class="menu-item"
      role="menuitem"
      tabindex="-1"
      aria-disabled=${ifDefined(disabled && 'true')}
      @click=${() => run(item)}
      ${focusWhen(active)}
    >
      <span>${label}</span>
      ${disabled === undefined ? nothing : html`<span class="menu-reason">${disabled}</span>`}
    </button>`;
}
