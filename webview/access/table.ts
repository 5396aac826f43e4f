import { capabilities } from '../../src/core/access/capabilities';
import type { Cell, SurveyRow } from '../../src/core/access/survey';
import type { AccessView, CellName } from '../../src/protocol/access';
import { linkButton } from '../ui/controls';
import { h, replaceChildren } from '../ui/h';
import type { Access } from './access';
import { capabilityNames, cellText, cellWords } from './cellWords';
import { cellDetail } from './detail';
import { ownValue } from '../../src/core/ownValue';

export interface AccessTable {
  element: HTMLElement;
  update(view: AccessView): void;
}

const detailId = 'cell-detail';

/** Principals × capabilities. Each cell is a button that opens its reason in a row below; arrows move between them. */
export function accessTable(access: Access): AccessTable {
  const body = h('tbody', {});
  const table = h(
    'table',
    { class: 'access-table' },
    h('caption', {}, 'Each cell opens its reason. Numbers are statements of the key policy.'),
    h(
      'thead',
      {},
      h(
        'tr',
        {},
        h('th', { scope: 'col' }, 'Who'),
        ...capabilities.map((capability) => h('th', { scope: 'col' }, capabilityNames[capability])),
      ),
    ),
    body,
  );
  const add = principalAdder(access);
  const element = h('section', { class: 'stack-tight', 'aria-label': 'Access' }, table, add.element);
  let open: CellName | undefined;
  let drawn = '';

  table.addEventListener('keydown', (event) => moveFocus(body, event));

  function draw(view: AccessView): void {
    const focused = focusedCell(body);
    replaceChildren(
      body,
      ...view.rows.flatMap((row) => {
        const shown = open?.principal === row.principal ? row.cells[open.capability] : undefined;
        return [tableRow(row), ...(shown ? [detailRow(row, shown, view)] : [])];
      }),
    );
    if (focused) buttonOf(body, focused)?.focus();
    table.hidden = view.rows.length === 0;
    add.element.hidden = view.rows.length === 0 || view.ref === undefined;
  }

  function tableRow(row: SurveyRow): HTMLElement {
    return h(
      'tr',
      { class: `row-${row.kind}` },
      h('th', { scope: 'row', title: row.principal }, ...breakable(row.label)),
      ...capabilities.map((capability) => h('td', {}, cellButton(row, row.cells[capability]))),
    );
  }

  function cellButton(row: SurveyRow, cell: Cell): HTMLElement {
    const name: CellName = { principal: row.principal, capability: cell.capability };
    const expanded = isSame(open, name);
    return h(
      'button',
      {
        type: 'button',
        class: `cell cell-${cell.answer}`,
        'data-principal': row.principal,
        'data-capability': cell.capability,
        'aria-expanded': String(expanded),
        ...(expanded && { 'aria-controls': detailId }),
        onclick: () => toggle(name),
      },
      h(
        'span',
        { class: 'visually-hidden' },
        `${row.label}, ${capabilityNames[cell.capability]}: ${cellWords(cell)}. `,
      ),
      cellText(cell),
    );
  }

  function detailRow(row: SurveyRow, cell: Cell, view: AccessView): HTMLElement {
    const detail = cellDetail({ row, cell, editable: view.editable, access });
    return h('tr', { class: 'detail-row', id: detailId }, h('td', { colspan: 5 }, detail));
  }

  function toggle(name: CellName): void {
    open = isSame(open, name) ? undefined : name;
    const view = access.view();
    if (view) draw(view);
    buttonOf(body, name)?.focus();
  }

  return {
    element,
    update(view) {
      const next = JSON.stringify([view.rows, view.editable]);
      // Drawing anew takes the detail's focus away: only for something new.
      if (next === drawn) return;
      drawn = next;
      draw(view);
    },
  };
}

function principalAdder(access: Access): { element: HTMLElement } {
  const input = h('input', {
    class: 'native-input',
    list: 'principals',
    spellcheck: 'false',
    autocomplete: 'off',
    'aria-label': 'ARN of a user or role to add to the table',
    placeholder: 'ARN of another user or role',
  });
  const submit = (): void => {
    const arn = input.value.trim();
    if (arn === '') return;
    access
      .call('addPrincipal', arn)
      .then(() => {
        input.value = '';
      })
      // What was typed stays, so that it can be put right.
      .catch((error: unknown) => access.fail(error));
  };
  input.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') submit();
  });
  return { element: h('div', { class: 'row adder' }, input, linkButton('Add to the table', submit)) };
}

function isSame(a: CellName | undefined, b: CellName): boolean {
  return a?.principal === b.principal && a.capability === b.capability;
}

function focusedCell(body: HTMLElement): CellName | undefined {
  const { activeElement } = document;
  if (!(activeElement instanceof HTMLElement) || !body.contains(activeElement)) return undefined;
  const { principal, capability } = activeElement.dataset;
  const found = capabilities.find((each) => each === capability);
  return principal !== undefined && found ? { principal, capability: found } : undefined;
}

function buttonOf(body: HTMLElement, { principal, capability }: CellName): HTMLElement | undefined {
  return [...body.querySelectorAll<HTMLElement>('button.cell')].find(
    ({ dataset }) => dataset['principal'] === principal && dataset['capability'] === capability,
  );
}

const steps: Readonly<Record<string, number>> = {
  ArrowRight: 1,
  ArrowLeft: -1,
  ArrowDown: capabilities.length,
  ArrowUp: -capabilities.length,
};

function moveFocus(body: HTMLElement, event: KeyboardEvent): void {
  const step = ownValue(steps, event.key);
  const buttons = [...body.querySelectorAll<HTMLElement>('button.cell')];
  const index = buttons.findIndex((each) => each === document.activeElement);
  if (step === undefined || index < 0) return;
  event.preventDefault();
  buttons[index + step]?.focus();
}

/** Long names break behind a slash or a dot before they break anywhere. */
function breakable(name: string): (Node | string)[] {
  return name.split(/(?<=[/.])/).flatMap((part, index) => (index === 0 ? [part] : [h('wbr'), part]));
}
