import { ConnectionErrorCodeType } from '@aws-sdk/client-kms';
import { describe, expect, it } from 'vitest';
import { connectionErrorOf } from '../../../../src/core/keyStores/connectionErrors';

describe('why a custom key store cannot be connected', () => {
  it.each(Object.values(ConnectionErrorCodeType))(
    '%s has a meaning and a cure, for its kinds of store',
    (code) => {
      const cluster = connectionErrorOf('AWS_CLOUDHSM', code);
      const external = connectionErrorOf('EXTERNAL_KEY_STORE', code);
      const ofBoth = ['INTERNAL_ERROR', 'NETWORK_ERRORS', 'INVALID_CREDENTIALS'].includes(code);
      expect(cluster !== undefined).toBe(ofBoth || !code.startsWith('XKS_'));
      expect(external !== undefined).toBe(ofBoth || code.startsWith('XKS_'));
    },
  );

  it('tells the password of a cluster from the credential of a proxy', () => {
    expect(connectionErrorOf('AWS_CLOUDHSM', 'INVALID_CREDENTIALS')?.cure).toContain('kmsuser');
    expect(connectionErrorOf('EXTERNAL_KEY_STORE', 'INVALID_CREDENTIALS')?.cure).toContain('proxy');
  });

  it.each(['NEW_ERROR', 'toString', '__proto__'])('knows nothing of %s', (code) => {
    expect(connectionErrorOf('AWS_CLOUDHSM', code)).toBeUndefined();
  });
});
