import * as vscode from 'vscode';
import { itemOf, type Row, type RowItem } from './quickPickRow';

/** Lets a person choose one of the rows; undefined where they leave. */
export async function chooseRow<T extends Row>(
  rows: readonly T[],
  options: Omit<vscode.QuickPickOptions, 'canPickMany'>,
): Promise<T | undefined> {
  return (await vscode.window.showQuickPick(rows.map(itemOf), options))?.row;
}

/** Lets a person choose any number of the rows; undefined where they leave. */
export async function chooseRows<T extends Row>(
  rows: readonly T[],
  options: Omit<vscode.QuickPickOptions, 'canPickMany'>,
): Promise<T[] | undefined> {
  const chosen = await vscode.window.showQuickPick(rows.map(itemOf), { ...options, canPickMany: true });
  return chosen?.map(({ row }) => row);
}

/** A Quick Pick over rows, for lists that change while they are open; `itemOf` makes its items. */
export function createRowPick<T extends Row>(): vscode.QuickPick<RowItem<T>> {
  return vscode.window.createQuickPick<RowItem<T>>();
}
