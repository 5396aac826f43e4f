import { describe, expect, it } from 'vitest';
import { isEncryptionSdkMessage, readMessageHeader } from '../../../../src/core/crypto/encryptionSdk';
import fc from '../../properties';

const field = (bytes: Uint8Array | string): Buffer => {
  const content = Buffer.from(bytes as string);
  return Buffer.concat([number(content.length), content]);
};
const number = (value: number): Buffer => Buffer.from([value >> 8, value & 255]);
const arn = 'arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';

/** A header as the format's reference describes it. */
const header = (version: 1 | 2, suite: number, pairs: [string, string][] = []): Buffer => {
  const context = Buffer.concat([number(pairs.length), ...pairs.flat().map(field)]);
  return Buffer.concat([
    version === 1 ? Buffer.from([1, 0x80]) : Buffer.from([2]),
    ...[number(suite), Buffer.alloc(version === 1 ? 16 : 32, 9)],
    ...[field(pairs.length === 0 ? '' : context), number(2)],
    ...['aws-kms', arn, 'sealed', 'a-safe', 'mine', 'sealed too'].map(field),
    Buffer.from([2, 0, 0, 16, 0]),
  ]);
};

describe('the header of a message of the AWS Encryption SDK', () => {
  it.each([
    [1, 0x0178, false, false],
    [1, 0x0378, false, true],
    [2, 0x0478, true, false],
    [2, 0x0578, true, true],
  ] as const)('is read in version %i with suite %i', (version, suite, isCommitted, isSigned) => {
    const pairs: [string, string][] = [
      ['aws-crypto-public-key', 'AoGb'],
      ['purpose', 'tëst'],
    ];
    expect(readMessageHeader(header(version, suite, pairs))).toEqual({
      ...{ isCommitted, isSigned, context: Object.fromEntries(pairs) },
      keys: [
        { provider: 'aws-kms', key: arn, ciphertext: Buffer.from('sealed') },
        { provider: 'a-safe', key: 'mine', ciphertext: Buffer.from('sealed too') },
      ],
    });
  });

  it('may have no context', () => {
    expect(readMessageHeader(header(2, 0x0578))?.context).toEqual({});
  });

  it('is no header where any of it is missing', () => {
    const whole = header(2, 0x0578, [['a', 'b']]);
    for (let length = 0; length < whole.length - 5; length++)
      expect(readMessageHeader(whole.subarray(0, length))).toBeUndefined();
  });

  it('never throws, whatever follows a right beginning', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (rest) => {
        const bytes = Buffer.concat([Buffer.from([2, 0x05, 0x78]), rest]);
        expect(isEncryptionSdkMessage(bytes)).toBe(true);
        readMessageHeader(bytes);
      }),
    );
  });

  it.each([
    ['another version', [1, 0x81, 0x03, 0x78]],
    ['a suite of the other version', [1, 0x80, 0x05, 0x78]],
    ['an unknown suite', [2, 0x01, 0x02, 0x03]],
    ['nothing', []],
  ])('is told from %s', (_, bytes) => {
    expect(isEncryptionSdkMessage(Uint8Array.from(bytes))).toBe(false);
  });
});
