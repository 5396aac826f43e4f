import * as vscode from 'vscode';
import { KmsError } from '../../core/errors';
import type { Connection } from '../../core/ports';
import { notify } from '../../host/notices';
import { runCommand } from '../../host/commandList';
import { signInOf } from '../../sessions/connections/signIn';

/**
 * Runs the AWS CLI's sign-in in a terminal, and calls back when it has signed in: what waits is then loaded. The
 * folders of its tokens are watched too, but not every file system tells of changes. The CLI is started directly, not
 * through a shell: a profile's name is only an argument.
 */
export function signIn(connection: Connection, signedIn: () => void): void {
  const way = signInOf(connection);
  if (way.kind === 'in-files') {
    notify(
      vscode.l10n.t('The profile {0} has no sign-in: its credentials are in the AWS files.', connection.name),
      { title: vscode.l10n.t('Open profiles'), run: () => runCommand('kms.connection.editProfiles') },
    );
    return;
  }
  const terminal = vscode.window.createTerminal({
    name: vscode.l10n.t('Sign in · {0}', way.profile),
    shellPath: 'aws',
    shellArgs: [...way.args],
    isTransient: true,
  });
  const closing = vscode.window.onDidCloseTerminal((closed) => {
    if (closed !== terminal) return;
    closing.dispose();
    if (closed.exitStatus?.code === 0) signedIn();
  });
  terminal.show();
}

/** STS takes each code once. */
function problemOfCode(text: string, refused: string | undefined): string | undefined {
  if (!/^\d{6}$/.test(text)) return vscode.l10n.t('Type the six digits.');
  return text === refused ? vscode.l10n.t('Wait until the device shows the next code.') : undefined;
}

/**
 * Asks for the code of an MFA device, six digits; for the next one where `refused` was not accepted. Escape cancels
 * what needed it; the box closes when nobody needs it.
 */
export async function askMfaCode(serial: string, signal?: AbortSignal, refused?: string): Promise<string> {
  const closing = new vscode.CancellationTokenSource();
  const close = (): void => closing.cancel();
  signal?.addEventListener('abort', close, { once: true });
  const code = await vscode.window.showInputBox(
    {
      title: vscode.l10n.t('Multi-factor authentication'),
      prompt:
        refused === undefined
          ? vscode.l10n.t('The code of the device {0}', serial)
          : vscode.l10n.t('That code was not accepted. The next code of the device {0}', serial),
      password: true,
      ignoreFocusOut: true,
      validateInput: (text) => problemOfCode(text, refused),
    },
    closing.token,
  );
  signal?.removeEventListener('abort', close);
  closing.dispose();
  if (code === undefined) throw new KmsError('cancelled', 'No MFA code given');
  return code;
}
