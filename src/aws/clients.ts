import type { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import type { IAMClient } from '@aws-sdk/client-iam';
import type { KMSClient } from '@aws-sdk/client-kms';
import { MemoMap } from '../async/memo';
import type { Place } from '../core/ports';
import type { Connections } from './connections';
import { guarded } from './answers';
import { clientOptions } from './clientOptions';
import { endpointDetail } from './endpoints';
import { defaultPatience, defaultTotalMs, type Patience } from './patience';
import { transientRetries } from './retries';
import { createScheduler, type Scheduler } from './scheduler';
import type { Service } from './profiles';

/** The SDK's clients, loaded on first use, one for each connection, region, endpoint and epoch. */
export interface Clients {
  /** `once` for what must not happen twice when an answer is lost: the SDK would send it again. */
  kms(place: Place, once?: boolean, signal?: AbortSignal): Promise<KMSClient>;
  iam(connection: string, signal?: AbortSignal): Promise<IAMClient>;
  cloudTrail(place: Place, signal?: AbortSignal): Promise<CloudTrailClient>;
  /** The server that a connection asks for a service where it is not AWS's own, for failures. Never fails. */
  endpointOf(connection: string, service: Service): Promise<{ endpoint?: string }>;
  /** The account whose keys a connection reaches. */
  accountOf(connection: string, signal?: AbortSignal): Promise<string>;
  /** How long one call may take in all, in milliseconds. */
  readonly totalMs: number;
  /** All requests of these clients go through it. */
  readonly scheduler: Scheduler;
  dispose(): void;
}

interface Closable {
  destroy(): void;
}

export function createClients(
  connections: Connections,
  patience: Patience = defaultPatience,
  scheduler: Scheduler = createScheduler(patience),
): Clients {
  const made = new MemoMap<Closable>();
  const cached = <C extends Closable>(key: string, make: () => Promise<C>): Promise<C> =>
    // The key begins with the service: what is kept under it is a client of that service.
    made.get(key, make) as Promise<C>;
  const drop = (): void => {
    // A client in use ends by itself: destroy() only closes idle sockets.
    for (const client of made.drain()) client.then((one) => one.destroy(), ignoreFailure);
  };
  const subscription = connections.onDidChange(drop);

  return {
    async endpointOf(connection, service) {
      // Messages name the sandbox itself; asking for its route could start it.
      if (connection === 'sandbox') return {};
      return connections.route(connection, service).then(endpointDetail, () => ({}));
    },
    accountOf: async (connection, signal) => (await connections.identity(connection, signal)).accountId,
    totalMs: patience.totalMs ?? defaultTotalMs,
    scheduler,
    async kms({ connection, region }, once = false, signal) {
      const { credentials, ...route } = await connections.route(connection, 'kms');
      // Had before the call: the SDK asks for them without a signal, and a person may be typing a code.
      await credentials(signal);
      return cached(
        keyOf(once ? 'kms-once' : 'kms', connection, region, route.endpoint, connections.epoch),
        async () => {
          const { KMSClient } = await import('@aws-sdk/client-kms');
          const options = clientOptions({ ...route, region, patience });
          const retryStrategy = transientRetries(once ? 1 : patience.attempts);
          return guarded(new KMSClient({ ...options, retryStrategy, credentials: () => credentials() }));
        },
      );
    },
    async iam(connection, signal) {
      const { credentials, ...route } = await connections.route(connection, 'iam');
      await credentials(signal);
      const { region } = route.settings;
      return cached(keyOf('iam', connection, region, route.endpoint, connections.epoch), async () => {
        const { IAMClient } = await import('@aws-sdk/client-iam');
        const options = clientOptions({ ...route, patience });
        const retryStrategy = transientRetries(patience.attempts);
        return guarded(new IAMClient({ ...options, retryStrategy, credentials: () => credentials() }));
      });
    },
    async cloudTrail({ connection, region }, signal) {
      const { credentials, ...route } = await connections.route(connection, 'cloudtrail');
      await credentials(signal);
      const key = keyOf('cloudtrail', connection, region, route.endpoint, connections.epoch);
      return cached(key, async () => {
        const { newCloudTrailClient } = await import('./cloudTrailSdk');
        const options = clientOptions({ ...route, region, patience });
        const retryStrategy = transientRetries(patience.attempts);
        return guarded(newCloudTrailClient({ ...options, retryStrategy, credentials: () => credentials() }));
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
