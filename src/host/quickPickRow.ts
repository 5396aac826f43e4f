import { plainLabel } from './plainText';

/** A row to choose from. Its texts are anybody's: only `icon` draws one. */
export interface Row {
  /** Name of a codicon, drawn before the label. */
  icon?: string;
  label: string;
  description?: string;
  detail?: string;
  picked?: boolean;
  alwaysShow?: boolean;
}

/** The row as the editor's Quick Pick takes it, and the row that it is made of. */
export interface RowItem<T extends Row> extends Omit<Row, 'icon'> {
  row: T;
}

/** The only place where a row of a Quick Pick is made: what is not its icon draws none. */
export function itemOf<T extends Row>(row: T): RowItem<T> {
  const { icon, label, description, detail, picked, alwaysShow } = row;
  return {
    row,
    label: `${icon === undefined ? '' : `$(${icon}) `}${plainLabel(label)}`,
    ...(description !== undefined && { description: plainLabel(description) }),
    ...(detail !== undefined && { detail: plainLabel(detail) }),
    ...(picked !== undefined && { picked }),
    ...(alwaysShow !== undefined && { alwaysShow }),
  };
}
