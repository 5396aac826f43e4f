import { describe, expect, it } from 'vitest';
import { mistakenFor } from '../../../../src/core/crypto/contents';

const rest = Buffer.alloc(100, 7);

describe('what is no ciphertext of KMS', () => {
  it.each([
    ['version 1', Buffer.from([0x01, 0x80, 0x03, 0x78])],
    ['version 2', Buffer.from([0x02, 0x05, 0x78, 0x00])],
    ['version 2 without a signature', Buffer.from([0x02, 0x04, 0x78, 0x00])],
  ])('a message of the AWS Encryption SDK is told: %s', (_, head) => {
    expect(mistakenFor(Buffer.concat([head, rest]))).toMatch(/AWS Encryption SDK/);
  });

  it('a token is told', () => {
    expect(mistakenFor(Buffer.from('eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJ4In0.c2ln'))).toMatch(/JSON Web Token/);
  });

  it.each([16, 32])('%i bytes are told as a data key', (length) => {
    expect(mistakenFor(Buffer.alloc(length, 3))).toMatch(/data key/);
  });

  it.each([
    ['what begins like another version', Buffer.concat([Buffer.from([0x01, 0x81, 0x03, 0x78]), rest])],
    ['an unknown suite', Buffer.concat([Buffer.from([0x02, 0x01, 0x02, 0x03]), rest])],
    ['a ciphertext', Buffer.concat([Buffer.from([0x01, 0x02, 0x02, 0x00]), rest])],
  ])('nothing is said of %s', (_, bytes) => {
    expect(mistakenFor(bytes)).toBeUndefined();
  });
});
