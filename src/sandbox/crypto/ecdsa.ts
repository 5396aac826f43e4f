import { sign, verify } from 'node:crypto';
import { ecPoint, ecScalar, loadCurve } from './ellipticCurves';
import { digest, type HashName } from './hash';
import type { EcCurve } from '../../core/kms/specs';
import { privateKeyOf, publicKeyOf } from './rsa';

/** Signatures are ECDSA-Sig-Value in DER; a high S is as good as a low one, as KMS has it. */
const encoding = { prehash: false, lowS: false, format: 'der' } as const;

export interface EcdsaInput {
  message: Uint8Array;
  /** The message is already a digest. */
  hashed: boolean;
}

export async function ecdsaSign(
  pkcs8: Uint8Array,
  curve: EcCurve,
  hash: HashName,
  input: EcdsaInput,
): Promise<Buffer> {
  if (!input.hashed && isNative(curve)) return sign(hash, input.message, privateKeyOf(pkcs8));
  const implementation = await loadCurve(curve);
  const scalar = ecScalar(pkcs8, implementation);
  return Buffer.from(implementation.sign(digestOf(hash, input), scalar, { ...encoding, extraEntropy: true }));
}

export async function ecdsaVerify(
  pkcs8: Uint8Array,
  curve: EcCurve,
  hash: HashName,
  input: EcdsaInput & { signature: Uint8Array },
): Promise<boolean> {
  if (!input.hashed && isNative(curve))
    return verify(hash, input.message, publicKeyOf(pkcs8), input.signature);
  const implementation = await loadCurve(curve);
  try {
    return implementation.verify(input.signature, digestOf(hash, input), ecPoint(pkcs8), encoding);
  } catch {
    // Bytes that are no DER signature at all are a wrong signature.
    return false;
  }
}

/** node:crypto is ten times as fast, where the message is still to be hashed and every host has the curve. */
function isNative(curve: EcCurve): boolean {
  return curve.startsWith('P-');
}

function digestOf(hash: HashName, { message, hashed }: EcdsaInput): Uint8Array {
  return hashed ? message : digest(hash, message);
}
