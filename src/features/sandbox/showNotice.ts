import * as vscode from 'vscode';
import type { Log } from '../../host/log';
import { warn } from '../../host/notices';
import type { SandboxNotice } from '../../sessions/sandbox/sandboxHost';

/** Tells what a person should know of the sandbox, with the way to the file that it is about. */
export function showNotice({ message, file }: SandboxNotice, log: Log): void {
  const open =
    file === undefined
      ? []
      : [
          {
            title: vscode.l10n.t('Show file'),
            run: () => vscode.window.showTextDocument(vscode.Uri.file(file)),
          },
        ];
  warn(message, ...open, { title: vscode.l10n.t('Show log'), run: () => log.show() });
}
