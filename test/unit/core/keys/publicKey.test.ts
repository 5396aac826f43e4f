import { createHash, createPublicKey, type JsonWebKey } from 'node:crypto';
import fc from '../../properties';
import { describe, expect, it } from 'vitest';
import {
  fingerprint,
  PublicKeyError,
  readPublicKey,
  toJwk,
  toPem,
  toSsh,
} from '../../../../src/core/keys/publicKey';
import { keySpecs, specOf, type KeySpec } from '../../../../src/core/kms/specs';
import { generateMaterial } from '../../../../src/sandbox/crypto/generate';
import judged from '../../../fixtures/publicKeys.json';

const pairs = keySpecs.filter((spec) => specOf(spec).material.kind !== 'secret');
const forms = Object.entries(judged.keys).map(([spec, form]) => ({ spec, ssh: undefined, ...form }));

function bytesOf(pem: string): Buffer {
  return createPublicKey(pem).export({ type: 'spki', format: 'der' });
}

async function newKey(spec: KeySpec): Promise<Uint8Array> {
  const { publicKey } = await generateMaterial(spec);
  if (publicKey === undefined) throw new Error(`${spec} has no public key.`);
  return publicKey;
}

describe('A public key', () => {
  it.each(forms)(
    'of $spec is the PEM, the fingerprint and the SSH line of openssl and ssh-keygen',
    (form) => {
      const key = readPublicKey(bytesOf(form.pem));
      expect(toPem(key)).toBe(form.pem);
      expect(fingerprint(key)).toBe(form.sha256);
      expect(toSsh(key, '')).toEqual(
        form.ssh === undefined
          ? { unavailable: expect.stringMatching(/^OpenSSH has no keys on the curve /) as string }
          : { text: `${form.ssh}\n` },
      );
    },
  );

  it.each(forms.filter(({ spec }) => spec !== 'SM2'))('of $spec is the JWK of node:crypto', ({ pem }) => {
    const form = toJwk(readPublicKey(bytesOf(pem)), 'SIGN_VERIFY');
    const jwk = JSON.parse('text' in form ? form.text : '{}') as JsonWebKey & { use: string; kid: string };
    const { use, kid, ...members } = jwk;
    expect(members).toEqual(createPublicKey(pem).export({ format: 'jwk' }));
    expect({ use, kid }).toEqual({ use: 'sig', kid: expect.stringMatching(/^[\w-]{43}$/) as string });
  });

  it.each(pairs)('of %s that the sandbox makes is read, and written again byte for byte', async (spec) => {
    const der = await newKey(spec);
    const key = readPublicKey(der);
    expect(Buffer.from(toPem(key).replace(/-----[^-]+-----|\n/g, ''), 'base64')).toEqual(Buffer.from(der));
  });

  it('of ML-DSA is a JWK of type AKP that names its algorithm', async () => {
    const der = await newKey('ML_DSA_65');
    const form = toJwk(readPublicKey(der), 'SIGN_VERIFY');
    expect(JSON.parse('text' in form ? form.text : '{}')).toMatchObject({
      kty: 'AKP',
      alg: 'ML-DSA-65',
      pub: Buffer.from(der).subarray(22).toString('base64url'),
    });
  });

  it('has the thumbprint of the example in RFC 7638', () => {
    const n =
      '0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw';
    const spki = createPublicKey({ key: { kty: 'RSA', n, e: 'AQAB' }, format: 'jwk' }).export({
      type: 'spki',
      format: 'der',
    });
    const form = toJwk(readPublicKey(spki), 'ENCRYPT_DECRYPT');
    expect('text' in form && form.text).toContain('"kid": "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs"');
    expect('text' in form && form.text).toContain('"use": "enc"');
  });

  it.each(['SM2', 'ML_KEM_768'] as const)('of %s says that there is no JWK of it', async (spec) => {
    expect(toJwk(readPublicKey(await newKey(spec)), 'SIGN_VERIFY')).toEqual({
      unavailable: expect.stringMatching(/^No JSON Web Key is /) as string,
    });
  });

  it('keeps its comment on the line of its SSH form', () => {
    const key = readPublicKey(bytesOf(judged.keys.RSA_2048.pem));
    const form = toSsh(key, 'alias/pay\nments  of orders');
    expect('text' in form && form.text.split(' ').slice(2).join(' ')).toBe('alias/pay ments of orders\n');
  });

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['text', Buffer.from('-----BEGIN PUBLIC KEY-----')],
    ['a key cut short', bytesOf(judged.keys.ECC_NIST_P256.pem).subarray(0, 80)],
    ['a key and more', Buffer.concat([bytesOf(judged.keys.ECC_NIST_P256.pem), Buffer.of(0)])],
    [
      'an algorithm that KMS lacks (X25519)',
      Buffer.from(`302a300506032b656e032100${'11'.repeat(32)}`, 'hex'),
    ],
    ['Ed25519 of 31 bytes', Buffer.from(`3029300506032b6570032000${'11'.repeat(31)}`, 'hex')],
  ])('is refused with a reason where the bytes are %s', (_, bytes) => {
    expect(() => readPublicKey(bytes)).toThrow(PublicKeyError);
  });

  it('is read or refused with a reason whatever byte of it is changed', () => {
    const keys = forms.map(({ pem }) => bytesOf(pem));
    fc.assert(
      fc.property(fc.constantFrom(...keys), fc.nat(), fc.integer({ min: 0, max: 255 }), (key, at, byte) => {
        const damaged = Buffer.from(key);
        damaged[at % key.length] = byte;
        try {
          expect(fingerprint(readPublicKey(damaged))).toBe(
            createHash('sha256').update(damaged).digest('hex').match(/../g)?.join(':'),
          );
        } catch (error) {
          expect(error).toBeInstanceOf(PublicKeyError);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
