import type { KeyDirectory } from '../../sessions/keys/directory';
import type { Fit } from '../../core/commands/command';
import type { KeyRef } from '../../core/keys/model';
import type { Clock, ConnectionPort, GrantPort, KeyPort, RunningSandbox } from '../../core/ports';
import type { Commands } from '../../host/commands';
import type { Guard } from '../../sessions/guard';
import type { Log } from '../../host/log';

/** What the life-cycle commands are given. */
export interface KeysDeps {
  commands: Commands;
  log: Log;
  guard: Guard;
  keys: KeyPort;
  grants: GrantPort;
  connections: ConnectionPort;
  sandbox: { start(): Promise<RunningSandbox> };
  directory: KeyDirectory;
  clock: Clock;
  /** Reads one key again and draws its row. */
  refreshKey(ref: KeyRef): Promise<void>;
  pickKey(title: string, fits: Fit): Promise<KeyRef | undefined>;
}
