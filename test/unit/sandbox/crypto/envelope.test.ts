import { gcm } from '@noble/ciphers/aes.js';
import fc from '../../properties';
import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  openCiphertext,
  readCiphertextHeader,
  sealCiphertext,
} from '../../../../src/sandbox/crypto/envelope';

const header = {
  account: '111122223333',
  keyId: '1234abcd-12ab-34cd-56ef-1234567890ab',
  materialId: 'ab'.repeat(32),
};
const secret = randomBytes(32);
const bytes = (maxLength = 300) => fc.uint8Array({ maxLength });
const context = () =>
  fc.dictionary(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }), { maxKeys: 5 });

describe('A symmetric ciphertext', () => {
  it('gives any plaintext back under any encryption context', () => {
    fc.assert(
      fc.property(bytes(4096), context(), (plaintext, pairs) => {
        const sealed = sealCiphertext(header, secret, plaintext, pairs);
        expect(openCiphertext(sealed, secret, pairs)).toEqual(Buffer.from(plaintext));
      }),
    );
  });

  it('does not mind the order of the encryption context', () => {
    const sealed = sealCiphertext(header, secret, Buffer.from('secret'), { a: '1', b: '2', ä: '3' });
    expect(openCiphertext(sealed, secret, { ä: '3', b: '2', a: '1' })?.toString()).toBe('secret');
  });

  it('opens under no other encryption context', () => {
    fc.assert(
      fc.property(context(), context(), (made, other) => {
        fc.pre(JSON.stringify(Object.entries(made).sort()) !== JSON.stringify(Object.entries(other).sort()));
        expect(
          openCiphertext(sealCiphertext(header, secret, Buffer.of(1), made), secret, other),
        ).toBeUndefined();
      }),
    );
  });

  it('tells contexts apart whose joined texts are the same', () => {
    const sealed = sealCiphertext(header, secret, Buffer.of(1), { ab: 'c' });
    expect(openCiphertext(sealed, secret, { a: 'bc' })).toBeUndefined();
    expect(openCiphertext(sealed, secret, { c: 'ab' })).toBeUndefined();
  });

  it('fails when any single bit is flipped, the header included', () => {
    const sealed = sealCiphertext(header, secret, Buffer.from('payments'), { a: '1' });
    for (let bit = 0; bit < sealed.length * 8; bit++) {
      const forged = Buffer.from(sealed);
      forged[bit >> 3] = (forged[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(openCiphertext(forged, secret, { a: '1' }), `bit ${bit}`).toBeUndefined();
    }
  });

  it('fails when it is cut or lengthened', () => {
    const sealed = sealCiphertext(header, secret, Buffer.from('payments'), {});
    for (let length = 0; length < sealed.length; length++)
      expect(openCiphertext(sealed.subarray(0, length), secret, {})).toBeUndefined();
    expect(openCiphertext(Buffer.concat([sealed, Buffer.of(0)]), secret, {})).toBeUndefined();
  });

  it('opens under no other key material', () => {
    const sealed = sealCiphertext(header, secret, Buffer.from('payments'), {});
    expect(openCiphertext(sealed, randomBytes(32), {})).toBeUndefined();
  });

  it('says which key and which key material it was made with', () => {
    const multiRegion = { ...header, keyId: `mrk-${'0f'.repeat(16)}` };
    expect(readCiphertextHeader(sealCiphertext(header, secret, Buffer.of(1), {}))).toEqual(header);
    expect(readCiphertextHeader(sealCiphertext(multiRegion, secret, Buffer.of(1), {}))).toEqual(multiRegion);
  });

  it('is nothing that random bytes are taken for', () => {
    fc.assert(
      fc.property(bytes(), (noise) => {
        expect(openCiphertext(noise, secret, {})).toBeUndefined();
      }),
    );
  });

  it('is AES-256-GCM with header and context authenticated, by another implementation', () => {
    const sealed = sealCiphertext(header, secret, Buffer.from('payments'), { b: '2', a: '1' });
    const nonceStart = sealed.length - 16 - 'payments'.length - 12;
    const authenticated = Buffer.concat([
      sealed.subarray(0, nonceStart),
      Buffer.from('[["a","1"],["b","2"]]'),
    ]);
    const opened = gcm(secret, sealed.subarray(nonceStart, nonceStart + 12), authenticated).decrypt(
      sealed.subarray(nonceStart + 12),
    );
    expect(Buffer.from(opened).toString()).toBe('payments');
  });

  it('is never twice the same', () => {
    const seal = () => sealCiphertext(header, secret, Buffer.from('payments'), {}).toString('hex');
    expect(new Set(Array.from({ length: 50 }, seal)).size).toBe(50);
  });
});
