import * as vscode from 'vscode';
import { KmsError } from '../core/errors';
import type { KeyRef } from '../core/keys/model';
import { explain, type NextStep } from '../core/messages';
import { runCommand } from './commandList';
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
  const actions = explanation.steps.flatMap((step) => actionFor(step, error, retry)).slice(0, 2);
  actions.push({ title: vscode.l10n.t('Show log'), run: () => log.show() });
  void offer(vscode.window.showErrorMessage(plainNotice(explanation.text), ...titles(actions)), actions);
}

async function offer(shown: Thenable<string | undefined>, actions: NoticeAction[]): Promise<void> {
  const chosen = await shown;
  await actions.find((action) => action.title === chosen)?.run();
}

function titles(actions: NoticeAction[]): string[] {
  return actions.map((action) => action.title);
}

function actionFor(step: NextStep, error: unknown, retry: (() => unknown) | undefined): NoticeAction[] {
  const details = error instanceof KmsError ? error.details : {};
  const key = wholeRef(details.key);
  switch (step) {
    case 'retry':
      return retry ? [{ title: vscode.l10n.t('Retry'), run: retry }] : [];
    case 'sign-in':
      return [
        {
          title: vscode.l10n.t('Sign in'),
          run: () => runCommand('kms.connection.signIn', details.connection),
        },
      ];
    case 'switch-connection':
      return [{ title: vscode.l10n.t('Switch connection'), run: () => runCommand('kms.connection.switch') }];
    case 'open-profiles':
      return [
        { title: vscode.l10n.t('Open profiles'), run: () => runCommand('kms.connection.editProfiles') },
      ];
    case 'explain-access':
      // The server's words name what was refused; the page finds the missing statement in them.
      return key && error instanceof KmsError
        ? [
            {
              title: vscode.l10n.t('Why?'),
              run: () => runCommand('kms.access.explainError', error.message, key),
            },
          ]
        : [];
    case 'act-as':
      return [{ title: vscode.l10n.t('Act as…'), run: () => runCommand('kms.sandbox.actAs') }];
    case 'refresh':
      return [{ title: vscode.l10n.t('Refresh'), run: () => runCommand('kms.refresh') }];
    case 'enable':
      return key ? [{ title: vscode.l10n.t('Enable'), run: () => runCommand('kms.key.enable', key) }] : [];
    case 'trust':
      return [
        {
          title: vscode.l10n.t('Manage trust'),
          run: () => vscode.commands.executeCommand('workbench.trust.manage'),
        },
      ];
    case 'cancel-deletion':
      return key
        ? [
            {
              title: vscode.l10n.t('Cancel deletion'),
              run: () => runCommand('kms.key.cancelDeletion', key),
            },
          ]
        : [];
  }
}

function wholeRef(key: Partial<KeyRef> | undefined): KeyRef | undefined {
  if (!key?.connection || !key.region || !key.keyId || !key.arn) return undefined;
  return { connection: key.connection, region: key.region, keyId: key.keyId, arn: key.arn };
}
