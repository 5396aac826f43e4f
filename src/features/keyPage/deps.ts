import type * as vscode from 'vscode';
import type { Disposable, Event } from '../../async/emitter';
import type { KeyRef } from '../../core/keys/model';
import type {
  ActivityPort,
  Clock,
  ConnectionPort,
  GrantPort,
  KeyPort,
  PrincipalPort,
  RunningSandbox,
} from '../../core/ports';
import type { Channel } from '../../protocol/channel';
import type { Commands } from '../../host/commands';
import type { Log } from '../../host/log';
import type { Guard } from '../../sessions/guard';
import type { KeyDirectory } from '../../sessions/keys/directory';

/** What the key page is given. */
export interface KeyPageDeps {
  extensionUri: vscode.Uri;
  commands: Commands;
  log: Log;
  guard: Guard;
  keys: KeyPort;
  activity: ActivityPort;
  grants: GrantPort;
  principals: PrincipalPort;
  sandbox: { start(): Promise<RunningSandbox> };
  connections: ConnectionPort;
  directory: KeyDirectory;
  clock: Clock;
  /** Keeps what is typed and not saved: the workspace's where there is one, else that of all windows without. */
  globalState: vscode.Memento;
  workspaceState: vscode.Memento;
  isPinned: (ref: KeyRef) => boolean;
  /** Serves the parts of the access page, for a part of this one. */
  serveAccess(ref: KeyRef, channel: Channel): Promise<Disposable & { reload(): void }>;
  /** Reads one key again and draws its row. */
  refreshKey(ref: KeyRef): Promise<void>;
  /** Puts a policy after the checks that every policy goes through. False where the person decided against it. */
  savePolicy(ref: KeyRef, change: { text: string; base: string }): Promise<boolean>;
  /** A key was changed by a command, or here. */
  onDidRefreshKey: Event<KeyRef>;
}
