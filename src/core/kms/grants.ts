import { operationOf } from './actions';
import { specs, type KeySpec, type KeyUsage } from './specs';

/**
 * What a grant can permit, in the order of the service's enum.
 * Source: API reference, GrantOperation; developer guide, "Grant operations" (2026-11).
 */
export const grantOperations = [
  'Decrypt',
  'Encrypt',
  'GenerateDataKey',
  'GenerateDataKeyWithoutPlaintext',
  'ReEncryptFrom',
  'ReEncryptTo',
  'Sign',
  'Verify',
  'GetPublicKey',
  'CreateGrant',
  'RetireGrant',
  'DescribeKey',
  'GenerateDataKeyPair',
  'GenerateDataKeyPairWithoutPlaintext',
  'GenerateMac',
  'VerifyMac',
  'DeriveSharedSecret',
  'Encapsulate',
  'Decapsulate',
] as const;

export type GrantOperation = (typeof grantOperations)[number];

/** What kind of key a grant is for. */
export interface GrantedKey {
  usage: KeyUsage;
  kind: 'symmetric-encryption' | 'asymmetric' | 'hmac';
}

/** Whether a grant for a key of this kind can permit the operation. */
export function isGrantable(operation: GrantOperation, { usage, kind }: GrantedKey): boolean {
  const needs = operationOf(operation)?.needs;
  return (needs?.usages?.includes(usage) ?? true) && (needs?.specs === undefined || needs.specs === kind);
}

/** What kind of key a spec makes, as grants tell them apart. */
export function grantedKind(spec: KeySpec): GrantedKey['kind'] {
  if (spec === 'SYMMETRIC_DEFAULT') return 'symmetric-encryption';
  return specs[spec].material.kind === 'secret' ? 'hmac' : 'asymmetric';
}

/** What a grant for the key can permit. Keys in custom key stores make no data key pairs. */
export function grantableOperations(key: {
  usage: KeyUsage;
  spec: KeySpec;
  customKeyStoreId?: string;
}): GrantOperation[] {
  const granted = { usage: key.usage, kind: grantedKind(key.spec) };
  return grantOperations.filter(
    (operation) =>
      isGrantable(operation, granted) &&
      (key.customKeyStoreId === undefined || !operation.startsWith('GenerateDataKeyPair')),
  );
}

/** A name of a grant. Source: API reference, CreateGrant, Name (2026-11). */
export const grantNames = { pattern: /^[a-zA-Z0-9:/_-]+$/, mostCharacters: 256 } as const;

/**
 * How long a new grant, and one that was revoked or retired, may take to reach all of KMS.
 * Source: developer guide, "Eventual consistency for grants" (2026-11).
 */
export const grantDelay = 'up to 5 minutes';

/** Limits of a constraint. Source: API reference, GrantConstraints (2026-11). */
export const constraintLimits = { contextPairs: 8, contextValueCharacters: 384 } as const;
