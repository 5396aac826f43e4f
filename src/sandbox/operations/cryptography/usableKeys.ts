import { isSpecOfRegion, type KeySpec, type KeyUsage } from '../../../core/kms/specs';
import type { KeyRecord } from '../../../generated/sandbox-state';
import { secretOf } from '../../crypto/generate';
import { AwsError, dryRunSucceeded, invalid, unsupported } from '../../errors';
import type { Call } from '../call';
import { algorithmsOf } from '../keyMetadata';

/** InvalidKeyUsageException unless the key is for this; the text is AWS's. */
export function requireUsage(call: Pick<Call, 'operation'>, key: KeyRecord, usage: KeyUsage): void {
  if (key.usage !== usage)
    throw new AwsError(
      'InvalidKeyUsageException',
      `${key.arn} key usage is ${key.usage} which is not valid for ${call.operation}.`,
    );
}

/** InvalidKeyUsageException unless keys of this spec and usage have the algorithm. */
export function requireAlgorithm(key: KeyRecord, algorithm: string): void {
  if (!algorithmsOf(key).includes(algorithm))
    throw new AwsError(
      'InvalidKeyUsageException',
      `Algorithm ${algorithm} is incompatible with key spec ${key.spec}.`,
    );
}

export interface UsableMaterial {
  id: string;
  secret: Buffer;
}

/** The material that new ciphertexts, signatures and MACs are made with. */
export function currentMaterial(call: Pick<Call, 'vault'>, key: KeyRecord): UsableMaterial {
  const material = key.materials.find(({ state }) => state === 'CURRENT');
  const secret = material && secretOf(call.vault, key.keyId, material);
  // The key-state table lets no cryptographic operation come here without material, except that of an external key
  // store, which is kept behind a proxy that the sandbox does not speak to.
  if (!material || !secret) throw key.origin === 'EXTERNAL_KEY_STORE' ? noProxy() : pendingImport(key);
  return { id: material.id, secret };
}

/** The material that a ciphertext names, also from before a rotation; undefined where the key never had it. */
export function materialById(
  call: Pick<Call, 'vault'>,
  key: KeyRecord,
  id: string,
): UsableMaterial | undefined {
  const material = key.materials.find((candidate) => candidate.id === id);
  const secret = material && secretOf(call.vault, key.keyId, material);
  return secret && { id, secret };
}

export function pendingImport(key: KeyRecord): AwsError {
  return new AwsError('KMSInvalidStateException', `${key.arn} is pending import.`);
}

function noProxy(): AwsError {
  return new AwsError(
    'KMSInvalidStateException',
    'AWS KMS cannot communicate with the external key store proxy.',
  );
}

/** AWS sends this error without a message, whatever was wrong with the ciphertext. */
export function invalidCiphertext(): AwsError {
  return new AwsError('InvalidCiphertextException');
}

/** Ends a dry run where the call itself would have gone on. */
export function endDryRun(input: { DryRun?: boolean }): void {
  if (input.DryRun) throw dryRunSucceeded();
}

/**
 * Attestation documents are signed by Nitro hardware, which no caller of a sandbox has: each one is invalid.
 * The text is ours; AWS's is not recorded.
 */
export function refuseRecipient(input: { Recipient?: object }): void {
  if (input.Recipient) throw invalid('The attestation document in Recipient is not valid.');
}

export function requireRegionOf(spec: KeySpec, region: string): void {
  if (!isSpecOfRegion(spec, region)) throw unsupported(`KeySpec ${spec} is not supported in this Region`);
}
