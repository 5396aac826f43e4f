import type { ECDSA } from '@noble/curves/abstract/weierstrass.js';

/** Recommended parameters of GB/T 32918.5. */
const parameters = {
  p: 0xfffffffeffffffffffffffffffffffffffffffff00000000ffffffffffffffffn,
  a: 0xfffffffeffffffffffffffffffffffffffffffff00000000fffffffffffffffcn,
  b: 0x28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93n,
  n: 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n,
  h: 1n,
  Gx: 0x32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7n,
  Gy: 0xbc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0n,
};

let loaded: Promise<ECDSA> | undefined;

/** Keys, points and ECDH on the SM2 curve. Its own `sign` is ECDSA, not SM2DSA. */
export function sm2Curve(): Promise<ECDSA> {
  loaded ??= load();
  return loaded;
}

async function load(): Promise<ECDSA> {
  const [{ ecdsa, weierstrass }, { sha256 }] = await Promise.all([
    import('@noble/curves/abstract/weierstrass.js'),
    import('@noble/hashes/sha2.js'),
  ]);
  return ecdsa(weierstrass(parameters), sha256, { lowS: false });
}

const numberBytes = 32;

/** A coordinate or scalar of the curve as a number. */
export function sm2Number(bytes: Uint8Array): bigint {
  return BigInt(`0x0${Buffer.from(bytes).toString('hex')}`);
}

/** A number of the curve in the 32 bytes that it is written in. */
export function sm2Bytes(value: bigint): Buffer {
  return Buffer.from(value.toString(16).padStart(numberBytes * 2, '0'), 'hex');
}
