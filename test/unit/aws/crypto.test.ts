import { createPublicKey, verify } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { awsCrypto } from '../../../src/aws/crypto';
import type { KmsError } from '../../../src/core/errors';
import type { CryptoPort } from '../../../src/core/ports';
import type { Key } from '../../../src/core/keys/model';
import { testSandbox, type TestSandbox } from '../sandbox/server';
import { newKey } from './newKey';
import { portsTo, type Ports } from './ports';

const place = { connection: 'sandbox', region: 'us-east-1' };
let sandbox: TestSandbox;
let ports: Ports;
let crypto: CryptoPort;
let symmetric: Key;

beforeAll(async () => {
  sandbox = await testSandbox();
  ports = portsTo(sandbox);
  crypto = awsCrypto(ports.clients);
  symmetric = await ports.keys.create(place, newKey());
});
afterAll(async () => {
  ports.dispose();
  await sandbox.dispose();
});

const plaintext = Buffer.from('Two teapots');
const context = { order: '17' };
const algorithm = 'SYMMETRIC_DEFAULT';
const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (error: unknown) => (error as KmsError).details.code,
  );

describe('cryptography over the SDK', () => {
  it('encrypts, and decrypts by the key that the ciphertext names', async () => {
    const { ciphertext } = await crypto.call('Encrypt', { plaintext, algorithm, context }, symmetric);
    const opened = await crypto.call('Decrypt', { ciphertext, algorithm, context }, place);
    expect(Buffer.from(opened.plaintext)).toEqual(plaintext);
    expect(opened.key).toBe(symmetric.arn);
    expect(await codeOf(crypto.call('Decrypt', { ciphertext, algorithm, context: {} }, place))).toBe(
      'InvalidCiphertextException',
    );
  });

  it('encrypts again under another key, and changes the context', async () => {
    const other = await ports.keys.create(place, newKey());
    const { ciphertext } = await crypto.call('Encrypt', { plaintext, algorithm, context }, symmetric);
    const again = await crypto.call(
      'ReEncrypt',
      { ciphertext, fromAlgorithm: algorithm, fromContext: context, algorithm, context: {} },
      other,
    );
    expect(again.from).toBe(symmetric.arn);
    const opened = await crypto.call(
      'Decrypt',
      { ciphertext: again.ciphertext, algorithm, context: {} },
      other,
    );
    expect(Buffer.from(opened.plaintext)).toEqual(plaintext);
  });

  it('signs, and answers whether a signature is valid', async () => {
    const key = await ports.keys.create(place, newKey({ spec: 'ECC_NIST_P256', usage: 'SIGN_VERIFY' }));
    const message = { message: plaintext, messageType: 'RAW', algorithm: 'ECDSA_SHA_256' } as const;
    const { signature } = await crypto.call('Sign', message, key);
    const publicKey = createPublicKey({
      key: Buffer.from(await ports.keys.publicKey(key)),
      format: 'der',
      type: 'spki',
    });
    expect(verify('sha256', plaintext, publicKey, signature)).toBe(true);
    expect(await crypto.call('Verify', { ...message, signature }, key)).toEqual({ valid: true });
    const other = { ...message, message: Buffer.from('Three teapots') };
    expect(await crypto.call('Verify', { ...other, signature }, key)).toEqual({ valid: false });
  });

  it('makes MACs, and answers whether one is valid', async () => {
    const key = await ports.keys.create(place, newKey({ spec: 'HMAC_256', usage: 'GENERATE_VERIFY_MAC' }));
    const message = { message: plaintext, algorithm: 'HMAC_SHA_256' } as const;
    const { mac } = await crypto.call('GenerateMac', message, key);
    expect(await crypto.call('VerifyMac', { ...message, mac }, key)).toEqual({ valid: true });
    expect(await crypto.call('VerifyMac', { ...message, mac: Buffer.alloc(32) }, key)).toEqual({
      valid: false,
    });
  });

  it('makes data keys and random bytes', async () => {
    const made = await crypto.call('GenerateDataKey', { bytes: 32, context }, symmetric);
    const opened = await crypto.call('Decrypt', { ciphertext: made.ciphertext, algorithm, context }, place);
    expect(opened.plaintext).toEqual(made.plaintext);
    const sealed = await crypto.call('GenerateDataKeyWithoutPlaintext', { bytes: 16, context }, symmetric);
    expect(sealed).not.toHaveProperty('plaintext');
    const pair = await crypto.call('GenerateDataKeyPair', { spec: 'ECC_NIST_P256', context: {} }, symmetric);
    const again = await crypto.call(
      'Decrypt',
      { ciphertext: pair.ciphertext, algorithm, context: {} },
      place,
    );
    expect(again.plaintext).toEqual(pair.privateKey);
    expect((await crypto.call('GenerateRandom', { bytes: 24 }, place)).random).toHaveLength(24);
  });

  it('agrees on secrets', async () => {
    const [ours, theirs] = await Promise.all([
      ports.keys.create(place, newKey({ spec: 'ECC_NIST_P384', usage: 'KEY_AGREEMENT' })),
      ports.keys.create(place, newKey({ spec: 'ECC_NIST_P384', usage: 'KEY_AGREEMENT' })),
    ]);
    const [a, b] = await Promise.all([
      crypto.call('DeriveSharedSecret', { publicKey: await ports.keys.publicKey(theirs) }, ours),
      crypto.call('DeriveSharedSecret', { publicKey: await ports.keys.publicKey(ours) }, theirs),
    ]);
    expect(a.secret).toEqual(b.secret);
    const kem = await ports.keys.create(
      place,
      newKey({ spec: 'ML_KEM_768', usage: 'ENCAPSULATE_DECAPSULATE' }),
    );
    const sent = await crypto.call('Encapsulate', {}, kem);
    const { secret } = await crypto.call('Decapsulate', { ciphertext: sent.ciphertext }, kem);
    expect(secret).toEqual(sent.secret);
  });

  it('rehearses: what would succeed does nothing, what would not fails as the call itself', async () => {
    const key = await ports.keys.create(place, newKey());
    await crypto.rehearse('Encrypt', { plaintext, algorithm, context }, key);
    await ports.keys.disable(key);
    expect(await codeOf(crypto.rehearse('Encrypt', { plaintext, algorithm, context }, key))).toBe(
      'DisabledException',
    );
    const guest = portsTo(sandbox, { identity: 'auditor' });
    const rehearsal = awsCrypto(guest.clients).rehearse(
      'Encrypt',
      { plaintext, algorithm, context },
      symmetric,
    );
    expect(await codeOf(rehearsal)).toBe('AccessDeniedException');
    guest.dispose();
  });
});
