import { focusWhen } from './focusWhen';
import { iconView } from './icons';
import { classMap, html, ifDefined, live, nothing, repeat, type TemplateResult } from './lit';
import type { EditedRow, RowsEvent, RowsState } from './rowsState';

interface Column<Row> {
  title: string;
  /** What stands in the cell. */
  cell: (row: Row) => unknown;
}

interface Rows<Row> {
  /** What the table is of, for screen readers. */
  label: string;
  /** The first one names the row. */
  columns: readonly [Column<Row>, ...Column<Row>[]];
  rows: readonly Row[];
  keyOf: (row: Row) => unknown;
}

/**
 * Rows and columns. It is a table, not a grid: Tab goes through its fields and buttons, and `role="grid"` would
 * promise that arrow keys move between cells.
 */
export function tableView<Row>({ label, columns, rows, keyOf }: Rows<Row>): TemplateResult {
  const [first, ...others] = columns;
  return html`<div class="table-frame">
    <table class="data-table" aria-label=${label}>
      <thead>
        <tr>
          ${columns.map(({ title }) => html`<th scope="col">${title}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${repeat(
          rows,
          keyOf,
          (row) =>
            html`<tr>
              <th scope="row">${first.cell(row)}</th>
              ${others.map(({ cell }) => html`<td>${cell(row)}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

interface EditedColumn<V> {
  title: string;
  /** The name of a row's field: "Key of tag 2". */
  label: (row: number) => string;
  get: (value: V) => string;
  set: (value: V, text: string) => V;
  /** What is wrong with it, to be shown under the field. */
  problem?: (value: V) => string | undefined;
}

interface EditedRows<V> {
  /** Prefix of the ids of its parts, unique in the page. */
  id: string;
  label: string;
  columns: readonly [EditedColumn<V>, ...EditedColumn<V>[]];
  /** What a new row begins with. */
  blank: V;
  /** "Add tag". */
  add: string;
  /** Completes "Remove …": "tag 2". */
  nameOf: (row: number) => string;
  /** What the host has can be removed, not rewritten. */
  fixed?: true;
  /** The values in a text that is pasted into a field; undefined where it is a text like any other. */
  valuesIn?: (text: string) => V[] | undefined;
}

/** A table whose cells are fields: rows are added, changed and removed, and saved together by the page. */
export function editedRowsView<V>(
  { rows, focus }: RowsState<V>,
  content: EditedRows<V>,
  dispatch: (event: RowsEvent<V>) => void,
): TemplateResult {
  const { label, columns, add, blank } = content;
  const numbered = rows.map((row, at) => ({ row, number: at + 1 }));
  const edit = { ...content, dispatch, focus };
  const fields = columns.map((column, at) => ({
    title: column.title,
    cell: ({ row, number }: Numbered<V>) => fieldView({ row, number, column, first: at === 0 }, edit),
  }));
  const actions = {
    title: 'Action',
    cell: ({ row, number }: Numbered<V>) => removeView(row, number, edit),
  };
  const [first, ...others] = [...fields, actions];
  return html`<div class="part">
    ${
      first === undefined || rows.length === 0
        ? nothing
        : tableView({
            label,
            columns: [first, ...others],
            rows: numbered,
            keyOf: ({ row }) => row.id,
          })
    }
    <div class="row">
      <button
        type="button"
        class="link"
        @click=${() => dispatch({ kind: 'added', value: blank })}
        ${focusWhen(focus?.on === 'add')}
      >
        ${add}
      </button>
    </div>
  </div>`;
}

interface Numbered<V> {
  row: EditedRow<V>;
  number: number;
}

interface Edit<V> extends EditedRows<V> {
  dispatch: (event: RowsEvent<V>) => void;
  focus: RowsState<V>['focus'];
}

function fieldView<V>(
  { row, number, column, first }: Numbered<V> & { column: EditedColumn<V>; first: boolean },
  { id, dispatch, focus, fixed, valuesIn }: Edit<V>,
): TemplateResult {
  if (fixed && row.before !== undefined)
    return html`<span class=${classMap({ mono: true, removed: row.removed })}
      >${column.get(row.before)}</span
    >`;
  const problem = row.removed ? undefined : column.problem?.(row.now);
  const described = problem === undefined ? undefined : `${id}-${row.id}-${column.title}-problem`;
  const change = ({ target }: { target: HTMLInputElement }): void =>
    dispatch({ kind: 'changed', row: row.id, value: column.set(row.now, target.value) });
  const paste = (event: ClipboardEvent): void => {
    const values = row.removed ? undefined : valuesIn?.(event.clipboardData?.getData('text') ?? '');
    if (values === undefined) return;
    event.preventDefault();
    dispatch({ kind: 'pasted', row: row.id, values });
  };
  return html`<input
      type="text"
      class=${classMap({ 'native-input': true, invalid: problem !== undefined, removed: row.removed })}
      spellcheck="false"
      autocomplete="off"
      aria-label=${column.label(number)}
      aria-invalid=${ifDefined(problem && 'true')}
      aria-describedby=${ifDefined(described)}
      ?readonly=${row.removed}
      .value=${live(column.get(row.now))}
      @input=${change}
      @paste=${paste}
      ${focusWhen(first && focus?.on === 'field' && focus.row === row.id)}
    />
    ${
      described === undefined
        ? nothing
        : html`<p class="field-message field-error" id=${described}>
            ${iconView('error')}<span>${problem}</span>
          </p>`
    }`;
}

function removeView<V>(row: EditedRow<V>, number: number, { nameOf, dispatch, focus }: Edit<V>) {
  const words = `${row.removed ? 'Keep' : 'Remove'} ${nameOf(number)}`;
  return html`<button
    type="button"
    class="link"
    aria-label=${words}
    @click=${() => dispatch({ kind: row.removed ? 'restored' : 'removed', row: row.id })}
    ${focusWhen(focus?.on === 'remove' && focus.row === row.id)}
  >
    ${row.removed ? 'Keep' : 'Remove'}
  </button>`;
}
