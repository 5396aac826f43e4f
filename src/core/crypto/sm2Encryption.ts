import type { ECDSA } from '@noble/curves/abstract/weierstrass.js';
import { randomBytes } from 'node:crypto';
import { der, derItem, derItems, derTag, integer, parseDer } from '../encoding/der';
import { sm2Bytes, sm2Curve, sm2Number } from './sm2Curve';
import { sm3, sm3Bytes } from './sm3';

/** SM2PKE of GB/T 32918.4, as the ASN.1 of GB/T 35276: SEQUENCE { x, y, SM3 digest, masked plaintext }. */

/** A plaintext under a public key, given by its point. */
export async function sm2EncryptTo(point: Uint8Array, plaintext: Uint8Array): Promise<Buffer> {
  const curve = await sm2Curve();
  const k = sm2Number(curve.utils.randomSecretKey(randomBytes(curve.lengths.seed ?? 0)));
  const c1 = curve.Point.BASE.multiply(k).toAffine();
  const shared = sharedPoint(curve, point, k);
  return der(
    derTag.sequence,
    integer(sm2Bytes(c1.x)),
    integer(sm2Bytes(c1.y)),
    der(derTag.octetString, sm3(shared.x, plaintext, shared.y)),
    der(derTag.octetString, masked(plaintext, shared)),
  );
}

/** The plaintext, or undefined where the ciphertext is not one under the key of this scalar. */
export async function sm2DecryptWith(
  scalar: Uint8Array,
  ciphertext: Uint8Array,
): Promise<Buffer | undefined> {
  const curve = await sm2Curve();
  try {
    const items = derItems(parseDer(ciphertext));
    const point = curve.Point.fromAffine({
      x: sm2Number(derItem(items, 0, derTag.integer)),
      y: sm2Number(derItem(items, 1, derTag.integer)),
    });
    point.assertValidity();
    const shared = sharedPoint(curve, point.toBytes(false), sm2Number(scalar));
    const plaintext = masked(derItem(items, 3, derTag.octetString), shared);
    const intact = sm3(shared.x, plaintext, shared.y).equals(derItem(items, 2, derTag.octetString));
    return intact ? plaintext : undefined;
  } catch {
    // Neither DER nor a point of the curve: no ciphertext of any SM2 key.
    return undefined;
  }
}

interface SharedPoint {
  x: Buffer;
  y: Buffer;
}

function sharedPoint(curve: ECDSA, point: Uint8Array, scalar: bigint): SharedPoint {
  const { x, y } = curve.Point.fromBytes(point).multiply(scalar).toAffine();
  return { x: sm2Bytes(x), y: sm2Bytes(y) };
}

/** Bytes under the key stream of the shared point, and back. */
function masked(bytes: Uint8Array, { x, y }: SharedPoint): Buffer {
  const blocks: Buffer[] = [];
  for (let counter = 1; blocks.length * sm3Bytes < bytes.length; counter++) {
    const index = Buffer.alloc(4);
    index.writeUInt32BE(counter);
    blocks.push(sm3(x, y, index));
  }
  const stream = Buffer.concat(blocks);
  return Buffer.from(bytes.map((byte, at) => byte ^ (stream[at] ?? 0)));
}
