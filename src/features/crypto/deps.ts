import type * as vscode from 'vscode';
import type { Fit } from '../../core/commands/command';
import type { KeyRef } from '../../core/keys/model';
import type { CryptoPort, EnvelopePort, KeyPort, Place } from '../../core/ports';
import type { Commands } from '../../host/commands';
import type { Log } from '../../host/log';
import type { KeyDirectory } from '../../sessions/keys/directory';

/** What cryptography in the editor is given. */
export interface CryptoDeps {
  extensionUri: vscode.Uri;
  globalState: vscode.Memento;
  commands: Commands;
  log: Log;
  crypto: CryptoPort;
  envelopes: EnvelopePort;
  keys: KeyPort;
  directory: KeyDirectory;
  /** Places of the open connections, the active one's first. */
  places(): readonly Place[];
  /** `first`: ARNs of keys to list first. */
  pickKey(title: string, fits: Fit, first?: readonly string[]): Promise<KeyRef | undefined>;
}
