import type { ECDSA } from '@noble/curves/abstract/weierstrass.js';
import { randomBytes } from 'node:crypto';
import {
  decodeEcPoint,
  decodeEcScalar,
  decodePrivateKey,
  decodePublicKey,
  encodeEcPrivateKey,
  encodePrivateKey,
  encodePublicKey,
  isAlgorithm,
} from './keyEncoding';
import { oids } from '../../core/encoding/oids';
import { type EcCurve } from '../../core/kms/specs';
import { sm2Curve } from '../../core/crypto/sm2Curve';

/**
 * The curves by @noble/curves, loaded on first use. node:crypto signs no digests, and Electron's (BoringSSL) knows
 * neither secp256k1 nor SM2; so those go through here in every host, and one code path is tested in all.
 */
export async function loadCurve(curve: EcCurve): Promise<ECDSA> {
  if (curve === 'secp256k1') return (await import('@noble/curves/secp256k1.js')).secp256k1;
  if (curve === 'SM2') return sm2Curve();
  const { p256, p384, p521 } = await import('@noble/curves/nist.js');
  return { 'P-256': p256, 'P-384': p384, 'P-521': p521 }[curve];
}

export async function generateEcKey(curve: EcCurve): Promise<Buffer> {
  const implementation = await loadCurve(curve);
  return encodeEcKey(curve, implementation, implementation.utils.randomSecretKey(seedOf(implementation)));
}

/** A private key brought from outside, in the one encoding that is stored; throws where it is none of this curve. */
export async function normaliseEcKey(curve: EcCurve, pkcs8: Uint8Array): Promise<Buffer> {
  const decoded = decodePrivateKey(pkcs8);
  if (!isAlgorithm(decoded, oids.ecPublicKey, oids.curves[curve]))
    throw new RangeError(`Not a private key of curve ${curve}.`);
  const implementation = await loadCurve(curve);
  const scalar = scalarBytes(decodeEcScalar(decoded.key), implementation);
  if (!implementation.utils.isValidSecretKey(scalar))
    throw new RangeError(`The private key is outside the range of curve ${curve}.`);
  return encodeEcKey(curve, implementation, scalar);
}

/** The scalar of a stored private key, as long as the curve's order. */
export function ecScalar(pkcs8: Uint8Array, implementation: ECDSA): Buffer {
  return scalarBytes(decodeEcScalar(decodePrivateKey(pkcs8).key), implementation);
}

/** The public point of a stored private key, uncompressed. */
export function ecPoint(pkcs8: Uint8Array): Buffer {
  return decodeEcPoint(decodePrivateKey(pkcs8).key);
}

export function ecPublicKey(curve: EcCurve, pkcs8: Uint8Array): Buffer {
  return encodePublicKey(ecPoint(pkcs8), oids.ecPublicKey, oids.curves[curve]);
}

/** The shared secret of ECDH (NIST SP 800-56A): the x coordinate. Undefined where `peer` is no public key of the curve. */
export async function ecdh(curve: EcCurve, pkcs8: Uint8Array, peer: Uint8Array): Promise<Buffer | undefined> {
  const implementation = await loadCurve(curve);
  try {
    const decoded = decodePublicKey(peer);
    if (!isAlgorithm(decoded, oids.ecPublicKey, oids.curves[curve])) return undefined;
    const shared = implementation.getSharedSecret(ecScalar(pkcs8, implementation), decoded.key, false);
    return Buffer.from(shared.subarray(1, 1 + (shared.length - 1) / 2));
  } catch {
    // Not DER, not a point, or not on the curve: all the same to the caller.
    return undefined;
  }
}

function encodeEcKey(curve: EcCurve, implementation: ECDSA, scalar: Uint8Array): Buffer {
  const point = implementation.getPublicKey(scalar, false);
  return encodePrivateKey(encodeEcPrivateKey(scalar, point), oids.ecPublicKey, oids.curves[curve]);
}

/** Some encoders drop leading zeros, which RFC 5915 does not allow but readers forgive. */
function scalarBytes(scalar: Buffer, implementation: ECDSA): Buffer {
  const length = implementation.lengths.secretKey ?? scalar.length;
  if (scalar.length >= length) return scalar.subarray(scalar.length - length);
  return Buffer.concat([Buffer.alloc(length - scalar.length), scalar]);
}

function seedOf(implementation: ECDSA): Buffer {
  return randomBytes(implementation.lengths.seed ?? 0);
}
