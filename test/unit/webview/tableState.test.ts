import { describe, expect, it } from 'vitest';
import { capabilities, type Capability } from '../../../src/core/access/capabilities';
import type { Cell, CellAnswer, SurveyRow } from '../../../src/core/access/survey';
import type { AccessView, CellName } from '../../../src/protocol/access';
import {
  emptyTable,
  isOpen,
  nextTable,
  openCell,
  type TableEvent,
  type TableState,
} from '../../../webview/access/tableState';

function row(principal: string, answer: CellAnswer = 'no'): SurveyRow {
  const cell = (capability: Capability): Cell => ({
    capability,
    answer,
    partial: false,
    actions: [],
    deciders: [],
    conditions: [],
    unread: [],
  });
  const cells = Object.fromEntries(capabilities.map((each) => [each, cell(each)]));
  return { kind: 'principal', principal, label: principal, policiesKnown: false, cells } as SurveyRow;
}

const ref: NonNullable<AccessView['ref']> = {
  connection: 'sandbox',
  region: 'us-east-1',
  keyId: 'k',
  arn: 'arn:aws:kms:us-east-1:111122223333:key/k',
};
const tell = (rows: SurveyRow[], others: Partial<AccessView> = {}): TableEvent => ({
  kind: 'told',
  view: { rows, editable: true, ref, ...others },
});
const aliceUses: CellName = { principal: 'alice', capability: 'use' };
const toggle = (cell: CellName): TableEvent => ({ kind: 'toggled', cell });
const after = (...events: TableEvent[]): TableState => events.reduce(nextTable, emptyTable);

describe('the access table', () => {
  it('opens the reason of one cell at a time, and closes it again', () => {
    const opened = after(tell([row('alice'), row('bob')]), toggle(aliceUses));
    expect(openCell(opened)?.cell.capability).toBe('use');
    const other: CellName = { principal: 'bob', capability: 'use' };
    expect(isOpen(nextTable(opened, toggle(other)), aliceUses)).toBe(false);
    expect(openCell(nextTable(opened, toggle(aliceUses)))).toBeUndefined();
  });

  it('drops an advice that comes for another cell or for rows of before', () => {
    const opened = after(tell([row('alice')]), toggle(aliceUses));
    const advised: TableEvent = {
      kind: 'advised',
      rows: opened.rows,
      cell: aliceUses,
      advice: { texts: ['Add a statement.'] },
    };
    expect(nextTable(opened, advised).advice?.texts).toEqual(['Add a statement.']);
    const elsewhere = nextTable(opened, toggle({ ...aliceUses, capability: 'grant' }));
    const renewed = nextTable(opened, tell([row('alice', 'yes')]));
    for (const state of [elsewhere, renewed, nextTable(opened, toggle(aliceUses))])
      expect(nextTable(state, advised)).toBe(state);
    // What was advised for one cell is not shown for the next.
    expect(nextTable(nextTable(opened, advised), toggle({ ...aliceUses, capability: 'grant' })).advice).toBe(
      undefined,
    );
  });

  it('keeps the open cell and its advice when the host tells the same again', () => {
    const opened = after(tell([row('alice')]), toggle(aliceUses));
    expect(nextTable(opened, tell([row('alice')]))).toBe(opened);
    for (const change of [tell([row('alice', 'yes')]), tell([row('alice')], { editable: false })]) {
      const state = nextTable(opened, change);
      expect(state).not.toBe(opened);
      expect(isOpen(state, aliceUses)).toBe(true);
    }
  });

  it('shows no reason of a row that has gone, and shows it again once it is back', () => {
    const gone = after(tell([row('alice')]), toggle(aliceUses), tell([row('bob')]));
    expect(openCell(gone)).toBeUndefined();
    expect(openCell(nextTable(gone, tell([row('alice')])))?.row.principal).toBe('alice');
  });

  it('takes others in only for the policy of a key', () => {
    expect(after(tell([row('alice')])).addable).toBe(true);
    const { ref: _, ...ofFile } = { ref, rows: [row('alice')], editable: true };
    expect(after({ kind: 'told', view: ofFile }).addable).toBe(false);
  });
});
