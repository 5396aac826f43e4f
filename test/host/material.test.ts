import assert from 'node:assert/strict';
import { constants, createPrivateKey, generateKeyPairSync, privateDecrypt } from 'node:crypto';
import { aeskwp } from '@noble/ciphers/aes.js';
import { generateMaterial } from '../../src/core/material/generateMaterial';
import { readMaterial, formOf } from '../../src/core/material/readMaterial';
import { wrapMaterial } from '../../src/core/material/wrapMaterial';
import type { KeySpec } from '../../src/core/kms/specs';

/** A secp256k1 key of OpenSSL, encrypted by PBES2 with the passphrase "geheim"; made for this test. */
const encrypted = `-----BEGIN ENCRYPTED PRIVATE KEY-----
MIHsMFcGCSqGSIb3DQEFDTBKMCkGCSqGSIb3DQEFDDAcBAhHT/bL8ZhqYwICCAAw
DAYIKoZIhvcNAgkFADAdBglghkgBZQMEASoEEJqlG/bB8YJvEurUHPrFFA4EgZBK
mhc1BCwt7Py+tf0L88dedClusbMBb0kc73ewViHsv0Jnwq5eLd3BpqbnyFxVgUTt
5gZytd8qf9Nhz6+bauqjTKgDyu+BSo45EVA992a5PPXOytAH9fX/HAfQpJGyZKc0
eXbP9frzLN8jUiS0GaoK0NPLXEagnJ3X+2f223WKrcHndIdi0K628biCaafUlK4=
-----END ENCRYPTED PRIVATE KEY-----`;

/** Desktop VS Code has another cryptography than Node.js: no AES key wrap and no secp256k1. */
describe('key material in this editor', () => {
  const pair = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'der' },
    privateKeyEncoding: { type: 'pkcs8', format: 'der' },
  });
  const key = createPrivateKey({ key: pair.privateKey, format: 'der', type: 'pkcs8' });
  const unwrapped = (wrapped: Buffer, oaepHash: string): Uint8Array => {
    const aes = privateDecrypt(
      { key, oaepHash, padding: constants.RSA_PKCS1_OAEP_PADDING },
      wrapped.subarray(0, 256),
    );
    return wrapped.length === 256 ? aes : aeskwp(aes).decrypt(wrapped.subarray(256));
  };

  for (const spec of [
    'SYMMETRIC_DEFAULT',
    'HMAC_512',
    'RSA_2048',
    'ECC_NIST_P521',
    'ECC_SECG_P256K1',
    'ECC_NIST_EDWARDS25519',
  ] satisfies KeySpec[])
    it(`is generated, read and wrapped for ${spec}`, async () => {
      const of = { spec, region: 'eu-west-1' };
      const material = await generateMaterial(formOf(of));
      assert.equal((await readMaterial(of, material)).kind, 'material');
      for (const algorithm of ['RSA_AES_KEY_WRAP_SHA_256', 'RSA_AES_KEY_WRAP_SHA_1'] as const) {
        const hash = algorithm.endsWith('256') ? 'sha256' : 'sha1';
        const wrapped = await wrapMaterial(algorithm, pair.publicKey, material);
        assert.deepEqual(Buffer.from(unwrapped(wrapped, hash)), material);
      }
      if (spec !== 'SYMMETRIC_DEFAULT') return;
      const direct = await wrapMaterial('RSAES_OAEP_SHA_256', pair.publicKey, material);
      assert.deepEqual(Buffer.from(unwrapped(direct, 'sha256')), material);
    });

  it('is decrypted from an encrypted file, of a curve that the editor does not know too', async () => {
    const of = { spec: 'ECC_SECG_P256K1', region: 'eu-west-1' } as const;
    const file = Buffer.from(encrypted);
    assert.deepEqual(await readMaterial(of, file, 'other'), { kind: 'passphrase', wrong: true });
    assert.equal((await readMaterial(of, file, 'geheim')).kind, 'material');
  });
});
