import { sm3 } from './sm3';

/** The distinguishing identifier that signers use who have agreed on none (GM/T 0009), KMS among them. */
const defaultId = Buffer.from('1234567812345678');

/** a ‖ b ‖ Gx ‖ Gy of the curve (GB/T 32918.5). */
const curveConstants = Buffer.from(
  'fffffffeffffffffffffffffffffffffffffffff00000000fffffffffffffffc' +
    '28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93' +
    '32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7' +
    'bc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0',
  'hex',
);

/**
 * Z, which binds the signer to what is signed: SM2 signs SM3(Z ‖ M).
 * @param point the public key as an uncompressed point, 04 ‖ x ‖ y
 */
export function sm2Signer(point: Uint8Array): Buffer {
  const idBits = Buffer.alloc(2);
  idBits.writeUInt16BE(defaultId.length * 8);
  return sm3(idBits, defaultId, curveConstants, point.subarray(1));
}
