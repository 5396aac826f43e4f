import { describe, expect, it } from 'vitest';
import { cliOperationsFor } from '../../../../src/core/keys/commandLine';
import type { Key } from '../../../../src/core/keys/model';
import { key } from './builders';

describe('the AWS CLI commands for a key', () => {
  const offered = (changes: Partial<Key>): string[] =>
    cliOperationsFor(key(changes)).map((one) => one.operation);

  it('are those that KMS takes for it', () => {
    expect(offered({ spec: 'ML_DSA_44', usage: 'SIGN_VERIFY' })).not.toContain('get-key-rotation-status');
    expect(offered({ spec: 'ML_DSA_44', usage: 'SIGN_VERIFY' })).not.toContain('encrypt');
    expect(offered({ state: 'PendingDeletion' })).toContain('cancel-key-deletion');
    expect(offered({ state: 'PendingDeletion' })).not.toContain('enable-key');
    expect(offered({ state: 'PendingDeletion' })).not.toContain('encrypt');
    expect(offered({})).toEqual(
      expect.arrayContaining(['describe-key', 'get-key-rotation-status', 'encrypt']),
    );
    expect(cliOperationsFor(undefined).length).toBeGreaterThan(offered({}).length);
  });
});
