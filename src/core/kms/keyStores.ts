import type { OperationName } from './operations';

/** States of the connection of a custom key store. Source: API reference, CustomKeyStoresListEntry (2026-11). */
export const connectionStates = [
  'DISCONNECTED',
  'CONNECTING',
  'CONNECTED',
  'DISCONNECTING',
  'FAILED',
] as const;
export type ConnectionState = (typeof connectionStates)[number];

export type KeyStoreType = 'AWS_CLOUDHSM' | 'EXTERNAL_KEY_STORE';

/**
 * The states in which KMS takes an operation on a custom key store; else it answers
 * CustomKeyStoreInvalidStateException, whose documentation this is (API reference, 2026-11).
 */
const takenIn = {
  ConnectCustomKeyStore: ['DISCONNECTED', 'CONNECTING', 'CONNECTED'],
  DisconnectCustomKeyStore: ['CONNECTING', 'CONNECTED', 'FAILED'],
  DeleteCustomKeyStore: ['DISCONNECTED'],
  CreateKey: ['CONNECTED'],
  GenerateRandom: ['CONNECTED'],
} as const satisfies Partial<Record<OperationName, readonly ConnectionState[]>>;

/** Whether KMS takes the operation in a state of the custom key store that it works on or in. */
export function isTakenIn(operation: keyof typeof takenIn, state: ConnectionState): boolean {
  const states: readonly ConnectionState[] = takenIn[operation];
  return states.includes(state);
}

/** What an external key store may change without being disconnected (API reference, UpdateCustomKeyStore). */
const open: readonly string[] = [
  'NewCustomKeyStoreName',
  'XksProxyUriPath',
  'XksProxyAuthenticationCredential',
];

/**
 * Whether UpdateCustomKeyStore takes new values of these parameters in a state. CustomKeyStoreInvalidStateException
 * lets a connected store change its name alone; the operation's page, and developer guide, update-xks-keystore ("any
 * connection state"), also path and credential of an external one. That neither is taken on the way from one state to
 * another is inferred.
 */
export function isUpdatableIn(
  state: ConnectionState,
  type: KeyStoreType,
  parameters: readonly string[],
): boolean {
  if (state === 'DISCONNECTED') return true;
  if (!parameters.every((name) => open.includes(name))) return false;
  return state === 'CONNECTED' || (state === 'FAILED' && type === 'EXTERNAL_KEY_STORE');
}
