import type * as vscode from 'vscode';
import type { Fit } from '../../core/commands/command';
import type { KeyRef } from '../../core/keys/model';
import type { ConnectionPort, KeyPort, PrincipalPort } from '../../core/ports';
import type { Commands } from '../../host/commands';
import type { Log } from '../../host/log';

/** What the access feature is given. */
export interface AccessDeps {
  extensionUri: vscode.Uri;
  commands: Commands;
  log: Log;
  keys: KeyPort;
  principals: PrincipalPort;
  connections: ConnectionPort;
  nameOf: (ref: KeyRef) => string;
  pickKey(title: string, fits: Fit): Promise<KeyRef | undefined>;
}
