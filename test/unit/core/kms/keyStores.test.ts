import { describe, expect, it } from 'vitest';
import { connectionStates, isTakenIn, isUpdatableIn } from '../../../../src/core/kms/keyStores';

describe('the state of a custom key store', () => {
  it.each([
    ['ConnectCustomKeyStore', ['DISCONNECTED', 'CONNECTING', 'CONNECTED']],
    ['DisconnectCustomKeyStore', ['CONNECTING', 'CONNECTED', 'FAILED']],
    ['DeleteCustomKeyStore', ['DISCONNECTED']],
    ['CreateKey', ['CONNECTED']],
    ['GenerateRandom', ['CONNECTED']],
  ] as const)('lets %s in %j', (operation, states) => {
    expect(connectionStates.filter((state) => isTakenIn(operation, state))).toEqual(states);
  });

  it.each([
    ['AWS_CLOUDHSM', ['NewCustomKeyStoreName'], ['DISCONNECTED', 'CONNECTED']],
    ['AWS_CLOUDHSM', ['KeyStorePassword'], ['DISCONNECTED']],
    ['AWS_CLOUDHSM', ['NewCustomKeyStoreName', 'CloudHsmClusterId'], ['DISCONNECTED']],
    ['EXTERNAL_KEY_STORE', ['NewCustomKeyStoreName'], ['DISCONNECTED', 'CONNECTED', 'FAILED']],
    [
      'EXTERNAL_KEY_STORE',
      ['XksProxyUriPath', 'XksProxyAuthenticationCredential'],
      ['DISCONNECTED', 'CONNECTED', 'FAILED'],
    ],
    ['EXTERNAL_KEY_STORE', ['XksProxyUriEndpoint'], ['DISCONNECTED']],
    ['EXTERNAL_KEY_STORE', ['XksProxyUriPath', 'XksProxyConnectivity'], ['DISCONNECTED']],
  ] as const)('of %s lets change %j in %j', (type, parameters, states) => {
    expect(connectionStates.filter((state) => isUpdatableIn(state, type, parameters))).toEqual(states);
  });
});
