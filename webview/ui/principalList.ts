import { h, uniqueId } from './h';
import { html, ifDefined, live, nothing, render, repeat, type TemplateResult } from './lit';
import { announce } from './live';
import {
  addable,
  arnOf,
  emptyPrincipalList,
  matching,
  nextPrincipalList,
  placeholderOf,
  shownRows,
  statusOf,
  type PrincipalListState,
  type PrincipalOption,
  type PrincipalSource,
} from './principalListState';
import { createStore } from './store';

export interface PrincipalList {
  element: HTMLElement;
  focus: () => void;
  update(source: PrincipalSource, chosen: readonly string[]): void;
}

interface Options {
  label: string;
  toggle: (value: string, chosen: boolean) => void;
  retry: () => void;
}

/** What the view can ask for. */
interface Actions extends Options {
  statusId: string;
  type: (text: string) => void;
  add: (arn: string | undefined) => void;
}

/**
 * A filterable list of users and roles with a check box each. Enter takes what was typed where it is an
 * ARN, so that it serves also where listing is denied. Up and Down move between filter and rows.
 */
export function principalList(options: Options): PrincipalList {
  const element = h('div', { class: 'principal-list' });
  const actions: Actions = {
    ...options,
    statusId: uniqueId('principals'),
    type: (text) => store.dispatch({ kind: 'typed', text }),
    add(arn) {
      if (arn === undefined) return;
      store.dispatch({ kind: 'cleared' });
      options.toggle(arn, true);
      announce(`Added ${arn}`);
      focus();
    },
  };
  const store = createStore(emptyPrincipalList, nextPrincipalList, (state) =>
    render(listView(state, actions), element),
  );
  const focus = () => element.querySelector<HTMLElement>('.native-input')?.focus();
  element.addEventListener('keydown', (event) => {
    const inFilter = event.target === element.querySelector('.native-input');
    if (event.key === 'Enter' && inFilter) actions.add(arnOf(store.state.typed));
    else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') moveFocus(event, element);
    else if (event.key === 'Escape' && store.state.typed !== '') {
      store.dispatch({ kind: 'cleared' });
      focus();
    } else return;
    event.preventDefault();
  });
  return {
    element,
    focus,
    update: (source, chosen) => store.dispatch({ kind: 'known', source, chosen }),
  };
}

function listView(state: PrincipalListState, actions: Actions): TemplateResult {
  const { source, chosen, typed } = state;
  const found = matching(state);
  return html`<input
      type="text"
      class="native-input"
      autocomplete="off"
      spellcheck="false"
      aria-label="${actions.label}: filter, or paste an ARN and press Enter"
      aria-describedby=${actions.statusId}
      placeholder=${placeholderOf(source)}
      .value=${live(typed)}
      @input=${({ target }: { target: HTMLInputElement }) => actions.type(target.value)}
    />
    <div
      class="principal-rows"
      role="group"
      aria-label=${actions.label}
      aria-busy=${ifDefined(source.loading ? 'true' : undefined)}
      ?hidden=${found.length === 0}
    >
      <div class="principal-row principal-head" aria-hidden="true">
        <span></span><span>Name</span><span>Type</span><span>Path</span>
      </div>
      ${repeat(
        found.slice(0, shownRows),
        ({ value }) => value,
        (option) => rowView(option, chosen.includes(option.value), actions),
      )}
    </div>
    <p class="help principal-status" id=${actions.statusId}>${statusView(state, actions)}</p>`;
}

function rowView(option: PrincipalOption, checked: boolean, { toggle }: Actions): TemplateResult {
  return html`<label class="principal-row" title=${option.value}>
    <input
      type="checkbox"
      value=${option.value}
      .checked=${live(checked)}
      @change=${({ target }: { target: HTMLInputElement }) => toggle(option.value, target.checked)}
    />
    <span class="principal-name">${option.name}</span>
    <span class="principal-kind">${option.kind}</span>
    <span class="principal-path">${option.path}</span>
  </label>`;
}

function statusView(state: PrincipalListState, { add, retry }: Actions): unknown {
  const arn = addable(state);
  if (arn !== undefined)
    return html`<button type="button" class="link" @click=${() => add(arn)}>Add this ARN</button> (or press
      Enter)`;
  const again = !state.source.loading && state.source.failure !== undefined;
  return html`${statusOf(state)}${
    again ? html`<button type="button" class="link" @click=${() => retry()}>Retry</button>` : nothing
  }`;
}

function moveFocus(event: KeyboardEvent, list: HTMLElement): void {
  const stops = [...list.querySelectorAll('input')];
  const at = stops.findIndex((stop) => stop === event.target);
  const next = event.key === 'ArrowDown' ? at + 1 : at - 1;
  stops[Math.max(0, Math.min(next, stops.length - 1))]?.focus();
}
