import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { publicKeyDer } from '../../../../src/sandbox/crypto/material';
import { decapsulate } from '../../../../src/sandbox/crypto/mlKem';
import { verify } from '../../../../src/sandbox/crypto/signatures';
// Made by OpenSSL from the seeds 000102…: public keys, and what it signed and encapsulated.
import answers from '../../../fixtures/cryptography/lattice.json' with { type: 'json' };

const sha256 = (bytes: Uint8Array | undefined) =>
  createHash('sha256')
    .update(bytes ?? '')
    .digest('hex');
const decoded = (text: string) => Buffer.from(text, 'base64');

describe.each(['ML_DSA_44', 'ML_DSA_65', 'ML_DSA_87'] as const)('%s', (spec) => {
  const answer = answers.mlDsa[spec];
  const material = decoded(answer.privateKey);

  it('grows the same public key from a seed as OpenSSL', async () => {
    expect(sha256(await publicKeyDer(spec, material))).toBe(answer.publicKeySha256);
  });

  it('verifies a signature of OpenSSL', async () => {
    const message = Buffer.from(answers.message);
    const input = { spec, material, algorithm: 'ML_DSA_SHAKE_256', messageType: 'RAW' } as const;
    const signature = decoded(answer.signature);
    expect(await verify({ ...input, message, signature })).toBe(true);
    expect(await verify({ ...input, message: message.subarray(1), signature })).toBe(false);
  });
});

describe.each(['512', '768', '1024'] as const)('ML-KEM-%s', (set) => {
  const answer = answers.mlKem[set];
  const material = decoded(answer.privateKey);

  it('grows the same public key from a seed as OpenSSL', async () => {
    expect(sha256(await publicKeyDer(`ML_KEM_${set}`, material))).toBe(answer.publicKeySha256);
  });

  it('opens what OpenSSL encapsulated', async () => {
    const secret = await decapsulate(material, set, decoded(answer.ciphertext));
    expect(secret?.toString('hex')).toBe(answer.sharedSecret);
  });
});
