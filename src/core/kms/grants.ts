import { operationOf } from './actions';
import type { KeyUsage } from './specs';

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

/** Limits of a constraint. Source: API reference, GrantConstraints (2026-11). */
export const constraintLimits = { contextPairs: 8, contextValueCharacters: 384 } as const;
