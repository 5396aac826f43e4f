import type { CustomKeyStoresListEntry } from '@aws-sdk/client-kms';
import type { KeyStore } from '../core/keyStores/model';
import type { KeyStorePort } from '../core/ports';
import type { Clients } from './clients';
import { present } from './keyMetadata';
import { caller, nextOf } from './kmsCall';
import { paged } from './paging';
import { required } from './required';

/** Custom key stores over the AWS SDK. */
export function awsKeyStores(clients: Clients): KeyStorePort {
  const call = caller(clients);
  return {
    list: (place, signal) =>
      paged(async (Marker) => {
        const answer = await call('DescribeCustomKeyStores', present({ Marker }), place, signal);
        return { items: required(answer.CustomKeyStores).map(keyStoreOf), next: nextOf(answer) };
      }),
    async connect(place, CustomKeyStoreId, signal) {
      await call('ConnectCustomKeyStore', { CustomKeyStoreId }, place, signal);
    },
    async disconnect(place, CustomKeyStoreId, signal) {
      await call('DisconnectCustomKeyStore', { CustomKeyStoreId }, place, signal);
    },
    async delete(place, CustomKeyStoreId, signal) {
      await call('DeleteCustomKeyStore', { CustomKeyStoreId }, place, signal);
    },
  };
}

function keyStoreOf(entry: CustomKeyStoresListEntry): KeyStore {
  const { UriEndpoint, UriPath } = entry.XksProxyConfiguration ?? {};
  return {
    id: required(entry.CustomKeyStoreId),
    name: required(entry.CustomKeyStoreName),
    // The type is younger than key stores, of which there was one kind.
    type: entry.CustomKeyStoreType ?? 'AWS_CLOUDHSM',
    state: required(entry.ConnectionState),
    ...present({
      error: entry.ConnectionErrorCode,
      clusterId: entry.CloudHsmClusterId,
      proxyUri: UriEndpoint === undefined ? undefined : `${UriEndpoint}${UriPath ?? ''}`,
    }),
  };
}
