import { generateKeyPairSync, sign, verify } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { ecdsaFormOf, ecdsaHalf, toDer, toP1363 } from '../../../../src/core/crypto/signatureForms';
import fc from '../../properties';

const message = Buffer.from('An order of two teapots');

describe.each([
  ['ECC_NIST_P256', 'P-256', 'sha256'],
  ['ECC_NIST_P384', 'P-384', 'sha384'],
  ['ECC_NIST_P521', 'P-521', 'sha512'],
] as const)('signatures of %s', (spec, namedCurve, hash) => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve });
  const half = ecdsaHalf(spec) as number;

  it('become IEEE P1363 and DER that other programs verify', () => {
    // Enough for numbers with their top bit set, and for some that are short.
    for (let round = 0; round < 40; round++) {
      const der = sign(hash, message, { key: privateKey, dsaEncoding: 'der' });
      const p1363 = toP1363(der, half) as Buffer;
      expect(verify(hash, message, { key: publicKey, dsaEncoding: 'ieee-p1363' }, p1363)).toBe(true);
      expect(toDer(p1363, half)).toEqual(der);
      expect([ecdsaFormOf(der, half), ecdsaFormOf(p1363, half)]).toEqual(['DER', 'IEEE P1363']);
    }
  });
});

describe('numbers of any length', () => {
  it('come back from DER as they were', () => {
    const scalar = fc
      .uint8Array({ minLength: 32, maxLength: 32 })
      .filter((bytes) => bytes.some((byte) => byte > 0));
    fc.assert(
      fc.property(scalar, scalar, (r, s) => {
        const p1363 = Buffer.concat([r, s]);
        expect(toP1363(toDer(p1363, 32) as Buffer, 32)).toEqual(p1363);
      }),
    );
  });
});

describe('what is no signature in DER', () => {
  const half = 32;
  it.each([
    ['nothing', ''],
    ['a longer length form than needed', '30810602010102010 1'],
    ['a zero too many', '3007020200010201 01'],
    ['a negative number', '30060201800201 01'],
    ['zero', '30060201000201 01'],
    ['three numbers', '3009020101020101020101'],
    ['something behind it', '300602010102010100'],
    ['an empty number', '300502000201 01'],
    ['a number longer than the group’s order', `3026022101${'00'.repeat(32)}020101`],
    ['an octet string', '3006040101020101'],
  ])('is refused: %s', (_, hex) => {
    const bytes = Buffer.from(hex.replaceAll(' ', ''), 'hex');
    expect(toP1363(bytes, half)).toBeUndefined();
    expect(ecdsaFormOf(bytes, half)).toBeUndefined();
  });
});
