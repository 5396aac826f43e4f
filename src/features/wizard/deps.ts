import type * as vscode from 'vscode';
import type { OpenConnections } from '../../sessions/connections/openConnections';
import type { ConnectionPort, KeyPort, PrincipalPort } from '../../core/ports';
import type { Commands } from '../../host/commands';
import type { Guard } from '../../sessions/guard';
import type { Log } from '../../host/log';

/** What the create-key wizard is given. */
export interface WizardDeps {
  commands: Commands;
  log: Log;
  guard: Guard;
  keys: KeyPort;
  connections: ConnectionPort;
  principals: PrincipalPort;
  /** Which connections and regions to offer, the active one first. */
  open: OpenConnections;
  extensionUri: vscode.Uri;
  /** Keeps drafts: the workspace's where there is one, else that of all windows without. */
  globalState: vscode.Memento;
  workspaceState: vscode.Memento;
}
