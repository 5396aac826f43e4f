import type * as crypto from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';

/**
 * Desktop VS Code runs on Electron, whose BoringSSL has less than OpenSSL: no secp256k1, SM2, SM3, SHAKE, key wrap,
 * ML-DSA or ML-KEM. Here node:crypto has no more than that either.
 */
vi.mock('node:crypto', async (original) => {
  const whole = await original<typeof crypto>();
  const lacking = (what: string): never => {
    throw new Error(`BoringSSL has no ${what}.`);
  };
  const known = <K extends crypto.KeyObject>(key: K): K => {
    const { asymmetricKeyType = '', asymmetricKeyDetails } = key;
    const curve = asymmetricKeyDetails?.namedCurve;
    if (!['rsa', 'ec', 'ed25519'].includes(asymmetricKeyType)) lacking(asymmetricKeyType);
    if (curve !== undefined && !['prime256v1', 'secp384r1', 'secp521r1'].includes(curve)) lacking(curve);
    return key;
  };
  const hash = (name: string): string => (/^sha-?(1|224|256|384|512)$/i.test(name) ? name : lacking(name));
  return {
    ...whole,
    createHash: (name: string) => whole.createHash(hash(name)),
    createHmac: (name: string, key: crypto.BinaryLike) => whole.createHmac(hash(name), key),
    createPublicKey: (given: crypto.PublicKeyInput) => known(whole.createPublicKey(given)),
    createPrivateKey: (given: crypto.PrivateKeyInput) => known(whole.createPrivateKey(given)),
    createECDH: (curve: string) =>
      /^(prime256v1|secp(384|521)r1)$/.test(curve) ? whole.createECDH(curve) : lacking(curve),
    createCipheriv: (name: crypto.CipherGCMTypes, ...rest: [crypto.CipherKey, crypto.BinaryLike]) =>
      /^aes-\d+-(gcm|cbc)$/.test(name) ? whole.createCipheriv(name, ...rest) : lacking(name),
  };
});

await import('./flow.test');
await import('./tokens.test');

describe('the crypto of this test', () => {
  it('lacks what Electron lacks', async () => {
    const { createHash } = await import('node:crypto');
    expect(() => createHash('sm3')).toThrow(/BoringSSL/);
    expect(() => createHash('shake256')).toThrow(/BoringSSL/);
  });
});
