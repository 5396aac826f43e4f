import type { IAMClient } from '@aws-sdk/client-iam';
import type { KMSClient } from '@aws-sdk/client-kms';
import type { Place } from '../core/ports';
import type { Connections } from './connections';
import { endpointOptions } from './endpoints';

/** How long a server may take, and how often the SDK tries in all. */
export interface Patience {
  connectionMs: number;
  requestMs: number;
  attempts: number;
}

const defaultPatience: Patience = { connectionMs: 5_000, requestMs: 20_000, attempts: 3 };

/** The SDK's clients, loaded on first use, one for each connection, region, endpoint and epoch. */
export interface Clients {
  /** `once` for what must not happen twice when an answer is lost: the SDK would send it again. */
  kms(place: Place, once?: boolean): Promise<KMSClient>;
  iam(connection: string): Promise<IAMClient>;
  dispose(): void;
}

interface Closable {
  destroy(): void;
}

export function createClients(connections: Connections, patience: Patience = defaultPatience): Clients {
  const cache = new Map<string, Promise<Closable>>();
  const cached = <C extends Closable>(key: string, make: () => Promise<C>): Promise<C> => {
    const existing = cache.get(key) as Promise<C> | undefined;
    if (existing) return existing;
    const made = make();
    cache.set(key, made);
    made.catch(() => cache.delete(key));
    return made;
  };
  const drop = (): void => {
    // A client in use ends by itself: destroy() only closes idle sockets.
    for (const client of cache.values()) client.then((made) => made.destroy(), ignoreFailure);
    cache.clear();
  };
  const subscription = connections.onDidChange(drop);
  const common = {
    maxAttempts: patience.attempts,
    requestHandler: {
      connectionTimeout: patience.connectionMs,
      requestTimeout: patience.requestMs,
      throwOnRequestTimeout: true,
    },
  };

  return {
    async kms({ connection, region }, once = false) {
      const { endpoint, credentials } = await connections.route(connection, 'kms');
      return cached(
        keyOf(once ? 'kms-once' : 'kms', connection, region, endpoint, connections.epoch),
        async () => {
          const { KMSClient } = await import('@aws-sdk/client-kms');
          return new KMSClient({
            region,
            ...endpointOptions(endpoint),
            credentials,
            ...common,
            ...(once ? { maxAttempts: 1 } : {}),
          });
        },
      );
    },
    async iam(connection) {
      const { endpoint, credentials } = await connections.route(connection, 'iam');
      const region = (await connections.get(connection)).defaultRegion;
      return cached(keyOf('iam', connection, region, endpoint, connections.epoch), async () => {
        const { IAMClient } = await import('@aws-sdk/client-iam');
        return new IAMClient({ region, ...endpointOptions(endpoint), credentials, ...common });
      });
    },
    dispose() {
      subscription.dispose();
      drop();
    },
  };
}

function keyOf(service: string, connection: string, region: string, endpoint = '', epoch: number): string {
  return [service, connection, region, endpoint, epoch].join(' ');
}

/** A client that could not be made has been reported to whoever asked for it. */
function ignoreFailure(): void {
  return undefined;
}
