import type * as vscode from 'vscode';
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
  /** Buttons at the row's end. */
  buttons?: readonly RowButton[];
}

/** A button of a row, as the editor takes it. */
export interface RowButton {
  iconPath: vscode.ThemeIcon;
  tooltip: string;
}

/** The row as the editor's Quick Pick takes it, and the row that it is made of. */
export interface RowItem<T extends Row> extends Omit<Row, 'icon'> {
  row: T;
}

/** The only place where a row of a Quick Pick is made: what is not its icon draws none. */
export function itemOf<T extends Row>(row: T): RowItem<T> {
  const { icon, label, description, detail, picked, alwaysShow, buttons } = row;
  return {
    row,
    label: `${icon === undefined ? '' : `$(${icon}) `}${plainLabel(label)}`,
    ...(description !== undefined && { description: plainLabel(description) }),
    ...(detail !== undefined && { detail: plainLabel(detail) }),
    ...(picked !== undefined && { picked }),
    ...(alwaysShow !== undefined && { alwaysShow }),
    ...(buttons !== undefined && { buttons }),
  };
}
