import type * as vscode from 'vscode';
import { createLog } from './host/log';

/** The composition root: builds the ports and registers the features. */
export function activate(context: vscode.ExtensionContext): void {
  const log = createLog();
  context.subscriptions.push(log);
}
