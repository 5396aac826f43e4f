import { isTakenIn, type ConnectionState, type KeyStoreType } from '../kms/keyStores';

/** A custom key store, without anything secret: KMS never answers passwords or secret access keys. */
export interface KeyStore {
  id: string;
  name: string;
  type: KeyStoreType;
  state: ConnectionState;
  /** ConnectionErrorCode, in state FAILED. */
  error?: string;
  clusterId?: string;
  /** Where the proxy of an external key store is: endpoint and path. */
  proxyUri?: string;
}

export type KeyStoreAction = 'connect' | 'disconnect' | 'delete';

/** What can be done with a store as it is. Connecting a connected one would change nothing. */
export function keyStoreActions({ state }: KeyStore): KeyStoreAction[] {
  return [
    ...(state === 'DISCONNECTED' ? (['connect'] as const) : []),
    ...(isTakenIn('DisconnectCustomKeyStore', state) ? (['disconnect'] as const) : []),
    ...(isTakenIn('DeleteCustomKeyStore', state) ? (['delete'] as const) : []),
  ];
}

/**
 * What follows from an action, said before it is done. Source: developer guide, connect-keystore, disconnect-keystore,
 * delete-keystore and their pages on external key stores (2026-11).
 */
export function keyStoreFacts(action: KeyStoreAction, { type }: KeyStore): string {
  const external = type === 'EXTERNAL_KEY_STORE';
  if (action === 'connect')
    return external
      ? 'KMS reaches for the proxy with the credential in the store. This takes about five minutes.'
      : 'KMS logs in to the cluster as kmsuser and changes its password. This takes up to 20 minutes.';
  if (action === 'disconnect')
    return 'All keys in the store become unavailable: nothing can be encrypted or decrypted with them before the store is connected again. Resources of AWS services that depend on them stop working, too.';
  return external
    ? 'KMS forgets the store. Proxy, external key manager and external keys stay. A store with KMS keys in it, also such as are pending deletion, is not deleted.'
    : 'KMS forgets the store. The CloudHSM cluster and what is in it stay. A store with KMS keys in it, also such as are pending deletion, is not deleted.';
}
