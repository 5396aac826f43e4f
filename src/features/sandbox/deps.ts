import type { OpenConnections } from '../../sessions/connections/openConnections';
import type { ConnectionPort } from '../../core/ports';
import type { Commands } from '../../host/commands';
import type { SandboxHost } from '../../sessions/sandbox/sandboxHost';

/** What the sandbox feature is given. */
export interface SandboxDeps {
  commands: Commands;
  sandbox: SandboxHost;
  connections: ConnectionPort;
  open: OpenConnections;
}
