import { createHash, createPublicKey, sign as nodeSign, verify as nodeVerify } from 'node:crypto';
import fc from '../../properties';
import { describe, expect, it } from 'vitest';
import { generateMaterial } from '../../../../src/sandbox/crypto/generate';
import { encodeEcPrivateKey, encodePrivateKey } from '../../../../src/sandbox/crypto/keyEncoding';
import { oids } from '../../../../src/core/encoding/oids';
import { privateKeyOf } from '../../../../src/sandbox/crypto/rsa';
import { sm2Decrypt, sm2Encrypt, sm2Sign, sm2Verify } from '../../../../src/sandbox/crypto/sm2';
import { sm3 } from '../../../../src/core/crypto/sm3';

/** a, b and the base point of GB/T 32918.5. */
const curveConstants = Buffer.from(
  'fffffffeffffffffffffffffffffffffffffffff00000000fffffffffffffffc' +
    '28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93' +
    '32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7' +
    'bc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0',
  'hex',
);

describe('SM3', () => {
  it('gives the digests of GB/T 32905, appendix A', () => {
    expect(sm3(Buffer.from('abc')).toString('hex')).toBe(
      '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0',
    );
    expect(sm3(Buffer.from('abcd'.repeat(16))).toString('hex')).toBe(
      'debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732',
    );
  });

  it('agrees with OpenSSL on any message', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (message) => {
        expect(sm3(message)).toEqual(createHash('sm3').update(message).digest());
      }),
    );
  });
});

describe('SM2', () => {
  const message = Buffer.from('message');
  const raw = { message, hashed: false };

  it('verifies the signature of GB/T 32918.5, appendix A', async () => {
    const scalar = Buffer.from('3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8', 'hex');
    const point = Buffer.from(
      '0409f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020' +
        'ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13',
      'hex',
    );
    const key = encodePrivateKey(encodeEcPrivateKey(scalar, point), oids.ecPublicKey, oids.curves.SM2);
    const signature = Buffer.from(
      '3046022100f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3' +
        '022100b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa',
      'hex',
    );
    const input = { message: Buffer.from('message digest'), hashed: false, signature };
    expect(await sm2Verify(key, input)).toBe(true);
    expect(await sm2Verify(key, { ...input, message })).toBe(false);
  });

  it('signs digests that OpenSSL verifies, and verifies what OpenSSL signs', async () => {
    const { secret, publicKey } = await generateMaterial('SM2');
    const key = createPublicKey({ key: Buffer.from(publicKey ?? []), format: 'der', type: 'spki' });
    // node:crypto sets no distinguishing identifier: its Z is that of an empty one.
    const point = Buffer.from(publicKey ?? []).subarray(-64);
    const z = sm3(Buffer.of(0, 0), curveConstants, point);
    const digest = { message: sm3(z, message), hashed: true };
    expect(nodeVerify('sm3', message, key, await sm2Sign(secret, digest))).toBe(true);
    const signature = nodeSign('sm3', message, privateKeyOf(secret));
    expect(await sm2Verify(secret, { ...digest, signature })).toBe(true);
  });

  it('verifies no other message and no noise', async () => {
    const { secret } = await generateMaterial('SM2');
    const signature = await sm2Sign(secret, raw);
    expect(await sm2Verify(secret, { ...raw, signature })).toBe(true);
    expect(await sm2Verify(secret, { message: Buffer.from('massage'), hashed: false, signature })).toBe(
      false,
    );
    expect(await sm2Verify(secret, { ...raw, signature: Buffer.from('noise') })).toBe(false);
  });

  it('encrypts and decrypts, and notices a changed ciphertext', async () => {
    const { secret } = await generateMaterial('SM2');
    for (const length of [1, 31, 32, 33, 1024]) {
      const plaintext = Buffer.alloc(length, 0x5a);
      const ciphertext = await sm2Encrypt(secret, plaintext);
      expect(await sm2Decrypt(secret, ciphertext)).toEqual(plaintext);
      ciphertext[ciphertext.length - 1] = (ciphertext.at(-1) ?? 0) ^ 1;
      expect(await sm2Decrypt(secret, ciphertext)).toBeUndefined();
    }
    expect(await sm2Decrypt(secret, Buffer.from('noise'))).toBeUndefined();
  });
});
