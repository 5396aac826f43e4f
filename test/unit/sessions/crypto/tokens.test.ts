import { createHmac, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import { calculateJwkThumbprint, jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Key } from '../../../../src/core/keys/model';
import type { KeySpec, KeyUsage } from '../../../../src/core/kms/specs';
import { newKey } from '../../aws/newKey';
import { portsTo, type Ports } from '../../aws/ports';
import { testSandbox, type TestSandbox } from '../../sandbox/server';
import { handed, personAt, type Person } from './person';

const place = { connection: 'sandbox', region: 'us-east-1' };
const now = Date.UTC(2026, 5, 1);
let sandbox: TestSandbox;
let ports: Ports;
let person: Person;

beforeAll(async () => {
  sandbox = await testSandbox();
  ports = portsTo(sandbox);
  person = personAt(ports, () => now);
});
afterAll(async () => {
  ports.dispose();
  await sandbox.dispose();
});

const make = (spec: KeySpec, usage: KeyUsage = 'SIGN_VERIFY'): Promise<Key> =>
  ports.keys.create(place, newKey({ spec, usage }));
const claims = JSON.stringify({ sub: 'teapot', exp: now / 1000 + 60 });

async function tokenOf(key: Key): Promise<string> {
  const seen = await person.does({ doing: 'signToken', input: handed(claims), key });
  return seen.clipboard[0]?.text ?? '';
}

const headerOf = (token: string) =>
  JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString()) as Record<string, string>;

describe('a token signed with a key', () => {
  it.each([
    ['ECC_NIST_P256', 'ES256', 'sha256'],
    ['ECC_NIST_P384', 'ES384', 'sha384'],
    ['ECC_NIST_P521', 'ES512', 'sha512'],
    ['RSA_2048', 'RS256', 'sha256'],
  ] as const)('of %s is verified by others as %s', async (spec, alg, hash) => {
    const key = await make(spec);
    const token = await tokenOf(key);
    expect(headerOf(token)).toMatchObject({ alg, typ: 'JWT' });
    const [header = '', payload = '', signature = ''] = token.split('.');
    const publicKey = createPublicKey({
      ...{ key: Buffer.from(await ports.keys.publicKey(key)), format: 'der', type: 'spki' },
    });
    const options = { key: publicKey, dsaEncoding: 'ieee-p1363' } as const;
    const input = Buffer.from(`${header}.${payload}`);
    expect(verify(hash, input, options, Buffer.from(signature, 'base64url'))).toBe(true);
    expect(headerOf(token)['kid']).toMatch(/^[\w-]{43}$/);
  });

  it.each([
    ['ECC_NIST_EDWARDS25519', 'EdDSA'],
    ['ECC_SECG_P256K1', 'ES256K'],
    ['ML_DSA_44', 'ML-DSA-44'],
    ['HMAC_256', 'HS256'],
  ] as const)('of %s is %s, and verified by the same key', async (spec, alg) => {
    const key = await make(spec, spec === 'HMAC_256' ? 'GENERATE_VERIFY_MAC' : 'SIGN_VERIFY');
    const token = await tokenOf(key);
    expect(headerOf(token)['alg']).toBe(alg);
    const seen = await person.does({ doing: 'verifyToken', input: handed(`${token}\n`), key });
    expect(seen.verdicts[0]).toMatchObject({ valid: true });
    expect(JSON.parse(seen.verdicts[0]?.details ?? '')).toMatchObject({ claims: { sub: 'teapot' } });
  });
});

