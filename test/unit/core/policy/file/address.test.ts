import fc from '../../../properties';
import { describe, expect, it } from 'vitest';
import { policyName, policyPath, readPolicyPath } from '../../../../../src/core/policy/file/address';

const ref = { connection: 'sandbox', region: 'us-east-1', keyId: '1f24e8f7-468e-4770-8148-a8907398c5bb' };

describe('policyPath', () => {
  it('names the file after the key, so that the tab and the schema know it', () => {
    expect(policyPath(ref, 'payments')).toBe(`/sandbox/us-east-1/${ref.keyId}/payments.key-policy.json`);
  });

  it('keeps an alias with slashes in one segment', () => {
    expect(policyPath(ref, 'app/payments')).toMatch(/\/app-payments\.key-policy\.json$/);
  });

  it('falls back to the key id where the name has no character that a file may have', () => {
    expect(policyPath(ref, '???')).toMatch(new RegExp(`/${ref.keyId}\\.key-policy\\.json$`));
  });

  it('leads back to the key, whatever the names', () => {
    const text = fc.string({ minLength: 1 });
    fc.assert(
      fc.property(text, text, text, (connection, keyId, name) => {
        const address = { connection, region: 'eu-west-1', keyId };
        expect(readPolicyPath(policyPath(address, name))).toEqual(address);
      }),
    );
  });
});

describe('policyName', () => {
  it('is what the document is called', () => {
    expect(policyName(policyPath(ref, 'payments'))).toBe('payments');
  });
});

describe('readPolicyPath', () => {
  it('knows nothing of other paths', () => {
    for (const path of [
      '',
      '/',
      '/a/b/c',
      '/a/b/c/d.json',
      '/a/b/c/d/e.key-policy.json',
      '/%/b/c/d.key-policy.json',
    ])
      expect(readPolicyPath(path)).toBeUndefined();
  });
});
