import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { readingsOf } from '../../../../src/core/crypto/encodings';
import { readJwk } from '../../../../src/core/keys/readJwk';

const pairs: [string, { publicKey: KeyObject; privateKey: KeyObject }][] = [
  ['RSA', generateKeyPairSync('rsa', { modulusLength: 2048 })],
  ...['P-256', 'P-384', 'P-521', 'secp256k1'].map(
    (namedCurve): [string, { publicKey: KeyObject; privateKey: KeyObject }] => [
      namedCurve,
      generateKeyPairSync('ec', { namedCurve }),
    ],
  ),
  ['Ed25519', generateKeyPairSync('ed25519')],
];

describe('a JSON Web Key', () => {
  it.each(pairs)('of %s is the public key that Node exports', (_, { publicKey, privateKey }) => {
    const spki = publicKey.export({ format: 'der', type: 'spki' });
    expect(readJwk(JSON.stringify(publicKey.export({ format: 'jwk' })))).toEqual(spki);
    // Of a private key, only what is public counts.
    expect(readJwk(JSON.stringify(privateKey.export({ format: 'jwk' })))).toEqual(spki);
    expect(readJwk(JSON.stringify({ keys: [publicKey.export({ format: 'jwk' })] }))).toEqual(spki);
  });

  it('is recognised where binary is wanted', () => {
    const [, pair] = pairs[1] as (typeof pairs)[number];
    const text = JSON.stringify(pair.publicKey.export({ format: 'jwk' }), undefined, 2);
    const found = readingsOf(Buffer.from(text), 'binary');
    expect('problem' in found ? found.problem : found[0]?.encoding).toBe('JSON Web Key');
  });

  it.each([
    ['no JSON', '{'],
    ['no object', '"EC"'],
    ['a secret', '{"kty":"oct","k":"AAAA"}'],
    ['a point on an unknown curve', '{"kty":"EC","crv":"P-192","x":"AA","y":"AA"}'],
    ['a short coordinate', '{"kty":"EC","crv":"P-256","x":"AA","y":"AA"}'],
    ['an empty set', '{"keys":[]}'],
    ['a name of all objects', '{"kty":"EC","crv":"constructor","x":"AA","y":"AA"}'],
  ])('is not %s', (_, text) => {
    expect(readJwk(text)).toBeUndefined();
  });
});
