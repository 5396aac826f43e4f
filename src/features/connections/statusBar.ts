import * as vscode from 'vscode';
import { shortNameOf } from '../../core/arn';
import type { OpenConnections } from '../../sessions/connections/openConnections';
import { plainLabel } from '../../host/plainText';

/** The active connection and who we are there; a click switches. */
export function statusBar(open: OpenConnections): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('kms.connection', vscode.StatusBarAlignment.Left, 50);
  item.name = vscode.l10n.t('AWS KMS connection');
  item.command = 'kms.connection.switch';
  const draw = (): void => {
    const active = open.list().find(({ connection }) => connection.id === open.active);
    if (active === undefined) {
      item.hide();
      return;
    }
    const { connection, identity, problem } = active;
    const who = identity && shortNameOf(identity.arn);
    item.text = `${problem ? '$(warning)' : '$(key)'} ${plainLabel([connection.name, who].filter(Boolean).join(' · '))}`;
    const about = [identity?.arn, connection.endpointLabel, problem?.message];
    item.tooltip = [
      vscode.l10n.t('AWS KMS: {0}', connection.name),
      ...about,
      vscode.l10n.t('Click to switch the connection.'),
    ]
      .filter(Boolean)
      .join('\n');
    if (connection.production) item.backgroundColor = new vscode.ThemeColor('statusBarItem.errorBackground');
    else item.backgroundColor = undefined;
    item.show();
  };
  draw();
  return vscode.Disposable.from(item, open.onDidChange(draw));
}
