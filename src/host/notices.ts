import * as vscode from 'vscode';
import { failureButtons } from '../core/failureButtons';
import { explain } from '../core/messages';
import type { Log } from './log';
import { plainLabel, plainNotice } from './plainText';

/** A button on a notice. */
export interface NoticeAction {
  title: string;
  run(): unknown;
}

/** Says what happened, then offers what to do next. Returns at once: nobody waits for a notice. */
export function notify(text: string, ...actions: NoticeAction[]): void {
  void offer(vscode.window.showInformationMessage(plainNotice(text), ...titles(actions)), actions);
}

/** The same for something a person should look at. */
export function warn(text: string, ...actions: NoticeAction[]): void {
  void offer(vscode.window.showWarningMessage(plainNotice(text), ...titles(actions)), actions);
}

/** Says for some seconds, in the status bar, that something is done. */
export function flash(text: string, milliseconds: number): void {
  vscode.window.setStatusBarMessage(`$(check) ${plainLabel(text)}`, milliseconds);
}

/** Logs a failure and tells the person: what happened, to what, where, and the next steps. */
export function reportFailure(log: Log, doing: string, error: unknown, retry?: () => unknown): void {
  const explanation = explain(error, doing, (message, parameters) => vscode.l10n.t(message, parameters));
  if (explanation === undefined) return;
  log.failure(doing, error);
  const actions = failureButtons(explanation.steps, error, retry !== undefined).map((button) => ({
    title: vscode.l10n.t(button.title),
    run: () => {
      if (button.does === 'run') return vscode.commands.executeCommand(button.command, ...button.args);
      return button.does === 'retry' ? retry?.() : log.show();
    },
  }));
  void offer(vscode.window.showErrorMessage(plainNotice(explanation.text), ...titles(actions)), actions);
}

async function offer(shown: Thenable<string | undefined>, actions: NoticeAction[]): Promise<void> {
  const chosen = await shown;
  await actions.find((action) => action.title === chosen)?.run();
}

function titles(actions: NoticeAction[]): string[] {
  return actions.map((action) => action.title);
}