describe('a token beside another library', () => {
  it.each([
    ['RSA_2048', 'RSASSA_PKCS1_V1_5_SHA_384', 'RS384'],
    ['RSA_2048', 'RSASSA_PKCS1_V1_5_SHA_512', 'RS512'],
    ['RSA_2048', 'RSASSA_PSS_SHA_256', 'PS256'],
    ['RSA_2048', 'RSASSA_PSS_SHA_384', 'PS384'],
    ['RSA_2048', 'RSASSA_PSS_SHA_512', 'PS512'],
    ['ECC_NIST_P256', 'ECDSA_SHA_256', 'ES256'],
    ['ECC_NIST_P384', 'ECDSA_SHA_384', 'ES384'],
    ['ECC_NIST_P521', 'ECDSA_SHA_512', 'ES512'],
    ['ECC_NIST_EDWARDS25519', 'ED25519_SHA_512', 'EdDSA'],
  ] as const)('of %s with %s is %s, and valid there as well', async (spec, algorithm, alg) => {
    const key = await make(spec);
    const seen = await person.does(
      { doing: 'signToken', input: handed(claims), key },
      { review: ['algorithm', 'run'], choose: [algorithm] },
    );
    const token = seen.clipboard[0]?.text ?? '';
    const spki = createPublicKey({
      ...{ key: Buffer.from(await ports.keys.publicKey(key)), format: 'der', type: 'spki' },
    });
    const currentDate = new Date(now);
    const { payload, protectedHeader } = await jwtVerify(token, spki, { algorithms: [alg], currentDate });
    expect([payload.sub, protectedHeader.alg]).toEqual(['teapot', alg]);
    // The id of the key is the thumbprint that the other library computes of it.
    expect(protectedHeader.kid).toBe(await calculateJwkThumbprint(spki));
    const [header, , signature] = token.split('.');
    const forged = [header, Buffer.from('{"sub":"kettle"}').toString('base64url'), signature].join('.');
    await expect(jwtVerify(forged, spki, { algorithms: [alg], currentDate })).rejects.toThrow();
  });
});

describe('a token that is to be verified', () => {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

  it('is refused for other claims, another key and its dates, each with the reason', async () => {
    const key = await make('ECC_NIST_P256');
    const token = await tokenOf(key);
    const [header = '', , signature = ''] = token.split('.');
    const verdict = async (text: string, at = person) =>
      (await at.does({ doing: 'verifyToken', input: handed(text), key })).verdicts[0];
    expect(await verdict(`${header}.${part({ sub: 'admin' })}.${signature}`)).toMatchObject({ valid: false });
    const later = personAt(ports, () => now + 120_000);
    expect((await verdict(token, later))?.text).toMatch(
      /signed the token, but it is not to be accepted: It expired/,
    );
    const stranger = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
    const input = `${header}.${part({ sub: 'x' })}`;
    const forged = sign('sha256', Buffer.from(input), { key: stranger, dsaEncoding: 'ieee-p1363' });
    expect((await verdict(`${input}.${forged.toString('base64url')}`))?.text).toMatch(/did not sign it/);
  });

  it('is never verified with the public key as a secret, nor with an algorithm that the key has not', async () => {
    const key = await make('RSA_2048');
    const pem = createPublicKey({
      ...{ key: Buffer.from(await ports.keys.publicKey(key)), format: 'der', type: 'spki' },
    }).export({ format: 'pem', type: 'spki' });
    const input = `${part({ alg: 'HS256' })}.${part({ sub: 'admin' })}`;
    const token = `${input}.${createHmac('sha256', pem).update(input).digest('base64url')}`;
    const verification = person.does({ doing: 'verifyToken', input: handed(token), key });
    await expect(verification).rejects.toMatchObject({
      cause: { message: expect.stringMatching(/HS256/) as string },
    });
  });

  it('of ECDSA is not taken in DER', async () => {
    const key = await make('ECC_NIST_P256');
    const input = `${part({ alg: 'ES256' })}.${part({ sub: 'x' })}`;
    const made = await person.does({ doing: 'sign', input: handed(input), key });
    const der = Buffer.from(made.clipboard[0]?.text ?? '', 'base64').toString('base64url');
    const seen = await person.does({ doing: 'verifyToken', input: handed(`${input}.${der}`), key });
    expect(seen.verdicts[0]).toMatchObject({ valid: false });
  });
});
