import type * as vscode from 'vscode';
import type { KeyDirectory } from '../../sessions/keys/directory';
import type { Fit } from '../../core/commands/command';
import type { KeyRef } from '../../core/keys/model';
import type { ConnectionPort, KeyPort, PrincipalPort } from '../../core/ports';
import type { Commands } from '../../host/commands';
import type { Guard } from '../../sessions/guard';
import type { Log } from '../../host/log';

/** What the policy feature is given. */
export interface PolicyDeps {
  commands: Commands;
  log: Log;
  guard: Guard;
  keys: KeyPort;
  connections: ConnectionPort;
  principals: PrincipalPort;
  /** Names of keys, and the aliases of the regions that have been listed. */
  directory: KeyDirectory;
  pickKey(title: string, fits: Fit): Promise<KeyRef | undefined>;
  /** Reads a key again and tells everyone who shows it. */
  refreshKey(ref: KeyRef): Promise<void>;
  /** Remembers which file is bound to which key, and which are treated as policies. */
  workspaceState: vscode.Memento;
}
