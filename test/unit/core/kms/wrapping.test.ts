import { expect, it } from 'vitest';
import { keySpecs, type KeySpec } from '../../../../src/core/kms/specs';
import { wrappingsOf } from '../../../../src/core/kms/wrapping';

const oaep = ['RSAES_OAEP_SHA_1', 'RSAES_OAEP_SHA_256'];
const hybrid = ['RSA_AES_KEY_WRAP_SHA_1', 'RSA_AES_KEY_WRAP_SHA_256'];

/** Under RSA_2048, RSA_4096 and SM2, outside of China and in it. */
const rows: readonly (readonly [
  RegExp,
  readonly string[],
  readonly string[],
  string[],
  string[],
  string[],
])[] = [
  [/^(SYMMETRIC_DEFAULT|HMAC_\d+)$/, oaep, oaep, oaep, oaep, []],
  [/^RSA_\d+$/, hybrid, hybrid, [], [], ['SM2PKE']],
  [
    /^ECC_(NIST_P256|NIST_P384|NIST_EDWARDS25519|SECG_P256K1)$/,
    [...oaep, ...hybrid],
    [...oaep, ...hybrid],
    oaep,
    oaep,
    ['SM2PKE'],
  ],
  [/^ECC_NIST_P521$/, hybrid, [...oaep, ...hybrid], [], oaep, ['SM2PKE']],
  [/^SM2$/, oaep, oaep, oaep, oaep, ['SM2PKE']],
  [/^ML_/, [], [], [], [], []],
];

it.each(keySpecs)('material of %s travels as the developer guide says', (spec: KeySpec) => {
  const [row, ...others] = rows.filter(([pattern]) => pattern.test(spec));
  expect(others).toEqual([]);
  expect([
    wrappingsOf(spec, 'RSA_2048', 'eu-west-1'),
    wrappingsOf(spec, 'RSA_4096', 'eu-west-1'),
    wrappingsOf(spec, 'RSA_2048', 'cn-north-1'),
    wrappingsOf(spec, 'RSA_4096', 'cn-north-1'),
    wrappingsOf(spec, 'SM2', 'cn-north-1'),
  ]).toEqual(row?.slice(1));
  expect(wrappingsOf(spec, 'SM2', 'eu-west-1')).toEqual([]);
});
