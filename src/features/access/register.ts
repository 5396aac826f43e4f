import * as vscode from 'vscode';
import { KmsError } from '../../core/errors';
import type { KeyRef } from '../../core/keys/model';
import type { ConnectionPort, KeyPort, PrincipalPort } from '../../core/ports';
import type { Commands } from '../../host/commands';
import { keyRefOf } from '../../host/commands';
import type { Log } from '../../host/log';
import { restoreWebview } from '../../host/webview';
import type { AccessPanels } from './panels';

/** What the access feature is given. */
export interface AccessDeps {
  extensionUri: vscode.Uri;
  commands: Commands;
  log: Log;
  keys: KeyPort;
  principals: PrincipalPort;
  connections: ConnectionPort;
  nameOf: (ref: KeyRef) => string;
  pickKey(title: string): Promise<KeyRef | undefined>;
}

/** The kind of webview that the pages are. */
export const accessWebview = { viewType: 'kms.access', bundle: 'access', title: 'Access' };

/** "Who can use this key": a page for each key or policy file, and the explanation of refusals. */
export function registerAccess(deps: AccessDeps): vscode.Disposable {
  const { commands, connections } = deps;
  let made: Promise<AccessPanels> | undefined;
  // The evaluator and the pages are loaded when somebody first asks.
  const panels = (): Promise<AccessPanels> =>
    (made ??= import('./panels').then(({ AccessPanels: Panels }) => new Panels(deps)));
  return vscode.Disposable.from(
    { dispose: () => void made?.then((each) => each.dispose()) },
    connections.onDidChange(() => void made?.then((each) => each.reload())),
    restoreWebview(deps.extensionUri, accessWebview, async (page, state) =>
      (await panels()).restore(page, state),
    ),
    commands.command('kms.access.show', 'show who can use the key', async (target) => {
      const subject =
        target instanceof vscode.Uri
          ? { uri: target }
          : await keyOf(deps, target, vscode.l10n.t('Choose the key to show who can use it'));
      if (subject !== undefined) (await panels()).show(subject);
    }),
    commands.command('kms.access.explainError', 'explain the error', async (given, target) => {
      const text = typeof given === 'string' ? given : await askForText();
      if (text === undefined || text === '') return;
      await checkText(text);
      const subject = await keyOf(deps, target, vscode.l10n.t('Choose the key that the error is about'));
      if (subject !== undefined) (await panels()).show(subject, text);
    }),
  );
}

async function keyOf(deps: AccessDeps, target: unknown, title: string): Promise<{ ref: KeyRef } | undefined> {
  const ref = keyRefOf(target) ?? (await deps.pickKey(title));
  return ref && { ref };
}

function askForText(): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title: vscode.l10n.t('Explain an access-denied error'),
    prompt: vscode.l10n.t('Paste the text of the error.'),
    ignoreFocusOut: true,
  });
}

async function checkText(text: string): Promise<void> {
  const { explainError } = await import('../../core/access/explainError');
  if (explainError(text) !== undefined) return;
  throw new KmsError(
    'not-possible',
    vscode.l10n.t(
      'The text is no access-denied error of AWS KMS. It should say who is not authorized to perform what.',
    ),
  );
}
