import type * as vscode from 'vscode';
import type { KeyDirectory } from '../../sessions/keys/directory';
import type { OpenConnections } from '../../sessions/connections/openConnections';
import type { Clock, ConnectionPort, GrantPort, KeyPort, RunningSandbox } from '../../core/ports';
import type { Commands } from '../../host/commands';

/** What the explorer is given. */
export interface ExplorerDeps {
  commands: Commands;
  keys: KeyPort;
  grants: GrantPort;
  connections: ConnectionPort;
  directory: KeyDirectory;
  open: OpenConnections;
  sandbox: { start(): Promise<RunningSandbox> };
  clock: Clock;
  globalState: vscode.Memento;
  workspaceState: vscode.Memento;
}
