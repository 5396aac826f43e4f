import { describe, expect, it } from 'vitest';
import { claimProblems, jwsName, kmsAlgorithm, readClaims, readToken } from '../../../../src/core/crypto/jwt';
import { keySpecs, specOf } from '../../../../src/core/kms/specs';

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const token = (header: object, claims: object = { sub: 'x' }) => `${part(header)}.${part(claims)}.c2ln`;

describe('algorithms of tokens', () => {
  it('are there for every key that signs or makes MACs, but for HMAC_224 and SM2', () => {
    const without = keySpecs.filter((spec) => {
      const { SIGN_VERIFY = [], GENERATE_VERIFY_MAC = [] } = specOf(spec).usages;
      const all = [...SIGN_VERIFY, ...GENERATE_VERIFY_MAC];
      return all.length > 0 && all.every((algorithm) => jwsName(spec, algorithm) === undefined);
    });
    expect(without).toEqual(['HMAC_224', 'SM2']);
  });

  it('tell curves apart that share an algorithm of KMS', () => {
    expect(jwsName('ECC_NIST_P256', 'ECDSA_SHA_256')).toBe('ES256');
    expect(jwsName('ECC_SECG_P256K1', 'ECDSA_SHA_256')).toBe('ES256K');
    expect(kmsAlgorithm('ES256K', 'ECC_NIST_P256', ['ECDSA_SHA_256'])).toHaveProperty('problem');
  });

  it('have no name for the pre-hashed Ed25519', () => {
    expect(jwsName('ECC_NIST_EDWARDS25519', 'ED25519_PH_SHA_512')).toBeUndefined();
    expect(kmsAlgorithm('Ed25519', 'ECC_NIST_EDWARDS25519', ['ED25519_SHA_512'])).toBe('ED25519_SHA_512');
  });

  it('never take a public key for a secret', () => {
    expect(kmsAlgorithm('HS256', 'RSA_2048', ['RSASSA_PKCS1_V1_5_SHA_256'])).toHaveProperty('problem');
  });
});

describe('a token', () => {
  it('is taken apart', () => {
    const read = readToken(`Bearer ${token({ alg: 'ES256', kid: 'k1' })}\n`);
    expect(read).toMatchObject({
      alg: 'ES256',
      kid: 'k1',
      claims: { sub: 'x' },
      signature: Buffer.from('sig'),
    });
  });

  it.each([
    ['one part', 'abc', /three parts/],
    ['encrypted', 'a.b.c.d.e', /encrypted/],
    ['not signed', `${part({ alg: 'none' })}.${part({})}.`, /not signed/],
    ['alg in another case', `${part({ alg: 'NONE' })}.${part({})}.c2ln`, /not signed/],
    ['no signature', `${part({ alg: 'ES256' })}.${part({})}.`, /not signed/],
    ['padding', `${part({ alg: 'ES256' })}.${part({})}.c2ln=`, /not base64url/],
    ['no JSON', `YWJj.${part({})}.c2ln`, /header/],
    ['a list of claims', `${part({ alg: 'ES256' })}.${part([])}.c2ln`, /claims/],
    ['extensions', token({ alg: 'ES256', crit: ['b64'], b64: false }), /crit/],
    ['no algorithm', token({ typ: 'JWT' }), /no algorithm/],
  ])('that is none says why: %s', (_, text, words) => {
    const read = readToken(text);
    expect('problem' in read ? read.problem : '').toMatch(words);
  });

  it('is refused by its dates, each with its reason', () => {
    const now = Date.UTC(2026, 5, 1);
    const at = (seconds: number) => now / 1000 + seconds;
    expect(claimProblems({ exp: at(1), nbf: at(0), iat: at(0) }, now)).toEqual([]);
    expect(claimProblems({ exp: at(0) }, now)).toEqual(['It expired on 1 June 2026, 00:00 UTC (exp).']);
    expect(claimProblems({ nbf: at(60) }, now)).toEqual([
      'It is not valid before 1 June 2026, 00:01 UTC (nbf).',
    ]);
    expect(claimProblems({ iat: at(3600) }, now)).toHaveLength(1);
    expect(claimProblems({ exp: 'tomorrow' }, now)).toEqual(['exp is not a number.']);
  });
});

describe('claims to sign', () => {
  it('come alone or with a header', () => {
    expect(readClaims('{"sub": "x"}')).toEqual({ header: {}, claims: { sub: 'x' } });
    expect(readClaims('{"header": {"cty": "y"}, "claims": {"sub": "x"}}')).toEqual({
      header: { cty: 'y' },
      claims: { sub: 'x' },
    });
  });

  it.each([
    ['no JSON', '{', /not JSON/],
    ['a list', '[]', /an object/],
    ['a date in quotes', '{"exp": "1767225600"}', /without quotes/],
    ['milliseconds', '{"exp": 1767225600000}', /milliseconds/],
  ])('say what is wrong with them: %s', (_, text, words) => {
    const read = readClaims(text);
    expect('problem' in read ? read.problem : '').toMatch(words);
  });
});
