import { describe, expect, it } from 'vitest';
import { keyStoreActions } from '../../../../src/core/keyStores/model';

describe('what can be done with a custom key store', () => {
  it.each([
    ['DISCONNECTED', ['connect', 'delete']],
    ['CONNECTING', ['disconnect']],
    ['CONNECTED', ['disconnect']],
    ['DISCONNECTING', []],
    ['FAILED', ['disconnect']],
  ] as const)('that is %s: %j', (state, actions) => {
    expect(keyStoreActions({ id: 'cks-1', name: 'store', type: 'AWS_CLOUDHSM', state })).toEqual(actions);
  });
});
