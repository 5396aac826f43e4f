import * as vscode from 'vscode';
import { onEditorNetwork } from '../../host/network';
import { notify } from '../../host/notices';
import { onSetting } from '../../host/settings';
import {
  chooseRegions,
  closeConnection,
  openConnection,
  switchConnection,
  whichConnection,
} from '../../sessions/connections/flows';
import { editProfiles, watchFiles } from './files';
import { quickPickQuestions } from './questions';
import { signIn } from './signIn';
import { statusBar } from './statusBar';
import type { ConnectionsDeps } from './deps';

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
  const flows = { connections, open, ask: quickPickQuestions };
  const onConnection =
    (run: (id: string) => unknown) =>
    async (target?: unknown): Promise<void> => {
      const id = await whichConnection(flows, connectionIdIn(target));
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
    commands.command('kms.connection.open', 'open a connection', () => openConnection(flows)),
    commands.command(
      'kms.connection.close',
      'close the connection',
      onConnection(async (id) => {
        const { name, undo } = await closeConnection(flows, id);
        notify(vscode.l10n.t('{0} is closed.', name), { title: vscode.l10n.t('Undo'), run: undo });
      }),
    ),
    commands.command('kms.connection.switch', 'switch the connection', () => switchConnection(flows)),
    commands.command(
      'kms.connection.regions',
      'choose regions',
      onConnection((id) => chooseRegions(flows, id)),
    ),
    commands.command(
      'kms.connection.signIn',
      'sign in',
      onConnection(async (id) => signIn(await connections.get(id), () => void renew())),
    ),
    commands.command('kms.connection.editProfiles', 'open the AWS profiles', () => editProfiles(folders)),
    commands.command('kms.showLog', 'show the log', () => log.show()),
  );
}

/** The connection in a command's argument, be it an id or a tree node. */
function connectionIdIn(target: unknown): string | undefined {
  if (typeof target === 'string') return target;
  if (typeof target !== 'object' || target === null || !('connection' in target)) return undefined;
  return typeof target.connection === 'string' ? target.connection : undefined;
}
