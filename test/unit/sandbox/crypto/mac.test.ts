import { describe, expect, it } from 'vitest';
import { generateMac, verifyMac, type MacAlgorithm } from '../../../../src/sandbox/crypto/mac';

/** RFC 4231, test cases 1 and 2. */
const vectors: { key: Buffer; data: string; macs: Record<MacAlgorithm, string> }[] = [
  {
    key: Buffer.alloc(20, 0x0b),
    data: 'Hi There',
    macs: {
      HMAC_SHA_224: '896fb1128abbdf196832107cd49df33f47b4b1169912ba4f53684b22',
      HMAC_SHA_256: 'b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7',
      HMAC_SHA_384:
        'afd03944d84895626b0825f4ab46907f15f9dadbe4101ec682aa034c7cebc59cfaea9ea9076ede7f4af152e8b2fa9cb6',
      HMAC_SHA_512:
        '87aa7cdea5ef619d4ff0b4241a1d6cb02379f4e2ce4ec2787ad0b30545e17cdedaa833b7d6b8a702038b274eaea3f4e4be9d914eeb61f1702e696c203a126854',
    },
  },
  {
    key: Buffer.from('Jefe'),
    data: 'what do ya want for nothing?',
    macs: {
      HMAC_SHA_224: 'a30e01098bc6dbbf45690f3a7e9e6d0f8bbea2a39e6148008fd05e44',
      HMAC_SHA_256: '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
      HMAC_SHA_384:
        'af45d2e376484031617f78d2b58a6b1b9c7ef464f5a01b47e42ec3736322445e8e2240ca5e69e2c78b3239ecfab21649',
      HMAC_SHA_512:
        '164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea2505549758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737',
    },
  },
];
const algorithms = ['HMAC_SHA_224', 'HMAC_SHA_256', 'HMAC_SHA_384', 'HMAC_SHA_512'] as const;

describe.each(algorithms)('%s', (algorithm) => {
  it.each(vectors)('gives the code of RFC 4231 for “$data”', ({ key, data, macs }) => {
    expect(generateMac(algorithm, key, Buffer.from(data)).toString('hex')).toBe(macs[algorithm]);
  });

  it('verifies its own code and no other', () => {
    const [key, message] = [Buffer.alloc(32, 7), Buffer.from('message')];
    const mac = generateMac(algorithm, key, message);
    expect(verifyMac(algorithm, key, message, mac)).toBe(true);
    expect(verifyMac(algorithm, key, Buffer.from('massage'), mac)).toBe(false);
    expect(verifyMac(algorithm, Buffer.alloc(32, 8), message, mac)).toBe(false);
    expect(verifyMac(algorithm, key, message, mac.subarray(1))).toBe(false);
    expect(verifyMac(algorithm, key, message, Buffer.alloc(0))).toBe(false);
  });
});
