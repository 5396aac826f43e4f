import { capabilities } from '../../src/core/access/capabilities';
import type { Cell, SurveyRow } from '../../src/core/access/survey';
import type { AccessView, CellName } from '../../src/protocol/access';
import { KmsError } from '../../src/core/errors';
import { linkButton } from '../ui/controls';
import { showMessage } from '../ui/field';
import { h } from '../ui/h';
import { iconView } from '../ui/icons';
import { inSight } from '../ui/inSight';
import { html, ifDefined, nothing, render, repeat, type TemplateResult } from '../ui/lit';
import { createStore } from '../ui/store';
import type { Access } from './access';
import { announce } from '../ui/live';
import { capabilityNames, cellText, cellWords, signsIn } from './cellWords';
import { cellDetail } from './detail';
import { arrowSteps, emptyTable, isOpen, nextTable, openCell, type TableState } from './tableState';

export interface AccessTable {
  element: HTMLElement;
  update(view: AccessView): void;
}

/** Principals × capabilities. Each cell is a button that opens its reason in a row below; arrows move between them. */
export function accessTable(access: Access): AccessTable {
  const element = h('section', { class: 'stack-tight', 'aria-label': 'Access' });
  const adder = principalAdder(access);
  const store = createStore(emptyTable, nextTable, (state) =>
    render(sectionView(state, adder, { access, toggle }), element),
  );

  function toggle(cell: CellName): void {
    store.dispatch({ kind: 'toggled', cell });
    advise();
  }

  /** Asks what would change the answer of the open cell. */
  function advise(): void {
    const { rows, open } = store.state;
    if (!open || !openCell(store.state)) return;
    access
      .call('advise', open)
      .then((advice) => store.dispatch({ kind: 'advised', rows, cell: open, advice }))
      .catch((error: unknown) => access.fail(error));
  }

  return {
    element,
    update(view) {
      const before = store.state;
      store.dispatch({ kind: 'told', view });
      if (store.state !== before) advise();
    },
  };
}

/** What the view can ask for. */
interface Actions {
  access: Access;
  toggle: (cell: CellName) => void;
}

function sectionView(state: TableState, adder: HTMLElement, actions: Actions): TemplateResult {
  const empty = state.rows.length === 0;
  adder.hidden = empty || !state.addable;
  return html`<table class="access-table" ?hidden=${empty} @keydown=${moveFocus}>
      <caption>
        ${legend(state.rows)}
      </caption>
      <thead>
        <tr>
          <th scope="col">Who</th>
          ${capabilities.map((capability) => html`<th scope="col">${capabilityNames[capability]}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${repeat(
          state.rows,
          ({ principal }) => principal,
          (row) => rowView(row, state, actions),
        )}
      </tbody>
    </table>
    ${adder}`;
}

/** What the signs in the cells mean, of those that are there. */
function legend(rows: readonly SurveyRow[]): TemplateResult {
  const signs = signsIn(rows.flatMap(({ cells }) => Object.values(cells)));
  return html`<span>Choose a cell to see its reason.</span>
    <ul class="legend" aria-label="Legend">
      ${signs.map(({ sign, meaning }) => html`<li><span class="sign">${sign}</span> ${meaning}</li>`)}
    </ul>`;
}

const detailId = 'cell-detail';

function rowView(row: SurveyRow, state: TableState, actions: Actions): TemplateResult {
  const shown = openCell(state);
  return html`<tr class="row-${row.kind}">
      <th scope="row" title=${row.principal}>${breakable(row.label)}</th>
      ${capabilities.map(
        (capability) => html`<td>${cellButton(row, row.cells[capability], state, actions)}</td>`,
      )}
    </tr>
    ${
      shown?.row === row
        ? html`<tr class="detail-row" id=${detailId}>
            <td colspan="5" ${inSight(shown.cell, state.advice)}>
              ${cellDetail({ ...shown, ...state, access: actions.access })}
            </td>
          </tr>`
        : nothing
    }`;
}

function cellButton(row: SurveyRow, cell: Cell, state: TableState, { toggle }: Actions): TemplateResult {
  const name: CellName = { principal: row.principal, capability: cell.capability };
  const expanded = isOpen(state, name);
  const words = `${row.label}, ${capabilityNames[cell.capability]}: ${cellWords(cell)}. `;
  return html`<button
    type="button"
    class="cell cell-${cell.answer}"
    aria-expanded=${String(expanded)}
    aria-controls=${ifDefined(expanded ? detailId : undefined)}
    @click=${() => toggle(name)}
  >
    <span class="visually-hidden">${words}</span>
    <span aria-hidden="true">${cellText(cell)}</span>${iconView('chevron')}
  </button>`;
}

function moveFocus(event: KeyboardEvent): void {
  const step = arrowSteps.get(event.key);
  const table = event.currentTarget as HTMLElement;
  const buttons = [...table.querySelectorAll<HTMLElement>('button.cell')];
  const index = buttons.findIndex((each) => each === document.activeElement);
  if (step === undefined || index < 0) return;
  event.preventDefault();
  buttons[index + step]?.focus();
}

/** Long names break behind a slash or a dot before they break anywhere. */
function breakable(name: string): unknown[] {
  return name.split(/(?<=[/.])/).map((part, index) => (index === 0 ? part : html`<wbr />${part}`));
}

function principalAdder(access: Access): HTMLElement {
  const input = h('input', {
    class: 'native-input',
    list: 'principals',
    spellcheck: 'false',
    autocomplete: 'off',
    'aria-label': 'ARN of a user or role to add to the table',
    placeholder: 'ARN of another user or role',
  });
  const line = h('p', { class: 'field-message', hidden: true });
  const submit = (): void => {
    const arn = input.value.trim();
    if (arn === '') return;
    access
      .call('addPrincipal', arn)
      .then(() => {
        input.value = '';
        showMessage(input, line, undefined);
      })
      // What was typed stays, so that it can be put right.
      .catch((error: unknown) => {
        if (!(error instanceof KmsError) || error.reason !== 'invalid') return access.fail(error);
        showMessage(input, line, { severity: 'error', message: error.message });
        announce(error.message);
      });
  };
  input.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') submit();
  });
  return h(
    'div',
    { class: 'field' },
    h('div', { class: 'row adder' }, input, linkButton('Add to the table', submit)),
    line,
  );
}
