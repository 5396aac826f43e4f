import type { Agents } from './agents';
import type { ClientSettings } from './config/clientSettings';
import type { CredentialProvider } from './credentials/shared';

/** Everything a client needs to reach one service of a connection. */
export interface Route {
  /** Undefined where it is AWS's own. */
  endpoint?: string;
  settings: ClientSettings;
  credentials: CredentialProvider;
  agents?: Agents;
}
