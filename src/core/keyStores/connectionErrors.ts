import type { KeyStoreType } from '../kms/keyStores';

/** Why a custom key store could not be connected, and what helps. */
export interface ConnectionError {
  meaning: string;
  /** What to do once the store is disconnected. */
  cure: string;
}

const retry = 'Wait some minutes, then connect again.';

const internalError: ConnectionError = { meaning: 'KMS failed to complete the connection.', cure: retry };

/** Source: API reference, CustomKeyStoresListEntry, ConnectionErrorCode; developer guide, fix-keystore (2026-11). */
const ofClusters: Readonly<Record<string, ConnectionError>> = {
  INTERNAL_ERROR: internalError,
  NETWORK_ERRORS: { meaning: 'Network errors keep KMS from the cluster.', cure: retry },
  CLUSTER_NOT_FOUND: {
    meaning: 'There is no CloudHSM cluster with the store’s cluster ID.',
    cure: 'Create a cluster from a backup of the old one, and enter its ID in the store.',
  },
  INSUFFICIENT_CLOUDHSM_HSMS: {
    meaning: 'The cluster has no active HSM.',
    cure: 'Add an HSM to the cluster; to create keys it needs two, in different Availability Zones.',
  },
  INSUFFICIENT_FREE_ADDRESSES_IN_SUBNET: {
    meaning: 'A private subnet of the cluster has no free IP address.',
    cure: 'Free an address in each subnet of the cluster, two being better, or create a cluster from a backup in other subnets.',
  },
  INVALID_CREDENTIALS: {
    meaning: 'The password in the store is not that of the crypto user kmsuser.',
    cure: 'Set a new password for kmsuser in the cluster, and enter it in the store.',
  },
  SUBNET_NOT_FOUND: {
    meaning: 'A subnet of the cluster was deleted.',
    cure: 'Create a cluster from a backup in a VPC with its subnets, and enter its ID in the store.',
  },
  USER_LOCKED_OUT: {
    meaning: 'The crypto user kmsuser is locked out after too many failed logins.',
    cure: 'Change the password of kmsuser in the cluster, and enter it in the store.',
  },
  USER_LOGGED_IN: {
    meaning: 'The crypto user kmsuser is logged in to the cluster already, so KMS cannot log in.',
    cure: 'Log kmsuser out of the cluster. If its password was changed meanwhile, enter the new one in the store.',
  },
  USER_NOT_FOUND: {
    meaning: 'The cluster has no crypto user kmsuser.',
    cure: 'Create the crypto user kmsuser in the cluster, without two-factor authentication, and enter its password in the store.',
  },
};

/** Source: as above, and developer guide, xks-troubleshooting (2026-11). */
const ofProxies: Readonly<Record<string, ConnectionError>> = {
  INTERNAL_ERROR: internalError,
  NETWORK_ERRORS: { meaning: 'Network errors keep KMS from the external key store proxy.', cure: retry },
  INVALID_CREDENTIALS: {
    meaning: 'The proxy does not accept the authentication credential in the store.',
    cure: 'Enter the access key ID and the secret access key of the proxy in the store.',
  },
  XKS_PROXY_ACCESS_DENIED: {
    meaning: 'The proxy authenticates KMS, and denies it access by its own authorization rules.',
    cure: 'Allow KMS in the authorization rules of the proxy.',
  },
  XKS_PROXY_INVALID_CONFIGURATION: {
    meaning: 'The configuration of the proxy does not fit the store; mostly the URI path is wrong.',
    cure: 'Check the URI path at the proxy, and correct it in the store.',
  },
  XKS_PROXY_INVALID_RESPONSE: {
    meaning: 'KMS cannot interpret what the proxy answers.',
    cure: 'Ask the vendor of the proxy: it does not follow the external key store proxy API.',
  },
  XKS_PROXY_INVALID_TLS_CONFIGURATION: {
    meaning: 'No TLS connection to the proxy can be made.',
    cure: 'The proxy must speak TLS 1.2 or later; its certificate must be valid, name the host of the endpoint, and come from a certificate authority that KMS trusts.',
  },
  XKS_PROXY_NOT_REACHABLE: {
    meaning: 'KMS cannot reach the proxy, or every external key manager behind it is unavailable.',
    cure: 'Check the URI endpoint, that the proxy runs, its network and firewall, and the state of the external key manager.',
  },
  XKS_PROXY_TIMED_OUT: {
    meaning: 'The proxy takes connections, and does not answer within the 250 milliseconds that KMS waits.',
    cure: 'Give the proxy and the key manager more capacity, or move them closer to the Region.',
  },
  XKS_VPC_ENDPOINT_SERVICE_INVALID_CONFIGURATION: {
    meaning: 'The VPC endpoint service of the proxy does not meet the requirements of external key stores.',
    cure: 'It needs a Network Load Balancer in two Availability Zones, a verified private DNS name that is the host of the URI endpoint, and no required acceptance.',
  },
  XKS_VPC_ENDPOINT_SERVICE_NOT_FOUND: {
    meaning: 'KMS does not find the VPC endpoint service, or may not use it.',
    cure: 'Check its name in the store, and allow the principal cks.kms.REGION.amazonaws.com in the service.',
  },
};

const byType = { AWS_CLOUDHSM: ofClusters, EXTERNAL_KEY_STORE: ofProxies } as const;

/** What a ConnectionErrorCode says of a store of this type; undefined for one that is not documented. */
export function connectionErrorOf(type: KeyStoreType, code: string): ConnectionError | undefined {
  const errors = byType[type];
  return Object.hasOwn(errors, code) ? errors[code] : undefined;
}
