import type { KeyMaterial, KeySpec } from '../../generated/sandbox-state';
import type { Vault } from '../vault';
import { generateSecret, materialId, publicKeyDer } from './material';

export interface GeneratedMaterial {
  secret: Uint8Array;
  /** SubjectPublicKeyInfo, DER. */
  publicKey?: Uint8Array;
}

/** New key material of a spec. RSA keys are made off the event loop. */
export async function generateMaterial(spec: KeySpec): Promise<GeneratedMaterial> {
  return withPublicKey(spec, await generateSecret(spec));
}

/** New key material as the record of a key that is being created or rotated, current at once. */
export async function createMaterial(
  vault: Vault,
  spec: KeySpec,
  keyId: string,
  now: number,
): Promise<KeyMaterial> {
  return sealMaterial(vault, keyId, now, await generateMaterial(spec));
}

export async function withPublicKey(spec: KeySpec, secret: Uint8Array): Promise<GeneratedMaterial> {
  const publicKey = await publicKeyDer(spec, secret);
  return { secret, ...(publicKey && { publicKey }) };
}

export function sealMaterial(
  vault: Vault,
  keyId: string,
  now: number,
  { secret, publicKey }: GeneratedMaterial,
): KeyMaterial {
  const id = materialId(keyId, secret);
  return {
    id,
    state: 'CURRENT',
    created: now,
    secret: vault.seal(secret, sealContext(keyId, id)),
    ...(publicKey && { publicKey: Buffer.from(publicKey).toString('base64') }),
  };
}

/**
 * The secret of key material, or undefined while it is deleted or not imported yet. Opened once for as long as the
 * record lives, so that what is derived from it (key objects, expanded keys) is derived once as well.
 */
export function secretOf(vault: Vault, keyId: string, material: KeyMaterial): Buffer | undefined {
  if (material.secret === undefined) return undefined;
  return vault.openOnce(material, material.secret, sealContext(keyId, material.id));
}

/** Without the Region, so that a replica holds the very text of its primary. */
function sealContext(keyId: string, id: string): string {
  return `${keyId}/${id}`;
}
