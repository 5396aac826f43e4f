import * as vscode from 'vscode';
import { plainNotice } from './plainText';

/** Says what is being done now, and by how many of 100 parts it has grown. */
export type Step = (message: string, increment?: number) => void;

export interface ProgressOptions {
  /** Shows the progress on this view instead of a notification; it cannot be cancelled there. */
  view?: string;
  /** Shows it in the status bar. */
  quiet?: boolean;
}

/** Runs `work` under a visible, cancellable progress. Cancelling aborts the signal; nothing else is said. */
export async function withProgress<T>(
  title: string,
  work: (signal: AbortSignal, step: Step) => Promise<T>,
  options: ProgressOptions = {},
): Promise<T> {
  return vscode.window.withProgress(
    { title: plainNotice(title), cancellable: true, location: locationOf(options) },
    (progress, token) =>
      withToken(token, (signal) =>
        work(signal, (text, increment) => {
          const message = plainNotice(text);
          progress.report(increment === undefined ? { message } : { message, increment });
        }),
      ),
  );
}

/** The one bridge from the editor's cancellation to ours, for providers that are handed a token. */
export async function withToken<T>(
  token: vscode.CancellationToken,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  if (token.isCancellationRequested) controller.abort();
  const subscription = token.onCancellationRequested(() => controller.abort());
  try {
    return await work(controller.signal);
  } finally {
    subscription.dispose();
  }
}

function locationOf(options: ProgressOptions): vscode.ProgressOptions['location'] {
  if (options.view !== undefined) return { viewId: options.view };
  return options.quiet ? vscode.ProgressLocation.Window : vscode.ProgressLocation.Notification;
}
