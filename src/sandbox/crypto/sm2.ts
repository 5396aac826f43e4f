import { randomBytes } from 'node:crypto';
import { der, derItem, derItems, derTag, integer, parseDer } from '../../core/encoding/der';
import { ecPoint, ecScalar } from './ellipticCurves';
import { sm2Bytes, sm2Curve, sm2Number } from '../../core/crypto/sm2Curve';
import { sm2DecryptWith, sm2EncryptTo } from '../../core/crypto/sm2Encryption';
import { sm2Signer } from '../../core/crypto/sm2Signer';
import { sm3 } from '../../core/crypto/sm3';

/** SM2DSA and SM2PKE of GB/T 32918, with the DER encodings of GB/T 35276. KMS offers them in China Regions only. */

export interface Sm2Input {
  message: Uint8Array;
  /** The message is already SM3(Z ‖ M). */
  hashed: boolean;
}

export async function sm2Sign(pkcs8: Uint8Array, input: Sm2Input): Promise<Buffer> {
  const curve = await sm2Curve();
  const { Point } = curve;
  const n = Point.Fn.ORDER;
  const d = sm2Number(ecScalar(pkcs8, curve));
  const e = sm2Number(sm2Digest(ecPoint(pkcs8), input));
  for (;;) {
    const k = sm2Number(curve.utils.randomSecretKey(randomBytes(curve.lengths.seed ?? 0)));
    const r = Point.Fn.create(e + Point.BASE.multiply(k).toAffine().x);
    const s = Point.Fn.mul(Point.Fn.inv(1n + d), Point.Fn.create(k - r * d));
    if (r !== 0n && r + k !== n && s !== 0n)
      return der(derTag.sequence, integer(sm2Bytes(r)), integer(sm2Bytes(s)));
  }
}

export async function sm2Verify(
  pkcs8: Uint8Array,
  input: Sm2Input & { signature: Uint8Array },
): Promise<boolean> {
  const curve = await sm2Curve();
  const { Point } = curve;
  const signature = readIntegers(input.signature);
  if (!signature) return false;
  const [r, s] = signature;
  const inRange = (value: bigint) => value > 0n && value < Point.Fn.ORDER;
  const t = Point.Fn.create(r + s);
  if (!inRange(r) || !inRange(s) || t === 0n) return false;
  const publicPoint = Point.fromBytes(ecPoint(pkcs8));
  const sum = Point.BASE.multiply(s).add(publicPoint.multiply(t));
  if (sum.is0()) return false;
  const e = sm2Number(sm2Digest(ecPoint(pkcs8), input));
  return Point.Fn.create(e + sum.toAffine().x) === r;
}

export async function sm2Encrypt(pkcs8: Uint8Array, plaintext: Uint8Array): Promise<Buffer> {
  return sm2EncryptTo(ecPoint(pkcs8), plaintext);
}

/** The plaintext, or undefined where the ciphertext is not one of this key. */
export async function sm2Decrypt(pkcs8: Uint8Array, ciphertext: Uint8Array): Promise<Buffer | undefined> {
  return sm2DecryptWith(ecScalar(pkcs8, await sm2Curve()), ciphertext);
}

/** e = SM3(Z ‖ M), where Z binds the signer's id, the curve and the public key. */
function sm2Digest(point: Buffer, { message, hashed }: Sm2Input): Uint8Array {
  return hashed ? message : sm3(sm2Signer(point), message);
}

function readIntegers(signature: Uint8Array): [bigint, bigint] | undefined {
  try {
    const items = derItems(parseDer(signature));
    if (items.length !== 2) return undefined;
    return [sm2Number(derItem(items, 0, derTag.integer)), sm2Number(derItem(items, 1, derTag.integer))];
  } catch {
    // Bytes that are no DER signature at all are a wrong signature.
    return undefined;
  }
}
