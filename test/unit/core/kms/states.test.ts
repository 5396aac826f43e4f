import { describe, expect, it } from 'vitest';
import { operationNames, operations, type OperationName } from '../../../../src/core/kms/operations';
import { keyStates, refusalIn, refusals, type KeyState } from '../../../../src/core/kms/states';

const disabled = 'DisabledException';
const invalid = 'KMSInvalidStateException';
const unsupported = 'UnsupportedOperationException';

function outcome(operation: OperationName, state: KeyState): string {
  const refusal = refusalIn(operations[operation].states, state);
  return refusal === undefined ? 'works' : refusals[refusal].code;
}

/**
 * Places of the key-state table that are easily got wrong, as decided by "Key states of KMS keys" in the developer
 * guide. Where it says "not applicable" the state cannot occur, and nothing is refused.
 */
const decisions: readonly [OperationName, KeyState, string, string][] = [
  ['Sign', 'Unavailable', 'works', 'asymmetric keys are in no custom key store'],
  ['Verify', 'Unavailable', 'works', 'asymmetric keys are in no custom key store'],
  ['GenerateMac', 'Unavailable', 'works', 'HMAC keys are in no custom key store'],
  ['VerifyMac', 'Unavailable', 'works', 'HMAC keys are in no custom key store'],
  ['DeriveSharedSecret', 'Unavailable', 'works', 'asymmetric keys are in no custom key store'],
  ['GetPublicKey', 'Unavailable', 'works', 'asymmetric keys are in no custom key store'],
  ['GetPublicKey', 'PendingDeletion', invalid, 'notes 2 and 3'],
  ['GetPublicKey', 'Disabled', 'works', 'a public key is no secret'],
  ['Encapsulate', 'Disabled', disabled, 'as DeriveSharedSecret'],
  ['Encapsulate', 'PendingDeletion', invalid, 'as DeriveSharedSecret'],
  ['Decapsulate', 'Disabled', disabled, 'as DeriveSharedSecret'],
  ['Decapsulate', 'Creating', invalid, 'as DeriveSharedSecret'],
  ['GenerateDataKeyPair', 'Unavailable', unsupported, 'note 7'],
  ['GenerateDataKeyPairWithoutPlaintext', 'Unavailable', unsupported, 'note 7'],
  ['GenerateDataKey', 'Unavailable', invalid, 'note 11'],
  ['CreateGrant', 'Unavailable', 'works', 'only the cryptographic operations need the key store'],
  ['GetKeyRotationStatus', 'PendingImport', unsupported, 'note 6'],
  ['GetKeyRotationStatus', 'Unavailable', unsupported, 'note 7'],
  ['GetKeyRotationStatus', 'Disabled', 'works', 'only reading'],
  ['ListKeyRotations', 'Unavailable', unsupported, 'note 7'],
  ['ListKeyRotations', 'PendingImport', 'works', 'its materials are what one wants to see then'],
  ['EnableKeyRotation', 'PendingImport', unsupported, 'note 6'],
  ['EnableKeyRotation', 'Unavailable', unsupported, 'note 7'],
  ['DisableKeyRotation', 'PendingImport', unsupported, 'note 6'],
  ['DisableKeyRotation', 'Unavailable', unsupported, 'note 7'],
  ['RotateKeyOnDemand', 'PendingImport', invalid, 'note 5'],
  ['RotateKeyOnDemand', 'Unavailable', unsupported, 'note 7'],
  ['UpdateAlias', 'PendingDeletion', invalid, 'note 10, of the key that the alias will point to'],
  ['GetParametersForImport', 'Unavailable', unsupported, 'note 9'],
  ['GetParametersForImport', 'PendingDeletion', invalid, 'note 8'],
  ['ImportKeyMaterial', 'Unavailable', unsupported, 'note 9'],
  ['ImportKeyMaterial', 'Disabled', 'works', 'the table, against "must be PendingImport" of the field'],
  ['ImportKeyMaterial', 'PendingDeletion', invalid, 'API reference, KMSInvalidStateException'],
  ['ReplicateKey', 'Unavailable', 'works', 'multi-Region keys are in no custom key store'],
  ['ReplicateKey', 'Updating', invalid, 'note 15'],
  ['UpdatePrimaryRegion', 'Unavailable', 'works', 'multi-Region keys are in no custom key store'],
  ['ScheduleKeyDeletion', 'Creating', 'works', 'the table'],
  ['GetKeyLastUsage', 'PendingDeletion', 'works', 'no state exceptions in the API reference'],
];

describe('the key-state table', () => {
  it.each(decisions)('%s while %s: %s (%s)', (operation, state, expected) => {
    expect(outcome(operation, state)).toBe(expected);
  });

  it('treats a pending replica deletion as a pending deletion', () => {
    for (const operation of operationNames)
      expect([operation, outcome(operation, 'PendingReplicaDeletion')]).toEqual([
        operation,
        outcome(operation, 'PendingDeletion'),
      ]);
  });

  it('refuses nothing of an enabled key but to cancel its deletion', () => {
    const refused = operationNames.filter((name) => outcome(name, 'Enabled') !== 'works');
    expect(refused).toEqual(['CancelKeyDeletion']);
  });

  it('refuses every use of a key that is not enabled, updating or unavailable', () => {
    const uses = operationNames.filter((name) => operations[name].family === 'use');
    const usable = keyStates.filter((state) => uses.some((name) => outcome(name, state) === 'works'));
    expect(usable).toEqual(['Enabled', 'Unavailable', 'Updating']);
  });
});
