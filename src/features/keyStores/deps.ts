import type { KeyStorePort } from '../../core/ports';
import type { Commands } from '../../host/commands';
import type { Log } from '../../host/log';
import type { OpenConnections } from '../../sessions/connections/openConnections';
import type { Guard } from '../../sessions/guard';

/** What the command on custom key stores is given. */
export interface KeyStoresDeps {
  commands: Commands;
  log: Log;
  guard: Guard;
  open: OpenConnections;
  stores: KeyStorePort;
}
