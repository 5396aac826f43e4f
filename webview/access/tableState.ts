import { capabilities } from '../../src/core/access/capabilities';
import type { Cell, SurveyRow } from '../../src/core/access/survey';
import type { AccessView, CellAdvice, CellName } from '../../src/protocol/access';

/** The table, the cell whose reason is open, and what would change its answer. */
export interface TableState {
  rows: readonly SurveyRow[];
  /** The policy can be changed from here. */
  editable: boolean;
  /** Others can be added to the table: the policy belongs to a key. */
  addable: boolean;
  open?: CellName;
  /** Of the open cell, once the host has answered. */
  advice?: CellAdvice;
}

export type TableEvent =
  | { kind: 'told'; view: Pick<AccessView, 'rows' | 'editable' | 'ref'> }
  | { kind: 'toggled'; cell: CellName }
  /** The answer for a cell of these very rows. */
  | { kind: 'advised'; rows: readonly SurveyRow[]; cell: CellName; advice: CellAdvice };

export const emptyTable: TableState = { rows: [], editable: false, addable: false };

/** The table after an event; the same value where nothing has changed. */
export function nextTable(state: TableState, event: TableEvent): TableState {
  const { advice: _, open, ...others } = state;
  switch (event.kind) {
    case 'told': {
      const { rows, editable, ref } = event.view;
      const told = { rows, editable, addable: ref !== undefined };
      // The same again would take the advice away, and ask for it again.
      const { rows: had, ...rest } = others;
      if (JSON.stringify(told) === JSON.stringify({ rows: had, ...rest })) return state;
      return { ...told, ...(open && { open }) };
    }
    case 'toggled':
      return isSame(open, event.cell) ? others : { ...others, open: event.cell };
    case 'advised':
      return event.rows === state.rows && isSame(open, event.cell)
        ? { ...state, advice: event.advice }
        : state;
  }
}

/** The open cell, where the table has it. */
export function openCell({ rows, open }: TableState): { row: SurveyRow; cell: Cell } | undefined {
  const row = rows.find(({ principal }) => principal === open?.principal);
  return row && open ? { row, cell: row.cells[open.capability] } : undefined;
}

export function isOpen({ open }: TableState, cell: CellName): boolean {
  return isSame(open, cell);
}

function isSame(a: CellName | undefined, b: CellName): boolean {
  return a?.principal === b.principal && a.capability === b.capability;
}

/** How many cells each arrow key goes on, counted row by row. */
export const arrowSteps: ReadonlyMap<string, number> = new Map([
  ['ArrowRight', 1],
  ['ArrowLeft', -1],
  ['ArrowDown', capabilities.length],
  ['ArrowUp', -capabilities.length],
]);
