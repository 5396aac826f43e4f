import { createClients, type Clients } from '../../../src/aws/clients';
import { createConnections, type ConnectionOptions, type Connections } from '../../../src/aws/connections';
import { awsActivity } from '../../../src/aws/activity';
import { awsGrants } from '../../../src/aws/grants';
import { awsKeys } from '../../../src/aws/keys';
import { awsPrincipals } from '../../../src/aws/principals';
import { defaultPatience, type Patience } from '../../../src/aws/patience';
import type { Scheduler } from '../../../src/aws/scheduler';
import type {
  ActivityPort,
  GrantPort,
  KeyPort,
  PrincipalPort,
  RunningSandbox,
  SandboxPort,
} from '../../../src/core/ports';

export interface Ports {
  connections: Connections;
  clients: Clients;
  keys: KeyPort;
  activity: ActivityPort;
  grants: GrantPort;
  principals: PrincipalPort;
  dispose(): void;
}

/** The real ports over the real SDK, with the sandbox of a test behind them. */
export function portsTo(
  running: RunningSandbox,
  options: Partial<ConnectionOptions> & {
    patience?: Patience;
    scheduler?: Scheduler;
    identity?: string;
  } = {},
): Ports {
  const connections = createConnections({
    files: { config: '/nonexistent/config', credentials: '/nonexistent/credentials' },
    environment: {},
    sandbox: sandboxOf(running, options.identity),
    endpointUrl: () => '',
    isProduction: () => false,
    askMfaCode: () => Promise.reject(new Error('No code was expected to be asked for.')),
    log: () => undefined,
    ...options,
  });
  const clients = createClients(connections, options.patience ?? defaultPatience, options.scheduler);
  return {
    connections,
    clients,
    keys: awsKeys(clients),
    activity: awsActivity(clients),
    grants: awsGrants(clients),
    principals: awsPrincipals(clients),
    dispose: () => clients.dispose(),
  };
}

/** The sandbox as the extension sees it, acting as one of its identities. */
export function sandboxOf(running: RunningSandbox, name = 'admin'): SandboxPort {
  const identity = running.identities.find((one) => one.name === name);
  if (identity === undefined) throw new Error(`The sandbox has no ${name}.`);
  return { start: () => Promise.resolve(running), current: () => Promise.resolve(identity) };
}
