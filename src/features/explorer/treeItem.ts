import * as vscode from 'vscode';
import type { Node } from '../../core/keys/nodes';
import type { Row } from '../../core/keys/row';

/** A row as the editor wants it. Keys have no tooltip yet: it is resolved when the row is hovered. */
export function toTreeItem(node: Node, row: Row): vscode.TreeItem {
  const item = new vscode.TreeItem(row.label, collapsible(row));
  item.id = node.id;
  item.description = row.description;
  item.iconPath = row.color
    ? new vscode.ThemeIcon(row.icon, new vscode.ThemeColor(row.color))
    : new vscode.ThemeIcon(row.icon);
  // Semicolons around each word, so that a menu's regular expression can look for a whole one.
  item.contextValue = `;${row.tokens.join(';')};`;
  item.accessibilityInformation = {
    label: row.spoken ?? (row.description === '' ? row.label : `${row.label}, ${row.description}`),
  };
  if (row.tooltip !== undefined) item.tooltip = new vscode.MarkdownString(row.tooltip);
  else if (node.kind !== 'key') item.tooltip = row.label;
  if (row.command) item.command = { command: row.command, title: row.label, arguments: [node] };
  return item;
}

function collapsible(row: Row): vscode.TreeItemCollapsibleState {
  if (!row.expandable) return vscode.TreeItemCollapsibleState.None;
  return row.expanded ? vscode.TreeItemCollapsibleState.Expanded : vscode.TreeItemCollapsibleState.Collapsed;
}
