import type { ECDSA } from '@noble/curves/abstract/weierstrass.js';
import { randomBytes } from 'node:crypto';
import { der, derItem, derItems, derTag, integer, parseDer } from '../../core/encoding/der';
import { ecPoint, ecScalar } from './ellipticCurves';
import { sm2Curve } from './sm2Curve';
import { sm2Signer } from '../../core/crypto/sm2Signer';
import { sm3, sm3Bytes } from '../../core/crypto/sm3';

/** SM2DSA and SM2PKE of GB/T 32918, with the DER encodings of GB/T 35276. KMS offers them in China Regions only. */

const scalarBytes = 32;
export interface Sm2Input {
  message: Uint8Array;
  /** The message is already SM3(Z ‖ M). */
  hashed: boolean;
}

export async function sm2Sign(pkcs8: Uint8Array, input: Sm2Input): Promise<Buffer> {
  const curve = await sm2Curve();
  const { Point } = curve;
  const n = Point.Fn.ORDER;
  const d = toNumber(ecScalar(pkcs8, curve));
  const e = toNumber(sm2Digest(ecPoint(pkcs8), input));
  for (;;) {
    const k = toNumber(curve.utils.randomSecretKey(randomBytes(curve.lengths.seed ?? 0)));
    const r = Point.Fn.create(e + Point.BASE.multiply(k).toAffine().x);
    const s = Point.Fn.mul(Point.Fn.inv(1n + d), Point.Fn.create(k - r * d));
    if (r !== 0n && r + k !== n && s !== 0n)
      return der(derTag.sequence, integer(toBytes(r)), integer(toBytes(s)));
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
  const e = toNumber(sm2Digest(ecPoint(pkcs8), input));
  return Point.Fn.create(e + sum.toAffine().x) === r;
}

export async function sm2Encrypt(pkcs8: Uint8Array, plaintext: Uint8Array): Promise<Buffer> {
  const curve = await sm2Curve();
  const k = toNumber(curve.utils.randomSecretKey(randomBytes(curve.lengths.seed ?? 0)));
  const c1 = curve.Point.BASE.multiply(k).toAffine();
  const shared = sharedPoint(curve, ecPoint(pkcs8), k);
  const c3 = sm3(shared.x, plaintext, shared.y);
  const c2 = xor(plaintext, keyStream(shared, plaintext.length));
  return der(
    derTag.sequence,
    integer(toBytes(c1.x)),
    integer(toBytes(c1.y)),
    der(derTag.octetString, c3),
    der(derTag.octetString, c2),
  );
}

/** The plaintext, or undefined where the ciphertext is not one of this key. */
export async function sm2Decrypt(pkcs8: Uint8Array, ciphertext: Uint8Array): Promise<Buffer | undefined> {
  const curve = await sm2Curve();
  try {
    const items = derItems(parseDer(ciphertext));
    const point = curve.Point.fromAffine({
      x: toNumber(derItem(items, 0, derTag.integer)),
      y: toNumber(derItem(items, 1, derTag.integer)),
    });
    point.assertValidity();
    const shared = sharedPoint(curve, point.toBytes(false), toNumber(ecScalar(pkcs8, curve)));
    const c2 = derItem(items, 3, derTag.octetString);
    const plaintext = xor(c2, keyStream(shared, c2.length));
    const intact = sm3(shared.x, plaintext, shared.y).equals(derItem(items, 2, derTag.octetString));
    return intact ? plaintext : undefined;
  } catch {
    // Neither DER nor a point of the curve: no ciphertext of any SM2 key.
    return undefined;
  }
}

/** e = SM3(Z ‖ M), where Z binds the signer's id, the curve and the public key. */
function sm2Digest(point: Buffer, { message, hashed }: Sm2Input): Uint8Array {
  return hashed ? message : sm3(sm2Signer(point), message);
}

interface SharedPoint {
  x: Buffer;
  y: Buffer;
}

function sharedPoint(curve: ECDSA, point: Uint8Array, scalar: bigint): SharedPoint {
  const { x, y } = curve.Point.fromBytes(point).multiply(scalar).toAffine();
  return { x: toBytes(x), y: toBytes(y) };
}

function keyStream({ x, y }: SharedPoint, length: number): Buffer {
  const blocks: Buffer[] = [];
  for (let counter = 1; blocks.length * sm3Bytes < length; counter++) {
    const index = Buffer.alloc(4);
    index.writeUInt32BE(counter);
    blocks.push(sm3(x, y, index));
  }
  return Buffer.concat(blocks).subarray(0, length);
}

function readIntegers(signature: Uint8Array): [bigint, bigint] | undefined {
  try {
    const items = derItems(parseDer(signature));
    if (items.length !== 2) return undefined;
    return [toNumber(derItem(items, 0, derTag.integer)), toNumber(derItem(items, 1, derTag.integer))];
  } catch {
    // Bytes that are no DER signature at all are a wrong signature.
    return undefined;
  }
}

function toNumber(bytes: Uint8Array): bigint {
  return BigInt(`0x0${Buffer.from(bytes).toString('hex')}`);
}

function toBytes(value: bigint): Buffer {
  return Buffer.from(value.toString(16).padStart(scalarBytes * 2, '0'), 'hex');
}

function xor(a: Uint8Array, b: Uint8Array): Buffer {
  return Buffer.from(a.map((byte, index) => byte ^ (b[index] ?? 0)));
}
