import type { OpenConnections } from '../../sessions/connections/openConnections';
import type { ConnectionPort } from '../../core/ports';
import type { Commands } from '../../host/commands';
import type { Log } from '../../host/log';
import type { AwsFolders } from './files';

/** What the connections feature is given. */
export interface ConnectionsDeps {
  commands: Commands;
  connections: ConnectionPort;
  open: OpenConnections;
  log: Log;
  folders: AwsFolders;
}
