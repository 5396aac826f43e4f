import { KmsError } from '../core/errors';
import type { Agents } from './agents';
import type { ClientSettings } from './config/clientSettings';
import type { Patience } from './patience';

/** What every client of the SDK is told, so that it looks for nothing by itself. */
export interface ClientOptions {
  region: string;
  endpoint?: string;
  ignoreConfiguredEndpointUrls: true;
  useFipsEndpoint: boolean;
  useDualstackEndpoint: boolean;
  defaultsMode: 'legacy';
  retryMode: 'standard';
  maxAttempts: number;
  userAgentAppId: string;
  requestHandler: Partial<Agents> & {
    connectionTimeout: number;
    requestTimeout: number;
    throwOnRequestTimeout: true;
  };
}

export interface ClientRequest {
  settings: ClientSettings;
  region?: string;
  /** Undefined where it is AWS's own. */
  endpoint?: string | undefined;
  patience: Patience;
  agents?: Agents | undefined;
}

/**
 * The options of one client. Left to itself, the SDK fills what is missing from the process's variables and from the
 * `[default]` profile, whatever profile is in use: its endpoint would get another profile's secrets, its FIPS switch
 * would send another profile elsewhere, its `defaults_mode = x` would stop every client.
 */
export function clientOptions(request: ClientRequest): ClientOptions {
  const { settings, region = settings.region, endpoint, patience, agents } = request;
  if (endpoint !== undefined && !(/^https?:\/\//i.test(endpoint) && URL.canParse(endpoint))) {
    throw new KmsError('endpoint-wrong', endpoint);
  }
  // An endpoint of one's own is asked as it stands: the SDK refuses it together with either switch.
  const ownHosts = endpoint === undefined;
  return {
    region,
    ...(endpoint === undefined ? {} : { endpoint }),
    ignoreConfiguredEndpointUrls: true,
    useFipsEndpoint: ownHosts && settings.fips,
    useDualstackEndpoint: ownHosts && settings.dualstack,
    // It chooses timeouts and how to retry; both are set here.
    defaultsMode: 'legacy',
    retryMode: 'standard',
    maxAttempts: patience.attempts,
    userAgentAppId: '',
    requestHandler: {
      connectionTimeout: patience.connectionMs,
      requestTimeout: patience.requestMs,
      throwOnRequestTimeout: true,
      ...agents,
    },
  };
}
