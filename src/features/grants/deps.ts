import type { KeyRef } from '../../core/keys/model';
import type { Clock, ConnectionPort, GrantPort, KeyPort, PrincipalPort } from '../../core/ports';
import type { Commands } from '../../host/commands';
import type { Log } from '../../host/log';
import type { OpenConnections } from '../../sessions/connections/openConnections';
import type { Guard } from '../../sessions/guard';
import type { KeyDirectory } from '../../sessions/keys/directory';

/** What the commands on grants are given. */
export interface GrantsDeps {
  commands: Commands;
  log: Log;
  guard: Guard;
  keys: KeyPort;
  grants: GrantPort;
  principals: PrincipalPort;
  connections: ConnectionPort;
  directory: KeyDirectory;
  open: OpenConnections;
  clock: Clock;
  /** Reads one key again and draws its row. */
  refreshKey(ref: KeyRef): Promise<void>;
}
