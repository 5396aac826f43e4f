import * as vscode from 'vscode';
import type { OpenConnections } from '../../sessions/connections/openConnections';
import type { ConnectionPort } from '../../core/ports';
import type { Commands } from '../../host/commands';
import type { Log } from '../../host/log';
import { onEditorNetwork } from '../../host/network';
import { onSetting } from '../../host/settings';
import { chooseRegions } from './chooseRegions';
import { editProfiles, watchFiles, type AwsFolders } from './files';
import { chooseOpen, chooseConnection, idOf } from './pick';
import { signIn } from './signIn';
import { statusBar } from './statusBar';

export interface ConnectionsDeps {
  commands: Commands;
  connections: ConnectionPort;
  open: OpenConnections;
  log: Log;
  folders: AwsFolders;
}

/** Opening, closing and switching connections, their regions, signing in, and the item in the status bar. */
export function registerConnections(deps: ConnectionsDeps): vscode.Disposable {
  const { commands, connections, open, log, folders } = deps;
  const renew = async (): Promise<void> => {
    connections.renew();
    await open.refresh();
  };
  const showContext = (): void => {
    void vscode.commands.executeCommand('setContext', 'kms.noConnections', open.ids.length === 0);
  };
  showContext();
  const onConnection =
    (run: (id: string) => unknown) =>
    async (target?: unknown): Promise<void> => {
      const id = idOf(target) ?? (await chooseOpen(open, vscode.l10n.t('Which connection?')));
      if (id !== undefined) await run(id);
    };
  return vscode.Disposable.from(
    statusBar(open),
    open.onDidChange(showContext),
    watchFiles(folders, () => {
      log.info('AWS profiles or sign-ins changed: reading them again.');
      void renew();
    }),
    onSetting(['endpointUrl', 'productionPattern'], () => void renew()),
    onEditorNetwork(() => void renew()),
    commands.command('kms.connection.open', 'open a connection', async () => {
      const id = await chooseConnection(connections, open, vscode.l10n.t('Open a connection'));
      if (id !== undefined) await open.open(id);
    }),
    commands.command(
      'kms.connection.close',
      'close the connection',
      onConnection((id) => open.close(id)),
    ),
    commands.command('kms.connection.switch', 'switch the connection', async () => {
      const id = await chooseConnection(
        connections,
        open,
        vscode.l10n.t('Switch the active connection'),
        open.ids,
      );
      if (id === undefined) return;
      await (open.ids.includes(id) ? open.activate(id) : open.open(id));
    }),
    commands.command(
      'kms.connection.regions',
      'choose regions',
      onConnection((id) => chooseRegions(connections, open, id)),
    ),
    commands.command(
      'kms.connection.signIn',
      'sign in',
      onConnection(async (id) => signIn(await connections.get(id))),
    ),
    commands.command('kms.connection.editProfiles', 'open the AWS profiles', () => editProfiles(folders)),
    commands.command('kms.showLog', 'show the log', () => log.show()),
  );
}
