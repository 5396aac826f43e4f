import type { MLKEM } from '@noble/post-quantum/ml-kem.js';
import { expandedKey, generateLatticeKey, latticePublicKey } from './lattice';
import { oids } from '../../core/encoding/oids';

export type MlKemParameterSet = '512' | '768' | '1024';

/** Lengths of an encapsulated secret (FIPS 203, table 3). */
export const mlKemCiphertextBytes: Record<MlKemParameterSet, number> = {
  '512': 768,
  '768': 1088,
  '1024': 1568,
};

export async function generateMlKemKey(set: MlKemParameterSet): Promise<Buffer> {
  return generateLatticeKey(await load(set), oids.mlKem[set]);
}

export async function mlKemPublicKey(set: MlKemParameterSet, pkcs8: Uint8Array): Promise<Buffer> {
  return latticePublicKey(await load(set), oids.mlKem[set], pkcs8);
}

export async function encapsulate(
  pkcs8: Uint8Array,
  set: MlKemParameterSet,
): Promise<{ sharedSecret: Buffer; ciphertext: Buffer }> {
  const scheme = await load(set);
  const { cipherText, sharedSecret } = scheme.encapsulate(expandedKey(scheme, pkcs8).publicKey);
  return { sharedSecret: Buffer.from(sharedSecret), ciphertext: Buffer.from(cipherText) };
}

/**
 * The shared secret. A ciphertext of the right length that was made for another key gives a pseudo-random secret
 * (implicit rejection, FIPS 203 §6.3); one of the wrong length gives undefined.
 */
export async function decapsulate(
  pkcs8: Uint8Array,
  set: MlKemParameterSet,
  ciphertext: Uint8Array,
): Promise<Buffer | undefined> {
  if (ciphertext.length !== mlKemCiphertextBytes[set]) return undefined;
  const scheme = await load(set);
  return Buffer.from(scheme.decapsulate(ciphertext, expandedKey(scheme, pkcs8).secretKey));
}

async function load(set: MlKemParameterSet): Promise<MLKEM> {
  const { ml_kem512, ml_kem768, ml_kem1024 } = await import('@noble/post-quantum/ml-kem.js');
  return { '512': ml_kem512, '768': ml_kem768, '1024': ml_kem1024 }[set];
}
