import type { DSA } from '@noble/post-quantum/ml-dsa.js';
import { expandedKey, generateLatticeKey, latticePublicKey } from './lattice';
import { oids } from '../../core/encoding/oids';

export type MlDsaParameterSet = '44' | '65' | '87';

/** Length of the message representative µ that EXTERNAL_MU signs (FIPS 204 §6.2). */
export const muBytes = 64;

export async function generateMlDsaKey(set: MlDsaParameterSet): Promise<Buffer> {
  return generateLatticeKey(await load(set), oids.mlDsa[set]);
}

export async function mlDsaPublicKey(set: MlDsaParameterSet, pkcs8: Uint8Array): Promise<Buffer> {
  return latticePublicKey(await load(set), oids.mlDsa[set], pkcs8);
}

/** ML-DSA.Sign with an empty context, hedged; or of µ where the caller has computed it. */
export async function mlDsaSign(
  pkcs8: Uint8Array,
  set: MlDsaParameterSet,
  input: { message: Uint8Array; externalMu: boolean },
): Promise<Buffer> {
  const scheme = await load(set);
  const { secretKey } = expandedKey(scheme, pkcs8);
  return Buffer.from(
    input.externalMu
      ? scheme.internal.sign(input.message, secretKey, { externalMu: true })
      : scheme.sign(input.message, secretKey),
  );
}

export async function mlDsaVerify(
  pkcs8: Uint8Array,
  set: MlDsaParameterSet,
  input: { message: Uint8Array; externalMu: boolean; signature: Uint8Array },
): Promise<boolean> {
  const scheme = await load(set);
  const { publicKey } = expandedKey(scheme, pkcs8);
  if (input.signature.length !== scheme.lengths.signature) return false;
  return input.externalMu
    ? scheme.internal.verify(input.signature, input.message, publicKey, { externalMu: true })
    : scheme.verify(input.signature, input.message, publicKey);
}

async function load(set: MlDsaParameterSet): Promise<DSA> {
  const { ml_dsa44, ml_dsa65, ml_dsa87 } = await import('@noble/post-quantum/ml-dsa.js');
  return { '44': ml_dsa44, '65': ml_dsa65, '87': ml_dsa87 }[set];
}
